#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <algorithm>

namespace wirewise::test {

/// What a parser told about some bytes: its events as text, and the bytes that it handed back.
struct Told
{
    QList<QByteArray> events;
    QByteArray rest;
};

/// The same bytes in pieces of one size.
inline QList<QByteArrayView> inPieces(QByteArrayView bytes, qsizetype size)
{
    QList<QByteArrayView> pieces;
    for (qsizetype i = 0; i < bytes.size(); i += size)
        pieces.append(bytes.sliced(i, std::min(size, bytes.size() - i)));
    return pieces;
}

/// The same bytes cut in two at every place (short inputs), or at some.
inline QList<QList<QByteArrayView>> cutInTwo(QByteArrayView bytes)
{
    QList<QList<QByteArrayView>> cuts;
    const qsizetype step = std::max<qsizetype>(1, bytes.size() / 300);
    for (qsizetype at = 1; at < bytes.size(); at += step)
        cuts.append({bytes.first(at), bytes.sliced(at)});
    return cuts;
}

namespace feeding {

inline QByteArray difference(const Told &wanted, const Told &got, const QByteArray &how)
{
    for (qsizetype i = 0; i < std::max(wanted.events.size(), got.events.size()); ++i) {
        if (wanted.events.value(i) != got.events.value(i))
            return how + ", event " + QByteArray::number(i) + ":\n  whole: " + wanted.events.value(i) +
                   "\n  now:   " + got.events.value(i);
    }
    if (wanted.rest != got.rest)
        return how + ", rest:\n  whole: " + wanted.rest.toPercentEncoding() +
               "\n  now:   " + got.rest.toPercentEncoding();
    return {};
}

} // namespace feeding

/// Feeds the bytes whole, byte by byte, in threes and cut in two at every place, and says where the parser
/// told anything else than for the whole; empty if it never did. run: (pieces, end of stream follows) ->
/// Told.
template<typename Run>
QByteArray differenceHoweverFed(const QByteArray &bytes, bool end, const Run &run)
{
    const Told whole = run(QList<QByteArrayView>{bytes}, end);
    for (const qsizetype size : {qsizetype(1), qsizetype(3)}) {
        const QByteArray found = feeding::difference(whole, run(inPieces(bytes, size), end),
                                                     "in pieces of " + QByteArray::number(size));
        if (!found.isEmpty())
            return found;
    }
    for (const QList<QByteArrayView> &pieces : cutInTwo(bytes)) {
        const QByteArray found = feeding::difference(whole, run(pieces, end),
                                                     "cut at " + QByteArray::number(pieces.first().size()));
        if (!found.isEmpty())
            return found;
    }
    return {};
}

/// The one way in which every parser case runs: however it is fed, and again with bytes behind it, which must
/// change nothing that was told before and must all come back (kept = true) or add events of their own.
template<typename Run>
QByteArray differenceWithTrailing(const QByteArray &bytes, const QByteArray &trailing, bool kept,
                                  const Run &run)
{
    const QByteArray alone = differenceHoweverFed(bytes, true, run);
    if (!alone.isEmpty() || trailing.isEmpty())
        return alone;
    const QByteArray longer = bytes + trailing;
    const QByteArray together = differenceHoweverFed(longer, true, run);
    if (!together.isEmpty())
        return "with trailing bytes, " + together;
    const Told before = run(QList<QByteArrayView>{bytes}, false);
    Told after = run(QList<QByteArrayView>{longer}, false);
    if (kept && after.rest != before.rest + trailing)
        return "with trailing bytes: they did not come back: " + after.rest.toPercentEncoding();
    after.events.resize(std::min(after.events.size(), before.events.size()));
    return feeding::difference({before.events, {}}, {after.events, {}}, "with trailing bytes");
}

} // namespace wirewise::test
