#pragma once

#include <QByteArray>

#include <iterator>
#include <optional>

namespace wirewise::observation {

/// One value of an enumeration and the word that files and JSON know it by.
template<typename Enum>
struct Word
{
    Enum value;
    const char *word;
};

/// The word of a value; empty for one that the table does not hold.
template<typename Enum, std::size_t Size>
[[nodiscard]] QByteArray wordOf(const Word<Enum> (&table)[Size], Enum value)
{
    for (const Word<Enum> &row : table) {
        if (row.value == value)
            return QByteArray(row.word);
    }
    return {};
}

/// The value of a word, compared exactly.
template<typename Enum, std::size_t Size>
[[nodiscard]] std::optional<Enum> valueOf(const Word<Enum> (&table)[Size], const QByteArray &word)
{
    for (const Word<Enum> &row : table) {
        if (word == row.word)
            return row.value;
    }
    return std::nullopt;
}

} // namespace wirewise::observation
