#include "import/clientcommands.h"

#include "import/endpointbuilder.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

namespace wirewise::imports {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::ClientCommands)
};

/// What an option of one of these programs means to a check.
enum class Use {
    Address,
    Header,
    Subprotocol,
    Origin,
    Host,
    Credentials,
    Insecure,
    Authorities,
    Certificate,
    Key,
    WsVersion,
    WsKey,
    Extensions,
    Proxy,
    Socks5,
    Resolve,
    Send,
    Seconds,
    Listen,
    Ipv4,
    Ipv6,
    NoExperiments,
    Sequential,
    Printing,
    // What is not done; each has its sentence.
    Listening,
    Redirects,
    FileContent,
    Passphrase,
    Unsupported,
};

struct ClientOption
{
    const char *name; ///< without dashes
    char letter;      ///< '\0': none
    bool hasValue;
    Use use;
};

// wscat 6 (github.com/websockets/wscat).
constexpr ClientOption WscatOptions[] = {
    {"auth", '\0', true, Use::Credentials},
    {"ca", '\0', true, Use::Authorities},
    {"cert", '\0', true, Use::Certificate},
    {"connect", 'c', true, Use::Address},
    {"execute", 'x', true, Use::Send},
    {"header", 'H', true, Use::Header},
    {"host", '\0', true, Use::Host},
    {"key", '\0', true, Use::Key},
    {"listen", 'l', true, Use::Listening},
    {"location", 'L', false, Use::Redirects},
    {"no-check", 'n', false, Use::Insecure},
    {"no-color", '\0', false, Use::Printing},
    {"origin", 'o', true, Use::Origin},
    {"passphrase", '\0', false, Use::Passphrase},
    {"protocol", 'p', true, Use::WsVersion},
    {"proxy", '\0', true, Use::Proxy},
    {"show-ping-pong", 'P', false, Use::Printing},
    {"slash", '\0', false, Use::Printing},
    {"subprotocol", 's', true, Use::Subprotocol},
    {"wait", 'w', true, Use::Printing},
};

// websocat 1.x (github.com/vi/websocat); what is not here is named as unknown.
constexpr ClientOption WebsocatOptions[] = {
    {"autoreconnect-delay-millis", '\0', true, Use::Unsupported},
    {"base64", '\0', false, Use::Printing},
    {"base64-text", '\0', false, Use::Printing},
    {"basic-auth", '\0', true, Use::Credentials},
    {"basic-auth-file", '\0', true, Use::FileContent},
    {"binary", 'b', false, Use::Printing},
    {"buffer-size", 'B', true, Use::Printing},
    {"client-pkcs12-der", '\0', true, Use::Unsupported},
    {"client-pkcs12-passwd", '\0', true, Use::Passphrase},
    {"close-reason", '\0', true, Use::Unsupported},
    {"close-status-code", '\0', true, Use::Unsupported},
    {"exit-on-eof", 'E', false, Use::Printing},
    {"header", 'H', true, Use::Header},
    {"header-to-env", '\0', true, Use::Printing},
    {"insecure", 'k', false, Use::Insecure},
    {"jsonrpc", '\0', false, Use::Unsupported},
    {"line", 'l', false, Use::Printing},
    {"linemode-strip-newlines", '\0', false, Use::Printing},
    {"max-messages", '\0', true, Use::Printing},
    {"no-close", 'n', false, Use::Printing},
    {"no-line", '\0', false, Use::Printing},
    {"one-message", '1', false, Use::Printing},
    {"oneshot", '\0', false, Use::Printing},
    {"origin", '\0', true, Use::Origin},
    {"ping-interval", '\0', true, Use::Unsupported},
    {"ping-timeout", '\0', true, Use::Unsupported},
    {"preamble", 'p', true, Use::Send},
    {"print-ping-rtts", '\0', false, Use::Printing},
    {"protocol", '\0', true, Use::Subprotocol},
    {"quiet", 'q', false, Use::Printing},
    {"server-mode", 's', false, Use::Listening},
    {"set-environment", 'e', false, Use::Printing},
    {"socks5", '\0', true, Use::Socks5},
    {"strict", 'S', false, Use::Printing},
    {"text", 't', false, Use::Printing},
    {"tls-domain", '\0', true, Use::Unsupported},
    {"unidirectional", 'u', false, Use::Printing},
    {"unidirectional-reverse", 'U', false, Use::Printing},
    {"websocket-version", '\0', true, Use::WsVersion},
    {"ws-c-uri", '\0', true, Use::Unsupported},
};

