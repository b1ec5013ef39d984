#include "gui/widgets/idtag.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

#include <cmath>

namespace wirewise::gui {

namespace {

constexpr int Padding = 7, IconSide = 13;

} // namespace

IdTag::IdTag(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("findingId"));
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    connect(&Theme::instance(), &Theme::changed, this, [this] { updateGeometry(); });
}

void IdTag::setFindingId(const QByteArray &id)
{
    m_id = QString::fromLatin1(id);
    setAccessibleName(tr("Finding %1").arg(m_id));
    setAccessibleDescription(tr("Enter explains it, Ctrl+C copies it."));
    setToolTip(tr("Explain %1").arg(m_id));
    updateGeometry();
    update();
}

void IdTag::setCopyable(bool copyable)
{
    m_copyable = copyable;
    updateGeometry();
    update();
}

QSize IdTag::sizeHint() const
{
    const Theme &theme = Theme::instance();
    qreal width = QFontMetricsF(theme.font(TextStyle::Code)).horizontalAdvance(m_id) + 2 * Padding;
    if (m_copyable)
        width += theme.scaled(IconSide) + 6;
    return {static_cast<int>(std::ceil(width)), theme.scaled(20)};
}

QRect IdTag::copyRect() const
{
    if (!m_copyable)
        return {};
    const int side = Theme::instance().scaled(IconSide) + Padding + 3;
    return QStyle::visualRect(layoutDirection(), rect(), QRect(width() - side, 0, side, height()));
}

void IdTag::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::instance();
    QPainter painter(this);
    paintBox(&painter, rect(), colour(Token::Surface), colour(Token::Border2), 4);
    painter.setFont(theme.font(TextStyle::Code));
    painter.setPen(colour(Token::Text1));
    const QRect line = rect().adjusted(Padding, 0, -Padding, 0);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine, m_id);
    if (m_copyable) {
        const int side = theme.scaled(IconSide);
        const QRect box = copyRect();
        Icons::paint(&painter, "copy",
                     QRectF(box.center().x() - side / 2.0, (height() - side) / 2.0, side, side),
                     colour(m_overCopy ? Token::Text1 : Token::Text3));
    }
    if (hasFocus())
        paintFocusRing(&painter, rect(), 4);
}

void IdTag::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !rect().contains(event->position().toPoint()))
        return;
    if (copyRect().contains(event->position().toPoint()))
        copy();
    else
        Q_EMIT activated();
}

void IdTag::mouseMoveEvent(QMouseEvent *event)
{
    m_overCopy = copyRect().contains(event->position().toPoint());
    setToolTip(m_overCopy ? tr("Copy %1").arg(m_id) : tr("Explain %1").arg(m_id));
    update();
}

void IdTag::leaveEvent(QEvent *)
{
    m_overCopy = false;
    update();
}

void IdTag::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT activated();
    else
        event->ignore();
}

void IdTag::focusInEvent(QFocusEvent *)
{
    update();
}

void IdTag::focusOutEvent(QFocusEvent *)
{
    update();
}

void IdTag::copy() const
{
    QGuiApplication::clipboard()->setText(m_id);
}

} // namespace wirewise::gui
