#include "gui/widgets/theme.h"

#include "gui/widgets/accessiblerows.h"
#include "gui/widgets/wirestyle.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QScreen>
#include <QToolTip>

#include <array>
#include <cmath>

namespace wirewise::gui {

namespace {

struct StyleEntry
{
    TextStyle style;
    bool bytes;
    double size; // logical pixels
    int lineHeight;
    int weight;
};

constexpr std::array<StyleEntry, TextStyleCount> Styles{{
    {TextStyle::Headline, false, 24, 30, QFont::DemiBold},
    {TextStyle::Verdict, false, 19, 25, QFont::DemiBold},
    {TextStyle::VerdictShort, false, 18, 24, QFont::DemiBold},
    {TextStyle::Title, false, 16, 22, QFont::DemiBold},
    {TextStyle::Body, false, 13, 18, QFont::Normal},
    {TextStyle::BodyMedium, false, 13, 18, QFont::Medium},
    {TextStyle::BodyStrong, false, 13, 18, QFont::DemiBold},
    {TextStyle::Secondary, false, 12, 17, QFont::Normal},
    {TextStyle::SecondaryMedium, false, 12, 17, QFont::Medium},
    {TextStyle::SecondaryStrong, false, 12, 17, QFont::DemiBold},
    {TextStyle::Caption, false, 11.5, 16, QFont::Normal},
    {TextStyle::CaptionStrong, false, 11, 16, QFont::DemiBold},
    {TextStyle::KeyHint, false, 10.5, 14, QFont::Normal},
    {TextStyle::Address, true, 13, 18, QFont::Normal},
    {TextStyle::Bytes, true, 12, 19, QFont::Normal},
    {TextStyle::BytesStrong, true, 12, 19, QFont::Bold},
    {TextStyle::Hex, true, 11.5, 19, QFont::Normal},
    {TextStyle::Offset, true, 11, 19, QFont::Normal},
    {TextStyle::Code, true, 12, 18, QFont::Normal},
    {TextStyle::CodeSmall, true, 11, 16, QFont::Normal},
}};

const StyleEntry &entryOf(TextStyle style)
{
    return Styles.at(static_cast<std::size_t>(style));
}

// Pixels of the design in points, because QFont takes whole pixels only.
double pointsPerPixel()
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    return 72.0 / (screen != nullptr ? screen->logicalDotsPerInchY() : 96.0);
}

// The system's high-contrast palettes are pure black and white; ordinary ones are not.
bool asksForHighContrast(const QPalette &palette)
{
    return contrast(palette.color(QPalette::Active, QPalette::Window),
                    palette.color(QPalette::Active, QPalette::WindowText)) > 20.5;
}

Token strongerToken(Token token)
{
    switch (token) {
    case Token::Text2:
    case Token::Text3:
        return Token::Text1;
    case Token::Border:
    case Token::Border2:
        return Token::Ctl;
    case Token::Ctl:
        return Token::Text2;
    default:
        return token;
    }
}

} // namespace

QByteArray toString(Appearance appearance)
{
    switch (appearance) {
    case Appearance::System:
        return "system";
    case Appearance::Light:
        return "light";
    case Appearance::Dark:
        return "dark";
    }
    return {};
}

Appearance appearanceFromString(const QByteArray &text)
{
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        if (text == toString(appearance))
            return appearance;
    }
    return Appearance::System;
}

Theme &Theme::instance()
{
    static Theme theme;
    return theme;
}

void Theme::install(QApplication &application)
{
    for (const char *file :
         {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Hack-Regular.ttf", "Hack-Bold.ttf"})
        QFontDatabase::addApplicationFont(u":/wirewise/fonts/" % QString::fromLatin1(file));
    registerAccessibleRows();
    m_application = &application;
    m_systemPalette = QGuiApplication::palette();
    application.setStyle(new WireStyle); // the application owns it
    application.installEventFilter(this);
    readSystem();
    apply();
}

QColor Theme::colour(Token token) const
{
    return colourOf(m_highContrast ? strongerToken(token) : token, m_scheme);
}

void Theme::setAppearance(Appearance appearance)
{
    if (appearance == m_appearance)
        return;
    m_appearance = appearance;
    readSystem();
    apply();
}

void Theme::setTextSize(int percent)
{
    percent = qBound(SmallestText, percent, LargestText);
    if (percent == m_textSize)
        return;
    m_textSize = percent;
    apply();
}

void Theme::setReducedMotion(bool reduced)
{
    if (reduced == m_reducedMotion)
        return;
    m_reducedMotion = reduced;
    Q_EMIT changed();
}

QFont Theme::font(TextStyle style) const
{
    const StyleEntry &entry = entryOf(style);
    QFont font(entry.bytes ? bytesFamily() : textFamily());
    font.setStyleHint(entry.bytes ? QFont::Monospace : QFont::SansSerif);
    font.setFixedPitch(entry.bytes);
    font.setWeight(static_cast<QFont::Weight>(entry.weight));
    font.setPointSizeF(entry.size * m_textSize / 100.0 * pointsPerPixel());
    // Fractions of a pixel would let columns of bytes drift apart between the views.
    font.setHintingPreference(QFont::PreferVerticalHinting);
    return font;
}

int Theme::lineHeight(TextStyle style) const
{
    return scaled(entryOf(style).lineHeight);
}

int Theme::scaled(int pixels) const
{
    return static_cast<int>(std::lround(pixels * m_textSize / 100.0));
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // Qt 6.4 does not report the system's scheme: a new default palette is the sign.
    if (event->type() == QEvent::ApplicationPaletteChange && watched == m_application && !m_applying) {
        const QPalette palette = QGuiApplication::palette();
        if (palette != paletteOf(m_scheme)) {
            m_systemPalette = palette;
            readSystem();
            apply();
        }
    }
    return QObject::eventFilter(watched, event);
}

void Theme::readSystem()
{
    const bool follows = m_appearance == Appearance::System;
    m_highContrast = follows && asksForHighContrast(m_systemPalette);
    if (follows)
        m_scheme = schemeOf(m_systemPalette);
    else
        m_scheme = m_appearance == Appearance::Dark ? Scheme::Dark : Scheme::Light;
}

void Theme::apply()
{
    if (m_application != nullptr) {
        m_applying = true;
        QApplication::setPalette(paletteOf(m_scheme));
        QApplication::setFont(font(TextStyle::Body));
        QToolTip::setFont(font(TextStyle::Secondary));
        QToolTip::setPalette(paletteOf(m_scheme));
        if (m_appliedSize != m_textSize)
            remeasureWidgets();
        m_appliedSize = m_textSize;
        m_applying = false;
    }
    Q_EMIT changed();
}

// Widgets keep what the style told them of sizes until the style changes, and these depend on the text size.
void Theme::remeasureWidgets()
{
    for (QWidget *widget : QApplication::allWidgets()) {
        QEvent change(QEvent::StyleChange);
        QCoreApplication::sendEvent(widget, &change);
        widget->updateGeometry();
    }
}

} // namespace wirewise::gui