constexpr ClientOption WirewiseOptions[] = {
    {"cacert", '\0', true, Use::Authorities},
    {"cert", '\0', true, Use::Certificate},
    {"extensions", '\0', true, Use::Extensions},
    {"header", '\0', true, Use::Header},
    {"host", '\0', true, Use::Host},
    {"insecure", '\0', false, Use::Insecure},
    {"ipv4", '\0', false, Use::Ipv4},
    {"ipv6", '\0', false, Use::Ipv6},
    {"json", '\0', false, Use::Printing},
    {"keep-secrets", '\0', false, Use::Printing},
    {"key", '\0', true, Use::WsKey},
    {"key-file", '\0', true, Use::Key},
    {"listen", '\0', true, Use::Listen},
    {"no-experiments", '\0', false, Use::NoExperiments},
    {"origin", '\0', true, Use::Origin},
    {"proxy", '\0', true, Use::Proxy},
    {"resolve", '\0', true, Use::Resolve},
    {"send", '\0', true, Use::Send},
    {"sequential", '\0', false, Use::Sequential},
    {"session", '\0', true, Use::Printing},
    {"subprotocol", '\0', true, Use::Subprotocol},
    {"timeout", '\0', true, Use::Seconds},
    {"verbose", '\0', false, Use::Printing},
    {"ws-version", '\0', true, Use::WsVersion},
};

QString reasonFor(Use use)
{
    switch (use) {
    case Use::Listening:
        return Texts::tr("it starts a server; only connections to one are checked");
    case Use::Redirects:
        return Texts::tr("redirects are shown and explained, not followed");
    case Use::FileContent:
        return Texts::tr("no file that a command names is read");
    case Use::Passphrase:
        return Texts::tr("the password of a key is not kept; use a key without one");
    default:
        return Texts::tr("a check does not do this");
    }
}

/// Reads the words of one command by a table of options.
class ClientReader
{
public:
    ClientReader(std::span<const ClientOption> options, const observation::Settings &base)
        : m_options(options)
        , m_builder(base)
    {
    }

    void read(const QList<QByteArray> &words)
    {
        for (qsizetype index = 0; index < words.size(); ++index) {
            const QByteArray &word = words.at(index);
            if (word.size() < 2 || !word.startsWith('-'))
                addAddress(Texts::tr("address"), word);
            else if (word.startsWith("--"))
                readLong(words, index);
            else
                readShort(words, index);
        }
    }

    QList<PastedEndpoint> build(const QByteArray &usualScheme)
    {
        QList<PastedEndpoint> endpoints;
        for (const auto &[name, address] : std::as_const(m_addresses)) {
            EndpointBuilder one = m_builder;
            if (!endpoints.isEmpty())
                one.forgetParts();
            one.setAddress(name, address, usualScheme);
            endpoints.append(std::move(one).build());
        }
        return endpoints;
    }

private:
    void addAddress(const QString &name, QByteArray address)
    {
        if (address == "-" || address == "stdio:")
            return m_builder.implied(name, address, Texts::tr("standard input; a check reads none"));
        // websocat's overlays stand in front: "autoreconnect:wss://…".
        const qsizetype scheme =
            address.indexOf("ws://") >= 0 ? address.indexOf("ws://") : address.indexOf("wss://");
        if (scheme > 0 && address.at(scheme - 1) == ':') {
            m_builder.left(name, address.first(scheme), Texts::tr("a check does not do this"));
            address = address.sliced(scheme);
        }
        constexpr qsizetype mostAddresses = 1000;
        if (m_addresses.size() < mostAddresses)
            m_addresses.append({name, address});
        else
            m_builder.left(name, address, Texts::tr("more addresses than are read of one command"));
    }

    [[nodiscard]] const ClientOption *find(auto matches) const
    {
        const auto row = std::find_if(m_options.begin(), m_options.end(), matches);
        return row == m_options.end() ? nullptr : &*row;
    }

    void readLong(const QList<QByteArray> &words, qsizetype &index)
    {
        const QByteArray &word = words.at(index);
        const qsizetype equals = word.indexOf('=');
        const QByteArray written = equals < 0 ? word : word.first(equals);
        const ClientOption *option =
            find([&](const ClientOption &o) { return QByteArrayView(written).sliced(2) == o.name; });
        const QString name = QString::fromUtf8(written);
        if (!option)
            m_builder.left(name, equals < 0 ? QByteArray() : word.sliced(equals + 1),
                           Texts::tr("no option of this program that is known here"));
        else if (!option->hasValue)
            apply(option->use, name, {});
        else if (equals >= 0)
            apply(option->use, name, word.sliced(equals + 1));
        else if (index + 1 < words.size())
            apply(option->use, name, words.at(++index));
        else
            m_builder.left(name, {}, Texts::tr("its value is missing"));
    }

