#pragma once

#include "gui/widgets/messagecells.h"
#include "gui/widgets/messagepages.h"

#include <QFont>
#include <QRectF>

#include <optional>

class QPainter;

namespace wirewise::gui {

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

/// Paints heads, rows and explanations.
class MessageRowPainter
{
public:
    /// Without a painter it only says where things stand. columns must outlive it.
    MessageRowPainter(QPainter *painter, qreal width, qint64 largestNumber, bool rightToLeft,
                      const MessageColumns &columns);

    /// hovered: the column whose head is under the mouse.
    void paintHeader(const QRectF &rect, std::optional<MessageColumn> hovered = {});
    void paintRow(const QRectF &rect, const observation::Message &message, const observation::Message *before,
                  bool selected, bool focused);
    /// A row whose message is still being read.
    void paintUnread(const QRectF &rect, qint64 number);
    void paintExplanation(const QRectF &rect, const CloseExplanation &words);
    [[nodiscard]] QRectF cell(const QRectF &row, MessageColumn column) const;
    /// The part of the content column at that x of a row.
    [[nodiscard]] std::optional<ContentPart> partAt(const QRectF &row, const observation::Message &message,
                                                    qreal x) const;

private:
    [[nodiscard]] QRectF contentCell(const QRectF &row) const;
    void placeColumns(qint64 largestNumber);
    void paintHead(const QRectF &rect, MessageColumn column, bool hovered);
    void paintContent(const QRectF &cell, const observation::Message &message);
    void write(const QRectF &cell, const QString &text, const QFont &font, const QColor &ink, bool trailing);
    void paintDirection(const QRectF &cell, wire::Direction direction);

    QPainter *m_painter;
    const MessageColumns &m_columns;
    qreal m_width;
    qreal m_edges[MessageColumnCount + 1] = {};
    bool m_reversed;
};

} // namespace wirewise::gui
