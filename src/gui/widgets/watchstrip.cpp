#include "gui/widgets/watchstrip.h"

#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <iterator>

namespace wirewise::gui {

using diagnosis::Verdict;

namespace {

constexpr int LastSpan = static_cast<int>(std::size(WatchStrip::Spans)) - 1;

Token tokenOf(const std::optional<Verdict> &verdict)
{
    if (!verdict)
        return Token::Border2;
    switch (*verdict) {
    case Verdict::Works:
        return Token::Ok;
    case Verdict::WorksWithWarnings:
        return Token::Warn;
    case Verdict::Fails:
        return Token::Fail;
    case Verdict::NotChecked:
        break;
    }
    return Token::Ctl;
}

} // namespace

WatchStrip::WatchStrip(QWidget *parent)
    : QWidget(parent)
{
    registerAccessibleRows();
    setObjectName(QStringLiteral("watchStrip"));
    setAccessibleName(tr("The last hours of the watch"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        fill();
    });
}

void WatchStrip::show(const WatchHistory *history, std::chrono::milliseconds end)
{
    m_history = history;
    m_end = end;
    fill();
}

void WatchStrip::setSpan(int span)
{
    span = qBound(0, span, LastSpan);
    if (span == m_span)
        return;
    m_span = span;
    m_current = -1;
    fill();
    Q_EMIT currentChanged({});
    Q_EMIT spanChanged(span);
}

void WatchStrip::fill()
{
    const auto before = m_current >= 0 && m_current < m_buckets.size()
                            ? std::optional(m_buckets.at(m_current).from)
                            : std::nullopt;
    m_buckets = m_history ? m_history->buckets(m_end, Spans[m_span], bucketsFor(width(), cell()))
                          : QList<WatchBucket>();
    // The strip moves on; what is looked at stays what it is.
    m_current = -1;
    for (qsizetype i = 0; before && i < m_buckets.size(); ++i) {
        if (m_buckets.at(i).from == *before)
            m_current = static_cast<int>(i);
    }
    update();
}

qreal WatchStrip::cell() const
{
    return Theme::instance().scaled(9);
}

WatchStripGeometry WatchStrip::geometryNow() const
{
    const QFontMetricsF metrics(Theme::instance().font(TextStyle::Caption));
    return layOutWatchStrip(m_buckets, size(), metrics.height(), cell());
}

QSize WatchStrip::sizeHint() const
{
    return {600, Theme::instance().scaled(96)};
}

QSize WatchStrip::minimumSizeHint() const
{
    return {120, Theme::instance().scaled(96)};
}

/// The shape says what the colour says: a works bar is low, a warning has a peak, a failure is broken, what
/// was not checked is hollow.
void WatchStrip::paintBar(QPainter &painter, const QRectF &bar, const WatchBucket &bucket) const
{
    const QColor ink = colour(tokenOf(bucket.worst));
    if (bucket.worst == Verdict::NotChecked) {
        painter.setPen(QPen(ink, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
        return;
    }
    if (bucket.worst == Verdict::WorksWithWarnings) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        const qreal peak = qMin(bar.height(), bar.width());
        painter.drawPolygon(QPolygonF{{bar.left(), bar.bottom()},
                                      {bar.left(), bar.top() + peak},
                                      {bar.center().x(), bar.top()},
                                      {bar.right(), bar.top() + peak},
                                      {bar.right(), bar.bottom()}});
        return;
    }
    painter.fillRect(bar, ink);
    if (bucket.worst == Verdict::Fails) {
        painter.setPen(QPen(colour(Token::Surface), 2));
        painter.drawLine(QPointF(bar.left() - 1, bar.center().y() + 3),
                         QPointF(bar.right() + 1, bar.center().y() - 3));
    }
}

void WatchStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Surface));
    const WatchStripGeometry geometry = geometryNow();
    painter.setRenderHint(QPainter::Antialiasing);
    for (qsizetype i = 0; i < geometry.bars.size(); ++i)
        paintBar(painter, geometry.bars.at(i), m_buckets.at(i));
    if (m_current >= 0 && m_current < geometry.cells.size()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour(Token::AccentText), hasFocus() ? 2 : 1));
        painter.drawRoundedRect(geometry.cells.at(m_current).adjusted(-1, -3, 1, 3), 3, 3);
    } else if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour(Token::AccentText), 2));
        painter.drawRoundedRect(geometry.plot.adjusted(-4, -4, 4, 4), 4, 4);
    }
    painter.setFont(Theme::instance().font(TextStyle::Caption));
    painter.setPen(colour(Token::Text2));
    for (const WatchStripGeometry::Label &label : geometry.labels)
        painter.drawText(label.rect, Qt::AlignVCenter | Qt::TextSingleLine | label.alignment, label.text);
}

void WatchStrip::setCurrent(int bucket)
{
    if (m_buckets.isEmpty())
        return;
    m_current = qBound(0, bucket, static_cast<int>(m_buckets.size()) - 1);
    update();
    announceCurrentRow(this, m_current);
    Q_EMIT currentChanged(bucketWords(m_buckets.at(m_current)));
}

void WatchStrip::mousePressEvent(QMouseEvent *event)
{
    const int bucket = geometryNow().bucketAt(event->position());
    if (event->button() != Qt::LeftButton || bucket < 0)
        return;
    setCurrent(bucket);
    Q_EMIT bucketActivated(m_buckets.at(bucket));
}

void WatchStrip::mouseMoveEvent(QMouseEvent *event)
{
    const int bucket = geometryNow().bucketAt(event->position());
    setToolTip(bucket < 0 ? QString() : bucketWords(m_buckets.at(bucket)));
}

void WatchStrip::wheelEvent(QWheelEvent *event)
{
    constexpr int notch = 120;
    m_turned += event->angleDelta().y();
    for (; m_turned >= notch; m_turned -= notch)
        setSpan(m_span - 1);
    for (; m_turned <= -notch; m_turned += notch)
        setSpan(m_span + 1);
    event->accept();
}

void WatchStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return event->ignore();
    const int last = static_cast<int>(m_buckets.size()) - 1;
    const int current = m_current < 0 ? last + 1 : m_current;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(current - 1);
    case Qt::Key_Right:
        return setCurrent(m_current < 0 ? last : current + 1);
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(last);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return setSpan(m_span - 1);
    case Qt::Key_Minus:
        return setSpan(m_span + 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return accessibleActivate(m_current);
    default:
        event->ignore();
    }
}

void WatchStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fill();
}

void WatchStrip::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void WatchStrip::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

int WatchStrip::accessibleRowCount() const
{
    return static_cast<int>(m_buckets.size());
}

QString WatchStrip::accessibleCell(int row, int) const
{
    return row >= 0 && row < m_buckets.size() ? bucketWords(m_buckets.at(row)) : QString();
}

QRect WatchStrip::accessibleCellRect(int row, int) const
{
    return geometryNow().cells.value(row).toAlignedRect();
}

void WatchStrip::accessibleActivate(int row)
{
    if (row < 0 || row >= m_buckets.size())
        return;
    setCurrent(row);
    Q_EMIT bucketActivated(m_buckets.at(row));
}

} // namespace wirewise::gui
