#include "remote/ending.h"

#include "observation/printable.h"

#include <QCoreApplication>

namespace wirewise::remote {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::remote::Place)
};

// Exit statuses of a POSIX shell; docker and kubectl give the same.
constexpr int NotExecutable = 126;
constexpr int NotFound = 127;
// ssh's own, ssh(1).
constexpr int SshFailed = 255;
// wirewise-cli's for a verb that it does not know.
constexpr int BadUsage = 2;

constexpr qsizetype LongestQuote = 300;

/// The last lines of what a program said, on one line.
QString quoted(const QByteArray &words)
{
    const QByteArray end = words.trimmed();
    QString text = observation::printable(end.size() > LongestQuote ? end.last(LongestQuote) : end);
    text.replace(QChar(0x240A), QLatin1Char(' ')); // the picture of a line feed
    text.remove(QChar(0x240D));
    return text.simplified();
}

/// " It says: …", or nothing.
QString itSays(const QByteArray &words)
{
    const QString text = quoted(words);
    return text.isEmpty() ? QString() : QString(QLatin1Char(' ') % Texts::tr("It says: %1").arg(text));
}

QString onNotStarted(const Place &place)
{
    const QString command = observation::printable(place.command.toUtf8(), 80);
    if (place.overSsh)
        return Texts::tr("%1 is not found on this computer. Install openssh-client, then check again.")
            .arg(command);
    if (place.arguments.size() == 2) // the agent and its verb alone
        return Texts::tr("%1 is no program on this computer. For a host over ssh, write --via ssh:%1.")
            .arg(command);
    return Texts::tr(
               "%1 is not found on this computer, or may not be run. Install it, or give its whole path.")
        .arg(command);
}

QString onSsh(const Ending &ending, const Place &place)
{
    const QString reached = Texts::tr("ssh does not reach %1.").arg(place.name) + itSays(ending.words);
    if (ending.words.contains("Host key verification failed"))
        return reached + QLatin1Char(' ') +
               Texts::tr("Connect to it once by hand, and compare its key before you accept it.");
    if (ending.words.contains("Permission denied"))
        return reached + QLatin1Char(' ') +
               Texts::tr("Add a key to the agent of ssh, or check in a terminal, where ssh can ask for a "
                         "password.");
    return reached;
}

/// Shells, docker and kubectl each say it in their own way.
bool isMissing(const Ending &ending, const Place &place)
{
    if (ending.status == NotFound || ending.status == NotExecutable)
        return true;
    return ending.words.contains(place.agent.toUtf8()) &&
           (ending.words.contains("not found") || ending.words.contains("no such file") ||
            ending.words.contains("No such file"));
}

QString onEnd(const Ending &ending, const Place &place)
{
    const QString agent = observation::printable(place.agent.toUtf8(), 120);
    if (ending.greeted)
        return Texts::tr("The connection to %1 was lost.").arg(place.name) + itSays(ending.words);
    if (isMissing(ending, place))
        return Texts::tr("%1 is not found on %2. Install it there, or say where it lies: --via-program PATH.")
                   .arg(agent, place.name) +
               itSays(ending.words);
    if (place.overSsh && ending.status == SshFailed)
        return onSsh(ending, place);
    if (ending.status == BadUsage && ending.words.contains("agent"))
        return Texts::tr("%1 on %2 is older than checks from another place. Update it there.")
            .arg(agent, place.name);
    return Texts::tr("%1 ended with status %2 before %3 was there on %4.")
               .arg(observation::printable(place.command.toUtf8(), 80), QString::number(ending.status), agent,
                    place.name) +
           itSays(ending.words.isEmpty() ? ending.foreign : ending.words);
}

} // namespace

QString sentenceOn(const Ending &ending, const Place &place)
{
    switch (ending.kind) {
    case Ending::Kind::NotStarted:
        return onNotStarted(place);
    case Ending::Kind::Silent:
        return (ending.greeted ? Texts::tr("%1 has told nothing for too long; the way there may be cut.")
                               : Texts::tr("%1 did not answer in time."))
                   .arg(place.name) +
               itSays(ending.words);
    case Ending::Kind::Foreign:
        return ending.greeted
                   ? Texts::tr("What %1 answered cannot be the answer to what was asked; nothing more is "
                               "taken from it.")
                         .arg(place.name)
                   : Texts::tr("What answers on %1 is not wirewise-cli.").arg(place.name) +
                         itSays(ending.foreign);
    case Ending::Kind::OtherVersion:
        return Texts::tr("%1 has Wirewise %2, which does not understand version %3 here. Install the same "
                         "version in both places.")
            .arg(place.name, observation::printable(ending.version.toUtf8(), 20),
                 QStringLiteral(WIREWISE_VERSION));
    case Ending::Kind::Ended:
        break;
    }
    return onEnd(ending, place);
}

} // namespace wirewise::remote
