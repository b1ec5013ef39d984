#pragma once

#include "observation/exchange.h"
#include "wire/byterange.h"

#include <QByteArray>
#include <QList>

namespace wirewise::comparison {

/// One line of one direction of an exchange.
struct Line
{
    enum class Kind { Start, Header, Body };
    Kind kind = Kind::Body;
    wire::ByteRange range;    ///< in the bytes of that direction, without the line end
    QByteArray text;          ///< those bytes, at most LongestLine of them
    qsizetype nameLength = 0; ///< of a header's name; its colon follows
    wire::ByteRange changed;  ///< within text: where it parts from the other side; empty if nowhere

    static constexpr qint64 LongestLine = 4096;
};

/// Two lines that belong together, or one that the other side has not.
struct Row
{
    enum class Sign {
        Equal,
        Differs,
        Expected, ///< differs from run to run
        OnlyLeft,
        OnlyRight,
    };
    Sign sign = Sign::Equal;
    std::optional<Line> left, right; ///< one of them at least
};

/// Most lines of a body that are aligned; what follows is compared in its order.
inline constexpr qsizetype MostAlignedLines = 1000;
/// Most lines that are taken apart of one direction.
inline constexpr qsizetype MostLines = 20000;

/// The lines of two requests, or of two answers, beside each other: start line beside start line, header
/// beside the header of the same name, lines of the bodies by the longest sequence that both have. Null is
/// nothing.
[[nodiscard]] QList<Row> alignedLines(const observation::Exchange *left, const observation::Exchange *right,
                                      wire::Direction direction);
/// Two lists of texts beside each other in the same way, as lines of bodies are: messages, for example.
[[nodiscard]] QList<Row> alignedTexts(const QList<QByteArray> &left, const QList<QByteArray> &right);

} // namespace wirewise::comparison
