#include "import/curlcommand.h"

#include "import/curloptions.h"
#include "import/endpointbuilder.h"
#include "observation/endpoint.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace wirewise::imports {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::Curl)
};

/// Why a probe does not do it.
QString reasonFor(CurlUse use)
{
    switch (use) {
    case CurlUse::Redirects:
        return Texts::tr("redirects are shown and explained, not followed");
    case CurlUse::OtherHttp:
        return Texts::tr("probes speak HTTP/1.1, in which the upgrade is defined");
    case CurlUse::Form:
        return Texts::tr("form data is not sent: a probe has no body");
    case CurlUse::Upload:
        return Texts::tr("nothing is uploaded: a probe has no body");
    case CurlUse::CookieFile:
        return Texts::tr("no file of cookies is written");
    case CurlUse::OtherAuth:
        return Texts::tr("of the ways to log in, Basic and Bearer are sent only");
    case CurlUse::TlsDetails:
        return Texts::tr("this detail of TLS cannot be chosen; TLS 1.2 and 1.3 are offered as usual");
    case CurlUse::ProxyDetails:
        return Texts::tr("this detail of the way through a proxy cannot be chosen");
    case CurlUse::SocksOther:
        return Texts::tr("proxies are reached as http, https or socks5 only");
    case CurlUse::Files:
        return Texts::tr("no file that a command names is read");
    case CurlUse::Network:
        return Texts::tr("this detail of the connection cannot be chosen");
    case CurlUse::OtherProtocol:
        return Texts::tr("it is for another protocol than HTTP");
    case CurlUse::UnixSocket:
        return Texts::tr("probes go over TCP, not to a Unix socket");
    case CurlUse::HaproxyProtocol:
        return Texts::tr("the PROXY line is not sent; a server that expects it will not answer");
    default:
        return {};
    }
}

/// Reads one part of a command, up to --next.
class CurlReader
{
public:
    explicit CurlReader(observation::Settings base)
        : m_builder(std::move(base))
    {
    }

    /// Returns the index of the word behind what was read.
    qsizetype read(const QList<QByteArray> &words, qsizetype index)
    {
        for (; index < words.size() && !m_ended; ++index) {
            const QByteArray &word = words.at(index);
            if (m_onlyAddresses || !word.startsWith('-') || word == "-")
                addAddress(Texts::tr("address"), word);
            else if (word == "--")
                m_onlyAddresses = true;
            else if (word.startsWith("--"))
                readLong(words, index);
            else
                readShort(words, index);
        }
        return index;
    }

    QList<PastedEndpoint> build()
    {
        finishData();
        if (m_addresses.isEmpty())
            return {};
        QList<PastedEndpoint> endpoints;
        for (const auto &[name, address] : std::as_const(m_addresses)) {
            EndpointBuilder one = m_builder;
            if (!endpoints.isEmpty())
                one.forgetParts();
            one.setAddress(name, address, "http");
            if (!m_query.isEmpty())
                one.appendQuery(Texts::tr("query"), m_query);
            applyTarget(one);
            applyConnectTo(one);
            if (!m_globOff && (address.contains('{') || (address.contains('[') && !address.contains("://["))))
                one.left(Texts::tr("{…} and […]"), {},
                         Texts::tr("patterns are not expanded; each address by itself"));
            endpoints.append(std::move(one).build());
        }
        return endpoints;
    }

private:
    void addAddress(const QString &name, const QByteArray &address)
    {
        constexpr qsizetype mostAddresses = 1000;
        if (m_addresses.size() < mostAddresses)
            m_addresses.append({name, address});
        else
            m_builder.left(name, address, Texts::tr("more addresses than are read of one command"));
    }

    void readLong(const QList<QByteArray> &words, qsizetype &index)
    {
        const QByteArray &word = words.at(index);
        const CurlOption *option = curlOption(QByteArrayView(word).sliced(2));
        const QString name = QString::fromUtf8(word);
        if (!option)
            return m_builder.left(name, {}, Texts::tr("no option of curl that is known here"));
        if (!option->hasValue)
            return apply(*option, name, {});
        if (index + 1 >= words.size())
            return m_builder.left(name, {}, Texts::tr("its value is missing"));
        apply(*option, name, words.at(++index));
    }

