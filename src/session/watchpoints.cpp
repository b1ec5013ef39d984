#include "session/watchpoints.h"

#include <utility>

namespace wirewise::session {

using diagnosis::CoursePoint;
using diagnosis::Verdict;
using observation::Duration;

namespace {

/// Ids of findings are words.
constexpr quint64 LongestId = 200;

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
void putNumber(QByteArray &bytes, quint64 number)
{
    while (number >= 0x80) {
        bytes.append(static_cast<char>(number | 0x80));
        number >>= 7;
    }
    bytes.append(static_cast<char>(number));
}

quint64 folded(qint64 number)
{
    return (static_cast<quint64>(number) << 1) ^ static_cast<quint64>(number >> 63);
}

qint64 unfolded(quint64 number)
{
    return static_cast<qint64>(number >> 1) ^ -static_cast<qint64>(number & 1);
}

class Reader
{
public:
    explicit Reader(const QByteArray &bytes)
        : m_bytes(bytes)
    {
    }

    [[nodiscard]] bool isSound() const { return m_sound; }
    [[nodiscard]] qsizetype left() const { return m_bytes.size() - m_at; }

    quint64 number()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64 && left() > 0; shift += 7) {
            const auto byte = static_cast<quint8>(m_bytes.at(m_at++));
            value |= quint64(byte & 0x7F) << shift;
            if (byte < 0x80)
                return value;
        }
        m_sound = false;
        return 0;
    }

    QByteArray text()
    {
        const quint64 size = number();
        if (size > LongestId || size > static_cast<quint64>(left())) {
            m_sound = false;
            return {};
        }
        const QByteArray text = m_bytes.mid(m_at, static_cast<qsizetype>(size));
        m_at += text.size();
        return text;
    }

private:
    const QByteArray &m_bytes;
    qsizetype m_at = 0;
    bool m_sound = true;
};

using State = std::pair<Verdict, QByteArray>;

} // namespace

QByteArray bytesOfPoints(const QList<CoursePoint> &points)
{
    QList<State> states;
    QByteArray body;
    qint64 before = 0;
    for (const CoursePoint &point : points) {
        const State state(point.verdict, point.findingId.left(LongestId));
        qsizetype index = states.indexOf(state);
        if (index < 0) {
            index = states.size();
            states.append(state);
        }
        putNumber(body, folded(point.at.count() - before));
        before = point.at.count();
        putNumber(body, static_cast<quint64>(point.endpoint));
        putNumber(body, static_cast<quint64>(index));
        putNumber(body, static_cast<quint64>(qMax<qint64>(-1, point.upgrade.count()) + 1));
    }
    QByteArray bytes;
    putNumber(bytes, static_cast<quint64>(states.size()));
    for (const auto &[verdict, finding] : std::as_const(states)) {
        putNumber(bytes, static_cast<quint64>(verdict));
        putNumber(bytes, static_cast<quint64>(finding.size()));
        bytes.append(finding);
    }
    return bytes + body;
}

std::optional<QList<CoursePoint>> pointsOfBytes(const QByteArray &bytes)
{
    Reader reader(bytes);
    const quint64 count = reader.number();
    QList<State> states;
    for (quint64 i = 0; i < count && reader.isSound(); ++i) {
        const quint64 verdict = reader.number();
        if (verdict > static_cast<quint64>(Verdict::NotChecked))
            return std::nullopt;
        const QByteArray finding = reader.text();
        states.append({static_cast<Verdict>(verdict), finding});
    }
    QList<CoursePoint> points;
    quint64 at = 0; // wraps instead of overflowing
    while (reader.isSound() && reader.left() > 0) {
        at += static_cast<quint64>(unfolded(reader.number()));
        const quint64 endpoint = reader.number();
        const quint64 state = reader.number();
        const quint64 upgrade = reader.number();
        constexpr quint64 longest = quint64(1) << 52;
        if (!reader.isSound() || !std::in_range<qint32>(endpoint) || upgrade > longest ||
            state >= static_cast<quint64>(states.size()))
            return std::nullopt;
        const State &known = states.at(static_cast<qsizetype>(state));
        points.append({std::chrono::milliseconds(static_cast<qint64>(at)), static_cast<qint32>(endpoint),
                       known.first, known.second, Duration(static_cast<qint64>(upgrade) - 1)});
    }
    if (!reader.isSound())
        return std::nullopt;
    return points;
}

} // namespace wirewise::session
