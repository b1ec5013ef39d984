#include "gui/requestoptions.h"

#include "gui/requestextensions.h"
#include "observation/redaction.h"
#include "wire/deflateoffer.h"
#include "wire/request.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHostAddress>
#include <QStringList>
#include <QUrl>

#include <cmath>

namespace wirewise::gui {

using observation::ProxyChoice;

namespace {

constexpr double LongestTimeLimit = 3600;
constexpr qint64 LargestMessageLimit = 1024 * 1024 * 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::RequestOptions)
};

/// Collects problems so that every field is named, not only the first.
class Reader
{
public:
    explicit Reader(RequestReading &reading)
        : m_reading(reading)
    {
    }

    void problem(const char *field, const QString &sentence) { m_reading.problems.append({field, sentence}); }

    std::optional<QByteArray> headerText(const QString &typed, const char *field, const QString &name)
    {
        const QByteArray bytes = typed.trimmed().toUtf8();
        if (bytes.isEmpty())
            return std::nullopt;
        if (!wire::isSafeHeaderText(bytes)) {
            problem(field, Words::tr("%1 holds a line break or a NUL, which would end the header. Remove it.")
                               .arg(name));
            return std::nullopt;
        }
        return bytes;
    }

    std::optional<std::chrono::milliseconds> seconds(const QString &typed, const char *field,
                                                     const QString &name, double least)
    {
        QString text = typed.trimmed();
        if (text.isEmpty())
            return std::nullopt;
        if (text.endsWith(QLatin1Char('s')))
            text = text.chopped(1).trimmed();
        bool isNumber = false;
        const double value = text.toDouble(&isNumber);
        if (!isNumber || !std::isfinite(value) || value < least || value > LongestTimeLimit) {
            problem(field, Words::tr("%1 is a number of seconds from %2 to %3.")
                               .arg(name, QString::number(least), QString::number(LongestTimeLimit)));
            return std::nullopt;
        }
        return std::chrono::milliseconds(std::llround(value * 1000));
    }

    QString readableFile(const QString &typed, const char *field)
    {
        const QString path = typed.trimmed();
        if (!path.isEmpty() && !QFileInfo(path).isReadable())
            problem(field, Words::tr("The file %1 cannot be read.").arg(path));
        return path;
    }

private:
    RequestReading &m_reading;
};

void readHeaders(const RequestOptions &options, RequestReading &reading, Reader &reader)
{
    for (const HeaderLine &line : options.headers) {
        const QByteArray name = line.name.trimmed().toUtf8();
        const QByteArray value = line.value.toUtf8();
        if (!line.on || (name.isEmpty() && value.trimmed().isEmpty()))
            continue;
        if (name.isEmpty())
            reader.problem("headerTable", Words::tr("A header needs a name in front of its value."));
        else if (!wire::isSafeHeaderText(name) || !wire::isSafeHeaderText(value))
            reader.problem(
                "headerTable",
                Words::tr("The header %1 holds a line break or a NUL, which would end it. Remove it.")
                    .arg(line.name.trimmed().simplified().left(40)));
        else if (!wire::isToken(name))
            reader.problem("headerTable",
                           Words::tr("“%1” is not a header name: letters, digits and hyphens only.")
                               .arg(line.name.trimmed().left(40)));
        else
            reading.settings.headers.append({name, value.trimmed()});
    }
}

/// "64 MiB", "512 KiB", "1000 bytes"; a number alone counts MiB.
std::optional<qint64> readSize(const QString &typed)
{
    constexpr std::pair<const char *, qint64> units[] = {
        {"KiB", 1024}, {"MiB", 1024 * 1024}, {"GiB", 1024 * 1024 * 1024},
        {"kB", 1000},  {"MB", 1000000},      {"GB", 1000000000},
        {"bytes", 1},  {"", 1024 * 1024}};
    for (const auto &[unit, factor] : units) {
        if (!typed.endsWith(QLatin1String(unit), Qt::CaseInsensitive))
            continue;
        bool isNumber = false;
        const double count =
            typed.chopped(static_cast<qsizetype>(qstrlen(unit))).trimmed().toDouble(&isNumber);
        const double bytes = count * static_cast<double>(factor);
        if (!isNumber || !(bytes >= 1) || bytes > static_cast<double>(LargestMessageLimit))
            return {};
        return static_cast<qint64>(bytes);
    }
    return {};
}

