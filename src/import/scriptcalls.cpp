#include "import/scriptcalls.h"

#include "import/endpointbuilder.h"
#include "import/scriptvalue.h"

#include <QCoreApplication>

#include <optional>

namespace wirewise::imports {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::ScriptCalls)
};

QString named(QByteArrayView name)
{
    return QString::fromUtf8(name);
}

/// What stands there, for a part that is named.
QByteArray shown(const ScriptValue &value)
{
    using Kind = ScriptValue::Kind;
    switch (value.kind) {
    case Kind::True:
        return "true";
    case Kind::False:
        return "false";
    case Kind::None:
        return "null";
    case Kind::List:
    case Kind::Object:
        return toJson(value);
    default:
        return value.text;
    }
}

QString expressionReason()
{
    return Texts::tr("only what stands there literally is read; nothing is computed");
}

/// {"name": "value"}, [["name", "value"]], ["Name: value"]
void readHeaders(EndpointBuilder &builder, const QString &name, const ScriptValue &value)
{
    const auto one = [&](const QByteArray &header, const ScriptValue &content) {
        const QString part = QString(name % QLatin1Char(' ') % named(header));
        if (content.isText() || content.kind == ScriptValue::Kind::Number)
            builder.header(part, header, content.text);
        else
            builder.left(part, shown(content), expressionReason());
    };
    for (const auto &[header, content] : value.members)
        one(header, content);
    for (const ScriptValue &item : value.items) {
        if (item.items.size() == 2 && item.items.constFirst().isText())
            one(item.items.constFirst().text, item.items.constLast());
        else if (item.isText())
            builder.headerLine(name, item.text);
        else
            builder.left(name, shown(item), expressionReason());
    }
    if (value.kind == ScriptValue::Kind::Expression)
        builder.left(name, value.text, expressionReason());
}

/// A text, or a list of texts.
void readSubprotocols(EndpointBuilder &builder, const QString &name, const ScriptValue &value)
{
    QList<QByteArray> names;
    if (value.isText())
        names = value.text.split(',');
    for (const ScriptValue &item : value.items) {
        if (item.isText())
            names.append(item.text);
        else
            builder.left(name, shown(item), expressionReason());
    }
    if (!names.isEmpty())
        builder.subprotocols(name, names);
    else if (value.kind == ScriptValue::Kind::Expression)
        builder.left(name, value.text, expressionReason());
}

/// The first argument as an address; without one there is no endpoint.
bool readAddress(EndpointBuilder &builder, const ScriptCall &call)
{
    const ScriptValue *address = call.arguments.isEmpty() ? nullptr : &call.arguments.constFirst();
    for (const auto &[name, value] : call.named) {
        if (!address && (name == "uri" || name == "url"))
            address = &value;
    }
    if (!address || !address->isText() || !looksLikeAddress(address->text))
        return false;
    builder.setAddress(named(call.function), address->text);
    return true;
}

/// The options that mean the same to every client; false: not one of these.
bool readCommonOption(EndpointBuilder &builder, const QByteArray &name, const ScriptValue &value)
{
    const QString part = named(name);
    const QByteArray lower = name.toLower();
    if (lower == "headers" || lower == "extraheaders" || lower == "extra_headers" ||
        lower == "additional_headers" || lower == "header") {
        readHeaders(builder, part, value);
    } else if (value.kind == ScriptValue::Kind::Expression) {
        builder.left(part, value.text, expressionReason());
    } else if (lower == "origin" && value.isText()) {
        builder.origin(part, value.text);
    } else if (lower == "subprotocols" || lower == "protocols") {
        readSubprotocols(builder, part, value);
    } else if (lower == "cookie" && value.isText()) {
        builder.header(part, "Cookie", value.text);
    } else if ((lower == "user_agent_header" || lower == "useragent") && value.isText()) {
        builder.header(part, "User-Agent", value.text);
    } else if (lower == "rejectunauthorized" && value.kind == ScriptValue::Kind::False) {
        builder.insecure(part);
    } else if (lower == "compression" || lower == "permessagedeflate") {
        if (value.kind == ScriptValue::Kind::None || value.kind == ScriptValue::Kind::False)
            builder.extensions(part, {});
        else
            builder.implied(part, shown(value), Texts::tr("compression is offered anyway"));
    } else {
        return false;
    }
    return true;
}

QString notSent()
{
    return Texts::tr("a check does not do this");
}

QString changesNothing()
{
    return Texts::tr("it changes nothing of what is sent");
}