    /// "-sSkN", "-XPOST", "-H", "value": the first that takes a value takes the rest of the word.
    void readShort(const QList<QByteArray> &words, qsizetype &index)
    {
        const QByteArray &word = words.at(index);
        for (qsizetype at = 1; at < word.size(); ++at) {
            const QString name = QString(QLatin1Char('-') % QString::fromUtf8(word.sliced(at, 1)));
            const CurlOption *option = curlOption(word.at(at));
            if (!option) {
                m_builder.left(name, {}, Texts::tr("no option of curl that is known here"));
            } else if (!option->hasValue) {
                apply(*option, name, {});
            } else if (at + 1 < word.size()) {
                return apply(*option, name, word.sliced(at + 1));
            } else if (index + 1 < words.size()) {
                return apply(*option, name, words.at(++index));
            } else {
                m_builder.left(name, {}, Texts::tr("its value is missing"));
            }
        }
    }

    void apply(const CurlOption &option, const QString &name, const QByteArray &value)
    {
        if (applyRequest(option.use, name, value) || applyNetwork(option.use, name, value))
            return;
        if (option.use == CurlUse::Printing) {
            m_globOff = m_globOff || qstrcmp(option.name, "globoff") == 0;
            return m_builder.implied(
                name, value, Texts::tr("it changes what curl prints, keeps or repeats, not what it sends"));
        }
        m_builder.left(name, value, reasonFor(option.use));
    }

    bool applyRequest(CurlUse use, const QString &name, const QByteArray &value)
    {
        switch (use) {
        case CurlUse::Address:
            addAddress(name, value);
            return true;
        case CurlUse::Header:
            m_builder.headerLine(name, value);
            return true;
        case CurlUse::Cookie:
            if (value.contains('='))
                m_builder.header(name, "Cookie", value);
            else
                m_builder.left(name, value, Texts::tr("no file of cookies is read; give name=value"));
            return true;
        case CurlUse::UserAgent:
            m_builder.header(name, "User-Agent", value);
            return true;
        case CurlUse::Referer:
            m_builder.header(name, "Referer", value.endsWith(";auto") ? value.chopped(5) : value);
            return true;
        case CurlUse::User:
            m_builder.basicCredentials(name, value);
            return true;
        case CurlUse::OAuth2:
            m_builder.header(name, "Authorization", "Bearer " + value);
            return true;
        case CurlUse::Basic:
            m_builder.implied(name, {}, Texts::tr("Basic is how credentials are sent"));
            return true;
        case CurlUse::Head:
            m_builder.method(name, "HEAD");
            return true;
        case CurlUse::Method:
            m_builder.method(name, value);
            return true;
        case CurlUse::Data:
        case CurlUse::DataUrlEncoded:
            m_data.append({name, use == CurlUse::DataUrlEncoded ? encoded(value) : value});
            return true;
        case CurlUse::DataAsQuery:
            m_dataAsQuery = true;
            return true;
        case CurlUse::UrlQuery:
            addQuery(encoded(value));
            return true;
        case CurlUse::Range:
            m_builder.header(name, "Range", "bytes=" + value);
            return true;
        case CurlUse::RequestTarget:
            m_target = value;
            return true;
        case CurlUse::Next:
            m_ended = true;
            return true;
        default:
            return false;
        }
    }

    bool applyNetwork(CurlUse use, const QString &name, const QByteArray &value)
    {
        using File = EndpointBuilder::File;
        switch (use) {
        case CurlUse::Proxy:
            value.isEmpty() ? m_builder.noProxy(name) : m_builder.proxy(name, value);
            return true;
        case CurlUse::Socks5:
            m_builder.proxy(name, "socks5://" + value);
            return true;
        case CurlUse::ProxyUser:
            m_builder.proxyUser(name, value);
            return true;
        case CurlUse::NoProxy:
            if (value == "*")
                m_builder.noProxy(name);
            else
                m_builder.left(name, value,
                               Texts::tr("a proxy is used for all hosts or none; * stands for all"));
            return true;
        case CurlUse::Insecure:
            m_builder.insecure(name);
            return true;
        case CurlUse::Resolve:
            m_builder.resolve(name, value);
            return true;
        case CurlUse::ConnectTo:
            if (m_connectTo.size() < 16)
                m_connectTo.append({name, value});
            else
                m_builder.left(name, value, Texts::tr("more of these than are read of one command"));
            return true;
        case CurlUse::Authorities:
            m_builder.file(name, File::Authorities, value);
            return true;
        case CurlUse::Certificate:
            certificate(name, value);
            return true;
        case CurlUse::Key:
            m_builder.file(name, File::Key, value);
            return true;
        case CurlUse::TimeLimit:
            m_builder.timeLimit(name, value);
            return true;
        case CurlUse::Ipv4:
            m_builder.family(name, observation::AddressFamily::Ipv4);
            return true;
        case CurlUse::Ipv6:
            m_builder.family(name, observation::AddressFamily::Ipv6);
            return true;
        case CurlUse::Compressed:
            m_builder.implied(name, {},
                              Texts::tr("answers are asked for as they are, unless a header says more"));
            return true;
        case CurlUse::Http11:
            m_builder.implied(name, {}, Texts::tr("every probe speaks HTTP/1.1"));
            return true;
        default:
            return false;
        }
    }

