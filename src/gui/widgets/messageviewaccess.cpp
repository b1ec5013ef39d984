#include "gui/widgets/messageviewrows.h"

#include <QScrollBar>

// What MessageView tells assistive technology.
namespace wirewise::gui {

// The visible rows, one per message; the words of an explanation belong to its Close.
int MessageView::accessibleRowCount() const
{
    const qint64 first = m_rows->map.at(verticalScrollBar()->value()).index;
    if (first < 0)
        return 0;
    const qint64 lastRow =
        qMin(m_rows->map.rows(), static_cast<qint64>(verticalScrollBar()->value()) + wholeRows()) - 1;
    return static_cast<int>(m_rows->map.at(lastRow).index - first + 1);
}

int MessageView::accessibleColumnCount() const
{
    return MessageColumnCount;
}

QString MessageView::accessibleColumnName(int column) const
{
    return messageColumnHead(static_cast<MessageColumn>(column), m_rows->columns);
}

QString MessageView::accessibleCell(int row, int column) const
{
    if (m_rows->pages == nullptr)
        return {};
    const qint64 index = m_rows->map.at(verticalScrollBar()->value()).index + row;
    const qint64 from = qMax<qint64>(0, index - 1);
    const QList<observation::Message> found = m_rows->pages->fetch(from, 2);
    const qint64 at = index - from;
    if (at < 0 || at >= found.size() || found.at(at).number == 0)
        return {};
    const auto which = static_cast<MessageColumn>(column);
    m_rows->columns.openedAt = m_rows->pages->openedAt();
    QString text = messageCell(found.at(at), at > 0 && found.at(0).number > 0 ? &found.at(0) : nullptr, which,
                               m_rows->columns);
    if (which == MessageColumn::Content && m_rows->map.isExplained(index)) {
        const CloseExplanation words = m_rows->pages->closeExplanation(index, found.at(at));
        text += u". " % QStringList{words.title, words.meaning, words.detail}.join(u' ');
    }
    return text;
}

QRect MessageView::accessibleCellRect(int row, int column) const
{
    const qint64 top = verticalScrollBar()->value();
    const qint64 line = m_rows->map.rowOf(m_rows->map.at(top).index + row) - top;
    const QRectF rect(0, Rows::headerHeight() + static_cast<qreal>(line) * Rows::rowHeight(),
                      viewport()->width(), Rows::rowHeight());
    const MessageRowPainter columns(nullptr, viewport()->width(), largestNumber(), isRightToLeft(),
                                    m_rows->columns);
    return columns.cell(rect, static_cast<MessageColumn>(column)).toAlignedRect();
}

int MessageView::accessibleCurrentRow() const
{
    const qint64 first = m_rows->map.at(verticalScrollBar()->value()).index;
    const qint64 row = m_rows->current - first;
    return m_rows->current >= 0 && first >= 0 && row >= 0 && row < accessibleRowCount()
               ? static_cast<int>(row)
               : -1;
}

void MessageView::accessibleActivate(int row)
{
    const qint64 first = m_rows->map.at(verticalScrollBar()->value()).index;
    if (first >= 0)
        setCurrent(first + row);
}

} // namespace wirewise::gui
