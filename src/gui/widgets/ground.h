#pragma once

#include "gui/widgets/textstyle.h"
#include "gui/widgets/token.h"

#include <QLabel>
#include <QWidget>

#include <optional>

namespace wirewise::gui {

/// A widget that paints its ground in a token's colour and lines at the edges asked for.
class Ground : public QWidget
{
    Q_OBJECT
public:
    explicit Ground(Token ground, Qt::Edges lines = {}, QWidget *parent = nullptr);
    void setGround(Token ground);
    [[nodiscard]] Token ground() const { return m_ground; }
    void setLines(Qt::Edges lines);
    /// A stripe of four pixels at the leading side.
    void setStripe(std::optional<Token> stripe);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Token m_ground;
    Qt::Edges m_lines;
    std::optional<Token> m_stripe;
};

/// A framed box with round corners (radius 6), on Surface.
class Card : public QWidget
{
    Q_OBJECT
public:
    explicit Card(QWidget *parent = nullptr);
    void setGround(Token ground, Token outline);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Token m_ground = Token::Surface, m_outline = Token::Border;
};

/// A plain-text label in one of the text styles and colours, which follows the theme.
class TextLabel : public QLabel
{
    Q_OBJECT
public:
    explicit TextLabel(const QString &text, TextStyle style = TextStyle::Body, Token token = Token::Text1,
                       QWidget *parent = nullptr);
    explicit TextLabel(TextStyle style = TextStyle::Body, Token token = Token::Text1,
                       QWidget *parent = nullptr);
    void setToken(Token token);
    void setTextStyle(TextStyle style);

private:
    void follow();

    TextStyle m_style;
    Token m_token;
};

/// An icon of a fixed size in a token's colour, which follows the theme. Not focusable; decoration only
/// unless it is given an accessible name.
class IconLabel : public QWidget
{
    Q_OBJECT
public:
    IconLabel(const QByteArray &icon, int size, Token token = Token::Text2, QWidget *parent = nullptr);
    void setIcon(const QByteArray &icon, Token token);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QByteArray m_icon;
    int m_size;
    Token m_token;
};

/// A drawn key ("F5") as a widget.
class KeyCap : public QWidget
{
    Q_OBJECT
public:
    explicit KeyCap(const QString &keys, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_keys;
};

} // namespace wirewise::gui
