#include "gui/widgets/wiregeometry.h"

#include "gui/widgets/theme.h"

#include <QPainter>
#include <QPolygonF>

#include <cmath>

namespace wirewise::gui {

namespace {

using State = WireNode::State;
using Look = WireGeometry::Stretch::Look;

constexpr qreal LineTop = 20; // of the wire, from the top
constexpr qreal LabelTop = 29;

// Room between the centre and the wire.
qreal gapOf(State state)
{
    return wireRadius(state) + (state == State::Unused ? 5 : state == State::Broken ? 3 : 1);
}

Look lookBetween(const WireNode &from, const WireNode &to)
{
    if (to.state == State::Broken)
        return Look::Broken;
    if (to.state == State::Now)
        return Look::Now;
    if (to.state == State::Unreached || from.state == State::Broken || from.state == State::Now ||
        from.state == State::Unreached)
        return Look::Dashed;
    return Look::Whole;
}

QPolygonF octagon(const QPointF &centre, qreal radius)
{
    QPolygonF shape;
    for (int corner = 0; corner < 8; ++corner) {
        const double angle = (22.5 + 45.0 * corner) * M_PI / 180.0;
        shape << QPointF(centre.x() + radius * std::cos(angle), centre.y() + radius * std::sin(angle));
    }
    return shape;
}

void paintDots(QPainter &painter, const QPointF &from, const QPointF &to, const QColor &colour)
{
    painter.setPen(QPen(colour, 2, Qt::CustomDashLine, Qt::RoundCap));
    QPen pen = painter.pen();
    pen.setDashPattern({0.1, 2.9});
    painter.setPen(pen);
    painter.drawLine(from, to);
}

void paintTick(QPainter &painter, const QPointF &centre)
{
    painter.drawPolyline(QList<QPointF>{centre + QPointF(-3.7, 0.3), centre + QPointF(-1.1, 2.9),
                                        centre + QPointF(3.8, -2.7)});
}

} // namespace

qreal wireRadius(State state)
{
    switch (state) {
    case State::Done:
    case State::Now:
        return 9;
    case State::Broken:
    case State::Warned:
        return 10.5;
    case State::Unused:
        return 4.5;
    case State::Unreached:
        return 8;
    }
    return 9;
}

WireGeometry wireGeometry(const QList<WireNode> &nodes, QSizeF size, const QList<qreal> &labelWidths,
                          qreal labelHeight, bool rightToLeft)
{
    WireGeometry geometry;
    const qsizetype count = nodes.size();
    if (count == 0)
        return geometry;
    // Outer stations leave room for their labels, but never more than a fifth of the strip.
    const qreal most = size.width() / 5;
    const qreal left = qMin(most, qMax(WireMargin, labelWidths.constFirst() / 2 + 12));
    const qreal right = qMin(most, qMax(WireMargin, labelWidths.constLast() / 2 + 8));
    const qreal pitch = count > 1 ? (size.width() - left - right) / static_cast<qreal>(count - 1) : 0;
    const auto mirrored = [&](qreal x) { return rightToLeft ? size.width() - x : x; };
    for (qsizetype index = 0; index < count; ++index) {
        const qreal x = std::round(mirrored(left + pitch * static_cast<qreal>(index)));
        const QPointF centre(x, LineTop);
        const qreal radius = wireRadius(nodes.at(index).state);
        const qreal width = labelWidths.at(index);
        const qreal labelLeft = qBound(4.0, std::round(x - width / 2), qMax(4.0, size.width() - width - 4));
        WireGeometry::Station station;
        station.centre = centre;
        station.shape = QRectF(x - radius, LineTop - radius, 2 * radius, 2 * radius);
        station.label = QRectF(labelLeft, LabelTop, width, labelHeight);
        station.target = station.label.united(QRectF(x - 14, LineTop - 14, 28, 28));
        geometry.stations.append(station);
    }
    const qreal step = rightToLeft ? -1 : 1;
    for (qsizetype index = 1; index < count; ++index) {
        const WireNode &from = nodes.at(index - 1), &to = nodes.at(index);
        WireGeometry::Stretch stretch;
        stretch.look = lookBetween(from, to);
        stretch.from = geometry.stations.at(index - 1).centre + QPointF(gapOf(from.state) * step, 0);
        stretch.to = geometry.stations.at(index).centre - QPointF(gapOf(to.state) * step, 0);
        stretch.cut = stretch.from.x() + (stretch.to.x() - stretch.from.x()) * 0.58;
        geometry.stretches.append(stretch);
    }
    return geometry;
}

void paintStretch(QPainter &painter, const WireGeometry::Stretch &stretch)
{
    switch (stretch.look) {
    case Look::Whole:
    case Look::Now:
        painter.setPen(QPen(colour(stretch.look == Look::Now ? Token::AccentText : Token::Ok), 2,
                            Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(stretch.from, stretch.to);
        return;
    case Look::Dashed:
        return paintDots(painter, stretch.from, stretch.to, colour(Token::Ctl));
    case Look::Broken:
        break;
    }
    const qreal step = stretch.to.x() > stretch.from.x() ? 1 : -1;
    painter.setPen(QPen(colour(Token::Ok), 2, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(stretch.from, QPointF(stretch.cut - 5 * step, stretch.from.y()));
    paintDots(painter, QPointF(stretch.cut + 8 * step, stretch.from.y()), stretch.to, colour(Token::Fail));
    painter.setPen(QPen(colour(Token::Fail), 2, Qt::SolidLine, Qt::RoundCap));
    for (const qreal shift : {-2.5, 3.5}) {
        const qreal x = stretch.cut + shift * step;
        painter.drawLine(QPointF(x - 2.5, stretch.from.y() - 5), QPointF(x + 2.5, stretch.from.y() + 5));
    }
}

void paintStation(QPainter &painter, WireNode::State state, const QPointF &centre, int breath)
{
    switch (state) {
    case State::Done:
        painter.setPen(QPen(colour(Token::Ok), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(colour(Token::OkSoft));
        painter.drawEllipse(centre, 8, 8);
        painter.setBrush(Qt::NoBrush);
        return paintTick(painter, centre);
    case State::Broken:
        painter.setPen(QPen(colour(Token::Fail), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(colour(Token::Fail));
        painter.drawPolygon(octagon(centre, 9.8));
        painter.setPen(QPen(colour(Token::Surface), 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(centre + QPointF(-3, -3), centre + QPointF(3, 3));
        painter.drawLine(centre + QPointF(-3, 3), centre + QPointF(3, -3));
        return;
    case State::Warned: {
        const QPolygonF triangle{centre + QPointF(0, -8.5), centre + QPointF(9.2, 7),
                                 centre + QPointF(-9.2, 7)};
        painter.setPen(QPen(colour(Token::Warn), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(colour(Token::WarnSoft));
        painter.drawPolygon(triangle);
        painter.drawLine(centre + QPointF(0, -3), centre + QPointF(0, 1.2));
        painter.drawPoint(centre + QPointF(0, 4.4));
        return;
    }
    case State::Unused:
        painter.setPen(QPen(colour(Token::Ctl), 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, 4, 4);
        return;
    case State::Unreached: {
        QPen pen(colour(Token::Ctl), 1.6, Qt::CustomDashLine, Qt::FlatCap);
        const qreal unit = 2 * M_PI * 7.4 / 8 / 1.6; // eight dashes close the ring without a seam
        pen.setDashPattern({unit * 0.6, unit * 0.4});
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, 7.4, 7.4);
        return;
    }
    case State::Now: {
        const qreal swell = Theme::instance().reducedMotion() ? 0 : 0.8 * std::sin(breath * M_PI / 180.0);
        painter.setPen(QPen(colour(Token::AccentText), 1));
        painter.setBrush(colour(Token::AccentSoft));
        painter.drawEllipse(centre, 8.5, 8.5);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(Token::AccentText));
        painter.drawEllipse(centre, 5 + swell, 5 + swell);
        return;
    }
    }
}

} // namespace wirewise::gui
