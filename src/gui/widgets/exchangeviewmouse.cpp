#include "gui/widgets/exchangecontent.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QScrollBar>

// The mouse in ExchangeView.
namespace wirewise::gui {

namespace {

constexpr int DragScrollMilliseconds = 30;

bool isWord(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte == '_' || byte == '-' || (static_cast<unsigned char>(byte) & 0x80U) != 0;
}

} // namespace

int ExchangeView::evidenceAt(const QPointF &point) const
{
    const ExchangeLayout::Hit hit = m_content->layout.hit(point, scroll());
    if (hit.section < 0 || !hit.gutter)
        return 0;
    const qint64 row = m_content->layout.rowOf(hit.section, hit.offset);
    for (const ByteMark &mark : sections().at(hit.section).evidence) {
        if (m_content->layout.rowOf(hit.section, mark.range.offset) == row)
            return mark.number;
    }
    return 0;
}

void ExchangeView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const int number = evidenceAt(event->position())) {
        m_content->marks.currentEvidence = number;
        viewport()->update();
        Q_EMIT evidenceActivated(number);
        return;
    }
    const ExchangeLayout::Hit hit = m_content->layout.hit(event->position(), scroll());
    if (hit.section < 0)
        return;
    m_content->dragging = true;
    m_content->dragPoint = event->position();
    const bool extend =
        event->modifiers().testFlag(Qt::ShiftModifier) && m_content->marks.selection.section == hit.section;
    select(hit.section, extend ? m_content->anchor : hit.offset, hit.offset);
}

void ExchangeView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_content->dragging) {
        viewport()->setCursor(evidenceAt(event->position()) > 0 ? Qt::PointingHandCursor : Qt::IBeamCursor);
        return;
    }
    m_content->dragPoint = event->position();
    const bool outside = event->position().y() < 0 || event->position().y() > viewport()->height();
    if (outside && !m_content->dragTimer.isActive())
        m_content->dragTimer.start(DragScrollMilliseconds, this);
    else if (!outside)
        m_content->dragTimer.stop();
    const ExchangeLayout::Hit hit = m_content->layout.hit(event->position(), scroll());
    const int section = m_content->marks.selection.section;
    // A selection stays in the section where it began.
    const qint64 caret = hit.section == section  ? hit.offset
                         : hit.section < section ? 0
                                                 : m_content->bytes(section).size();
    select(section, m_content->anchor, caret);
}

void ExchangeView::mouseReleaseEvent(QMouseEvent *)
{
    m_content->dragging = false;
    m_content->dragTimer.stop();
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (clipboard->supportsSelection() && !m_content->marks.selection.range.isEmpty())
        clipboard->setText(selectionAs(CopyFormat::Text), QClipboard::Selection);
}

void ExchangeView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const ExchangeLayout::Hit hit = m_content->layout.hit(event->position(), scroll());
    if (event->button() != Qt::LeftButton || hit.section < 0 || hit.gutter)
        return;
    const QByteArray &bytes = m_content->bytes(hit.section);
    qint64 from = qMin<qint64>(hit.offset, bytes.size()), to = from;
    while (from > 0 && isWord(bytes.at(from - 1)))
        --from;
    while (to < bytes.size() && isWord(bytes.at(to)))
        ++to;
    if (from == to && to < bytes.size())
        ++to;
    select(hit.section, from, to);
}

void ExchangeView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_content->dragTimer.timerId())
        return QAbstractScrollArea::timerEvent(event);
    const int step = m_content->layout.metrics().rowHeight * (m_content->dragPoint.y() < 0 ? -1 : 1);
    verticalScrollBar()->setValue(verticalScrollBar()->value() + step);
    const QPointF inside(m_content->dragPoint.x(),
                         qBound(0.0, m_content->dragPoint.y(), viewport()->height() - 1.0));
    const ExchangeLayout::Hit hit = m_content->layout.hit(inside, scroll());
    if (hit.section == m_content->marks.selection.section)
        select(hit.section, m_content->anchor, hit.offset);
}

} // namespace wirewise::gui
