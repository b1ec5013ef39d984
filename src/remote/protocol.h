#pragma once

#include "observation/observation.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

namespace wirewise::remote {

// What two programs say to each other, one JSON object a line, UTF-8, each line ended by "\n". The agent
// greets first; nothing is sent to it before, so that no credential reaches what only looks like one.

/// Raised whenever one side could misunderstand the other; only equal versions talk.
inline constexpr int ProtocolVersion = 1;
/// Bytes of one line; an exchange is at most 1.5 MiB, which escapes make longer.
inline constexpr qsizetype MaximumLine = qsizetype(32) * 1024 * 1024;

/// The first line of an agent.
struct Greeting
{
    int protocol = ProtocolVersion;
    QString version; ///< of the program: "0.1.0"
};

/// An order: check this. Numbers are the asker's.
struct Request
{
    qint64 number = 0;
    QString typed;
    observation::Settings settings; ///< without files
    int connections = 3;            ///< at once
    QByteArray authorities;         ///< PEM of Settings::caFile; empty: the agent's own system
};

/// An order: end that check soon, with what is known.
struct Stop
{
    qint64 number = 0;
};

using Order = std::variant<Request, Stop>;

/// Nothing is new, and the agent is there.
struct Alive
{
};

/// A probe ended.
struct Seen
{
    qint64 number = 0;
    observation::Exchange exchange;
};

/// An experiment ended.
struct Tried
{
    qint64 number = 0;
    observation::ExperimentResult result;
};

/// A check ended; its exchanges and experiments were told before.
struct Finished
{
    qint64 number = 0;
    observation::Observation about; ///< took, stopped, offline and skipped count
    std::optional<observation::SessionFacts> session;
};

/// An order that cannot be followed, and why.
struct Refused
{
    qint64 number = 0;
    QString why;
};

using Answer = std::variant<Alive, Seen, Tried, Finished, Refused>;

// Whole lines, with their ends.
[[nodiscard]] QByteArray lineOf(const Greeting &greeting);
[[nodiscard]] QByteArray lineOf(const Request &request);
[[nodiscard]] QByteArray lineOf(const Stop &stop);
[[nodiscard]] QByteArray lineOf(const Alive &alive);
[[nodiscard]] QByteArray lineOf(const Seen &seen);
[[nodiscard]] QByteArray lineOf(const Tried &tried);
[[nodiscard]] QByteArray lineOf(const Finished &finished);
[[nodiscard]] QByteArray lineOf(const Refused &refused);

// Of any bytes: nothing, or a value whose parts are each possible. That it fits what was asked is another
// question, which Gathering answers.
[[nodiscard]] std::optional<Greeting> readGreeting(const QByteArray &line);
[[nodiscard]] std::optional<Order> readOrder(const QByteArray &line);
[[nodiscard]] std::optional<Answer> readAnswer(const QByteArray &line);

} // namespace wirewise::remote
