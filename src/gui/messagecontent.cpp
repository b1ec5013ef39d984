#include "gui/messagecontent.h"

#include "gui/filterterm.h"
#include "gui/messagereading.h"
#include "observation/printable.h"
#include "wire/dialectguess.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace wirewise::gui {

namespace {

using observation::Message;
using wire::JsonKind;

constexpr qsizetype LongestValue = 400;  // characters
constexpr qsizetype LooksAtValues = 200; // of one message, for the keys there are
constexpr qsizetype LongestKey = 60;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MessageContent)
};

bool holdsValues(JsonKind kind)
{
    return kind == JsonKind::Object || kind == JsonKind::Array;
}

Token tokenOf(const wire::Packet &packet)
{
    using Role = wire::Packet::Role;
    if (!packet.breach.isEmpty())
        return Token::Fail;
    if (packet.role == Role::Refuses || packet.role == Role::Ends)
        return Token::Warn;
    return packet.role == Role::Heartbeat ? Token::Text2 : Token::AccentText;
}

/// The packet in the words of its protocol, then what it carries.
QList<ContentPart> packetParts(const MessageReading &reading, const QByteArray &payload)
{
    const wire::Packet &first = reading.packets.constFirst();
    QList<ContentPart> parts{{observation::printable(first.type, LongestValue), tokenOf(first), {}}};
    if (!first.summary.isEmpty())
        parts.append({observation::printable(first.summary, LongestValue), Token::Text2, {}});
    const bool isText = first.format == wire::DataFormat::Json || first.format == wire::DataFormat::Text;
    if (isText && !first.data.isEmpty()) {
        const qsizetype start = std::clamp<qsizetype>(first.data.offset, 0, payload.size());
        const qsizetype length = std::clamp<qsizetype>(first.data.length, 0, payload.size() - start);
        parts.append(
            {observation::printable(QByteArrayView(payload).sliced(start, length), LongestValue).simplified(),
             Token::Text1,
             {}});
    }
    if (reading.packets.size() > 1)
        parts.append({Words::tr("and %1 more").arg(reading.packets.size() - 1), Token::Text2, {}});
    return parts;
}

/// The member that most protocols tell their messages apart by, else the first with a single value.
qsizetype tellingMember(const wire::JsonTree &tree, QByteArrayView text)
{
    for (const char *name : {"type", "event", "op", "method", "action", "kind", "channel", "topic"}) {
        const qsizetype found = tree.member(0, name, text);
        if (found >= 0 && tree.at(found).kind == JsonKind::String)
            return found;
    }
    for (qsizetype node = 1; node < tree.size(); node = tree.at(node).after) {
        if (!holdsValues(tree.at(node).kind))
            return node;
    }
    return -1;
}

} // namespace

void MessageContent::setKeys(const QList<wire::JsonPath> &keys)
{
    m_keys = keys.first(qMin(keys.size(), MostKeys));
    forget();
}

QString MessageContent::title() const
{
    QStringList names;
    for (const wire::JsonPath &key : m_keys)
        names.append(observation::printable(key.written(), LongestKey));
    return names.join(QStringLiteral(", "));
}

void MessageContent::setDialect(wire::Dialect dialect)
{
    m_dialect = dialect;
    forget();
}

void MessageContent::forget()
{
    m_read.clear();
}

QList<ContentPart> MessageContent::partsOf(const Message &message) const
{
    const bool asItCame = m_keys.isEmpty() && !wire::hasPackets(m_dialect);
    const bool asTyped = message.frames == 0; // frames, not what is in them
    if (asItCame || asTyped || wire::isControl(message.opcode) || message.payload.isEmpty() ||
        message.payload.size() > LargestRead)
        return {};
    if (const QList<ContentPart> *known = m_read.object(message.number))
        return *known;
    const QList<ContentPart> parts = readParts(message);
    m_read.insert(message.number, new QList<ContentPart>(parts));
    return parts;
}

