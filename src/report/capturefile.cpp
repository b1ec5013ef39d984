#include "report/capturefile.h"

#include <QtEndian>

namespace wirewise::report {

namespace {

constexpr quint32 SectionHeader = 0x0A0D0D0A, InterfaceDescription = 1, EnhancedPacket = 6;
constexpr quint32 ByteOrderMagic = 0x1A2B3C4D;
constexpr quint16 Ethernet = 1;
/// Longest comment, by the 16 bits of its length.
constexpr qsizetype LongestComment = 60000;

enum Option : quint16 {
    EndOfOptions = 0,
    Comment = 1,
    Flags = 2,
    InterfaceName = 2,
    UserApplication = 4,
    TimeResolution = 9
};

template<typename Number>
QByteArray number(Number value)
{
    QByteArray bytes(sizeof(Number), '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray padded(const QByteArray &bytes)
{
    return bytes + QByteArray((4 - bytes.size() % 4) % 4, '\0');
}

QByteArray option(Option code, const QByteArray &value)
{
    return number<quint16>(code) + number(static_cast<quint16>(value.size())) + padded(value);
}

QByteArray commentOption(const QByteArray &comment)
{
    return comment.isEmpty() ? QByteArray() : option(Comment, comment.left(LongestComment));
}

} // namespace

void CaptureFile::writeBlock(quint32 type, const QByteArray &body)
{
    const QByteArray length = number(static_cast<quint32>(body.size() + 12));
    m_out << number(type) << length << body << length;
}

void CaptureFile::writeHead(const QByteArray &comment)
{
    constexpr qint64 UnknownLength = -1;
    writeBlock(SectionHeader, number(ByteOrderMagic) + number<quint16>(1) + number<quint16>(0) +
                                  number(UnknownLength) + commentOption(comment) +
                                  option(UserApplication, "Wirewise " WIREWISE_VERSION) +
                                  option(EndOfOptions, {}));
    constexpr char Microseconds = 6;
    constexpr quint32 NoLimit = 0;
    writeBlock(InterfaceDescription,
               number(Ethernet) + number<quint16>(0) + number(NoLimit) + option(InterfaceName, "Wirewise") +
                   option(TimeResolution, QByteArray(1, Microseconds)) + option(EndOfOptions, {}));
}

void CaptureFile::writePacket(Instant at, wire::Direction direction, const QByteArray &packet,
                              const QByteArray &comment)
{
    const auto time = static_cast<quint64>(at.time_since_epoch().count());
    constexpr quint32 Inbound = 1, Outbound = 2;
    const auto size = static_cast<quint32>(packet.size());
    writeBlock(EnhancedPacket,
               number<quint32>(0) + number(static_cast<quint32>(time >> 32U)) +
                   number(static_cast<quint32>(time)) + number(size) + number(size) + padded(packet) +
                   commentOption(comment) +
                   option(Flags, number(direction == wire::Direction::Sent ? Outbound : Inbound)) +
                   option(EndOfOptions, {}));
}

} // namespace wirewise::report
