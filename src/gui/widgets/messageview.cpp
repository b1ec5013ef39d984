#include "gui/widgets/messageview.h"

#include "gui/widgets/copyformat.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/messageviewrows.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/wirestyle.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>

#include <limits>

namespace wirewise::gui {

namespace {

constexpr int FrameMilliseconds = 33; // at most 30 times a second

} // namespace

MessageView::MessageView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_rows(std::make_unique<Rows>())
{
    registerAccessibleRows();
    setObjectName(QStringLiteral("messageView"));
    setAccessibleName(tr("Messages"));
    setFrameStyle(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    m_rows->emptyText = tr("No messages.");
    m_rows->refresh.setSingleShot(true);
    m_rows->refresh.setInterval(FrameMilliseconds);
    connect(&m_rows->refresh, &QTimer::timeout, this, [this] { measure(); });
    m_rows->latest = new QPushButton(Icons::icon("arrow-down-to-line"), tr("Latest"), viewport());
    m_rows->latest->setObjectName(QStringLiteral("latestButton"));
    m_rows->latest->setFocusPolicy(Qt::NoFocus);
    m_rows->latest->setCursor(Qt::ArrowCursor);
    m_rows->latest->hide();
    setButtonRole(m_rows->latest, ButtonRole::Primary);
    setKeyHint(m_rows->latest, tr("End"));
    connect(m_rows->latest, &QPushButton::clicked, this, [this] {
        setPaused(false);
        setFollowing(true);
    });
    m_rows->offer = new QPushButton(viewport());
    m_rows->offer->setObjectName(QStringLiteral("emptyOffer"));
    m_rows->offer->hide();
    setButtonRole(m_rows->offer, ButtonRole::Link);
    connect(m_rows->offer, &QPushButton::clicked, this, &MessageView::emptyOfferClicked);
    viewport()->setMouseTracking(true);
    connect(&Theme::instance(), &Theme::changed, this, [this] { measure(); });
}

MessageView::~MessageView() = default;

void MessageView::setPages(MessagePages *pages)
{
    if (m_rows->pages != nullptr)
        m_rows->pages->disconnect(this);
    m_rows->pages = pages;
    m_rows->current = -1;
    m_rows->pausedAt = -1;
    m_rows->following = true;
    if (pages != nullptr) {
        const auto later = [this] {
            if (!m_rows->refresh.isActive())
                m_rows->refresh.start();
        };
        connect(pages, &MessagePages::grown, this, later);
        connect(pages, &MessagePages::loaded, this, later);
        connect(pages, &MessagePages::prepended, this, &MessageView::shift);
        connect(pages, &MessagePages::reset, this, [this] {
            m_rows->current = -1;
            m_rows->pausedAt = -1;
            m_rows->following = true;
            measure();
        });
        connect(pages, &QObject::destroyed, this, [this] { measure(); });
    }
    measure();
}

// Takes over how many messages there are now, and moves along if the view follows.
void MessageView::measure()
{
    Rows &rows = *m_rows;
    const qint64 all = rows.pages != nullptr ? rows.pages->count() : 0;
    const qint64 shown = rows.pausedAt >= 0 ? qMin(rows.pausedAt, all) : all;
    rows.map = MessageRowMap(shown, rows.pages != nullptr ? rows.pages->closes() : QList<qint64>());
    const qint64 beyond = qMax<qint64>(0, rows.map.rows() - wholeRows());
    QScrollBar *bar = verticalScrollBar();
    rows.moving = true;
    bar->setPageStep(qMax(1, wholeRows()));
    bar->setRange(0, static_cast<int>(qMin<qint64>(beyond, std::numeric_limits<int>::max())));
    if (rows.following)
        bar->setValue(bar->maximum());
    rows.moving = false;
    placeLatest();
    placeOffer();
    viewport()->update();
    Q_EMIT scrolled();
}

std::pair<qint64, qint64> MessageView::visible() const
{
    const qint64 top = verticalScrollBar()->value();
    const qint64 lastRow = qMin(m_rows->map.rows(), top + wholeRows()) - 1;
    return {m_rows->map.at(top).index, m_rows->map.at(lastRow).index};
}

void MessageView::showFrom(qint64 index)
{
    const qint64 last = m_rows->map.count() - 1;
    if (last >= 0)
        verticalScrollBar()->setValue(static_cast<int>(m_rows->map.rowOf(qBound<qint64>(0, index, last))));
}

// Older messages came in above: what is shown stays where it is.
void MessageView::shift(qint64 count)
{
    Rows &rows = *m_rows;
    if (rows.current >= 0)
        rows.current += count;
    if (rows.pausedAt >= 0)
        rows.pausedAt += count;
    const MessageRowMap::Place top = rows.map.at(verticalScrollBar()->value());
    measure();
    if (rows.following || top.index < 0)
        return;
    rows.moving = true;
    verticalScrollBar()->setValue(static_cast<int>(rows.map.rowOf(top.index + count)) + top.part);
    rows.moving = false;
    placeLatest();
}

int MessageView::wholeRows() const
{
    return qMax(1, (viewport()->height() - Rows::headerHeight()) / Rows::rowHeight());
}

qint64 MessageView::newer() const
{
    const qint64 all = m_rows->pages != nullptr ? m_rows->pages->count() : 0;
    const qint64 lastRow =
        qMin(m_rows->map.rows(), static_cast<qint64>(verticalScrollBar()->value()) + wholeRows()) - 1;
    const MessageRowMap::Place last = m_rows->map.at(lastRow);
    return qMax<qint64>(0, all - 1 - last.index);
}

void MessageView::placeLatest()
{
    QPushButton *latest = m_rows->latest;
    const qint64 count = m_rows->following && !isPaused() ? 0 : newer();
    latest->setVisible(count > 0);
    if (count == 0)
        return;
    setButtonDetail(latest, tr("%1 newer").arg(QLocale().toString(count)));
    latest->setAccessibleName(tr("Latest, %1 newer").arg(QLocale().toString(count)));
    const QSize size = latest->sizeHint();
    const int x = isRightToLeft() ? 14 : viewport()->width() - size.width() - 14;
    latest->setGeometry(x, viewport()->height() - size.height() - 10, size.width(), size.height());
}

bool MessageView::isFollowing() const
{
    return m_rows->following;
}

void MessageView::setFollowing(bool following)
{
    if (following == m_rows->following) {
        if (following)
            measure();
        return;
    }
    m_rows->following = following;
    measure();
    Q_EMIT followingChanged(following);
}

bool MessageView::isPaused() const
{
    return m_rows->pausedAt >= 0;
}

void MessageView::setPaused(bool paused)
{
    if (paused == isPaused())
        return;
    m_rows->pausedAt = paused && m_rows->pages != nullptr ? m_rows->pages->count() : -1;
    if (paused && m_rows->pausedAt < 0)
        m_rows->pausedAt = 0;
    measure();
    Q_EMIT pausedChanged(paused);
}

qint64 MessageView::current() const
{
    return m_rows->current;
}

observation::Message MessageView::currentMessage() const
{
    return m_rows->message(m_rows->current);
}

void MessageView::setCurrent(qint64 index)
{
    index = qBound<qint64>(-1, index, m_rows->map.count() - 1);
    if (index != m_rows->current) {
        m_rows->current = index;
        Q_EMIT currentChanged(index);
    }
    if (index >= 0) {
        const qint64 row = m_rows->map.rowOf(index);
        const int top = verticalScrollBar()->value();
        if (row < top)
            verticalScrollBar()->setValue(static_cast<int>(row));
        else if (row >= top + wholeRows())
            verticalScrollBar()->setValue(static_cast<int>(row - wholeRows() + 1));
    }
    announceCurrentRow(this, accessibleCurrentRow());
    viewport()->update();
}

void MessageView::copy() const
{
    if (m_rows->current < 0)
        return;
    const observation::Message message = currentMessage();
    const bool text = message.opcode == wire::Opcode::Text;
    QGuiApplication::clipboard()->setText(
        copyText(message.payload, text ? CopyFormat::Text : CopyFormat::Hex));
}

QSize MessageView::sizeHint() const
{
    return {720, 360};
}

void MessageView::paintEvent(QPaintEvent *)
{
    Rows &rows = *m_rows;
    QPainter painter(viewport());
    const QRectF area(viewport()->rect());
    painter.fillRect(area, colour(Token::Surface));
    const qreal width = area.width();
    const qint64 top = verticalScrollBar()->value();
    const MessageRowMap::Place first = rows.map.at(top);
    rows.columns.openedAt = rows.pages != nullptr ? rows.pages->openedAt() : QDateTime();
    MessageRowPainter painted(&painter, width, largestNumber(), isRightToLeft(), rows.columns);
    const int height = Rows::rowHeight(), header = Rows::headerHeight();
    if (first.index < 0) {
        painter.setFont(Theme::instance().font(TextStyle::Body));
        painter.setPen(colour(Token::Text3));
        painter.drawText(area.adjusted(24, header, -24, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         rows.emptyText);
    } else {
        // One message more above, for the time since the last.
        const qint64 from = qMax<qint64>(0, first.index - 1);
        const qint64 most = viewport()->height() / height + 3;
        const QList<observation::Message> page =
            rows.pages != nullptr ? rows.pages->fetch(from, most) : QList<observation::Message>();
        qint64 y = header - static_cast<qint64>(first.part) * height;
        for (qint64 index = first.index; index < rows.map.count() && y < viewport()->height(); ++index) {
            const QRectF row(0, static_cast<qreal>(y), width, height);
            const qint64 at = index - from;
            const bool hasBefore = at > 0 && at <= page.size() && page.at(at - 1).number > 0;
            const observation::Message *before = hasBefore ? &page.at(at - 1) : nullptr;
            const bool read = at < page.size() && page.at(at).number > 0;
            const bool selected = index == rows.current;
            if (read)
                painted.paintRow(row, page.at(at), before, selected, selected && hasFocus());
            else
                painted.paintUnread(row, rows.pages != nullptr ? rows.pages->numberAt(index) : 0);
            y += height;
            if (!rows.map.isExplained(index))
                continue;
            const QRectF two(0, static_cast<qreal>(y), width, MessageRowMap::ExplanationRows * height);
            if (read && rows.pages != nullptr)
                painted.paintExplanation(two, rows.pages->closeExplanation(index, page.at(at)));
            y += MessageRowMap::ExplanationRows * height;
        }
    }
    painted.paintHeader(QRectF(0, 0, width, header), rows.hoveredHead);
}

void MessageView::resizeEvent(QResizeEvent *)
{
    measure();
}

void MessageView::scrollContentsBy(int, int)
{
    if (!m_rows->moving) {
        const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum() && !isPaused();
        if (atEnd != m_rows->following) {
            m_rows->following = atEnd;
            Q_EMIT followingChanged(atEnd);
        }
    }
    placeLatest();
    viewport()->update();
    Q_EMIT scrolled();
}

// Decides the width of the first column; numbers may begin above 1 in a part of a session.
qint64 MessageView::largestNumber() const
{
    const qint64 last = m_rows->map.count() - 1;
    if (m_rows->pages == nullptr || last < 0 || last >= m_rows->pages->count())
        return 0;
    return m_rows->pages->numberAt(last);
}

qint64 MessageView::indexAt(const QPoint &point) const
{
    const int header = Rows::headerHeight();
    if (point.y() < header)
        return -1;
    return m_rows->map.at(verticalScrollBar()->value() + (point.y() - header) / Rows::rowHeight()).index;
}

void MessageView::mousePressEvent(QMouseEvent *event)
{
    if (const auto head = headAt(event->position().toPoint()))
        return Q_EMIT headClicked(*head);
    const qint64 index = indexAt(event->position().toPoint());
    if (index >= 0)
        setCurrent(index);
}

void MessageView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const qint64 index = indexAt(event->position().toPoint());
    if (index >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT activated(index);
}

void MessageView::keyPressEvent(QKeyEvent *event)
{
    const qint64 last = m_rows->map.count() - 1;
    const qint64 current = m_rows->current;
    const auto move = [&](qint64 step) {
        const qint64 start = current >= 0 ? current + step
                             : step > 0   ? m_rows->map.at(verticalScrollBar()->value()).index
                                          : last;
        setCurrent(qBound<qint64>(last < 0 ? -1 : 0, start, last));
    };
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return event->ignore();
    switch (event->key()) {
    case Qt::Key_Up:
        return move(-1);
    case Qt::Key_Down:
        return move(1);
    case Qt::Key_PageUp:
        return move(-wholeRows());
    case Qt::Key_PageDown:
        return move(wholeRows());
    case Qt::Key_Home:
        return setCurrent(last < 0 ? -1 : 0);
    case Qt::Key_End:
        setPaused(false);
        setFollowing(true);
        if (current >= 0)
            setCurrent(m_rows->map.count() - 1);
        return;
    case Qt::Key_Space:
        return setPaused(!isPaused());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (current >= 0)
            Q_EMIT activated(current);
        return;
    default:
        event->ignore();
    }
}

void MessageView::contextMenuEvent(QContextMenuEvent *event)
{
    Q_EMIT menuRequested(event->globalPos());
}

void MessageView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::PaletteChange)
        measure();
}

} // namespace wirewise::gui
