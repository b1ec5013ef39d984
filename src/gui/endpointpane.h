#pragma once

#include "gui/formlook.h"

#include <memory>

class QAbstractItemModel;
class QAction;

namespace wirewise::gui {

class EndpointModel;

namespace Ui {
class EndpointPane;
}

/// The saved endpoints and the environment that they are checked in; above the sessions in the sidebar.
class EndpointPane : public Band
{
    Q_OBJECT
public:
    explicit EndpointPane(EndpointModel *endpoints, QWidget *parent = nullptr);
    ~EndpointPane() override;

    void setEnvironments(const QStringList &names);
    /// Empty: none.
    [[nodiscard]] QString environment() const;
    void setEnvironment(const QString &name);
    /// Name of the selected endpoint; empty without one.
    [[nodiscard]] QString current() const;
    void setCurrent(const QString &name);

Q_SIGNALS:
    void environmentChanged(const QString &name);
    void currentChanged(const QString &name);
    /// Enter or a double click.
    void checkRequested(const QString &name);
    void allRequested();
    void menuRequested(const QString &name, const QPoint &globalPosition);
    void deleteRequested(const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();

    std::unique_ptr<Ui::EndpointPane> m_ui;
    EndpointModel *m_endpoints;
};

} // namespace wirewise::gui
