#include "gui/widgets/wirestrip.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/progressring.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPolygonF>

#include <cmath>

namespace wirewise::gui {

namespace {

using State = WireNode::State;
using Look = WireGeometry::Stretch::Look;

constexpr int FullHeight = 58, CompactHeight = 52;
constexpr qreal LineTop = 20; // of the wire, from the top
constexpr qreal LabelTop = 29;
constexpr qreal EdgeMargin = 70; // between an edge and the centre of the outermost station
constexpr qreal NameGap = 4;
constexpr qreal NarrowPitch = 96; // under it details do not fit beside the names

qreal radiusOf(State state)
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

// Room between the shape and the wire.
qreal gapOf(State state)
{
    return radiusOf(state) + (state == State::Unused ? 5 : state == State::Broken ? 3 : 1);
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

QColor labelColour(const WireNode &node)
{
    switch (node.state) {
    case State::Broken:
        return colour(Token::Fail);
    case State::Warned:
        return colour(Token::Warn);
    case State::Unused:
    case State::Unreached:
        return colour(Token::Text3);
    case State::Done:
    case State::Now:
        break;
    }
    return colour(Token::Text1);
}

QFont nameFont(State state)
{
    const bool strong = state == State::Broken || state == State::Warned;
    return Theme::instance().font(strong ? TextStyle::SecondaryStrong : TextStyle::SecondaryMedium);
}

qreal nameWidth(const WireNode &node)
{
    return std::ceil(QFontMetricsF(nameFont(node.state)).horizontalAdvance(node.name));
}

qreal detailWidth(const WireNode &node)
{
    if (node.detail.isEmpty())
        return 0;
    return NameGap +
           std::ceil(
               QFontMetricsF(Theme::instance().font(TextStyle::CodeSmall)).horizontalAdvance(node.detail));
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

void paintTick(QPainter &painter, const QPointF &centre)
{
    painter.drawPolyline(QList<QPointF>{centre + QPointF(-3.7, 0.3), centre + QPointF(-1.1, 2.9),
                                        centre + QPointF(3.8, -2.7)});
}

void paintStation(QPainter &painter, const WireNode &node, const QPointF &centre, int breath)
{
    switch (node.state) {
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

} // namespace

WireGeometry wireGeometry(const QList<WireNode> &nodes, QSizeF size, const QList<qreal> &labelWidths,
                          qreal labelHeight, bool rightToLeft)
{
    WireGeometry geometry;
    const qsizetype count = nodes.size();
    if (count == 0)
        return geometry;
    // Outer stations leave room for their labels, but never more than a fifth of the strip.
    const qreal most = size.width() / 5;
    const qreal left = qMin(most, qMax(EdgeMargin, labelWidths.constFirst() / 2 + 12));
    const qreal right = qMin(most, qMax(EdgeMargin, labelWidths.constLast() / 2 + 8));
    const qreal pitch = count > 1 ? (size.width() - left - right) / static_cast<qreal>(count - 1) : 0;
    const auto mirrored = [&](qreal x) { return rightToLeft ? size.width() - x : x; };
    for (qsizetype index = 0; index < count; ++index) {
        const qreal x = std::round(mirrored(left + pitch * static_cast<qreal>(index)));
        const QPointF centre(x, LineTop);
        const qreal radius = radiusOf(nodes.at(index).state);
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

WireStrip::WireStrip(QWidget *parent)
    : QWidget(parent)
{
    registerAccessibleRows();
    setObjectName(QStringLiteral("wireStrip"));
    setAccessibleName(tr("The wire, from the address to the session"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_breath.setInterval(50);
    connect(&m_breath, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        followMotion();
        updateGeometry();
        update();
    });
}

void WireStrip::setNodes(const QList<WireNode> &nodes)
{
    if (nodes == m_nodes)
        return;
    m_nodes = nodes;
    m_current = qBound(0, m_current, qMax(0, static_cast<int>(nodes.size()) - 1));
    followMotion();
    update();
}

void WireStrip::setCompact(bool compact)
{
    m_compact = compact;
    updateGeometry();
}

void WireStrip::setInteractive(bool interactive)
{
    m_interactive = interactive;
    setFocusPolicy(interactive ? Qt::StrongFocus : Qt::NoFocus);
}

QSize WireStrip::sizeHint() const
{
    return {900, Theme::instance().scaled(m_compact ? CompactHeight : FullHeight)};
}

QSize WireStrip::minimumSizeHint() const
{
    return {480, sizeHint().height()};
}

WireGeometry WireStrip::geometryNow() const
{
    QList<qreal> widths;
    const bool narrow = isNarrow();
    for (const WireNode &node : m_nodes)
        widths.append(nameWidth(node) + (narrow ? 0 : detailWidth(node)));
    return wireGeometry(m_nodes, size(), widths, Theme::instance().lineHeight(TextStyle::Secondary),
                        isRightToLeft());
}

// Details are left out all together rather than over each other; the accessible names keep them.
bool WireStrip::isNarrow() const
{
    if (m_nodes.size() < 2)
        return false;
    const qreal pitch = (width() - 2 * EdgeMargin) / static_cast<qreal>(m_nodes.size() - 1);
    qreal widest = 0;
    for (qsizetype index = 1; index < m_nodes.size(); ++index) {
        const auto whole = [this](qsizetype node) {
            return nameWidth(m_nodes.at(node)) + detailWidth(m_nodes.at(node));
        };
        widest = qMax(widest, (whole(index - 1) + whole(index)) / 2);
    }
    return pitch < NarrowPitch || widest + 6 > pitch;
}

void WireStrip::followMotion()
{
    bool running = false;
    for (const WireNode &node : m_nodes)
        running = running || node.state == State::Now;
    if (running && isVisible() && !Theme::instance().reducedMotion())
        m_breath.start();
    else
        m_breath.stop();
}

void WireStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const WireGeometry geometry = geometryNow();
    for (const WireGeometry::Stretch &stretch : geometry.stretches)
        paintStretch(painter, stretch);
    for (int index = 0; index < m_nodes.size(); ++index) {
        const WireNode &node = m_nodes.at(index);
        const WireGeometry::Station &station = geometry.stations.at(index);
        if (index == m_hovered && m_interactive)
            paintBox(&painter, station.label.adjusted(-5, 0, 5, 1), colour(Token::Hover), Qt::transparent, 4);
        paintStation(painter, node, station.centre, ringAngle());
        paintLabel(painter, node, station.label);
        if (index == m_current && hasFocus())
            paintFocusRing(&painter, station.label.adjusted(-6, -22, 6, 3), 6);
    }
}

void WireStrip::paintLabel(QPainter &painter, const WireNode &node, const QRectF &rect) const
{
    const qreal name = nameWidth(node);
    painter.setFont(nameFont(node.state));
    painter.setPen(labelColour(node));
    const QRectF nameRect(isRightToLeft() ? rect.right() - name : rect.left(), rect.top(), name,
                          rect.height());
    painter.drawText(nameRect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | Qt::TextDontClip,
                     node.name);
    if (node.detail.isEmpty() || rect.width() <= name)
        return;
    painter.setFont(Theme::instance().font(TextStyle::CodeSmall));
    const bool loud = node.state == State::Broken || node.state == State::Warned;
    painter.setPen(loud ? labelColour(node)
                        : colour(node.state == State::Done ? Token::Text2 : Token::Text3));
    const QRectF detail(isRightToLeft() ? rect.left() : rect.left() + name + NameGap, rect.top(),
                        rect.width() - name - NameGap, rect.height());
    painter.drawText(detail, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | Qt::TextDontClip,
                     node.detail);
}

int WireStrip::nodeAt(const QPointF &point) const
{
    const WireGeometry geometry = geometryNow();
    for (int index = 0; index < geometry.stations.size(); ++index) {
        if (geometry.stations.at(index).target.contains(point))
            return index;
    }
    return -1;
}

void WireStrip::setCurrent(int index)
{
    if (index < 0 || index >= m_nodes.size())
        return;
    m_current = index;
    announceCurrentRow(this, index);
    update();
}

void WireStrip::activate(int index)
{
    if (!m_interactive || index < 0 || index >= m_nodes.size())
        return;
    setCurrent(index);
    Q_EMIT nodeActivated(m_nodes.at(index).place);
}

void WireStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        activate(nodeAt(event->position()));
}

void WireStrip::mouseMoveEvent(QMouseEvent *event)
{
    const int node = m_interactive ? nodeAt(event->position()) : -1;
    if (node == m_hovered)
        return;
    m_hovered = node;
    setCursor(node >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(node >= 0 ? accessibleCell(node, 0).toHtmlEscaped() : QString());
    update();
}

void WireStrip::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void WireStrip::keyPressEvent(QKeyEvent *event)
{
    const int step = isRightToLeft() ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(m_current - step);
    case Qt::Key_Right:
        return setCurrent(m_current + step);
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(static_cast<int>(m_nodes.size()) - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return activate(m_current);
    default:
        event->ignore();
    }
}

void WireStrip::focusInEvent(QFocusEvent *)
{
    announceCurrentRow(this, m_current);
    update();
}

void WireStrip::focusOutEvent(QFocusEvent *)
{
    update();
}

void WireStrip::showEvent(QShowEvent *)
{
    followMotion();
}

void WireStrip::hideEvent(QHideEvent *)
{
    followMotion();
}

int WireStrip::accessibleRowCount() const
{
    return static_cast<int>(m_nodes.size());
}

QString WireStrip::accessibleCell(int row, int) const
{
    if (row < 0 || row >= m_nodes.size())
        return {};
    const WireNode &node = m_nodes.at(row);
    QStringList words{node.name, wordOf(node.state)};
    if (!node.detail.isEmpty() && node.detail != words.constLast())
        words.append(node.detail);
    return words.join(u", ");
}

QRect WireStrip::accessibleCellRect(int row, int) const
{
    const WireGeometry geometry = geometryNow();
    return row >= 0 && row < geometry.stations.size() ? geometry.stations.at(row).target.toAlignedRect()
                                                      : QRect();
}

void WireStrip::accessibleActivate(int row)
{
    activate(row);
}

} // namespace wirewise::gui
