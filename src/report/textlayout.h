#pragma once

#include "report/text.h"

#include <QString>

namespace wirewise::report {

/// How a stretch of text is meant; shown by ANSI colours if the style has them, else left out.
enum class Tone { Plain, Strong, Faint, Fail, Warn, Good, Sent, Received, Evidence };

[[nodiscard]] Tone toneOf(diagnosis::Verdict verdict);

/// Builds text for a terminal line by line: wrapped to the style's width, indented, with no control
/// character but its own line ends and colours.
class TextLayout
{
public:
    explicit TextLayout(const TextStyle &style)
        : m_style(style)
    {
    }

    /// One line as it is, not wrapped.
    void line(const QString &text, int indent = 0, Tone tone = Tone::Plain);
    /// Wrapped at spaces; `code` in it is set off. Line breaks in the text stay.
    void paragraph(const QString &text, int indent = 0, Tone tone = Tone::Plain);
    /// A label in a column of its own, then a paragraph beside it.
    void labelled(const QString &label, const QString &text, int indent, int column,
                  Tone labelTone = Tone::Faint);
    void heading(const QString &text);
    /// Lines of a change: "+ " and "- " in their colours.
    void snippet(const QString &text, int indent);
    /// One empty line, never two.
    void gap();

    [[nodiscard]] const TextStyle &style() const { return m_style; }
    [[nodiscard]] QString text() const { return m_text; }

private:
    [[nodiscard]] QString toned(const QString &text, Tone tone) const;
    [[nodiscard]] QStringList wrapped(const QString &text, int width) const;
    /// A wrapped line with `code` set off; keeps in mind whether a span goes on in the next line.
    [[nodiscard]] QString withCode(const QString &line, Tone tone, bool &inCode) const;

    TextStyle m_style;
    QString m_text;
};

/// Text from anywhere, made safe for a terminal: control characters become pictures.
[[nodiscard]] QString safeText(const QString &text);

} // namespace wirewise::report