QString sizeText(qint64 bytes)
{
    constexpr qint64 mebibyte = 1024 * 1024;
    return bytes % mebibyte == 0 ? Words::tr("%1 MiB").arg(bytes / mebibyte)
                                 : Words::tr("%1 bytes").arg(bytes);
}

/// Empty: as browsers offer it. What cannot be negotiated may be offered all the same, and is remarked on.
void readExtensions(const RequestOptions &options, RequestReading &reading, Reader &reader)
{
    const QByteArray typed =
        reader.headerText(options.extensions, "extensionsCombo", Words::tr("The list of extensions"))
            .value_or(wire::UsualDeflateOffer.toByteArray());
    if (typed == "none")
        return;
    reading.settings.extensions = typed;
    if (const QString remark = extensionsRemark(typed); !remark.isEmpty())
        reading.remarks.append(remark);
}

void readLargestMessage(const RequestOptions &options, RequestReading &reading, Reader &reader)
{
    const QString typed = options.largestMessage.trimmed();
    if (typed.isEmpty())
        return;
    if (const auto bytes = readSize(typed))
        reading.settings.largestMessage = *bytes;
    else
        reader.problem("largestMessageEdit",
                       Words::tr("The largest message is a size from 1 byte to 1 GiB, for example 64 MiB."));
}

std::optional<ProxyChoice> readProxy(const QString &typed)
{
    const QString text = typed.trimmed();
    ProxyChoice choice;
    if (text.isEmpty() || text == QLatin1String("system"))
        return choice;
    if (text == QLatin1String("none")) {
        choice.kind = ProxyChoice::Kind::None;
        return choice;
    }
    const QUrl url(text.contains(QLatin1String("://")) ? text : QLatin1String("http://") + text,
                   QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return std::nullopt;
    if (url.scheme() == QLatin1String("http"))
        choice.kind = ProxyChoice::Kind::Http;
    else if (url.scheme() == QLatin1String("https"))
        choice.kind = ProxyChoice::Kind::Https;
    else if (url.scheme().startsWith(QLatin1String("socks5")))
        choice.kind = ProxyChoice::Kind::Socks5;
    else
        return std::nullopt;
    const int usual = choice.kind == ProxyChoice::Kind::Socks5  ? 1080
                      : choice.kind == ProxyChoice::Kind::Https ? 443
                                                                : 8080;
    choice.host = QUrl::toAce(url.host()).isEmpty() ? url.host().toUtf8() : QUrl::toAce(url.host());
    choice.port = static_cast<quint16>(url.port(usual));
    choice.user = url.userName(QUrl::FullyDecoded).toUtf8();
    choice.password = url.password(QUrl::FullyDecoded).toUtf8();
    return choice;
}

void readAddresses(const RequestOptions &options, const observation::Endpoint *endpoint,
                   RequestReading &reading, Reader &reader)
{
    if (options.address.trimmed().isEmpty())
        return;
    observation::ResolveOverride resolve;
    for (const QString &part : options.address.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        QString text = part.trimmed();
        if (text.startsWith(QLatin1Char('[')) && text.endsWith(QLatin1Char(']')))
            text = text.mid(1, text.size() - 2);
        if (QHostAddress(text).isNull()) {
            reader.problem("addressOverrideEdit",
                           Words::tr("“%1” is not an IP address. Write for example 10.0.0.7 or ::1.")
                               .arg(text.left(60)));
            return;
        }
        resolve.addresses.append(text.toUtf8());
    }
    if (endpoint && !resolve.addresses.isEmpty()) {
        resolve.host = endpoint->host;
        resolve.port = endpoint->port;
        reading.settings.resolve.append(resolve);
    }
}

QList<QByteArray> readList(const std::optional<QByteArray> &typed)
{
    QList<QByteArray> list;
    for (const QByteArray &part : typed.value_or(QByteArray()).split(',')) {
        if (!part.trimmed().isEmpty())
            list.append(part.trimmed());
    }
    return list;
}

QString proxyText(const ProxyChoice &choice)
{
    if (choice.kind == ProxyChoice::Kind::System)
        return {};
    if (choice.kind == ProxyChoice::Kind::None)
        return QStringLiteral("none");
    QUrl url;
    url.setScheme(choice.kind == ProxyChoice::Kind::Http    ? QStringLiteral("http")
                  : choice.kind == ProxyChoice::Kind::Https ? QStringLiteral("https")
                                                            : QStringLiteral("socks5"));
    url.setHost(QString::fromUtf8(choice.host));
    url.setPort(choice.port);
    url.setUserName(QString::fromUtf8(choice.user));
    url.setPassword(QString::fromUtf8(choice.password));
    return url.toString(QUrl::FullyEncoded);
}

QString secondsText(std::chrono::milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000.0);
}

} // namespace

