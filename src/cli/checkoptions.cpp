#include "cli/checkoptions.h"

#include "cli/recordoptions.h"
#include "wire/deflateoffer.h"
#include "wire/request.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace wirewise::cli {

namespace {

using observation::ProxyChoice;
using observation::Settings;

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::CommandLine)
};

constexpr Option probeOptionTable[] = {
    {"header", "\"Name: value\"", QT_TRANSLATE_NOOP("Options", "sent with every probe; may be given again"),
     true},
    {"origin", "URL",
     QT_TRANSLATE_NOOP(
         "Options",
         "the Origin header; without it none is sent at first, and an experiment tries the endpoint's own")},
    {"subprotocol", "NAME",
     QT_TRANSLATE_NOOP("Options", "offered in the upgrade; may be given again, in order"), true},
    {"key", "BASE64",
     QT_TRANSLATE_NOOP("Options", "Sec-WebSocket-Key as given, wrong on purpose if need be")},
    {"ws-version", "N", QT_TRANSLATE_NOOP("Options", "Sec-WebSocket-Version as given")},
    {"host", "NAME", QT_TRANSLATE_NOOP("Options", "the Host header as given")},
    {"extensions", "TEXT",
     QT_TRANSLATE_NOOP("Options", "Sec-WebSocket-Extensions of the upgrade, or none; permessage-deflate is "
                                  "the default, offered as browsers do")},
    {"proxy", "URL",
     QT_TRANSLATE_NOOP("Options", "http:// or socks5://, with user:password if needed, or none, or system; "
                                  "system is the default and never applies to loopback")},
    {"resolve", "HOST:PORT:ADDRESS",
     QT_TRANSLATE_NOOP("Options", "use this address for that host and port; may be given again"), true},
    {"ipv4", nullptr, QT_TRANSLATE_NOOP("Options", "IPv4 only")},
    {"ipv6", nullptr, QT_TRANSLATE_NOOP("Options", "IPv6 only")},
    {"cacert", "FILE",
     QT_TRANSLATE_NOOP("Options", "trust these certificate authorities (PEM) instead of the system's")},
    {"cert", "FILE", QT_TRANSLATE_NOOP("Options", "client certificate (PEM)")},
    {"key-file", "FILE", QT_TRANSLATE_NOOP("Options", "its private key (PEM)")},
    {"insecure", nullptr,
     QT_TRANSLATE_NOOP("Options",
                       "do not verify the certificate; credentials go over the connection all the same")},
    {"keylog", "FILE",
     QT_TRANSLATE_NOOP("Options",
                       "append the keys of every TLS connection, for Wireshark; whoever has the file can "
                       "read the traffic; SSLKEYLOGFILE does the same")},
    {"timeout", "SECONDS",
     QT_TRANSLATE_NOOP("Options", "for each phase: name, connect, TLS, first byte; default 10")},
    {"listen", "SECONDS",
     QT_TRANSLATE_NOOP("Options", "watch the session that long after a 101; default 1, 0 leaves at once")},
    {"send", "TEXT", QT_TRANSLATE_NOOP("Options", "sent once the connection is open; may be given again"),
     true},
    {"max-message", "SIZE",
     QT_TRANSLATE_NOOP("Options", "the largest message that is received, inflated, for example 500kB or "
                                  "1GiB; a larger one is refused with 1009; default 64MiB")},
    {"probe", "NAME",
     QT_TRANSLATE_NOOP("Options", "that probe only: head, get or upgrade; may be given again"), true},
    {"no-experiments", nullptr, QT_TRANSLATE_NOOP("Options", "the probes only, no single changes")},
    {"sequential", nullptr,
     QT_TRANSLATE_NOOP("Options", "one connection at a time, for a server with one worker")},
};

/// Reads the options one by one and keeps the first complaint.
class Reader
{
public:
    Reader(const Arguments &arguments, Settings &settings)
        : m_arguments(arguments)
        , m_settings(settings)
    {
    }

    QString read()
    {
        readHeaders();
        readHandshake();
        readNetwork();
        readTrust();
        readTimes();
        readProbes();
        return m_error;
    }

private:
    void complain(const QString &sentence)
    {
        if (m_error.isEmpty())
            m_error = sentence;
    }

    void readHeaders()
    {
        const QStringList headers = m_arguments.values("header");
        for (const QString &header : headers) {
            const QByteArray bytes = header.toUtf8();
            const qsizetype colon = bytes.indexOf(':');
            if (!wire::isSafeHeaderText(bytes))
                complain(Texts::tr(
                    "--header holds a line break or a NUL, which would end the header. One line was "
                    "expected: \"Name: value\"."));
            else if (colon <= 0 || !wire::isToken(bytes.first(colon)))
                complain(Texts::tr("--header %1 is no header. \"Name: value\" was expected.").arg(header));
            else
                m_settings.headers.append({bytes.first(colon), bytes.sliced(colon + 1).trimmed()});
        }
    }

