#include "wire/engineio.h"

#include "wire/headerlist.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace wirewise::wire {

namespace {

/// Packets and refusals are short; what is longer is another thing.
constexpr qsizetype MaxPacket = 64 * 1024;
constexpr qsizetype MaxRefusal = 4 * 1024;

QJsonDocument readJson(QByteArrayView text)
{
    return QJsonDocument::fromJson(text.toByteArray());
}

/// Skips the framings of protocol 3 polling: "97:" in text, 0x00 digits 0xFF in binary.
QByteArrayView withoutPayloadFraming(QByteArrayView payload)
{
    if (!payload.isEmpty() && payload.front() <= 1 && payload.front() >= 0) {
        const qsizetype end = payload.first(qMin<qsizetype>(payload.size(), 16)).indexOf('\xFF');
        return end > 0 ? payload.sliced(end + 1) : payload;
    }
    qsizetype digits = 0;
    while (digits < payload.size() && digits < 10 && payload[digits] >= '0' && payload[digits] <= '9')
        ++digits;
    if (digits > 0 && digits < payload.size() && payload[digits] == ':')
        return payload.sliced(digits + 1);
    return payload;
}

/// The end of the JSON object that starts the text; -1 if it does not end.
qsizetype objectEnd(QByteArrayView text)
{
    int depth = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return i + 1;
        }
    }
    return -1;
}

struct KnownMessage
{
    const char *beginning; ///< in lower case
    int code;
    bool others; ///< other servers say it, too
};

/// The words of engine.io (Node), python-engineio and others that follow them.
constexpr KnownMessage KnownMessages[] = {
    {"transport unknown", 0, false},
    {"unknown transport", 0, false},
    {"invalid transport", 0, false},
    {"session id unknown", 1, false},
    {"unknown session", 1, false},
    {"invalid session", 1, true},
    {"invalid sid", 1, true},
    {"bad handshake method", 2, false},
    {"bad request", 3, true},
    {"invalid websocket upgrade", 3, false},
    {"forbidden", 4, true},
    {"not an accepted origin", 4, false},
    {"unsupported protocol version", 5, true},
    {"the client is using an unsupported version of the socket.io", 5, false},
};

/// surely: the form itself is Engine.IO's, or the path was.
std::optional<int> codeFor(const QByteArray &message, bool surely)
{
    const QByteArray lower = message.trimmed().toLower();
    for (const KnownMessage &known : KnownMessages) {
        if ((surely || !known.others) && lower.startsWith(known.beginning))
            return known.code;
    }
    return {};
}

/// A number, or as some servers write it, a number in quotes.
std::optional<int> readCode(const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const int code = isNumber ? value.toInt(-1) : value.toString().toInt(&isNumber);
    return isNumber && code >= 0 && code <= 5 ? std::optional(code) : std::nullopt;
}

std::optional<EngineIoRefusal> readNodeRefusal(const QJsonObject &object)
{
    const std::optional<int> code = readCode(object.value(QLatin1StringView("code")));
    const QJsonValue message = object.value(QLatin1StringView("message"));
    if (!code || !message.isString())
        return {};
    return EngineIoRefusal{code, message.toString().toUtf8()};
}

} // namespace

std::optional<EngineIoOpen> readEngineIoOpen(QByteArrayView payload)
{
    if (payload.size() > MaxPacket)
        payload = payload.first(MaxPacket);
    payload = withoutPayloadFraming(payload);
    if (payload.size() < 2 || payload[0] != '0' || payload[1] != '{')
        return {};
    const qsizetype end = objectEnd(payload.sliced(1));
    if (end < 0)
        return {};
    const QJsonObject object = readJson(payload.sliced(1, end)).object();
    const QString sid = object.value(QLatin1StringView("sid")).toString();
    if (sid.isEmpty())
        return {};
    EngineIoOpen open;
    open.sid = sid.toUtf8();
    for (const QJsonValue &upgrade : object.value(QLatin1StringView("upgrades")).toArray())
        open.upgrades.append(upgrade.toString().toUtf8());
    open.pingInterval = qMax(0, object.value(QLatin1StringView("pingInterval")).toInt());
    open.pingTimeout = qMax(0, object.value(QLatin1StringView("pingTimeout")).toInt());
    return open;
}

std::optional<EngineIoRefusal> readEngineIoRefusal(QByteArrayView body, bool onEngineIoPath)
{
    const QByteArrayView text = body.trimmed();
    if (text.isEmpty() || text.size() > MaxRefusal)
        return {};
    if (text.front() == '{')
        return readNodeRefusal(readJson(text).object());
    QByteArray message = text.toByteArray();
    const bool isJson = text.front() == '"';
    if (isJson) {
        // A bare string is no document of its own to the reader: put it into an array.
        const QJsonArray wrapped = readJson(QByteArray('[' + message + ']')).array();
        if (wrapped.size() != 1 || !wrapped.first().isString())
            return {};
        message = wrapped.first().toString().toUtf8();
    }
    const std::optional<int> code = codeFor(message, isJson || onEngineIoPath);
    if (!code)
        return {};
    return EngineIoRefusal{code, message};
}

std::optional<SocketIoConnectError> readSocketIoConnectError(QByteArrayView packet)
{
    // Engine.IO message (4) that holds a Socket.IO CONNECT_ERROR (4)
    if (packet.size() > MaxPacket || !packet.startsWith("44"))
        return {};
    QByteArrayView rest = packet.sliced(2);
    SocketIoConnectError error;
    error.nameSpace = "/";
    if (!rest.isEmpty() && rest.front() == '/') {
        const qsizetype comma = rest.indexOf(',');
        const qsizetype end = comma < 0 ? rest.size() : comma;
        error.nameSpace = rest.first(end).toByteArray();
        rest = rest.sliced(comma < 0 ? end : end + 1);
    }
    error.message = rest.toByteArray();
    if (rest.isEmpty())
        return error;
    if (rest.front() != '{' && rest.front() != '"')
        return {};
    const QJsonArray wrapped = readJson(QByteArray('[' + error.message + ']')).array();
    if (wrapped.isEmpty())
        return {};
    const QJsonValue data = wrapped.first();
    const QJsonValue words = data.isObject() ? data.toObject().value(QLatin1StringView("message")) : data;
    if (words.isString())
        error.message = words.toString().toUtf8();
    return error;
}

bool looksLikeEngineIo(QByteArrayView target)
{
    const qsizetype mark = target.indexOf('?');
    const QByteArray path = target.first(mark < 0 ? target.size() : mark).toByteArray();
    for (const QByteArray &segment : path.split('/')) {
        if (equalsIgnoringCase(segment, "socket.io") || equalsIgnoringCase(segment, "engine.io"))
            return true;
    }
    if (mark < 0)
        return false;
    const QByteArray query = target.sliced(mark + 1).toByteArray();
    const QList<QByteArray> pairs = query.split('&');
    return std::any_of(pairs.begin(), pairs.end(), [](const QByteArray &pair) {
        return pair.startsWith("EIO=") || pair == "transport=polling" || pair == "transport=websocket";
    });
}

} // namespace wirewise::wire
