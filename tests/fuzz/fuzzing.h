#pragma once

#include "support/feeding.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace wirewise::fuzz {

/// Ends the run as a crash that libFuzzer keeps the input of.
inline void require(bool holds, const QByteArray &contract)
{
    if (holds)
        return;
    std::fprintf(stderr, "contract broken: %s\n", contract.constData());
    std::abort();
}

inline QByteArrayView view(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)};
}

/// Takes one byte from the front for the fuzzer's own choices; 0 if there is none.
inline quint8 takeChoice(QByteArrayView *bytes)
{
    if (bytes->isEmpty())
        return 0;
    const auto choice = static_cast<quint8>(bytes->front());
    *bytes = bytes->sliced(1);
    return choice;
}

/// Whether the same bytes whole, one by one and in pieces of `size` tell the same.
template<typename Run>
void requireSameHoweverFed(QByteArrayView bytes, qsizetype size, bool end, const Run &run)
{
    const test::Told whole = run(QList<QByteArrayView>{bytes}, end);
    for (const qsizetype pieces : {qsizetype(1), size}) {
        const QByteArray found =
            test::feeding::difference(whole, run(test::inPieces(bytes, pieces), end), "in pieces");
        require(found.isEmpty(), found);
    }
}

} // namespace wirewise::fuzz