    void certificate(const QString &name, const QByteArray &value)
    {
        // "file:password"; a drive letter is no file.
        const qsizetype colon = value.indexOf(':', 2);
        if (colon > 0)
            m_builder.left(name, {}, Texts::tr("the password of a key is not kept; use a key without one"));
        m_builder.file(name, EndpointBuilder::File::Certificate, colon > 0 ? value.first(colon) : value);
    }

    /// "name=text": the text is percent-encoded, the name is not.
    static QByteArray encoded(const QByteArray &value)
    {
        const qsizetype equals = value.indexOf('=');
        if (equals < 0)
            return value.toPercentEncoding();
        const QByteArray name = value.first(equals);
        return (name.isEmpty() ? QByteArray() : name + '=') + value.sliced(equals + 1).toPercentEncoding();
    }

    void addQuery(const QByteArray &query) { m_query += (m_query.isEmpty() ? "" : "&") + query; }

    void finishData()
    {
        for (const auto &[name, value] : std::exchange(m_data, {})) {
            if (m_dataAsQuery && !value.startsWith('@'))
                addQuery(value);
            else
                m_builder.body(name, value);
        }
    }

    void applyTarget(EndpointBuilder &one) const
    {
        if (m_target.isEmpty())
            return;
        const QString name = QStringLiteral("--request-target");
        const QByteArray address = one.address();
        const qsizetype path = address.indexOf('/', address.indexOf("://") + 3);
        if (m_target.startsWith('/'))
            one.setAddress(name, (path < 0 ? address : address.first(path)) + m_target);
        else
            one.left(name, m_target, Texts::tr("only a path can be asked for"));
    }

    /// HOST1:PORT1:HOST2:PORT2; an address at the same port is the same as --resolve.
    void applyConnectTo(EndpointBuilder &one) const
    {
        const auto endpoint = observation::parseEndpoint(QString::fromUtf8(one.address())).endpoint;
        for (const auto &[name, value] : m_connectTo) {
            const QList<QByteArray> parts = splitConnectTo(value);
            const bool isAddress = parts.size() == 4 && isIpAddress(parts.at(2));
            const QByteArray port = endpoint ? QByteArray::number(endpoint->port) : QByteArray();
            const bool samePort = isAddress && (parts.at(3).isEmpty() || parts.at(3) == port);
            const bool forThis = endpoint && isAddress &&
                                 (parts.at(0).isEmpty() || parts.at(0).toLower() == endpoint->host) &&
                                 (parts.at(1).isEmpty() || parts.at(1) == port);
            if (forThis && samePort)
                one.resolve(name, endpoint->host + ':' + port + ':' + parts.at(2));
            else
                one.left(name, value,
                         Texts::tr("only another IP address at the same port can be connected to; for "
                                   "another name, write it as the address and the first as Host"));
        }
    }

    static QList<QByteArray> splitConnectTo(const QByteArray &value)
    {
        QList<QByteArray> parts{QByteArray()};
        bool inBrackets = false;
        for (const char c : value) {
            if (c == '[' || c == ']')
                inBrackets = c == '[';
            else if (c == ':' && !inBrackets)
                parts.append(QByteArray());
            else
                parts.last() += c;
        }
        return parts;
    }

    EndpointBuilder m_builder;
    QList<std::pair<QString, QByteArray>> m_addresses, m_data, m_connectTo;
    QByteArray m_query, m_target;
    bool m_dataAsQuery = false;
    bool m_globOff = false;
    bool m_onlyAddresses = false;
    bool m_ended = false;
};

} // namespace

QList<PastedEndpoint> readCurl(const QList<QByteArray> &words, const observation::Settings &base)
{
    QList<PastedEndpoint> endpoints;
    for (qsizetype index = 0; index < words.size();) {
        CurlReader reader(base);
        index = reader.read(words, index);
        endpoints += reader.build();
    }
    return endpoints;
}

} // namespace wirewise::imports
