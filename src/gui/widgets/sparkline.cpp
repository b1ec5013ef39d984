#include "gui/widgets/sparkline.h"

#include "gui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace wirewise::gui {

using observation::Duration;

QPolygonF sparklinePoints(const QList<Duration> &values, const QRectF &area)
{
    constexpr qreal Step = 2;
    const auto most = static_cast<qsizetype>(area.width() / Step) + 1;
    const QList<Duration> shown = values.mid(qMax<qsizetype>(0, values.size() - most));
    if (shown.isEmpty())
        return {};
    const auto [lowest, highest] = std::minmax_element(shown.begin(), shown.end());
    const auto range = static_cast<qreal>((*highest - *lowest).count());
    QPolygonF points;
    qreal x = area.right() - Step * static_cast<qreal>(shown.size() - 1);
    for (const Duration value : shown) {
        const qreal share = range > 0 ? static_cast<qreal>((value - *lowest).count()) / range : 0.5;
        points.append(QPointF(x, area.bottom() - share * area.height()));
        x += Step;
    }
    return points;
}

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Sparkline::setValues(const QList<Duration> &values)
{
    if (values == m_values)
        return;
    m_values = values;
    update();
}

QSize Sparkline::sizeHint() const
{
    return {118, Theme::instance().scaled(16)};
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour(Token::Ok), 1.4));
    painter.drawPolyline(sparklinePoints(m_values, QRectF(rect()).adjusted(1, 2, -1, -2)));
}

} // namespace wirewise::gui
