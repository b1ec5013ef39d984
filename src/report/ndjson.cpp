#include "report/ndjson.h"

#include "report/jsonstring.h"
#include "report/messagewalk.h"
#include "report/output.h"
#include "report/probejson.h"

#include <QJsonObject>

namespace wirewise::report {

using namespace observation;

namespace {

/// The code and reason of a Close frame (RFC 6455 section 5.5.1).
QJsonObject closeOf(const QByteArray &payload)
{
    const auto high = static_cast<quint8>(payload.at(0));
    const auto low = static_cast<quint8>(payload.at(1));
    return {{QStringLiteral("code"), high * 256 + low},
            {QStringLiteral("reason"), QString::fromUtf8(payload.sliced(2))}};
}

} // namespace

QByteArray messageLine(const Message &message, std::optional<Instant> opened)
{
    const bool sent = message.direction == wire::Direction::Sent;
    QJsonObject object{
        {QStringLiteral("number"), message.number},
        {QStringLiteral("time"), opened ? QJsonValue(toText(*opened + message.at)) : QJsonValue()},
        {QStringLiteral("at_ms"), millisecondsToJson(message.at)},
        {QStringLiteral("direction"), sent ? QStringLiteral("sent") : QStringLiteral("received")},
        {QStringLiteral("opcode"), QString::fromLatin1(wire::toString(message.opcode))},
        {QStringLiteral("size"), qint64(message.payload.size())},
        {QStringLiteral("wire_size"), message.wireSize},
        {QStringLiteral("frames"), message.frames},
        {QStringLiteral("compressed"), message.compressed},
    };
    if (message.opcode == wire::Opcode::Close && message.payload.size() >= 2 && message.frames > 0)
        object.insert(QStringLiteral("close"), closeOf(message.payload));
    if (message.frames == 0)
        object.insert(QStringLiteral("raw"), true);
    return isReadableText(message)
               ? withMember(jsonLine(object), "text", jsonString(message.payload))
               : withMember(jsonLine(object), "base64", jsonString(message.payload.toBase64()));
}

bool writeNdjson(const Case &exported, const MessagePages &pages, const ExportChoice & /*choice*/,
                 QIODevice &device)
{
    Output out(device);
    const std::optional<Instant> opened = openedAt(exported.checked.observation);
    walkMessages(exported, pages, [&](const Message &message) {
        out << messageLine(message, opened) << "\n";
        return out.ok();
    });
    return out.ok();
}

} // namespace wirewise::report