MessageReading MessageContent::read(const Message &message) const
{
    ReadingOrder order;
    order.opcode = message.opcode;
    order.payload = message.payload;
    order.dialect = m_dialect;
    return readMessage(order);
}

QList<ContentPart> MessageContent::readParts(const Message &message) const
{
    const MessageReading reading = read(message);
    if (const QList<ContentPart> values = valuesIn(reading); !values.isEmpty())
        return values;
    const bool isPacket = wire::hasPackets(m_dialect) && reading.dialect == m_dialect;
    return isPacket && !reading.packets.isEmpty() ? packetParts(reading, message.payload)
                                                  : QList<ContentPart>();
}

/// A dash stands for a value that is missing before others; behind the last one nothing does.
QList<ContentPart> MessageContent::valuesIn(const MessageReading &reading) const
{
    QList<ContentPart> parts;
    qsizetype found = 0;
    for (qsizetype at = 0; at < m_keys.size(); ++at) {
        const wire::JsonPath &key = m_keys.at(at);
        const qsizetype node = key.find(reading.tree, reading.json);
        if (node < 0) {
            parts.append({QStringLiteral("–"), Token::Text2, {}});
            continue;
        }
        const QByteArray value = wire::valueOf(reading.tree.at(node), reading.json);
        const bool isSingle = !holdsValues(reading.tree.at(node).kind);
        ContentPart part;
        part.text = observation::printable(value, LongestValue).simplified();
        part.token = at == 0 ? Token::AccentText : at == m_keys.size() - 1 ? Token::Text1 : Token::Text2;
        part.term = filterTermFor(key.lastName(), isSingle ? value : QByteArray());
        parts.append(part);
        found = parts.size();
    }
    return parts.first(found);
}

QString MessageContent::termOf(const Message &message) const
{
    if (wire::isControl(message.opcode) || message.payload.isEmpty() || message.payload.size() > LargestRead)
        return {};
    for (const ContentPart &part : partsOf(message)) {
        if (!part.term.isEmpty())
            return part.term;
    }
    const MessageReading reading = read(message);
    if (reading.tree.isValid()) {
        const qsizetype node = tellingMember(reading.tree, reading.json);
        return node < 0 ? QString()
                        : filterTermFor(wire::keyOf(reading.tree.at(node), reading.json),
                                        wire::valueOf(reading.tree.at(node), reading.json));
    }
    return message.opcode == wire::Opcode::Text ? filterTermFor({}, message.payload) : QString();
}

QList<wire::JsonPath> MessageContent::keysIn(const QList<Message> &messages, qsizetype most) const
{
    QList<std::pair<QByteArray, int>> seen;
    for (const Message &message : messages) {
        if (wire::isControl(message.opcode) || message.payload.size() > LargestRead)
            continue;
        const MessageReading reading = read(message);
        const qsizetype looked = reading.tree.isValid() ? qMin(reading.tree.size(), LooksAtValues) : 0;
        for (qsizetype node = 1; node < looked; ++node) {
            const wire::JsonNode &value = reading.tree.at(node);
            const QByteArray path = reading.tree.pathOf(node, reading.json);
            // What stands in lists has another place in each message, unless the message is one.
            const bool isInList = path.indexOf('[', 2) >= 0;
            if (holdsValues(value.kind) || path.size() > LongestKey || isInList)
                continue;
            const auto same = std::find_if(seen.begin(), seen.end(),
                                           [&path](const auto &entry) { return entry.first == path; });
            if (same == seen.end())
                seen.append({path, 1});
            else
                ++same->second;
        }
    }
    std::stable_sort(seen.begin(), seen.end(),
                     [](const auto &one, const auto &other) { return one.second > other.second; });
    QList<wire::JsonPath> keys;
    for (const auto &[path, count] : std::as_const(seen)) {
        const auto key = wire::JsonPath::read(path);
        if (key && keys.size() < most)
            keys.append(*key);
    }
    return keys;
}

} // namespace wirewise::gui