namespace {

/// The secrets of a saved endpoint stay with its host, also where the address is typed over.
void readSecrets(const RequestOptions &options, const observation::Endpoint *endpoint,
                 RequestReading &reading, Reader &reader)
{
    reading.settings.secrets = options.secrets;
    if (options.secrets.isEmpty() || options.secretHost.isEmpty() || !endpoint ||
        endpoint->host == options.secretHost || !observation::carriesCredentials(*endpoint, reading.settings))
        return;
    reader.problem("headerTable",
                   Words::tr("This request holds a secret of %1, and the address says %2. Remove it from the "
                             "request first.")
                       .arg(QString::fromUtf8(options.secretHost), QString::fromUtf8(endpoint->host)));
}

} // namespace

RequestReading readRequest(const RequestOptions &options, const observation::Endpoint *endpoint)
{
    RequestReading reading;
    Reader reader(reading);
    observation::Settings &settings = reading.settings;
    readHeaders(options, reading, reader);
    settings.origin = reader.headerText(options.origin, "originEdit", Words::tr("The Origin"));
    settings.subprotocols = readList(
        reader.headerText(options.subprotocols, "subprotocolsEdit", Words::tr("The list of subprotocols")));
    settings.key = reader.headerText(options.key, "keyEdit", Words::tr("The key"));
    settings.wsVersion = reader.headerText(options.version, "versionEdit", Words::tr("The version"));
    if (settings.wsVersion == QByteArray("13"))
        settings.wsVersion.reset();
    settings.host = reader.headerText(options.host, "hostEdit", Words::tr("The Host"));
    readExtensions(options, reading, reader);
    readLargestMessage(options, reading, reader);
    if (const auto proxy = readProxy(options.proxy))
        settings.proxy = *proxy;
    else
        reader.problem("proxyCombo",
                       Words::tr("A proxy is written as http://host:port or socks5://host:port, or “none”."));
    readAddresses(options, endpoint, reading, reader);
    settings.family = options.family;
    settings.caFile = reader.readableFile(options.caFile, "caFileEdit");
    settings.certificateFile = reader.readableFile(options.certificateFile, "certificateFileEdit");
    settings.keyFile = reader.readableFile(options.keyFile, "keyFileEdit");
    settings.insecure = options.insecure;
    if (const auto limit =
            reader.seconds(options.timeLimit, "timeLimitEdit", Words::tr("The time limit"), 0.1))
        settings.timeout = *limit;
    if (const auto watch =
            reader.seconds(options.watchFor, "watchForEdit", Words::tr("The time to watch"), 0))
        settings.listen = *watch;
    if (!options.send.isEmpty())
        settings.send.append(options.send.toUtf8());
    settings.experiments = options.experiments;
    readSecrets(options, endpoint, reading, reader);
    return reading;
}

