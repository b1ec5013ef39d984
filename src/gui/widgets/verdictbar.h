#pragma once

#include "gui/widgets/accessiblerows.h"
#include "gui/widgets/token.h"

#include <QList>
#include <QString>
#include <QTimer>
#include <QWidget>

namespace wirewise::gui {

/// One kind of endpoints in a VerdictBar.
struct VerdictShare
{
    int kind = 0; ///< of whoever shows the bar; comes back when it is chosen
    qsizetype count = 0;
    QString word; ///< behind the count: "fail", "work, with warnings"
    QByteArray icon;
    Token token = Token::Text2;
    bool isRunning = false; ///< a turning ring in place of the icon

    friend bool operator==(const VerdictShare &, const VerdictShare &) = default;
};

/// Where a share stands: its part of the bar, and its words below.
struct VerdictSpan
{
    QRectF bar, label;
};
/// Widths go by the counts, but no share is narrower than its words as long as there is room for all of them;
/// where there is none, all give way by the same part.
[[nodiscard]] QList<VerdictSpan> verdictSpans(const QList<qsizetype> &counts, const QList<qreal> &labelWidths,
                                              const QSizeF &size, qreal barHeight, bool rightToLeft);

/// How many endpoints of a list fail, work, and are still to come: one bar, with words below it. One Tab
/// stop; the arrow keys move, Enter chooses.
class VerdictBar : public QWidget, public AccessibleRows
{
    Q_OBJECT
public:
    explicit VerdictBar(QWidget *parent = nullptr);

    /// Shares without endpoints are left out.
    void setShares(const QList<VerdictShare> &shares);
    [[nodiscard]] const QList<VerdictShare> &shares() const { return m_shares; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    [[nodiscard]] int accessibleRowCount() const override;
    [[nodiscard]] QString accessibleCell(int row, int column) const override;
    [[nodiscard]] QRect accessibleCellRect(int row, int column) const override;
    [[nodiscard]] int accessibleCurrentRow() const override { return m_current; }
    void accessibleActivate(int row) override;

Q_SIGNALS:
    void shareActivated(int kind);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] QList<VerdictSpan> spansNow() const;
    void paintShare(QPainter &painter, const VerdictShare &share, const VerdictSpan &span) const;
    void setCurrent(int index);
    void followMotion();

    QList<VerdictShare> m_shares;
    QTimer m_turn;
    int m_current = 0;
};

} // namespace wirewise::gui
