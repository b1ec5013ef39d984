#include "observation/bytesearch.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace wirewise::observation {

namespace {

constexpr quint8 CaseBit = 0x20;
/// The commonest first, in messages as most are: JSON, words and numbers.
constexpr QByteArrayView Common(" \"eta0inosr1lh:dc,2um53p4f6g9y7b8w{}v-_.k[]xTASIqjz");

using Lanes = quint8 __attribute__((vector_size(16)));
using Halves = quint64 __attribute__((vector_size(16)));
constexpr qsizetype Width = sizeof(Lanes);
constexpr qsizetype AtOnce = 4 * Width;

bool isLetter(quint8 byte)
{
    return byte >= 'a' && byte <= 'z';
}

quint8 lowered(quint8 byte)
{
    return byte >= 'A' && byte <= 'Z' ? quint8(byte | CaseBit) : byte;
}

qsizetype rarity(char byte)
{
    const qsizetype place = Common.indexOf(byte);
    return place < 0 ? Common.size() : place;
}

Lanes load(const char *at)
{
    Lanes lanes;
    std::memcpy(&lanes, at, sizeof lanes);
    return lanes;
}

Lanes filled(quint8 byte)
{
    return Lanes{} + byte;
}

} // namespace

ByteSearch::ByteSearch(const QByteArray &needle, bool anyCase)
    : m_needle(needle)
    , m_anyCase(anyCase)
{
    if (m_anyCase)
        std::transform(m_needle.cbegin(), m_needle.cend(), m_needle.begin(),
                       [](char c) { return static_cast<char>(lowered(static_cast<quint8>(c))); });
    qsizetype rare = 0, second = 0;
    for (qsizetype i = 1; i < m_needle.size(); ++i) {
        if (rarity(m_needle.at(i)) > rarity(m_needle.at(rare)))
            second = std::exchange(rare, i);
        else if (second == rare || rarity(m_needle.at(i)) > rarity(m_needle.at(second)))
            second = i;
    }
    m_rare = probeAt(rare);
    m_second = probeAt(second);
}

ByteSearch::Probe ByteSearch::probeAt(qsizetype offset) const
{
    if (offset >= m_needle.size())
        return {};
    const auto byte = static_cast<quint8>(m_needle.at(offset));
    return {offset, byte, m_anyCase && isLetter(byte) ? CaseBit : quint8(0)};
}

bool ByteSearch::isAt(const char *place) const
{
    if (!m_anyCase)
        return std::memcmp(place, m_needle.constData(), static_cast<size_t>(m_needle.size())) == 0;
    return std::equal(m_needle.begin(), m_needle.end(), place, [](char wanted, char c) {
        return static_cast<quint8>(wanted) == lowered(static_cast<quint8>(c));
    });
}

const char *ByteSearch::findAmong(const char *at) const
{
    const Lanes rare = filled(m_rare.value), rareCase = filled(m_rare.caseBit);
    const Lanes second = filled(m_second.value), secondCase = filled(m_second.caseBit);
    Lanes agreed[AtOnce / Width];
    Lanes any{};
    for (qsizetype i = 0; i < AtOnce / Width; ++i) {
        const char *const place = at + i * Width;
        agreed[i] = Lanes((load(place + m_rare.offset) | rareCase) == rare) &
                    Lanes((load(place + m_second.offset) | secondCase) == second);
        any |= agreed[i];
    }
    const auto anyHalves = Halves(any);
    if ((anyHalves[0] | anyHalves[1]) == 0)
        return nullptr;
    for (qsizetype i = 0; i < AtOnce / Width; ++i) {
        const auto halves = Halves(agreed[i]);
        for (qsizetype half = 0; half < 2; ++half) {
            quint64 places = qFromLittleEndian(quint64(halves[half])); // 0xFF for each
            while (places != 0) {
                const int lane = static_cast<int>(qCountTrailingZeroBits(places)) / 8;
                const char *const place = at + i * Width + half * 8 + lane;
                if (isAt(place))
                    return place;
                places &= ~(quint64(0xFF) << (lane * 8));
            }
        }
    }
    return nullptr;
}

/// last: where it could begin at the latest.
const char *ByteSearch::find(const char *at, const char *last) const
{
    for (; last - at >= AtOnce - 1; at += AtOnce) {
        if (const char *found = findAmong(at))
            return found;
    }
    const auto rare = static_cast<char>(m_rare.value);
    for (; at <= last; ++at) {
        if (static_cast<char>(at[m_rare.offset] | m_rare.caseBit) == rare && isAt(at))
            return at;
    }
    return nullptr;
}

qsizetype ByteSearch::indexIn(QByteArrayView haystack, qsizetype from) const
{
    if (m_needle.isEmpty())
        return from;
    if (haystack.size() - from < m_needle.size())
        return -1;
    const char *const found =
        find(haystack.data() + from, haystack.data() + haystack.size() - m_needle.size());
    return found ? found - haystack.data() : -1;
}

} // namespace wirewise::observation
