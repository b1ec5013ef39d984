#include "remote/place.h"

#include "observation/placename.h"
#include "observation/printable.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <optional>

namespace wirewise::remote {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::remote::Place)
};

constexpr qsizetype LongestText = 4096;

/// Nothing if a quote is not closed.
std::optional<QStringList> commandWords(const QString &text)
{
    QStringList words;
    std::optional<QString> word;
    QChar quote;
    for (const QChar c : text) {
        if (!quote.isNull() ? c == quote : c == QLatin1Char('"') || c == QLatin1Char('\'')) {
            quote = quote.isNull() ? c : QChar();
            word = word.value_or(QString());
        } else if (quote.isNull() && c.isSpace()) {
            if (word)
                words.append(*std::exchange(word, {}));
        } else {
            word = word.value_or(QString()) + c;
        }
    }
    if (!quote.isNull())
        return {};
    if (word)
        words.append(*word);
    return words;
}

/// ssh would read a leading dash as an option of its own, and hands blanks on to nobody.
bool isDestination(const QString &host)
{
    return !host.isEmpty() && !host.startsWith(QLatin1Char('-')) &&
           std::none_of(host.begin(), host.end(),
                        [](QChar c) { return c.isSpace() || !c.isPrint() || c == QLatin1Char('\\'); });
}

/// Options that suit a program behind it: no terminal there, no forwarding that the user's file asks for, and
/// an end to waiting for a host that does not answer.
QStringList sshArguments(const QString &destination, Questions questions)
{
    QStringList arguments{QStringLiteral("-T"), QStringLiteral("-o"), QStringLiteral("ConnectTimeout=15"),
                          QStringLiteral("-o"), QStringLiteral("ClearAllForwardings=yes")};
    if (questions == Questions::CannotBeAnswered)
        arguments += {QStringLiteral("-o"), QStringLiteral("BatchMode=yes")};
    return arguments + QStringList{QStringLiteral("--"), destination};
}

tl::expected<Place, QString> sshPlace(const QString &text, Questions questions)
{
    Place place;
    place.overSsh = true;
    place.command = QStringLiteral("ssh");
    // ssh itself reads ssh://USER@HOST:PORT.
    const bool isUrl = text.startsWith(QLatin1String("ssh://"));
    const QString destination = isUrl ? text : text.sliced(4);
    if (!isDestination(isUrl ? text.sliced(6) : destination))
        return tl::unexpected(
            Texts::tr("--via %1 names no host. ssh:HOST was expected, for example ssh:bastion or "
                      "ssh://me@bastion.example:2222.")
                .arg(observation::printable(text.toUtf8(), 80)));
    place.arguments = sshArguments(destination, questions);
    return place;
}

tl::expected<Place, QString> commandPlace(const QString &text)
{
    const std::optional<QStringList> words = commandWords(text);
    if (!words || words->isEmpty() || words->constFirst().isEmpty())
        return tl::unexpected(
            words ? Texts::tr("--via is empty. ssh:HOST was expected, or a command such as \"docker exec -i "
                              "NAME\".")
                  : Texts::tr("--via %1: a quote is not closed.")
                        .arg(observation::printable(text.toUtf8(), 80)));
    Place place;
    place.command = words->constFirst();
    place.arguments = words->sliced(1);
    place.overSsh = QFileInfo(place.command).fileName() == QLatin1String("ssh");
    return place;
}

} // namespace

QString usualAgent()
{
    return QStringLiteral("wirewise-cli");
}

QString shellQuoted(const QString &word)
{
    const bool isPlain = !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || QStringView(u"_@%+:,./-").contains(c));
    });
    if (isPlain)
        return word;
    QString quoted = word;
    quoted.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

tl::expected<Place, QString> readPlace(const QString &text, const QString &agent, Questions questions)
{
    const QString trimmed = text.trimmed();
    if (trimmed.size() > LongestText || trimmed.contains(QChar(QChar::Null)))
        return tl::unexpected(Texts::tr("--via is no place. ssh:HOST was expected, or a command such as "
                                        "\"docker exec -i NAME\"."));
    tl::expected<Place, QString> place =
        trimmed.startsWith(QLatin1String("ssh:")) ? sshPlace(trimmed, questions) : commandPlace(trimmed);
    if (!place)
        return place;
    place->text = trimmed;
    place->name = observation::placeName(trimmed);
    place->agent = agent;
    place->arguments += {place->overSsh ? shellQuoted(agent) : agent, QStringLiteral("agent")};
    return place;
}

} // namespace wirewise::remote
