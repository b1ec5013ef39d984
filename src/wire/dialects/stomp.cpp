#include "wire/dialects/jsonparts.h"
#include "wire/dialects/tables.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>

// stomp.github.io/stomp-specification-1.2.html; 1.0 and 1.1 differ in what is escaped.
namespace wirewise::wire::dialects {

namespace {

constexpr qsizetype mostHeaders = 100;

struct Command
{
    QByteArrayView name;
    Packet::Role role;
    const char *telling; ///< the header that tells it from others
};

constexpr Command commands[] = {{"CONNECT", Packet::Role::Opens, "host"},
                                {"STOMP", Packet::Role::Opens, "host"},
                                {"CONNECTED", Packet::Role::Opens, "version"},
                                {"SEND", Packet::Role::Usual, "destination"},
                                {"SUBSCRIBE", Packet::Role::Usual, "destination"},
                                {"UNSUBSCRIBE", Packet::Role::Usual, "id"},
                                {"ACK", Packet::Role::Usual, "id"},
                                {"NACK", Packet::Role::Usual, "id"},
                                {"BEGIN", Packet::Role::Usual, "transaction"},
                                {"COMMIT", Packet::Role::Usual, "transaction"},
                                {"ABORT", Packet::Role::Usual, "transaction"},
                                {"DISCONNECT", Packet::Role::Ends, "receipt"},
                                {"MESSAGE", Packet::Role::Usual, "destination"},
                                {"RECEIPT", Packet::Role::Usual, "receipt-id"},
                                {"ERROR", Packet::Role::Refuses, "message"}};

const Command *commandNamed(QByteArrayView name)
{
    const auto found = std::find_if(std::begin(commands), std::end(commands),
                                    [&](const Command &command) { return command.name == name; });
    return found == std::end(commands) ? nullptr : found;
}

/// "Value Encoding" of the specification.
QByteArray unescaped(QByteArrayView text)
{
    QByteArray result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            result.append(text[i]);
            continue;
        }
        const char next = text[++i];
        result.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next == 'c' ? ':' : next);
    }
    return result;
}

QByteArrayView takeLine(QByteArrayView payload, qsizetype &at)
{
    const qsizetype end = payload.indexOf('\n', at);
    QByteArrayView line = payload.sliced(at, (end < 0 ? payload.size() : end) - at);
    at = end < 0 ? payload.size() : end + 1;
    return line.endsWith('\r') ? line.chopped(1) : line;
}

QByteArray valueOfField(const Packet &packet, QByteArrayView name)
{
    const auto found = std::find_if(packet.fields.begin(), packet.fields.end(),
                                    [&](const PacketField &field) { return field.name == name; });
    return found == packet.fields.end() ? QByteArray() : found->value;
}

/// Section "Body": content-length counts where it is given, else the first NUL ends it.
void readBody(Packet &packet, QByteArrayView payload, qsizetype at)
{
    bool counted = false;
    qsizetype length = valueOfField(packet, "content-length").toLongLong(&counted);
    if (!counted || length < 0 || length > payload.size() - at - 1 || payload[at + length] != '\0') {
        if (counted)
            packet.breach = "content-length does not lead to the NUL that ends the frame";
        length = payload.indexOf('\0', at) - at;
    }
    if (length < 0) {
        packet.breach = "the frame does not end with a NUL";
        length = payload.size() - at;
    }
    packet.data = {at, length};
    const QByteArray type = valueOfField(packet, "content-type");
    if (length > 0)
        packet.format = type.contains("json") ? DataFormat::Json : DataFormat::Text;
}

/// Section "Heart-beating": an end of line within the time that the server names second is enough for it.
std::optional<PacketBeat> beatAfter(const Packet &connected)
{
    const QByteArrayList times = valueOfField(connected, "heart-beat").split(',');
    const int wanted = times.size() == 2 ? times.at(1).trimmed().toInt() : 0;
    if (wanted <= 0)
        return {};
    return PacketBeat{{Opcode::Text, "\n"}, wanted / 2 + 1};
}

