#include "gui/widgets/ground.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>

namespace wirewise::gui {

Ground::Ground(Token ground, Qt::Edges lines, QWidget *parent)
    : QWidget(parent)
    , m_ground(ground)
    , m_lines(lines)
{
}

void Ground::setGround(Token ground)
{
    m_ground = ground;
    update();
}

void Ground::setLines(Qt::Edges lines)
{
    m_lines = lines;
    update();
}

void Ground::setStripe(std::optional<Token> stripe)
{
    m_stripe = stripe;
    update();
}

void Ground::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(m_ground));
    for (const Qt::Edge edge : {Qt::TopEdge, Qt::BottomEdge, Qt::LeftEdge, Qt::RightEdge}) {
        if (m_lines.testFlag(edge))
            paintEdge(&painter, rect(), edge, colour(Token::Border));
    }
    if (m_stripe) {
        const int left = isRightToLeft() ? width() - 4 : 0;
        painter.fillRect(QRect(left, 0, 4, height()), colour(*m_stripe));
    }
}

Card::Card(QWidget *parent)
    : QWidget(parent)
{
}

void Card::setGround(Token ground, Token outline)
{
    m_ground = ground;
    m_outline = outline;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(&painter, rect(), colour(m_ground), colour(m_outline), CardRadius);
}

TextLabel::TextLabel(const QString &text, TextStyle style, Token token, QWidget *parent)
    : QLabel(text, parent)
    , m_style(style)
    , m_token(token)
{
    setTextFormat(Qt::PlainText);
    // Else a ground of Base around it would make it take the role Text.
    setForegroundRole(QPalette::WindowText);
    follow();
    connect(&Theme::instance(), &Theme::changed, this, &TextLabel::follow);
}

TextLabel::TextLabel(TextStyle style, Token token, QWidget *parent)
    : TextLabel(QString(), style, token, parent)
{
}

void TextLabel::setToken(Token token)
{
    m_token = token;
    follow();
}

void TextLabel::setTextStyle(TextStyle style)
{
    m_style = style;
    follow();
}

void TextLabel::follow()
{
    setFont(Theme::instance().font(m_style));
    QPalette own = palette();
    own.setColor(QPalette::WindowText, colour(m_token));
    own.setColor(QPalette::Disabled, QPalette::WindowText, colour(Token::Faint));
    own.setColor(QPalette::Highlight, colour(Token::AccentText));
    own.setColor(QPalette::HighlightedText, colour(Token::Surface));
    setPalette(own);
}

IconLabel::IconLabel(const QByteArray &icon, int size, Token token, QWidget *parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_size(size)
    , m_token(token)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void IconLabel::setIcon(const QByteArray &icon, Token token)
{
    m_icon = icon;
    m_token = token;
    update();
}

QSize IconLabel::sizeHint() const
{
    const int side = Theme::instance().scaled(m_size);
    return {side, side};
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Icons::paint(&painter, m_icon, rect(), colour(isEnabled() ? m_token : Token::Faint));
}

KeyCap::KeyCap(const QString &keys, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(keys);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize KeyCap::sizeHint() const
{
    return keyHintSize(m_keys).toSize();
}

void KeyCap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintKeyHint(&painter, rect(), m_keys, colour(Token::Text3), colour(Token::Border2));
}

} // namespace wirewise::gui
