#include "redaction/choice.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace wirewise::redaction {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::redaction::Choice)
};

constexpr qsizetype ShortestAdded = 2;

} // namespace

QSet<SecretKind> Choice::usual()
{
    const QList<SecretKind> kinds = secretKinds();
    QSet<SecretKind> removed(kinds.begin(), kinds.end());
    removed.remove(SecretKind::HostName);
    return removed;
}

Choice Choice::nothing()
{
    Choice choice;
    choice.removed.clear();
    return choice;
}

std::optional<QString> addedBreach(const QString &text)
{
    const bool isPattern =
        text.size() > 2 && text.startsWith(QLatin1Char('/')) && text.endsWith(QLatin1Char('/'));
    if (!isPattern) {
        if (text.toUtf8().size() >= ShortestAdded)
            return std::nullopt;
        return Texts::tr("A text of at least two characters was expected, not \"%1\".").arg(text);
    }
    const QRegularExpression pattern(text.mid(1, text.size() - 2));
    if (!pattern.isValid()) {
        return Texts::tr("%1 is no pattern: %2, at character %3.")
            .arg(text, pattern.errorString())
            .arg(pattern.patternErrorOffset());
    }
    return std::nullopt;
}

} // namespace wirewise::redaction
