#include "gui/widgets/messageviewrows.h"

#include <QMouseEvent>
#include <QPushButton>
#include <QScrollBar>

// The heads of a MessageView, what its cells say, and what it shows without a message.
namespace wirewise::gui {

void MessageView::setColumns(const MessageColumns &columns)
{
    m_rows->columns = columns;
    viewport()->update();
}

const MessageColumns &MessageView::columns() const
{
    return m_rows->columns;
}

qint64 MessageView::rowCount() const
{
    return m_rows->map.count();
}

QRect MessageView::headRect(MessageColumn column) const
{
    const MessageRowPainter places(nullptr, viewport()->width(), largestNumber(), isRightToLeft(),
                                   m_rows->columns);
    return places.cell(QRectF(0, 0, viewport()->width(), Rows::headerHeight()), column).toAlignedRect();
}

std::optional<MessageColumn> MessageView::headAt(const QPoint &point) const
{
    if (m_rows->columns.zero && headRect(MessageColumn::Time).contains(point))
        return MessageColumn::Time;
    if (m_rows->columns.content && headRect(MessageColumn::Content).contains(point))
        return MessageColumn::Content;
    return {};
}

QPoint MessageView::headMenuPoint(MessageColumn column) const
{
    const QRect head = headRect(column);
    return viewport()->mapToGlobal(isRightToLeft() ? head.bottomRight() : head.bottomLeft());
}

void MessageView::hoverHead(std::optional<MessageColumn> column)
{
    if (column == m_rows->hoveredHead)
        return;
    m_rows->hoveredHead = column;
    if (column)
        viewport()->setCursor(Qt::PointingHandCursor);
    else
        viewport()->unsetCursor();
    viewport()->setToolTip(column == MessageColumn::Time      ? tr("Back to the time of day")
                           : column == MessageColumn::Content ? tr("What this column shows")
                                                              : QString());
    viewport()->update();
}

bool MessageView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::MouseMove)
        hoverHead(headAt(static_cast<QMouseEvent *>(event)->position().toPoint()));
    else if (event->type() == QEvent::Leave)
        hoverHead({});
    return QAbstractScrollArea::viewportEvent(event);
}

std::optional<ContentPart> MessageView::contentPartAt(const QPoint &point) const
{
    const observation::Message message = m_rows->message(indexAt(point));
    if (message.number == 0)
        return {};
    const MessageRowPainter places(nullptr, viewport()->width(), largestNumber(), isRightToLeft(),
                                   m_rows->columns);
    return places.partAt(QRectF(0, 0, viewport()->width(), Rows::rowHeight()), message, point.x());
}

QList<observation::Message> MessageView::visibleMessages() const
{
    const auto [first, last] = visible();
    return m_rows->pages != nullptr && first >= 0 ? m_rows->pages->fetch(first, last - first + 1)
                                                  : QList<observation::Message>();
}

// A menu that the keyboard asks for opens at the current row.
QVariant MessageView::inputMethodQuery(Qt::InputMethodQuery query) const
{
    const int row = accessibleCurrentRow();
    if (query != Qt::ImCursorRectangle || row < 0)
        return QAbstractScrollArea::inputMethodQuery(query);
    const QRect content = accessibleCellRect(row, static_cast<int>(MessageColumn::Content));
    return QRect(content.left(), content.bottom(), 1, 1);
}

void MessageView::setEmptyText(const QString &text, const QString &offer)
{
    if (text == m_rows->emptyText && offer == m_rows->offer->text())
        return;
    m_rows->emptyText = text;
    m_rows->offer->setText(offer);
    placeOffer();
    viewport()->update();
}

void MessageView::placeOffer()
{
    QPushButton *offer = m_rows->offer;
    offer->setVisible(!offer->text().isEmpty() && m_rows->map.count() == 0);
    const QSize size = offer->sizeHint();
    const int middle = (viewport()->height() + Rows::headerHeight()) / 2;
    offer->setGeometry((viewport()->width() - size.width()) / 2, middle + Theme::instance().scaled(14),
                       size.width(), size.height());
}

} // namespace wirewise::gui