// Fetch, as the developer tools of Chrome, Edge and Firefox copy it.
std::optional<PastedEndpoint> readFetch(const ScriptCall &call, const observation::Settings &base)
{
    EndpointBuilder builder(base);
    if (!readAddress(builder, call))
        return {};
    const QList<std::pair<QByteArray, ScriptValue>> options =
        call.arguments.size() > 1 ? call.arguments.at(1).members
                                  : QList<std::pair<QByteArray, ScriptValue>>();
    for (const auto &[name, value] : options) {
        const QString part = named(name);
        if (readCommonOption(builder, name, value))
            continue;
        if (name == "method" && value.isText())
            builder.method(part, value.text.toUpper());
        else if (name == "body" && value.kind != ScriptValue::Kind::None)
            builder.body(part, shown(value));
        else if (name == "referrer" && value.isText() && looksLikeAddress(value.text))
            builder.header(part, "Referer", value.text);
        else if (name == "credentials" && value.text == "include")
            builder.left(part, value.text,
                         Texts::tr("the browser adds its cookies, and they are not in this text; copy as "
                                   "cURL or as fetch (Node.js), which have them"));
        else
            builder.implied(part, shown(value), Texts::tr("a rule of the browser; nothing of it is sent"));
    }
    return std::move(builder).build();
}

// new WebSocket(address, protocols) of browsers; the package ws takes options, too.
std::optional<PastedEndpoint> readWebSocket(const ScriptCall &call, const observation::Settings &base)
{
    EndpointBuilder builder(base);
    if (!readAddress(builder, call))
        return {};
    for (qsizetype i = 1; i < call.arguments.size(); ++i) {
        const ScriptValue &argument = call.arguments.at(i);
        if (argument.kind != ScriptValue::Kind::Object) {
            readSubprotocols(builder, Texts::tr("protocols"), argument);
            continue;
        }
        for (const auto &[name, value] : argument.members) {
            if (!readCommonOption(builder, name, value))
                builder.left(named(name), shown(value), notSent());
        }
    }
    return std::move(builder).build();
}

/// Socket.IO's client: which address it really opens, and the packet it opens its namespace with
/// (Socket.IO protocol 5, Engine.IO protocol 4).
class SocketIoReader
{
public:
    SocketIoReader(const ScriptCall &call, const observation::Settings &base)
        : m_builder(base)
        , m_call(call)
    {
    }

    std::optional<PastedEndpoint> read()
    {
        if (m_call.arguments.isEmpty() || !m_call.arguments.constFirst().isText())
            return {};
        const QByteArray typed = m_call.arguments.constFirst().text;
        if (!looksLikeAddress(typed))
            return {};
        if (m_call.arguments.size() > 1)
            readOptions(m_call.arguments.at(1));
        setAddress(typed);
        return std::move(m_builder).build();
    }

private:
    void readOptions(const ScriptValue &options)
    {
        if (options.kind == ScriptValue::Kind::Expression)
            m_builder.left(Texts::tr("options"), options.text, expressionReason());
        for (const auto &[name, value] : options.members)
            readOption(name, value);
    }

    void readOption(const QByteArray &name, const ScriptValue &value)
    {
        const QString part = named(name);
        if (name == "path" && value.isText()) {
            m_path = value.text;
            m_builder.taken(part, value.text, Texts::tr("the path of the server, instead of /socket.io/"));
        } else if (name == "query") {
            readQuery(value);
        } else if (name == "auth" && value.kind == ScriptValue::Kind::Object) {
            m_auth = toJson(value);
        } else if (name == "transports") {
            readTransports(value);
        } else if (name == "transportOptions") {
            m_builder.left(part, shown(value), notSent());
        } else if (!readCommonOption(m_builder, name, value)) {
            if (value.kind == ScriptValue::Kind::Expression)
                m_builder.left(part, value.text, expressionReason());
            else
                m_builder.implied(part, shown(value), changesNothing());
        }
    }

    void readQuery(const ScriptValue &value)
    {
        if (value.isText())
            m_query = value.text;
        for (const auto &[name, content] : value.members) {
            if (content.kind == ScriptValue::Kind::Expression)
                m_builder.left(QString(QLatin1String("query ") % named(name)), content.text,
                               expressionReason());
            else
                m_query += (m_query.isEmpty() ? "" : "&") + name.toPercentEncoding() + '=' +
                           shown(content).toPercentEncoding();
        }
        if (value.kind == ScriptValue::Kind::Expression)
            m_builder.left(QStringLiteral("query"), value.text, expressionReason());
    }

    void readTransports(const ScriptValue &value)
    {
        bool hasWebSocket = false;
        for (const ScriptValue &item : value.items)
            hasWebSocket = hasWebSocket || item.text == "websocket";
        if (hasWebSocket)
            m_builder.implied(QStringLiteral("transports"), shown(value),
                              Texts::tr("the WebSocket is what is checked; experiments try long polling"));
        else
            m_builder.left(QStringLiteral("transports"), shown(value),
                           Texts::tr("the WebSocket is checked all the same; experiments try long polling"));
    }