    std::optional<QByteArray> headerText(const char *name)
    {
        if (!m_arguments.has(name))
            return {};
        QByteArray bytes = m_arguments.value(name).toUtf8();
        if (!wire::isSafeHeaderText(bytes))
            complain(
                Texts::tr(
                    "--%1 holds a line break or a NUL, which would end the header. One line was expected.")
                    .arg(QLatin1String(name)));
        return bytes;
    }

    void readHandshake()
    {
        if (auto text = headerText("origin"))
            m_settings.origin = text;
        if (auto text = headerText("key"))
            m_settings.key = text;
        if (auto text = headerText("ws-version"))
            m_settings.wsVersion = text;
        if (auto text = headerText("host"))
            m_settings.host = text;
        if (auto text = headerText("extensions"))
            m_settings.extensions = *text == "none" ? QByteArray() : *text;
        const QStringList subprotocols = m_arguments.values("subprotocol");
        for (const QString &name : subprotocols) {
            if (!wire::isSafeHeaderText(name.toUtf8()))
                complain(Texts::tr("--subprotocol holds a line break or a NUL. One name was expected."));
            m_settings.subprotocols.append(name.toUtf8());
        }
    }

    void readNetwork()
    {
        readProxy();
        const QStringList overrides = m_arguments.values("resolve");
        for (const QString &text : overrides)
            readResolve(text);
        if (m_arguments.has("ipv4") && m_arguments.has("ipv6"))
            complain(Texts::tr("--ipv4 and --ipv6 exclude each other."));
        if (m_arguments.has("ipv4"))
            m_settings.family = observation::AddressFamily::Ipv4;
        if (m_arguments.has("ipv6"))
            m_settings.family = observation::AddressFamily::Ipv6;
    }

    void readProxy()
    {
        if (!m_arguments.has("proxy"))
            return;
        const QString text = m_arguments.value("proxy");
        if (text == QLatin1String("none") || text == QLatin1String("system")) {
            m_settings.proxy = {};
            m_settings.proxy.kind =
                text == QLatin1String("none") ? ProxyChoice::Kind::None : ProxyChoice::Kind::System;
            return;
        }
        const QUrl url(text.contains(QLatin1String("://")) ? text : QLatin1String("http://") + text,
                       QUrl::StrictMode);
        const QString scheme = url.scheme();
        const bool socks = scheme == QLatin1String("socks5") || scheme == QLatin1String("socks5h");
        if (!url.isValid() || url.host().isEmpty() ||
            !(socks || scheme == QLatin1String("http") || scheme == QLatin1String("https"))) {
            complain(
                Texts::tr("--proxy %1 is no proxy. http://HOST:PORT, socks5://HOST:PORT, none or system was "
                          "expected.")
                    .arg(url.isValid() ? url.toDisplayString(QUrl::RemovePassword)
                                       : text.section(QLatin1Char('@'), -1)));
            return;
        }
        ProxyChoice &proxy = m_settings.proxy;
        proxy.kind = socks                              ? ProxyChoice::Kind::Socks5
                     : scheme == QLatin1String("https") ? ProxyChoice::Kind::Https
                                                        : ProxyChoice::Kind::Http;
        proxy.host = url.host().toUtf8();
        proxy.port = static_cast<quint16>(url.port(socks                              ? 1080
                                                   : scheme == QLatin1String("https") ? 443
                                                                                      : 8080));
        proxy.user = url.userName(QUrl::FullyDecoded).toUtf8();
        proxy.password = url.password(QUrl::FullyDecoded).toUtf8();
    }

    void readResolve(const QString &text)
    {
        const QString wrong = Texts::tr("--resolve %1 is not understood. HOST:PORT:ADDRESS was expected, for "
                                        "example api.example:443:127.0.0.1.")
                                  .arg(text);
        const qsizetype first = text.startsWith(QLatin1Char('[')) ? text.indexOf(QLatin1String("]:")) + 1
                                                                  : text.indexOf(QLatin1Char(':'));
        const qsizetype second = first > 0 ? text.indexOf(QLatin1Char(':'), first + 1) : -1;
        if (first <= 0 || second < 0)
            return complain(wrong);
        bool number = false;
        const uint port = text.sliced(first + 1, second - first - 1).toUInt(&number);
        QString host = text.first(first);
        if (host.startsWith(QLatin1Char('[')))
            host = host.sliced(1, host.size() - 2);
        observation::ResolveOverride override{host.toLower().toUtf8(), static_cast<quint16>(port), {}};
        const QStringList addresses = text.sliced(second + 1).split(QLatin1Char(','));
        for (QString address : addresses) {
            if (address.startsWith(QLatin1Char('[')) && address.endsWith(QLatin1Char(']')))
                address = address.sliced(1, address.size() - 2);
            if (QHostAddress(address).isNull())
                return complain(wrong);
            override.addresses.append(address.toLatin1());
        }
        if (!number || port == 0 || port > 65535)
            return complain(wrong);
        m_settings.resolve.append(override);
    }

