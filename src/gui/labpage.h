#pragma once

#include "gui/labmodel.h"
#include "lab/labaddresses.h"

#include <QWidget>

#include <memory>

namespace wirewise::gui {

class LabService;

namespace Ui {
class LabPage;
}

/// The practice lab: what goes wrong, grouped by layer, and one scenario in detail.
class LabPage : public QWidget
{
    Q_OBJECT
public:
    explicit LabPage(LabService *lab, QWidget *parent = nullptr);
    ~LabPage() override;

    void setSeen(const QSet<QByteArray> &ids) { m_model.setSeen(ids); }
    void choose(const QByteArray &id);

Q_SIGNALS:
    /// Options are those of wirewise-cli check that belong to the address.
    void checkRequested(const QString &address, const QList<QByteArray> &options);
    void explainRequested(const QByteArray &id);
    void notice(const QString &sentence);

private:
    void showLab();
    void showScenario();
    void showConfused(const lab::Scenario &scenario);
    void checkChosen();
    [[nodiscard]] const lab::Scenario *chosen() const;

    std::unique_ptr<Ui::LabPage> m_ui;
    LabService *m_lab;
    LabModel m_model;
    QSortFilterProxyModel m_filter;
    QByteArray m_checkWhenStarted;
};

} // namespace wirewise::gui
