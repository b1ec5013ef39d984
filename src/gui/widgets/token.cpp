#include "gui/widgets/token.h"

#include <array>
#include <cmath>

namespace wirewise::gui {

namespace {

struct Entry
{
    Token token;
    QRgb light;
    QRgb dark;
};

constexpr std::array<Entry, TokenCount> Entries{{
    {Token::Win, 0xFFF2F4F6, 0xFF14171B},          {Token::Surface, 0xFFFFFFFF, 0xFF1B1F24},
    {Token::Sunken, 0xFFF7F8FA, 0xFF171A1F},       {Token::Hover, 0xFFECEFF3, 0xFF242A32},
    {Token::Sel, 0xFFE1E9FC, 0xFF22325A},          {Token::Border, 0xFFDCE0E6, 0xFF2C333C},
    {Token::Border2, 0xFFC2C9D2, 0xFF3C4550},      {Token::Ctl, 0xFF828D9D, 0xFF76818F},
    {Token::Text1, 0xFF14181D, 0xFFE8EBEF},        {Token::Text2, 0xFF454F5C, 0xFFB4BCC7},
    {Token::Text3, 0xFF5D6876, 0xFF929CA9},        {Token::Faint, 0xFFB5BDC8, 0xFF4B5563},
    {Token::Accent, 0xFF2B57C8, 0xFF3F68DE},       {Token::OnAccent, 0xFFFFFFFF, 0xFFFFFFFF},
    {Token::AccentText, 0xFF2B57C8, 0xFF94B0FF},   {Token::AccentSoft, 0xFFE9EFFC, 0xFF1F2B4A},
    {Token::Fail, 0xFFB3261E, 0xFFFF9288},         {Token::FailSoft, 0xFFFCEEEC, 0xFF2F1B1C},
    {Token::FailLine, 0xFFE7B5B0, 0xFF6A3734},     {Token::Warn, 0xFF845200, 0xFFF0BB52},
    {Token::WarnSoft, 0xFFFCF3DF, 0xFF2E2612},     {Token::WarnLine, 0xFFE3C88C, 0xFF66531F},
    {Token::Ok, 0xFF17693B, 0xFF74D199},           {Token::OkSoft, 0xFFE7F5EC, 0xFF16291D},
    {Token::OkLine, 0xFFA9D3B9, 0xFF2C5B3E},       {Token::Sent, 0xFF6639B5, 0xFFC6ABFF},
    {Token::SentSoft, 0xFFF2ECFB, 0xFF2A2342},     {Token::Received, 0xFF0A626D, 0xFF70D3DC},
    {Token::ReceivedSoft, 0xFFE2F2F4, 0xFF14292C}, {Token::Evidence, 0xFFFFE79A, 0xFF51400C},
    {Token::EvidenceLine, 0xFFA87300, 0xFFDDAA2A}, {Token::Badge, 0xFFF4BC1C, 0xFFE8B530},
    {Token::OnBadge, 0xFF231A00, 0xFF231A00},      {Token::HeaderName, 0xFF2B4C8C, 0xFF9DB7F5},
    {Token::PhaseName, 0xFF7B61C9, 0xFFA390E8},    {Token::PhaseTcp, 0xFFC2761B, 0xFFE0A052},
    {Token::PhaseTls, 0xFFA8467F, 0xFFD883B4},     {Token::PhaseRequest, 0xFF2B57C8, 0xFF7C9CF5},
    {Token::PhaseWait, 0xFF3E8E5F, 0xFF64B585},    {Token::PhaseResponse, 0xFF1683A0, 0xFF55B7D1},
}};

constexpr bool inOrder()
{
    for (std::size_t index = 0; index < Entries.size(); ++index) {
        if (static_cast<std::size_t>(Entries.at(index).token) != index)
            return false;
    }
    return true;
}
static_assert(inOrder(), "the table is indexed by the token");

// WCAG 2, relative luminance
double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

} // namespace

QColor colourOf(Token token, Scheme scheme)
{
    const Entry &entry = Entries.at(static_cast<std::size_t>(token));
    return QColor::fromRgb(scheme == Scheme::Dark ? entry.dark : entry.light);
}

QPalette paletteOf(Scheme scheme)
{
    const auto of = [scheme](Token token) { return colourOf(token, scheme); };
    QPalette palette;
    palette.setColor(QPalette::Window, of(Token::Win));
    palette.setColor(QPalette::WindowText, of(Token::Text1));
    palette.setColor(QPalette::Base, of(Token::Surface));
    palette.setColor(QPalette::AlternateBase, of(Token::Sunken));
    palette.setColor(QPalette::Text, of(Token::Text1));
    palette.setColor(QPalette::PlaceholderText, of(Token::Text3));
    palette.setColor(QPalette::Button, of(Token::Surface));
    palette.setColor(QPalette::ButtonText, of(Token::Text1));
    palette.setColor(QPalette::BrightText, of(Token::OnAccent));
    palette.setColor(QPalette::Highlight, of(Token::Sel));
    palette.setColor(QPalette::HighlightedText, of(Token::Text1));
    palette.setColor(QPalette::Link, of(Token::AccentText));
    palette.setColor(QPalette::LinkVisited, of(Token::AccentText));
    palette.setColor(QPalette::ToolTipBase, of(Token::Surface));
    palette.setColor(QPalette::ToolTipText, of(Token::Text1));
    palette.setColor(QPalette::Light, of(Token::Surface));
    palette.setColor(QPalette::Midlight, of(Token::Hover));
    palette.setColor(QPalette::Mid, of(Token::Border));
    palette.setColor(QPalette::Dark, of(Token::Ctl));
    palette.setColor(QPalette::Shadow, scheme == Scheme::Dark ? QColor(Qt::black) : of(Token::Ctl));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                                           QPalette::HighlightedText, QPalette::Link})
        palette.setColor(QPalette::Disabled, role, of(Token::Faint));
    return palette;
}

Scheme schemeOf(const QPalette &palette)
{
    const double window = luminance(palette.color(QPalette::Active, QPalette::Window));
    const double text = luminance(palette.color(QPalette::Active, QPalette::WindowText));
    return window < text ? Scheme::Dark : Scheme::Light;
}

double contrast(const QColor &one, const QColor &other)
{
    const double a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace wirewise::gui
