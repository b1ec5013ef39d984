#pragma once

#include "gui/widgets/textstyle.h"
#include "gui/widgets/token.h"

#include <QList>
#include <QString>
#include <QTextLayout>

namespace wirewise::gui {

/// A text in stretches of style and colour. Never markup: nothing in it is interpreted, so it may hold
/// what a peer sent (made printable before).
class Prose
{
public:
    struct Span
    {
        QString text;
        TextStyle style = TextStyle::Body;
        Token token = Token::Text1;
        QString link;     ///< not empty: drawn as a link, reported when it is activated
        bool key = false; ///< drawn as a key
    };

    Prose() = default;
    explicit Prose(const QString &text, TextStyle style = TextStyle::Body, Token token = Token::Text1);

    /// A text of our own in which `code` stands between back quotes and **strong** between stars.
    [[nodiscard]] static Prose fromCatalogue(const QString &text, TextStyle style = TextStyle::Body,
                                             Token token = Token::Text1);

    Prose &add(const QString &text, TextStyle style = TextStyle::Body, Token token = Token::Text1);
    Prose &add(const Prose &other);
    Prose &addLink(const QString &text, const QString &link, TextStyle style = TextStyle::Body);
    Prose &addKey(const QString &keys);

    [[nodiscard]] const QList<Span> &spans() const { return m_spans; }
    [[nodiscard]] bool isEmpty() const { return m_spans.isEmpty(); }
    [[nodiscard]] QString plainText() const;
    /// For a QTextLayout over plainText(), with the theme's fonts and colours of this moment.
    [[nodiscard]] QList<QTextLayout::FormatRange> formats() const;

private:
    QList<Span> m_spans;
};

} // namespace wirewise::gui
