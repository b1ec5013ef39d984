#pragma once

#include "observation/message.h"

#include <QByteArray>
#include <QList>
#include <QRegularExpression>
#include <QString>

#include <limits>
#include <optional>

namespace wirewise::observation {

/// One condition of a filter line.
struct FilterTerm
{
    enum class Kind {
        Word,    ///< the payload holds these bytes
        Pattern, ///< the payload, as UTF-8, matches
        Key,     ///< JSON: a member of that name, at any depth, has that value
    };
    Kind kind = Kind::Word;
    bool excludes = false;
    QByteArray word; ///< or the name of the member; in lower case if letters of both cases count as equal
    bool anyCase = false;
    QRegularExpression pattern;
    QByteArray value; ///< of the member; empty: any
};

/// Which messages a view shows: what the switches say, and every term of the line.
struct MessageFilter
{
    bool sent = true, received = true;
    bool text = true, binary = true, control = true /* ping and pong */, close = true;
    qint64 smallest = 0, largest = std::numeric_limits<qint64>::max(); ///< bytes of payload
    QList<FilterTerm> terms;

    /// Everything passes.
    [[nodiscard]] bool isEmpty() const;
    /// Pure; call from any thread, one thread at a time. For many messages at once see PayloadSieve.
    [[nodiscard]] bool passes(wire::Direction direction, wire::Opcode opcode, QByteArrayView payload) const;
    [[nodiscard]] bool passes(const Message &message) const
    {
        return passes(message.direction, message.opcode, message.payload);
    }
};

/// What was typed, read: `word "two words" /pattern/i key:value key: -not`. A word without capitals finds
/// letters of either case. Several terms must all hold.
struct FilterLine
{
    QList<FilterTerm> terms;
    QString problem; ///< a sentence, where a part could not be read; then terms is empty
};
[[nodiscard]] FilterLine readFilterLine(const QString &typed);

/// Whether haystack holds needle; with anyCase the needle is in lower case and ASCII letters of both cases
/// are equal.
[[nodiscard]] bool holds(QByteArrayView haystack, QByteArrayView needle, bool anyCase);

} // namespace wirewise::observation