    QString readableFile(const char *name)
    {
        const QString path = m_arguments.value(name);
        if (m_arguments.has(name) && !(QFileInfo(path).isFile() && QFileInfo(path).isReadable()))
            complain(Texts::tr("--%1: %2 cannot be read. A PEM file was expected.")
                         .arg(QLatin1String(name), path));
        return path;
    }

    void readTrust()
    {
        if (m_arguments.has("cacert"))
            m_settings.caFile = readableFile("cacert");
        if (m_arguments.has("cert"))
            m_settings.certificateFile = readableFile("cert");
        if (m_arguments.has("key-file"))
            m_settings.keyFile = readableFile("key-file");
        if (m_arguments.has("key-file") && m_settings.certificateFile.isEmpty())
            complain(Texts::tr("--key-file goes with --cert FILE."));
        if (m_arguments.has("insecure"))
            m_settings.insecure = true;
    }

    void readSeconds(const char *name, double least, double most, std::chrono::milliseconds &target)
    {
        if (!m_arguments.has(name))
            return;
        bool number = false;
        const double seconds = m_arguments.value(name).toDouble(&number);
        if (!number || !std::isfinite(seconds) || seconds < least || seconds > most)
            return complain(Texts::tr("--%1 %2: seconds from %3 to %4 were expected.")
                                .arg(QLatin1String(name), m_arguments.value(name))
                                .arg(least)
                                .arg(most));
        target = std::chrono::milliseconds(std::llround(seconds * 1000));
    }

    void readTimes()
    {
        readSeconds("timeout", 0.1, 3600, m_settings.timeout);
        readSeconds("listen", 0, 86400, m_settings.listen);
        const QStringList texts = m_arguments.values("send");
        for (const QString &text : texts)
            m_settings.send.append(text.toUtf8());
        readLargestMessage();
    }

    void readLargestMessage()
    {
        constexpr qint64 most = qint64(1024) * 1024 * 1024;
        if (!m_arguments.has("max-message"))
            return;
        const QString text = m_arguments.value("max-message");
        const std::optional<qint64> size = readSize(text);
        if (!size || *size < 1 || *size > most)
            return complain(
                Texts::tr("--max-message %1: a size from 1 byte to 1GiB was expected, for example "
                          "500kB or 16MiB.")
                    .arg(text));
        m_settings.largestMessage = *size;
    }

    void readProbes()
    {
        using observation::ProbeKind;
        const QStringList names = m_arguments.values("probe");
        QList<ProbeKind> probes;
        for (const QString &name : names) {
            if (name == QLatin1String("head"))
                probes.append(ProbeKind::Head);
            else if (name == QLatin1String("get"))
                probes.append(ProbeKind::Get);
            else if (name == QLatin1String("upgrade"))
                probes.append(ProbeKind::Upgrade);
            else
                complain(Texts::tr("--probe %1: head, get or upgrade was expected.").arg(name));
        }
        if (!names.isEmpty()) {
            m_settings.probes.clear();
            for (const ProbeKind kind : {ProbeKind::Head, ProbeKind::Get, ProbeKind::Upgrade})
                if (probes.contains(kind))
                    m_settings.probes.append(kind);
        }
        if (m_arguments.has("no-experiments"))
            m_settings.experiments = false;
        if (m_arguments.has("sequential"))
            m_settings.sequential = true;
    }

    const Arguments &m_arguments;
    Settings &m_settings;
    QString m_error;
};

} // namespace

std::span<const Option> probeOptions()
{
    return probeOptionTable;
}

QList<Option> withUpgradeOptions(std::span<const Option> own)
{
    constexpr QLatin1String others[] = {QLatin1String("probe"), QLatin1String("listen"),
                                        QLatin1String("send"), QLatin1String("no-experiments"),
                                        QLatin1String("sequential")};
    QList<Option> list(own.begin(), own.end());
    for (const Option &option : probeOptions()) {
        if (std::find(std::begin(others), std::end(others), QLatin1String(option.name)) == std::end(others))
            list.append(option);
    }
    return list;
}

Settings usualSettings()
{
    Settings settings;
    settings.extensions = wire::UsualDeflateOffer.toByteArray();
    return settings;
}

QString applyOptions(const Arguments &arguments, Settings &settings)
{
    return Reader(arguments, settings).read();
}

int wholeNumber(const Arguments &arguments, const char *name, int absent, int least, int most, QString &error)
{
    if (!arguments.has(name))
        return absent;
    bool number = false;
    const int value = arguments.value(name).toInt(&number);
    if (number && value >= least && value <= most)
        return value;
    if (error.isEmpty())
        error = Texts::tr("--%1 %2: a whole number from %3 to %4 was expected.")
                    .arg(QLatin1String(name), arguments.value(name))
                    .arg(least)
                    .arg(most);
    return absent;
}

} // namespace wirewise::cli
