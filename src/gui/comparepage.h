#pragma once

#include "gui/compareside.h"
#include "gui/differencemodel.h"

#include <QWidget>

#include <memory>
#include <optional>

class QMenu;

namespace wirewise::gui {

class DiffView;

namespace Ui {
class ComparePage;
}

/// Two sessions: a sentence, what differs, ranked, and the bytes beside each other.
class ComparePage : public QWidget
{
    Q_OBJECT
public:
    enum class Side { Left, Right };
    enum class View { Exchange, Timeline, Messages };

    explicit ComparePage(QWidget *parent = nullptr);
    ~ComparePage() override;

    void show(const CompareSide &left, const CompareSide &right);
    /// Shows the widget; the value stays.
    using QWidget::show;
    [[nodiscard]] bool hasSides() const { return m_left && m_right; }
    [[nodiscard]] const CompareSide &left() const { return *m_left; }
    [[nodiscard]] const CompareSide &right() const { return *m_right; }
    [[nodiscard]] const comparison::Comparison &comparison() const { return m_differences.comparison(); }
    [[nodiscard]] DiffView *diffView() const;
    void swap();

Q_SIGNALS:
    void closeRequested();
    void exportRequested();
    /// The menu of a head is about to open: fill it.
    void menuWanted(QMenu *menu, wirewise::gui::ComparePage::Side side);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void connectParts();
    void showCounts();
    void showProbes();
    void showLines();
    void showPlace();
    void showDifference(const QModelIndex &index);
    void fitTable();
    [[nodiscard]] QByteArray probe() const;
    [[nodiscard]] View view() const;

    std::unique_ptr<Ui::ComparePage> m_ui;
    DifferenceModel m_differences;
    std::optional<CompareSide> m_left, m_right;
    QList<QByteArray> m_probes; ///< behind the switch
};

} // namespace wirewise::gui
