#include "check/documentfetch.h"

#include "observation/printable.h"
#include "probe/proberun.h"
#include "wire/gzip.h"

#include <algorithm>

namespace wirewise::check {

using observation::Exchange;
using observation::Outcome;

namespace {

/// What a packed document may become.
constexpr qint64 LargestDocument = 16 * 1024 * 1024;

observation::Probe probeOf(const observation::Endpoint &endpoint, observation::Settings settings)
{
    const bool asks = std::any_of(settings.headers.cbegin(), settings.headers.cend(), [](const auto &header) {
        return header.first.compare("accept", Qt::CaseInsensitive) == 0;
    });
    if (!asks)
        settings.headers.append(
            observation::HeaderPair("Accept", "application/json, application/yaml;q=0.9, */*;q=0.5"));
    observation::Probe probe;
    probe.name = "document";
    probe.kind = observation::ProbeKind::Get;
    probe.endpoint = endpoint;
    probe.settings = settings;
    return probe;
}

} // namespace

class DocumentFetch::Run
{
public:
    Run(DocumentFetch *fetch, const observation::Endpoint &endpoint, const observation::Settings &settings)
        : m_fetch(fetch)
        , m_probe(probeOf(endpoint, settings))
    {
        QObject::connect(&m_probe, &probe::ProbeRun::finished, fetch,
                         [this](const Exchange &exchange) { tell(exchange); });
    }

    void start() { m_probe.start(); }
    void stop() { m_probe.cancel(); }

private:
    void tell(const Exchange &exchange)
    {
        const QString error = whyNot(exchange);
        QByteArray document = error.isEmpty() ? exchange.response->body : QByteArray();
        if (document.startsWith("\x1f\x8b")) // RFC 1952 section 2.3.1
            document = wire::unpack(document, LargestDocument).value_or(document);
        Q_EMIT m_fetch->finished(document, error);
    }

    static QString whyNot(const Exchange &exchange)
    {
        if (exchange.outcome == Outcome::Stopped)
            return DocumentFetch::tr("It was stopped.");
        if (!exchange.response) {
            const QString detail =
                exchange.detail.isEmpty() ? QString::fromLatin1(toString(exchange.outcome)) : exchange.detail;
            return DocumentFetch::tr("There was no answer: %1.").arg(detail);
        }
        const int status = exchange.status();
        if (status >= 300 && status < 400) {
            const QByteArray location = exchange.response->headers.value("Location");
            return DocumentFetch::tr("The answer was %1, to %2. Give that address if you trust it; redirects "
                                     "are not followed.")
                .arg(status)
                .arg(observation::printable(location, 200));
        }
        if (status != 200)
            return DocumentFetch::tr("The answer was %1, not a document.").arg(status);
        if (exchange.cut)
            return DocumentFetch::tr(
                "The document is larger than 8 MiB. Fetch it yourself, and give the file.");
        return {};
    }

    DocumentFetch *m_fetch;
    probe::ProbeRun m_probe;
};

DocumentFetch::DocumentFetch(observation::Endpoint endpoint, observation::Settings settings, QObject *parent)
    : QObject(parent)
    , m_run(std::make_unique<Run>(this, endpoint, settings))
{
}

DocumentFetch::~DocumentFetch() = default;

void DocumentFetch::start()
{
    m_run->start();
}

void DocumentFetch::stop()
{
    m_run->stop();
}

} // namespace wirewise::check
