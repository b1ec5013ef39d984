#pragma once

#include "gui/widgets/exchangelayout.h"

#include <functional>

class QPainter;

namespace wirewise::gui {

/// What is marked in the bytes at this moment.
struct ByteMarks
{
    ExchangeView::Place selection;
    QByteArray needle; ///< lower case; empty while nothing is searched
    int currentEvidence = 0;
    qint64 caret = -1; ///< of the selection's section; -1 draws none
    bool notes = false;
};

/// Paints the visible part of the sections.
class ExchangePainter
{
public:
    ExchangePainter(QPainter *painter, const ExchangeLayout &layout, const ByteMarks &marks, QSize viewport,
                    qint64 scroll);
    void paint();

private:
    void paintSection(int section);
    void paintHeading(int section, qint64 top);
    void paintGutters(const QRectF &area);
    void paintEmpty(int section, qint64 top);
    void paintTextRow(int section, const TextRows::Row &row, qreal top);
    void paintHexRow(int section, qint64 index, qreal top);
    void paintRowMarks(int section, wire::ByteRange row, qreal top);
    void paintTextMarks(int section, const TextRows::Row &row, qreal top);
    void paintTextBytes(int section, const TextRows::Row &row, qreal top);
    void paintStretch(const QRectF &rect, const QColor &ground, const QColor &underline);
    void paintHexStretch(qint64 first, qint64 last, qreal top, const wire::ByteRange &range,
                         const QColor &ground, const QColor &underline);
    void markNeedle(int section, qint64 first, qint64 last,
                    const std::function<void(wire::ByteRange)> &mark) const;
    [[nodiscard]] QRectF textRect(int section, const TextRows::Row &row, qreal top,
                                  wire::ByteRange range) const;

    QPainter *m_painter;
    const ExchangeLayout &m_layout;
    const ByteMetrics &m_metrics;
    const ByteMarks &m_marks;
    QSize m_viewport;
    qint64 m_scroll;
};

} // namespace wirewise::gui
