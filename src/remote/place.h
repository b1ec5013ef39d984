#pragma once

#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace wirewise::remote {

/// Whether somebody can be asked for a password or whether a host is the right one.
enum class Questions { CanBeAnswered, CannotBeAnswered };

/// A place that checks for us: the local command that starts wirewise-cli there.
struct Place
{
    QString text; ///< as --via has it; Observation::from
    QString name; ///< in sentences: "bastion"
    QString command;
    QStringList arguments; ///< wirewise-cli there and its verb included
    QString agent;         ///< what wirewise-cli is called there
    bool overSsh = false;  ///< what ssh says of itself is understood
};

/// The name of wirewise-cli where nothing else is said: found there in PATH.
[[nodiscard]] QString usualAgent();

/// `ssh:HOST`, with HOST as ssh takes it, `ssh://USER@HOST:PORT`, or a command that runs the words behind it
/// somewhere else: `docker exec -i NAME`, `kubectl exec -i POD --`. Its words are separated by spaces; single
/// or double quotes keep together what holds some; nothing else has a meaning, and no shell reads it here.
/// ssh hands its words to a shell there: the agent's path is quoted for it. An error is a sentence.
[[nodiscard]] tl::expected<Place, QString> readPlace(const QString &text, const QString &agent,
                                                     Questions questions);

/// A word for a POSIX shell: in single quotes unless every shell leaves it alone.
[[nodiscard]] QString shellQuoted(const QString &word);

} // namespace wirewise::remote