    void readShort(const QList<QByteArray> &words, qsizetype &index)
    {
        const QByteArray &word = words.at(index);
        for (qsizetype at = 1; at < word.size(); ++at) {
            const char letter = word.at(at);
            const QString name = QString(QLatin1Char('-') % QString::fromUtf8(word.sliced(at, 1)));
            const ClientOption *option =
                find([letter](const ClientOption &o) { return o.letter == letter && letter != '\0'; });
            if (!option)
                m_builder.left(name, {}, Texts::tr("no option of this program that is known here"));
            else if (!option->hasValue)
                apply(option->use, name, {});
            else if (at + 1 < word.size())
                return apply(option->use, name, word.sliced(at + 1));
            else if (index + 1 < words.size())
                return apply(option->use, name, words.at(++index));
            else
                m_builder.left(name, {}, Texts::tr("its value is missing"));
        }
    }

    void apply(Use use, const QString &name, const QByteArray &value)
    {
        using File = EndpointBuilder::File;
        switch (use) {
        case Use::Address:
            return addAddress(name, value);
        case Use::Header:
            return m_builder.headerLine(name, value.startsWith('=') ? value.sliced(1) : value);
        case Use::Subprotocol:
            return m_builder.subprotocols(name, value.split(','));
        case Use::Origin:
            return m_builder.origin(name, value);
        case Use::Host:
            return m_builder.host(name, value);
        case Use::Credentials:
            return m_builder.basicCredentials(name, value);
        case Use::Insecure:
            return m_builder.insecure(name);
        case Use::Authorities:
            return m_builder.file(name, File::Authorities, value);
        case Use::Certificate:
            return m_builder.file(name, File::Certificate, value);
        case Use::Key:
            return m_builder.file(name, File::Key, value);
        case Use::Proxy:
            return proxy(name, value);
        case Use::Socks5:
            return m_builder.proxy(name, "socks5://" + value);
        case Use::Resolve:
            return m_builder.resolve(name, value);
        case Use::Send:
            return m_builder.send(name, value);
        case Use::Seconds:
            return m_builder.timeLimit(name, value);
        case Use::Ipv4:
            return m_builder.family(name, observation::AddressFamily::Ipv4);
        case Use::Ipv6:
            return m_builder.family(name, observation::AddressFamily::Ipv6);
        case Use::Printing:
            return m_builder.implied(name, value, Texts::tr("it changes nothing of what is sent"));
        default:
            return applyRest(use, name, value);
        }
    }

    void applyRest(Use use, const QString &name, const QByteArray &value)
    {
        observation::Settings &settings = m_builder.settings();
        switch (use) {
        case Use::WsVersion:
            return m_builder.header(name, "Sec-WebSocket-Version", value);
        case Use::WsKey:
            settings.key = value;
            return m_builder.taken(name, value, Texts::tr("the key of the upgrade"));
        case Use::Extensions:
            return m_builder.extensions(name, value == "none" ? QByteArray() : value);
        case Use::NoExperiments:
            settings.experiments = false;
            return m_builder.taken(name, {}, Texts::tr("no single changes are tried"));
        case Use::Sequential:
            settings.sequential = true;
            return m_builder.taken(name, {}, Texts::tr("one connection at a time"));
        case Use::Listen:
            return listen(name, value);
        default:
            return m_builder.left(name, value, reasonFor(use));
        }
    }

    void proxy(const QString &name, const QByteArray &value)
    {
        if (value == "none")
            m_builder.noProxy(name);
        else if (value == "system")
            m_builder.implied(name, value, Texts::tr("the system's proxy is used anyway"));
        else
            m_builder.proxy(name, value);
    }

    void listen(const QString &name, const QByteArray &value)
    {
        bool isNumber = false;
        const double seconds = value.toDouble(&isNumber);
        if (!isNumber || !(seconds >= 0) || seconds > 86400)
            return m_builder.left(name, value, Texts::tr("seconds from 0 to 86400 were expected"));
        m_builder.settings().listen = std::chrono::milliseconds(static_cast<qint64>(seconds * 1000));
        m_builder.taken(name, value, Texts::tr("how long the session is watched, in seconds"));
    }

    std::span<const ClientOption> m_options;
    EndpointBuilder m_builder;
    QList<std::pair<QString, QByteArray>> m_addresses;
};

} // namespace

QList<PastedEndpoint> readWscat(const QList<QByteArray> &words, const observation::Settings &base)
{
    ClientReader reader(WscatOptions, base);
    reader.read(words);
    return reader.build("ws");
}

QList<PastedEndpoint> readWebsocat(const QList<QByteArray> &words, const observation::Settings &base)
{
    ClientReader reader(WebsocatOptions, base);
    reader.read(words);
    return reader.build({});
}

QList<PastedEndpoint> readWirewise(const QList<QByteArray> &words, const observation::Settings &base)
{
    ClientReader reader(WirewiseOptions, base);
    reader.read(words.isEmpty() || words.constFirst().startsWith('-') ? words : words.sliced(1));
    return reader.build({});
}

} // namespace wirewise::imports
