#include "gui/widgets/prose.h"

#include "gui/widgets/theme.h"

namespace wirewise::gui {

namespace {

TextStyle codeStyleFor(TextStyle style)
{
    switch (style) {
    case TextStyle::Secondary:
    case TextStyle::SecondaryStrong:
    case TextStyle::Caption:
    case TextStyle::CaptionStrong:
        return TextStyle::CodeSmall;
    default:
        return TextStyle::Code;
    }
}

TextStyle strongStyleFor(TextStyle style)
{
    switch (style) {
    case TextStyle::Secondary:
        return TextStyle::SecondaryStrong;
    case TextStyle::Caption:
        return TextStyle::CaptionStrong;
    case TextStyle::Body:
    case TextStyle::BodyMedium:
        return TextStyle::BodyStrong;
    default:
        return style;
    }
}

} // namespace

Prose::Prose(const QString &text, TextStyle style, Token token)
{
    add(text, style, token);
}

Prose Prose::fromCatalogue(const QString &text, TextStyle style, Token token)
{
    Prose prose;
    qsizetype from = 0;
    while (from < text.size()) {
        const qsizetype tick = text.indexOf(u'`', from);
        const qsizetype stars = text.indexOf(u"**", from);
        const bool code = tick >= 0 && (stars < 0 || tick < stars);
        const qsizetype begin = code ? tick : stars;
        const qsizetype width = code ? 1 : 2;
        const qsizetype end = begin < 0 ? -1
                              : code    ? text.indexOf(u'`', begin + width)
                                        : text.indexOf(u"**", begin + width);
        if (end < 0) {
            // A lone mark is text.
            prose.add(text.mid(from), style, token);
            break;
        }
        prose.add(text.mid(from, begin - from), style, token);
        prose.add(text.mid(begin + width, end - begin - width),
                  code ? codeStyleFor(style) : strongStyleFor(style), token);
        from = end + width;
    }
    return prose;
}

Prose &Prose::add(const QString &text, TextStyle style, Token token)
{
    if (!text.isEmpty())
        m_spans.append({text, style, token, {}, false});
    return *this;
}

Prose &Prose::add(const Prose &other)
{
    m_spans.append(other.m_spans);
    return *this;
}

Prose &Prose::addLink(const QString &text, const QString &link, TextStyle style)
{
    m_spans.append({text, style, Token::AccentText, link, false});
    return *this;
}

Prose &Prose::addKey(const QString &keys)
{
    // Spaces that do not break stand where the outline of the key is drawn.
    const QString room(QChar(0x00A0));
    m_spans.append({room % keys % room, TextStyle::KeyHint, Token::Text2, {}, true});
    return *this;
}

QString Prose::plainText() const
{
    QString text;
    for (const Span &span : m_spans)
        text += span.text;
    // A layout is one paragraph: what would end it becomes a line of the same paragraph.
    return text.replace(u'\n', QChar::LineSeparator);
}

QList<QTextLayout::FormatRange> Prose::formats() const
{
    QList<QTextLayout::FormatRange> ranges;
    int from = 0;
    for (const Span &span : m_spans) {
        QTextLayout::FormatRange range;
        range.start = from;
        range.length = static_cast<int>(span.text.size());
        range.format.setFont(Theme::instance().font(span.style));
        range.format.setForeground(colour(span.token));
        ranges.append(range);
        from += range.length;
    }
    return ranges;
}

} // namespace wirewise::gui
