#pragma once

#include "gui/widgets/ground.h"

#include <QWidget>

namespace wirewise::gui {

/// A Ground that a form can hold: its dynamic property "ground" names the token, "lines" the edges ("tb").
class Band : public Ground
{
    Q_OBJECT
public:
    explicit Band(QWidget *parent = nullptr);
};

/// An icon that a form can hold, which follows the theme: sign = "flask-conical 20 Text2".
class FormIcon : public QWidget
{
    Q_OBJECT
public:
    explicit FormIcon(QWidget *parent = nullptr);
    void setSign(const QByteArray &icon, int size, Token token);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QByteArray m_icon;
    int m_size = 16;
    Token m_token = Token::Text2;
};

/// A framed panel that floats above the window.
void paintPanelFrame(QWidget *panel);

/// Gives the widgets of a form their look, named in the form by dynamic properties:
/// - a label: look = "Secondary Text3", a TextStyle and a Token;
/// - a button: look = "Primary Large", a ButtonRole and a ControlSize; iconName = "play"; keys = "F5";
/// - a line edit or combo box: look = "Large";
/// - a FormIcon: sign = name, size and Token;
/// - a Band: ground = "Sunken", lines = "tb" (t top, b bottom, l left, r right).
/// Unknown words are ignored in release builds and stop a debug build.
void applyLook(QWidget *form);

} // namespace wirewise::gui
