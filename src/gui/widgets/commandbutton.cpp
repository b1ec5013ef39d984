#include "gui/widgets/commandbutton.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>

namespace wirewise::gui {

CommandButton::CommandButton(QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(QStringLiteral("commandButton"));
    setText(tr("Find a session or run a command"));
    setAccessibleName(text());
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    connect(&Theme::instance(), &Theme::changed, this, [this] { updateGeometry(); });
}

QSize CommandButton::sizeHint() const
{
    const Theme &theme = Theme::instance();
    return {theme.scaled(270), theme.scaled(24)};
}

QSize CommandButton::minimumSizeHint() const
{
    return {Theme::instance().scaled(120), sizeHint().height()};
}

void CommandButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::instance();
    QPainter painter(this);
    const int inset = theme.scaled(2);
    const QRectF box = QRectF(rect()).adjusted(0, inset, 0, -inset);
    paintBox(&painter, box, colour(underMouse() || isDown() ? Token::Hover : Token::Surface),
             colour(hasFocus() ? Token::AccentText : Token::Border2), 4);
    const qreal side = theme.scaled(13);
    const bool reversed = isRightToLeft();
    const qreal iconLeft = reversed ? box.right() - 8 - side : box.left() + 8;
    Icons::paint(&painter, "search", QRectF(iconLeft, box.center().y() - side / 2, side, side),
                 colour(Token::Text3));
    const QString keys = QStringLiteral("Ctrl+K");
    painter.setFont(theme.font(TextStyle::KeyHint));
    const qreal keyWidth = QFontMetricsF(painter.font()).horizontalAdvance(keys);
    const qreal keyLeft = reversed ? box.left() + 8 : box.right() - 8 - keyWidth;
    painter.setPen(colour(Token::Text3));
    painter.drawText(QRectF(keyLeft, box.top(), keyWidth + 1, box.height()), Qt::AlignVCenter, keys);
    const QFont font = theme.font(TextStyle::Caption);
    painter.setFont(font);
    const QRectF line =
        reversed ? QRectF(keyLeft + keyWidth + 8, box.top(), iconLeft - keyLeft - keyWidth - 14, box.height())
                 : QRectF(iconLeft + side + 6, box.top(), keyLeft - iconLeft - side - 14, box.height());
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeading,
                     QFontMetricsF(font).elidedText(text(), Qt::ElideRight, line.width()));
}

} // namespace wirewise::gui
