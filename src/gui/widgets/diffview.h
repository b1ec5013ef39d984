#pragma once

#include "gui/widgets/accessiblerows.h"
#include "gui/widgets/diffrows.h"

#include <QAbstractScrollArea>

namespace wirewise::gui {

/// Two sides line by line: left, a column of signs, right. Lays out the visible rows only; both sides scroll
/// together. What a peer sent is drawn as plain text, controls and bidirectional marks visibly.
///
/// Keys: arrows, Page Up and Down, Home, End move the current row; N and P go to the next and previous
/// difference; Enter or Space shows the lines of a fold.
class DiffView : public QAbstractScrollArea, public AccessibleRows
{
    Q_OBJECT
public:
    explicit DiffView(QWidget *parent = nullptr);

    void setSections(const QList<DiffSection> &sections);
    void clear() { setSections({}); }
    [[nodiscard]] const DiffRows &rows() const { return m_rows; }
    void setDifferencesOnly(bool only);

    [[nodiscard]] qsizetype differenceCount() const { return m_rows.differences().size(); }
    /// From 1; 0 if the current row is no difference.
    [[nodiscard]] qsizetype currentDifference() const;
    /// Goes by so many differences, from the current row on, and stops at the ends.
    void stepDifference(int by);
    /// Makes the line current that holds those bytes. False if there is none.
    bool showBytes(bool onLeft, DiffSection::Kind kind, wire::ByteRange range);
    [[nodiscard]] qsizetype currentRow() const { return m_current; }

    [[nodiscard]] int accessibleRowCount() const override;
    [[nodiscard]] int accessibleColumnCount() const override { return 3; }
    [[nodiscard]] QString accessibleColumnName(int column) const override;
    [[nodiscard]] QString accessibleCell(int row, int column) const override;
    [[nodiscard]] QRect accessibleCellRect(int row, int column) const override;
    [[nodiscard]] int accessibleCurrentRow() const override;
    void accessibleActivate(int row) override;

Q_SIGNALS:
    void currentChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void relayout();
    void setCurrent(qsizetype item);
    void unfoldCurrent();
    [[nodiscard]] bool moveByKey(int key);
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int signWidth() const;
    [[nodiscard]] qsizetype firstVisible() const;
    [[nodiscard]] QRect rectOf(qsizetype item) const;
    [[nodiscard]] QRect cellRect(const QRect &row, int column) const;
    void keepVisible(qsizetype item);

    void paintItem(QPainter *painter, qsizetype item, const QRect &rect) const;
    void paintHeading(QPainter *painter, const DiffSection &section, const QRect &rect) const;
    void paintLine(QPainter *painter, const comparison::Row &row, const QRect &rect, bool isCurrent) const;
    void paintSide(QPainter *painter, const std::optional<comparison::Line> &line, comparison::Row::Sign sign,
                   const QRect &rect) const;
    void paintText(QPainter *painter, const comparison::Line &line, const QRect &rect) const;

    DiffRows m_rows;
    qsizetype m_current = -1;
    qsizetype m_longestLine = 0; ///< characters, for the horizontal bar
};

} // namespace wirewise::gui