/// One header; section "Value Encoding": the frames that connect escape nothing.
PacketField readHeader(const Packet &packet, QByteArrayView name, QByteArrayView value)
{
    const bool connects = packet.role == Packet::Role::Opens;
    if (name == "passcode")
        return {"passcode", QByteArray::number(value.size()) + " bytes"};
    return connects ? PacketField{name.toByteArray(), value.toByteArray()}
                    : PacketField{unescaped(name), unescaped(value)};
}

/// Reads on from `at`, which then stands behind the frame's NUL.
Packet readFrame(QByteArrayView payload, const Command &command, qsizetype &at)
{
    Packet packet;
    packet.type = command.name.toByteArray();
    packet.role = command.role;
    bool ended = false;
    while (at < payload.size() && packet.fields.size() < mostHeaders) {
        const QByteArrayView line = takeLine(payload, at);
        if (line.isEmpty()) {
            ended = true;
            break;
        }
        const qsizetype colon = line.indexOf(':');
        if (colon < 0) {
            packet.breach = "a header without a colon";
            break;
        }
        packet.fields.append(readHeader(packet, line.first(colon), line.sliced(colon + 1)));
    }
    packet.summary = shortened(valueOfField(packet, command.telling));
    if (command.name == "CONNECTED")
        packet.beat = beatAfter(packet);
    if (ended)
        readBody(packet, payload, at);
    else if (packet.breach.isEmpty())
        packet.breach = "the headers do not end with an empty line";
    at = ended ? qMin<qsizetype>(payload.size(), packet.data.end() + 1) : payload.size();
    return packet;
}

void skipLineEnds(QByteArrayView payload, qsizetype &at)
{
    while (at < payload.size() && (payload[at] == '\n' || payload[at] == '\r'))
        ++at;
}

QList<Packet> decodeMessage(Opcode, QByteArrayView payload)
{
    QList<Packet> packets;
    qsizetype at = 0;
    skipLineEnds(payload, at);
    if (at == payload.size() && at > 0) { // section "Heart-beating": an end of line
        Packet packet;
        packet.type = "heart-beat";
        packet.role = Packet::Role::Heartbeat;
        return {packet};
    }
    while (at < payload.size() && packets.size() < MostPackets) {
        const Command *command = commandNamed(takeLine(payload, at));
        if (!command) {
            if (!packets.isEmpty())
                packets.last().breach = "what follows the frame is none";
            break;
        }
        packets.append(readFrame(payload, *command, at));
        skipLineEnds(payload, at); // more of them may follow a frame
    }
    return packets;
}

bool isAnnounced(const DialectSigns &signs)
{
    return signs.subprotocol.endsWith(".stomp");
}

bool isFrame(Opcode, QByteArrayView payload)
{
    qsizetype at = 0;
    return payload.contains('\0') && commandNamed(takeLine(payload, at)) != nullptr;
}

constexpr MessageTemplate templates[] = {
    {QT_TRANSLATE_NOOP("Dialects", "Connect"), Opcode::Text,
     "CONNECT\naccept-version:1.2\nhost:{{host}}\nheart-beat:0,0\n\n{{NUL}}"},
    {QT_TRANSLATE_NOOP("Dialects", "Connect with heart-beats"), Opcode::Text,
     "CONNECT\naccept-version:1.2\nhost:{{host}}\nheart-beat:10000,10000\n\n{{NUL}}"},
    {QT_TRANSLATE_NOOP("Dialects", "Connect with a password"), Opcode::Text,
     "CONNECT\naccept-version:1.2\nhost:{{host}}\nlogin:{{user}}\npasscode:{{password}}\n\n{{NUL}}"},
    {QT_TRANSLATE_NOOP("Dialects", "Subscribe"), Opcode::Text,
     "SUBSCRIBE\nid:0\ndestination:{{destination}}\nack:auto\n\n{{NUL}}"},
    {QT_TRANSLATE_NOOP("Dialects", "Send"), Opcode::Text,
     "SEND\ndestination:{{destination}}\ncontent-type:application/json\n\n{\"key\":\"value\"}{{NUL}}"},
    {QT_TRANSLATE_NOOP("Dialects", "Disconnect"), Opcode::Text, "DISCONNECT\nreceipt:1\n\n{{NUL}}"}};

} // namespace

const Decoder stomp{Dialect::Stomp, "STOMP", isAnnounced, isFrame, decodeMessage, templates};

} // namespace wirewise::wire::dialects
