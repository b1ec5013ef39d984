#include "cli/discovery.h"

#include "cli/checkoptions.h"
#include "import/readtext.h"
#include "observation/printable.h"
#include "observation/redaction.h"

#include <QFile>
#include <QFileInfo>

namespace wirewise::cli {

namespace {

constexpr Option optionTable[] = {
    {"discover", "FILE|URL",
     QT_TRANSLATE_NOOP("Options",
                       "endpoints to check: the GET paths of an OpenAPI or Swagger document, the ws channels "
                       "of an AsyncAPI document (JSON or YAML), or the answer of a Socket.IO or SignalR "
                       "negotiation; from a file, or fetched with a plain GET")},
    {"server", "URL",
     QT_TRANSLATE_NOOP("Options",
                       "where the endpoints of --discover are, instead of what the document says")},
    {"other-hosts", nullptr,
     QT_TRANSLATE_NOOP("Options", "check endpoints of --discover on other hosts, too; credentials are never "
                                  "sent there")},
};

} // namespace

Discovery::~Discovery() = default;

std::span<const Option> Discovery::options()
{
    return optionTable;
}

QString Discovery::readSettings(const Arguments &arguments)
{
    m_source = arguments.value("discover");
    m_place.server = arguments.value("server");
    m_otherHosts = arguments.has("other-hosts");
    m_settings = usualSettings();
    if (const QString error = applyOptions(arguments, m_settings); !error.isEmpty())
        return error;
    if (m_place.server.isEmpty())
        return {};
    const observation::EndpointResult server = observation::parseEndpoint(m_place.server);
    if (!server.endpoint)
        return tr("--server %1: an address was expected, for example https://staging.example.org/api.")
            .arg(m_place.server);
    // Without a scheme the shorter way to write it stands for what parseEndpoint() makes of it.
    if (!m_place.server.contains(QLatin1String("://")))
        m_place.server = server.endpoint->url();
    m_host = server.endpoint->host;
    return {};
}

void Discovery::start(const Arguments &arguments)
{
    if (const QString error = readSettings(arguments); !error.isEmpty())
        return tell(error);
    if (!m_source.contains(QLatin1String("://")))
        return readFile(m_source);
    const observation::EndpointResult address = observation::parseEndpoint(m_source);
    if (!address.endpoint)
        return tell(tr("--discover %1: a file, or an address such as https://example.org/openapi.json, was "
                       "expected.")
                        .arg(m_source));
    fetch(*address.endpoint);
}

void Discovery::readFile(const QString &path)
{
    QFile file(path);
    const bool standardInput = path == QLatin1String("-");
    if (!(standardInput ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly)))
        return tell(tr("--discover %1 cannot be read: %2.").arg(path, file.errorString()));
    take(file.read(imports::MaximumTextSize + 1));
}

void Discovery::fetch(const observation::Endpoint &endpoint)
{
    m_place.fetchedFrom = m_source;
    if (!m_host)
        m_host = endpoint.host;
    // Credentials go where the user sends them: to --server, if that is another host.
    observation::Settings settings = m_settings;
    observation::Endpoint document = endpoint;
    if (*m_host != endpoint.host)
        std::tie(document, settings) = observation::withoutCredentials(endpoint, m_settings);
    m_fetch = std::make_unique<check::DocumentFetch>(document, settings);
    connect(m_fetch.get(), &check::DocumentFetch::finished, this,
            [this](const QByteArray &text, const QString &error) {
                if (error.isEmpty())
                    take(text);
                else
                    tell(tr("--discover %1: %2").arg(observation::maskedUrl(m_source), error));
            });
    m_fetch->start();
}

void Discovery::stop()
{
    if (m_fetch)
        m_fetch->stop();
}

void Discovery::take(const QByteArray &document)
{
    const imports::Discovered found = imports::discover(document, m_place);
    const QString source = observation::maskedUrl(m_source);
    if (!found.isUnderstood())
        return tell(tr("--discover %1: %2").arg(source, found.error));
    m_kind = found.kind;
    m_title = found.title;
    m_passedOver = found.passedOver;
    m_items.title = m_title.isEmpty() ? QFileInfo(source).fileName() : m_title;
    for (const imports::DiscoveredEndpoint &endpoint : found.endpoints)
        append(endpoint);
    tell({});
}

void Discovery::append(const imports::DiscoveredEndpoint &found)
{
    const observation::EndpointResult read = observation::parseEndpoint(found.address);
    ItemOrigin origin;
    origin.what = found.what;
    const QByteArray host = read.endpoint ? read.endpoint->host : QByteArray();
    if (!read.endpoint || m_host == host) {
        m_items.append({found.address, m_settings}, origin);
        return;
    }
    if (m_host && !m_otherHosts) {
        m_passedOver.append(
            {QString(found.what % QLatin1String(": ") % observation::maskedUrl(found.address)),
             tr("It is on another host than the document. Check it, too, with --other-hosts.")});
        return;
    }
    // A document may name any host: what the user typed for one is not for others. What the document itself
    // gives for that host stays in the address.
    observation::Settings settings = observation::withoutCredentials(*read.endpoint, m_settings).second;
    settings.headers.clear();
    settings.send.clear();
    origin.withheld = settings != m_settings;
    m_items.append({found.address, settings}, origin);
}

QString Discovery::summary() const
{
    QString words = tr("Read as %1").arg(titleOf(m_kind));
    if (!m_title.isEmpty())
        words += tr(", \"%1\"").arg(observation::printable(m_title.toUtf8(), 80));
    return words + tr(": endpoints: %1, passed over: %2.").arg(m_items.items.size()).arg(m_passedOver.size());
}

void Discovery::tell(const QString &error)
{
    // From the event loop, as what is fetched comes: who asked need not be ready for an answer at once.
    QMetaObject::invokeMethod(
        this, [this, error] { Q_EMIT finished(error); }, Qt::QueuedConnection);
}

} // namespace wirewise::cli