RequestOptions optionsFrom(const observation::Settings &settings)
{
    const observation::Settings usual;
    const auto text = [](const std::optional<QByteArray> &bytes) {
        return QString::fromUtf8(bytes.value_or(QByteArray()));
    };
    RequestOptions options;
    for (const observation::HeaderPair &header : settings.headers)
        options.headers.append({true, QString::fromUtf8(header.first), QString::fromUtf8(header.second)});
    options.origin = text(settings.origin);
    options.subprotocols = QString::fromUtf8(settings.subprotocols.join(", "));
    options.key = text(settings.key);
    options.version = text(settings.wsVersion);
    options.host = text(settings.host);
    if (settings.extensions.isEmpty())
        options.extensions = QStringLiteral("none");
    else if (settings.extensions != wire::UsualDeflateOffer)
        options.extensions = QString::fromUtf8(settings.extensions);
    if (settings.largestMessage != usual.largestMessage)
        options.largestMessage = sizeText(settings.largestMessage);
    options.proxy = proxyText(settings.proxy);
    if (!settings.resolve.isEmpty())
        options.address = QString::fromUtf8(settings.resolve.constFirst().addresses.join(", "));
    options.family = settings.family;
    options.caFile = settings.caFile;
    options.certificateFile = settings.certificateFile;
    options.keyFile = settings.keyFile;
    options.insecure = settings.insecure;
    if (settings.timeout != usual.timeout)
        options.timeLimit = secondsText(settings.timeout);
    if (settings.listen != usual.listen)
        options.watchFor = secondsText(settings.listen);
    if (!settings.send.isEmpty())
        options.send = QString::fromUtf8(settings.send.constFirst());
    options.experiments = settings.experiments;
    options.secrets = settings.secrets;
    return options;
}

RequestOptions optionsFrom(const QList<QByteArray> &arguments)
{
    RequestOptions options;
    const std::pair<const char *, QString RequestOptions::*> fields[] = {
        {"--origin", &RequestOptions::origin},
        {"--subprotocol", &RequestOptions::subprotocols},
        {"--key", &RequestOptions::key},
        {"--ws-version", &RequestOptions::version},
        {"--host", &RequestOptions::host},
        {"--proxy", &RequestOptions::proxy},
        {"--cacert", &RequestOptions::caFile},
        {"--cert", &RequestOptions::certificateFile},
        {"--key-file", &RequestOptions::keyFile},
        {"--timeout", &RequestOptions::timeLimit},
        {"--listen", &RequestOptions::watchFor},
        {"--send", &RequestOptions::send},
        {"--extensions", &RequestOptions::extensions},
    };
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QByteArray &name = arguments.at(i);
        if (name == "--insecure")
            options.insecure = true;
        else if (name == "--no-experiments")
            options.experiments = false;
        else if (name == "--ipv4")
            options.family = observation::AddressFamily::Ipv4;
        else if (name == "--ipv6")
            options.family = observation::AddressFamily::Ipv6;
        if (i + 1 == arguments.size())
            break;
        const QString value = QString::fromUtf8(arguments.at(i + 1));
        if (name == "--header") {
            options.headers.append({true, value.section(QLatin1Char(':'), 0, 0).trimmed(),
                                    value.section(QLatin1Char(':'), 1).trimmed()});
        } else if (name == "--resolve") {
            options.address = value.section(QLatin1Char(':'), 2);
        }
        for (const auto &[option, field] : fields) {
            if (name == option)
                options.*field =
                    (options.*field).isEmpty() ? value : options.*field + QLatin1String(", ") + value;
        }
    }
    return options;
}

QString requestSummary(const RequestOptions &options)
{
    int headers = 0;
    for (const HeaderLine &line : options.headers)
        headers += line.on && !line.name.trimmed().isEmpty() ? 1 : 0;
    QStringList parts;
    parts << (headers == 0 ? Words::tr("no header") : Words::tr("%n header(s)", nullptr, headers));
    QString origin = options.origin.trimmed();
    if (const qsizetype scheme = origin.indexOf(QLatin1String("://")); scheme >= 0)
        origin = origin.mid(scheme + 3);
    parts << (origin.isEmpty() ? Words::tr("no Origin") : Words::tr("Origin %1").arg(origin.left(40)));
    if (!options.key.trimmed().isEmpty())
        parts << Words::tr("own key");
    if (!options.version.trimmed().isEmpty() && options.version.trimmed() != QLatin1String("13"))
        parts << Words::tr("version %1").arg(options.version.trimmed().left(12));
    if (!options.host.trimmed().isEmpty())
        parts << Words::tr("Host %1").arg(options.host.trimmed().left(24));
    if (!options.extensions.trimmed().isEmpty())
        parts << (options.extensions.trimmed() == QLatin1String("none") ? Words::tr("no extensions")
                                                                        : Words::tr("own extensions"));
    if (!options.address.trimmed().isEmpty())
        parts << Words::tr("to %1").arg(options.address.trimmed().left(24));
    if (options.insecure)
        parts << Words::tr("any certificate");
    return parts.join(Words::tr(", "));
}

} // namespace wirewise::gui