    void setAddress(const QByteArray &typed)
    {
        const qsizetype authority = typed.indexOf("://") + 3;
        const qsizetype question = typed.indexOf('?', authority);
        const QByteArray before = question < 0 ? typed : typed.first(question);
        const qsizetype slash = before.indexOf('/', authority);
        const QByteArray server = slash < 0 ? before : before.first(slash);
        const QByteArray space = slash < 0 ? QByteArray("/") : before.sliced(slash);
        QByteArray path = m_path.startsWith('/') ? m_path : '/' + m_path;
        if (!path.endsWith('/'))
            path += '/'; // addTrailingSlash, as the client does unless told otherwise
        m_builder.setAddress(named(m_call.function), server + path + "?EIO=4&transport=websocket");
        if (question >= 0)
            m_builder.appendQuery(Texts::tr("query"), typed.sliced(question + 1));
        if (!m_query.isEmpty())
            m_builder.appendQuery(QStringLiteral("query"), m_query);
        if (space != "/" || !m_auth.isEmpty()) {
            const QByteArray packet = "40" + (space == "/" ? QByteArray() : space + ',') + m_auth;
            m_builder.send(m_auth.isEmpty() ? Texts::tr("namespace") : QStringLiteral("auth"), packet);
        }
    }

    EndpointBuilder m_builder;
    const ScriptCall &m_call;
    QByteArray m_path = "/socket.io/";
    QByteArray m_query, m_auth;
};

// websockets.connect, websocket.create_connection, websocket.WebSocketApp, aiohttp's ws_connect.
std::optional<PastedEndpoint> readPython(const ScriptCall &call, const observation::Settings &base)
{
    EndpointBuilder builder(base);
    if (!readAddress(builder, call))
        return {};
    for (const auto &[name, value] : call.named) {
        const QString part = named(name);
        if (name == "uri" || name == "url" || readCommonOption(builder, name, value))
            continue;
        if (name == "host" && value.isText())
            builder.host(part, value.text);
        else if (name == "proxy" && value.isText())
            builder.proxy(part, value.text);
        else if (name == "proxy" && value.kind == ScriptValue::Kind::None)
            builder.noProxy(part);
        else if ((name == "open_timeout" || name == "timeout") && value.kind == ScriptValue::Kind::Number)
            builder.timeLimit(part, value.text);
        else if (name == "ssl" || name == "sslopt" || name.startsWith("http_proxy") || name == "sock")
            builder.left(part, shown(value), notSent());
        else
            builder.implied(part, shown(value), changesNothing());
    }
    for (qsizetype i = 1; i < call.arguments.size(); ++i)
        builder.left(Texts::tr("argument %1").arg(i + 1), shown(call.arguments.at(i)), notSent());
    return std::move(builder).build();
}

struct CallRow
{
    const char *function; ///< the end of the dotted name
    TextKind kind;
    std::optional<PastedEndpoint> (*read)(const ScriptCall &call, const observation::Settings &base);
};

std::optional<PastedEndpoint> readSocketIo(const ScriptCall &call, const observation::Settings &base)
{
    return SocketIoReader(call, base).read();
}

constexpr CallRow Rows[] = {
    {"fetch", TextKind::Fetch, readFetch},
    {"WebSocket", TextKind::WebSocketCall, readWebSocket},
    {"ReconnectingWebSocket", TextKind::WebSocketCall, readWebSocket},
    {"io", TextKind::SocketIoCall, readSocketIo},
    {"io.connect", TextKind::SocketIoCall, readSocketIo},
    {"connect", TextKind::PythonCall, readPython},
    {"ws_connect", TextKind::PythonCall, readPython},
    {"create_connection", TextKind::PythonCall, readPython},
    {"WebSocketApp", TextKind::PythonCall, readPython},
};

const CallRow *rowOf(QByteArray function)
{
    if (function.startsWith("new "))
        function = function.sliced(4);
    const CallRow *found = nullptr;
    for (const CallRow &row : Rows) {
        const bool same =
            function == row.function || function.endsWith(QByteArray(QByteArray(".") + row.function));
        if (same && (!found || qstrlen(row.function) > qstrlen(found->function)))
            found = &row; // "io.connect" is more than "connect"
    }
    return found;
}

} // namespace

Pasted readScript(QByteArrayView text, const observation::Settings &base)
{
    QList<QByteArray> functions;
    for (const CallRow &row : Rows)
        functions.append(row.function);
    Pasted pasted;
    const QList<ScriptCall> calls = findCalls(text, functions);
    for (const ScriptCall &call : calls) {
        const CallRow *row = rowOf(call.function);
        std::optional<PastedEndpoint> endpoint = row ? row->read(call, base) : std::nullopt;
        if (!row || (row->kind == TextKind::PythonCall && !endpoint))
            continue; // some other function of that name
        if (pasted.kind == TextKind::Unknown)
            pasted.kind = row->kind;
        if (!endpoint) {
            pasted.left.append({Part::Fate::Left,
                                named(call.function),
                                {},
                                Texts::tr("its address does not stand there literally, with ws, wss, http or "
                                          "https; put it in and paste again")});
            continue;
        }
        if (!call.isWhole)
            endpoint->parts.append(
                {Part::Fate::Left,
                 named(call.function),
                 {},
                 Texts::tr("the text ends inside of this call; something may be missing")});
        pasted.endpoints.append(*std::move(endpoint));
    }
    if (pasted.endpoints.isEmpty() && !pasted.left.isEmpty())
        pasted.error = QString(pasted.left.constFirst().name % QLatin1String(": ") %
                               pasted.left.constFirst().meaning % QLatin1Char('.'));
    return pasted;
}

} // namespace wirewise::imports
