#pragma once

#include "gui/widgets/messagepages.h"

#include <QFont>
#include <QRectF>

class QPainter;

namespace wirewise::gui {

enum class MessageColumn { Number, Direction, Time, SinceLast, Type, Bytes, Content };
inline constexpr int MessageColumnCount = 7;

/// The text of a cell, as it is painted and read out. before is the message above, null for the first.
[[nodiscard]] QString messageCell(const observation::Message &message, const observation::Message *before,
                                  MessageColumn column, const QDateTime &openedAt);
[[nodiscard]] QString messageColumnName(MessageColumn column);

/// Where messages and explanations of closes stand among rows of equal height: a message takes one row, an
/// explanation two rows below its Close.
class MessageRowMap
{
public:
    static constexpr qint64 ExplanationRows = 2;

    struct Place
    {
        qint64 index = -1; ///< of the message
        int part = 0;      ///< 0 the message, 1 and 2 the rows of its explanation
    };

    MessageRowMap() = default;
    MessageRowMap(qint64 count, QList<qint64> closes);

    [[nodiscard]] qint64 rows() const;
    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] qint64 rowOf(qint64 index) const;
    [[nodiscard]] Place at(qint64 row) const;
    [[nodiscard]] bool isExplained(qint64 index) const;

private:
    [[nodiscard]] qint64 closesBefore(qint64 index) const;

    qint64 m_count = 0;
    QList<qint64> m_closes;
};

/// Paints headers, rows and explanations.
class MessageRowPainter
{
public:
    MessageRowPainter(QPainter *painter, qreal width, qint64 largestNumber, bool rightToLeft);

    void paintHeader(const QRectF &rect);
    void paintRow(const QRectF &rect, const observation::Message &message, const observation::Message *before,
                  const QDateTime &openedAt, bool selected, bool focused);
    /// A row whose message is still being read.
    void paintUnread(const QRectF &rect, qint64 number);
    void paintExplanation(const QRectF &rect, const CloseExplanation &words);
    [[nodiscard]] QRectF cell(const QRectF &row, MessageColumn column) const;

private:
    void write(const QRectF &cell, const QString &text, const QFont &font, const QColor &ink, bool trailing);
    void paintDirection(const QRectF &cell, wire::Direction direction);

    QPainter *m_painter;
    qreal m_width;
    qreal m_edges[MessageColumnCount + 1] = {};
    bool m_reversed;
};

} // namespace wirewise::gui
