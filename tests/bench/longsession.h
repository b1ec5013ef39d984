#pragma once

#include <QByteArray>
#include <QString>

namespace wirewise::bench {

/// What a recorded session consists of that is made for a measurement.
struct LongSession
{
    qint64 messages = 10'000'000;
    qsizetype size = 200; ///< bytes of a message

    /// In every thousandth message; no other holds it.
    static constexpr const char *RareWord = "Zanzibar";
};

/// The text of message `number`: JSON, the same whenever it is asked for.
[[nodiscard]] QByteArray textOf(const LongSession &session, qint64 number);
/// Writes the session as the recorder does. False, with a sentence on standard error, if it cannot.
[[nodiscard]] bool makeLongSession(const LongSession &session, const QString &path);

} // namespace wirewise::bench
