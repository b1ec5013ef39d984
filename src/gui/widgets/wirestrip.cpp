#include "gui/widgets/wirestrip.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/progressring.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace wirewise::gui {

namespace {

using State = WireNode::State;

constexpr int FullHeight = 58, CompactHeight = 52;
constexpr qreal NameGap = 4;
constexpr qreal NarrowPitch = 96; // under it details do not fit beside the names

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

} // namespace

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
    const qreal pitch = (width() - 2 * WireMargin) / static_cast<qreal>(m_nodes.size() - 1);
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
        paintStation(painter, node.state, station.centre, ringAngle());
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
