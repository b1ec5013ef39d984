#pragma once

#include "gui/widgets/accessiblerows.h"
#include "gui/widgets/watchstripgeometry.h"

#include <QWidget>

namespace wirewise::gui {

/// The last hours of a watch: a bar for each stretch of time, as high as its worst verdict is bad. The arrow
/// keys go from bar to bar, + and - change how much is shown, Enter or a click opens what happened there.
class WatchStrip : public QWidget, public AccessibleRows
{
    Q_OBJECT
public:
    /// Spans that the strip can show.
    static constexpr std::chrono::minutes Spans[] = {std::chrono::minutes(10), std::chrono::hours(1),
                                                     std::chrono::hours(6), std::chrono::hours(24),
                                                     std::chrono::hours(24 * 7)};

    explicit WatchStrip(QWidget *parent = nullptr);

    /// Not taken over; null empties the strip. end: the time at its right, wall clock.
    void show(const WatchHistory *history, std::chrono::milliseconds end);
    using QWidget::show;
    /// One of Spans by its number.
    void setSpan(int span);
    [[nodiscard]] int span() const { return m_span; }
    [[nodiscard]] const QList<WatchBucket> &buckets() const { return m_buckets; }
    [[nodiscard]] int currentBucket() const { return m_current; }
    [[nodiscard]] WatchStripGeometry geometryNow() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    [[nodiscard]] int accessibleRowCount() const override;
    [[nodiscard]] QString accessibleCell(int row, int column) const override;
    [[nodiscard]] QRect accessibleCellRect(int row, int column) const override;
    [[nodiscard]] int accessibleCurrentRow() const override { return m_current; }
    void accessibleActivate(int row) override;

Q_SIGNALS:
    void spanChanged(int span);
    /// A bar was chosen.
    void bucketActivated(const wirewise::gui::WatchBucket &bucket);
    /// In words; empty without a current bar.
    void currentChanged(const QString &words);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void fill();
    void setCurrent(int bucket);
    [[nodiscard]] qreal cell() const;
    void paintBar(QPainter &painter, const QRectF &bar, const WatchBucket &bucket) const;

    const WatchHistory *m_history = nullptr;
    std::chrono::milliseconds m_end{0};
    QList<WatchBucket> m_buckets;
    int m_span = 1;
    int m_current = -1;
    int m_turned = 0; ///< of the wheel, in eighths of a degree
};

} // namespace wirewise::gui
