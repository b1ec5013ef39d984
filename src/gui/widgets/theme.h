#pragma once

#include "gui/widgets/textstyle.h"
#include "gui/widgets/token.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

class QApplication;

namespace wirewise::gui {

/// What the user chose in the preferences.
enum class Appearance { System, Light, Dark };
QByteArray toString(Appearance appearance);              ///< "system", "light", "dark"; for settings
Appearance appearanceFromString(const QByteArray &text); ///< System if unknown

/// Colours, fonts and sizes of the whole window. One per process, GUI thread only.
/// Painters ask it each time they paint; widgets that keep something listen to changed().
class Theme : public QObject
{
    Q_OBJECT
public:
    /// The process-wide theme. Works before install(), then with the light colours and the system's fonts.
    [[nodiscard]] static Theme &instance();

    /// Registers the compiled-in fonts, sets style, palette and font of the application, and follows the
    /// system's palette from then on. Call once, after the QApplication is made.
    void install(QApplication &application);

    [[nodiscard]] QColor colour(Token token) const;
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] bool isDark() const { return m_scheme == Scheme::Dark; }
    /// The system asks for a high-contrast palette: hints take the text's colour, lines the control's.
    [[nodiscard]] bool isHighContrast() const { return m_highContrast; }

    [[nodiscard]] Appearance appearance() const { return m_appearance; }
    void setAppearance(Appearance appearance);

    static constexpr int SmallestText = 90, LargestText = 150; ///< percent
    [[nodiscard]] int textSize() const { return m_textSize; }
    /// In percent, clamped to SmallestText … LargestText. Scales rows and bars too, through scaled().
    void setTextSize(int percent);

    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);

    /// A font of the table of styles at the chosen text size.
    [[nodiscard]] QFont font(TextStyle style) const;
    /// Line height of the style in logical pixels at the chosen text size.
    [[nodiscard]] int lineHeight(TextStyle style) const;
    /// A height or width of the design (logical pixels at 100 %) at the chosen text size.
    [[nodiscard]] int scaled(int pixels) const;

Q_SIGNALS:
    /// Colours, text size or motion changed; the application's palette and font are already set.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Theme() = default;
    void readSystem();
    void apply();
    static void remeasureWidgets();

    QApplication *m_application = nullptr;
    QPalette m_systemPalette;
    Appearance m_appearance = Appearance::System;
    Scheme m_scheme = Scheme::Light;
    int m_textSize = 100, m_appliedSize = 100;
    bool m_highContrast = false;
    bool m_reducedMotion = false;
    bool m_applying = false;
};

/// Shorthand for painters.
[[nodiscard]] inline QColor colour(Token token)
{
    return Theme::instance().colour(token);
}

} // namespace wirewise::gui
