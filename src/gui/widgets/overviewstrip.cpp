#include "gui/widgets/overviewstrip.h"

#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QAccessibleValueInterface>
#include <QAccessibleWidget>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace wirewise::gui {

using observation::Duration;

namespace {

/// A slider over the time of the session, in seconds.
class AccessibleOverview : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit AccessibleOverview(OverviewStrip *strip)
        : QAccessibleWidget(strip, QAccessible::Slider)
        , m_strip(strip)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QVariant currentValue() const override { return seconds(m_strip->content().windowFrom); }
    void setCurrentValue(const QVariant &value) override
    {
        m_strip->moveTo(Duration(static_cast<qint64>(value.toDouble() * 1e6)));
    }
    QVariant maximumValue() const override { return seconds(m_strip->geometryNow().span); }
    QVariant minimumValue() const override { return 0.0; }
    QVariant minimumStepSize() const override { return seconds(m_strip->content().rate.width()); }

private:
    static double seconds(Duration time) { return static_cast<double>(time.count()) / 1e6; }

    OverviewStrip *m_strip;
};

QAccessibleInterface *accessibleOverview(const QString &, QObject *object)
{
    auto *strip = qobject_cast<OverviewStrip *>(object);
    return strip ? new AccessibleOverview(strip) : nullptr;
}

} // namespace

OverviewStrip::OverviewStrip(QWidget *parent)
    : QWidget(parent)
{
    static const bool installed = [] {
        QAccessible::installFactory(accessibleOverview);
        return true;
    }();
    Q_UNUSED(installed)
    setObjectName(QStringLiteral("overviewStrip"));
    setAccessibleName(tr("Overview of the session"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] { updateGeometry(); });
}

void OverviewStrip::show(const OverviewContent &content)
{
    const bool moved = content.windowFrom != m_content.windowFrom;
    m_content = content;
    update();
    if (moved && QAccessible::isActive()) {
        QAccessibleValueChangeEvent event(this, static_cast<double>(content.windowFrom.count()) / 1e6);
        QAccessible::updateAccessibility(&event);
    }
}

OverviewGeometry OverviewStrip::geometryNow() const
{
    const QFontMetricsF metrics(Theme::instance().font(TextStyle::Caption));
    return layOutOverview(m_content, size(), metrics.height(), metrics.horizontalAdvance(u'0') * 1.02);
}

QSize OverviewStrip::sizeHint() const
{
    return {400, Theme::instance().scaled(68)};
}

QSize OverviewStrip::minimumSizeHint() const
{
    return {120, Theme::instance().scaled(68)};
}

void OverviewStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Sunken));
    paintEdge(&painter, rect(), Qt::BottomEdge, colour(Token::Border));
    const OverviewGeometry geometry = geometryNow();
    QColor bar = colour(Token::Received);
    bar.setAlphaF(0.6F);
    for (const QRectF &rect : geometry.bars)
        painter.fillRect(rect, bar);
    for (const QRectF &rect : geometry.sent)
        painter.fillRect(rect, colour(Token::Sent));
    for (const qreal x : geometry.closes)
        painter.fillRect(QRectF(x - 1, geometry.plot.top(), 2, geometry.plot.height()), colour(Token::Warn));
    if (!geometry.window.isEmpty()) {
        QColor fill = colour(Token::AccentText);
        fill.setAlphaF(0.14F);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colour(Token::AccentText), hasFocus() ? 2.5 : 1.5));
        painter.setBrush(fill);
        painter.drawRoundedRect(geometry.window, 3, 3);
    }
    painter.setFont(Theme::instance().font(TextStyle::Caption));
    for (const OverviewGeometry::Label &label : geometry.labels) {
        painter.setPen(colour(label.isClose ? Token::Warn : Token::Text2));
        painter.drawText(label.rect, Qt::AlignVCenter | Qt::TextSingleLine | label.alignment, label.text);
    }
}

void OverviewStrip::moveTo(Duration from)
{
    if (!m_content.rate.isEmpty())
        Q_EMIT moveRequested(qBound(Duration(0), from, geometryNow().span));
}

void OverviewStrip::centreOn(qreal x)
{
    const Duration half = (m_content.windowTo - m_content.windowFrom) / 2;
    moveTo(geometryNow().timeAt(x) - half);
}

void OverviewStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        centreOn(event->position().x());
}

void OverviewStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        centreOn(event->position().x());
}

void OverviewStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return event->ignore();
    const Duration span = geometryNow().span;
    const Duration step = qMax(span / 100, (m_content.windowTo - m_content.windowFrom) / 2);
    switch (event->key()) {
    case Qt::Key_Left:
        return moveTo(m_content.windowFrom - step);
    case Qt::Key_Right:
        return moveTo(m_content.windowFrom + step);
    case Qt::Key_PageUp:
        return moveTo(m_content.windowFrom - span / 10);
    case Qt::Key_PageDown:
        return moveTo(m_content.windowFrom + span / 10);
    case Qt::Key_Home:
        return moveTo(Duration(0));
    case Qt::Key_End:
        return Q_EMIT latestRequested();
    default:
        event->ignore();
    }
}

} // namespace wirewise::gui
