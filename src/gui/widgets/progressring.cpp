#include "gui/widgets/progressring.h"

#include "gui/widgets/theme.h"

#include <QPainter>

namespace wirewise::gui {

namespace {

constexpr int TurnMilliseconds = 1200, FrameMilliseconds = 40;

} // namespace

int ringAngle()
{
    static const QElapsedTimer clock = [] {
        QElapsedTimer started;
        started.start();
        return started;
    }();
    if (Theme::instance().reducedMotion())
        return 0;
    return static_cast<int>(clock.elapsed() % TurnMilliseconds * 360 / TurnMilliseconds);
}

void paintRing(QPainter *painter, const QRectF &rect, const QColor &colour, int angle, qreal stroke)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, stroke, Qt::SolidLine, Qt::RoundCap));
    painter->setBrush(Qt::NoBrush);
    const qreal inset = stroke / 2 + 1;
    painter->drawArc(rect.adjusted(inset, inset, -inset, -inset), (30 - angle) * 16, -280 * 16);
    painter->restore();
}

ProgressRing::ProgressRing(int size, QWidget *parent)
    : QWidget(parent)
    , m_size(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAccessibleName(tr("Running"));
    m_timer.setInterval(FrameMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&Theme::instance(), &Theme::changed, this, &ProgressRing::follow);
}

void ProgressRing::setToken(Token token)
{
    m_token = token;
    update();
}

QSize ProgressRing::sizeHint() const
{
    const int side = Theme::instance().scaled(m_size);
    return {side, side};
}

void ProgressRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintRing(&painter, rect(), colour(m_token), ringAngle(), qMax(1.4, width() / 12.0));
}

void ProgressRing::showEvent(QShowEvent *)
{
    follow();
}

void ProgressRing::hideEvent(QHideEvent *)
{
    follow();
}

void ProgressRing::follow()
{
    if (isVisible() && !Theme::instance().reducedMotion())
        m_timer.start();
    else
        m_timer.stop();
    updateGeometry();
    update();
}

} // namespace wirewise::gui
