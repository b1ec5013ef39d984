#include "gui/composerhighlighter.h"

#include "gui/widgets/theme.h"

#include <QRegularExpression>

namespace wirewise::gui {

namespace {
constexpr qsizetype LongestColoured = 20'000; // characters of a line
} // namespace

ComposerHighlighter::ComposerHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
{
    connect(&Theme::instance(), &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void ComposerHighlighter::highlightBlock(const QString &text)
{
    if (text.size() > LongestColoured)
        return;
    static const QRegularExpression parts(QStringLiteral(
        "(\"(?:[^\"\\\\]|\\\\.)*+\")(\\s*:)?|(?<![\\w.])-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?(?![\\w.])"));
    for (auto found = parts.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const bool isString = match.capturedLength(1) > 0;
        const Token token = !isString                     ? Token::Warn
                            : match.capturedLength(2) > 0 ? Token::HeaderName
                                                          : Token::Ok;
        setFormat(static_cast<int>(match.capturedStart(0)),
                  static_cast<int>(isString ? match.capturedLength(1) : match.capturedLength(0)),
                  colour(token));
    }
    static const QRegularExpression names(QStringLiteral("\\{\\{\\s*[A-Za-z0-9_.:-]+\\s*\\}\\}"));
    QTextCharFormat format;
    format.setForeground(colour(Token::AccentText));
    format.setBackground(colour(Token::Sel));
    for (auto found = names.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), format);
    }
}

} // namespace wirewise::gui
