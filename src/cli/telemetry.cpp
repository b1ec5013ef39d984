#include "cli/telemetry.h"

#include "observation/redaction.h"
#include "report/prometheus.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRandomGenerator>

namespace wirewise::cli {

namespace {

/// About 400 KB, as exporters send it.
constexpr qsizetype SpansOfARequest = 512;

constexpr Option telemetryOptionTable[] = {
    {"otlp", "URL|env",
     QT_TRANSLATE_NOOP("Options", "send each check as a trace to an OpenTelemetry collector (OTLP over HTTP, "
                                  "JSON); env: to the address in OTEL_EXPORTER_OTLP_ENDPOINT")},
    {"otlp-header", "\"Name: value\"",
     QT_TRANSLATE_NOOP("Options", "sent to the collector alone; may be given again"), true},
    {"otlp-metrics", nullptr, QT_TRANSLATE_NOOP("Options", "send the metrics there, too")},
    {"pushgateway", "URL", QT_TRANSLATE_NOOP("Options", "put the metrics into a Pushgateway of Prometheus")},
    {"push-job", "NAME", QT_TRANSLATE_NOOP("Options", "the job they belong to there; default wirewise")},
    {"must-arrive", nullptr,
     QT_TRANSLATE_NOOP("Options",
                       "exit status 3 if the collector or the Pushgateway did not take everything")},
};

} // namespace

Telemetry::~Telemetry() = default;

std::span<const Option> Telemetry::options()
{
    return telemetryOptionTable;
}

QString Telemetry::read(const Arguments &arguments, const Console &console)
{
    m_console = console;
    m_mustArrive = arguments.has("must-arrive");
    for (const char *option : {"otlp-header", "otlp-metrics"}) {
        if (arguments.has(option) && !arguments.has("otlp"))
            return tr("--%1 needs --otlp, which says where the collector is.").arg(QLatin1String(option));
    }
    if (arguments.has("otlp")) {
        auto setup = otlpSetup(arguments.value("otlp"), arguments.values("otlp-header"),
                               QProcessEnvironment::systemEnvironment());
        if (!setup)
            return setup.error();
        m_setup = *std::move(setup);
        for (const QString &warning : std::as_const(m_setup.warnings))
            console.complain(warning);
        m_traces = std::make_unique<Delivery>(m_setup.traces);
        watch(*m_traces);
        if (arguments.has("otlp-metrics")) {
            m_metrics = std::make_unique<Delivery>(m_setup.metrics);
            watch(*m_metrics);
        }
    }
    if (const QString error = readPushgateway(arguments); !error.isEmpty())
        return error;
    if (m_mustArrive && !isAsked())
        return tr("--must-arrive needs --otlp or --pushgateway: nothing is sent without them.");
    return {};
}

QString Telemetry::readPushgateway(const Arguments &arguments)
{
    if (!arguments.has("pushgateway"))
        return arguments.has("push-job")
                   ? tr("--push-job needs --pushgateway, which says where the Pushgateway is.")
                   : QString();
    auto target = deliveryTarget("pushgateway", arguments.value("pushgateway"));
    if (!target)
        return target.error();
    const QByteArray job = arguments.has("push-job") ? arguments.value("push-job").toUtf8() : "wirewise";
    if (job.isEmpty())
        return tr("--push-job: a name was expected.");
    // In base64 the name may hold a slash.
    target->url.setPath(target->url.path() + (target->url.path().endsWith(u'/') ? u"" : u"/") +
                        QLatin1String("metrics/job@base64/") +
                        QString::fromLatin1(job.toBase64(QByteArray::Base64UrlEncoding)));
    target->method = DeliveryTarget::Method::Put;
    target->contentType = "text/plain; version=0.0.4";
    m_pushes = std::make_unique<Delivery>(*target);
    watch(*m_pushes);
    return {};
}

void Telemetry::watch(Delivery &delivery)
{
    connect(&delivery, &Delivery::idle, this, &Telemetry::endIfIdle);
    connect(&delivery, &Delivery::fell, this, [this, &delivery] {
        if (m_tellsOutages)
            complain(tr("%1 does not take the results: %2.")
                         .arg(observation::maskedUrl(delivery.url().toString()), delivery.reason()));
    });
    connect(&delivery, &Delivery::taken, this, [this](const QByteArray &answer, qsizetype count) {
        if (answer.trimmed().startsWith('<')) {
            // Whatever listens there says 200 to everything.
            m_rejected += count;
            m_rejection = tr("it answered with a web page. Is that its address?");
            return;
        }
        const report::OtlpReply reply = report::otlpReply(answer);
        m_rejected += std::min<qsizetype>(reply.rejected, count);
        if (!reply.message.isEmpty())
            m_rejection = reply.message.left(300);
    });
}

void Telemetry::take(const report::Checked &checked, report::OtlpContext context)
{
    if (!m_traces)
        return;
    context.parent = m_setup.parent;
    const report::OtlpSpans spans = report::otlpSpans(checked, context, *QRandomGenerator::global());
    if (spans.count == 0)
        return;
    m_spans.json += (m_spans.count > 0 ? "," : "") + spans.json;
    m_spans.count += spans.count;
    if (m_spans.count >= SpansOfARequest)
        sendSpans();
}

void Telemetry::sendSpans()
{
    if (m_spans.count > 0)
        m_traces->send(report::otlpTraces(m_setup.resource, m_spans.json), m_spans.count);
    m_spans = {};
}

void Telemetry::sendMetrics(const QList<report::Outline> &results)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch() * 1000000;
    const QList<QByteArray> bodies = report::otlpMetrics(m_setup.resource, results, now);
    for (const QByteArray &body : bodies)
        m_metrics->send(body, 1);
}

void Telemetry::push(const QList<report::Outline> &results)
{
    m_pushes->send(report::prometheusDocument(results), 1);
}

void Telemetry::flush(const QList<report::Outline> &results)
{
    m_tellsOutages = true;
    sendSpans();
    if (m_metrics && m_metrics->isIdle())
        sendMetrics(results);
    if (m_pushes && m_pushes->isIdle())
        push(results);
}

void Telemetry::finish(const QList<report::Outline> &results)
{
    m_tellsOutages = false;
    sendSpans();
    if (m_metrics)
        sendMetrics(results);
    if (m_pushes)
        push(results);
    m_ending = true;
    endIfIdle();
}

void Telemetry::complain(const QString &sentence)
{
    Q_EMIT aboutToComplain();
    m_console.complain(sentence);
}

void Telemetry::hurry()
{
    for (Delivery *delivery : {m_traces.get(), m_metrics.get(), m_pushes.get()}) {
        if (delivery)
            delivery->hurry();
    }
}

void Telemetry::endIfIdle()
{
    for (const Delivery *delivery : {m_traces.get(), m_metrics.get(), m_pushes.get()}) {
        if (delivery && !delivery->isIdle())
            return;
    }
    if (!std::exchange(m_ending, false))
        return;
    if (m_traces)
        tellLosses(*m_traces, tr("%1 spans").arg(m_traces->lost()));
    if (m_metrics)
        tellLosses(*m_metrics, tr("the metrics"));
    if (m_pushes)
        tellLosses(*m_pushes, tr("the metrics"));
    m_lost += m_rejected;
    const QString words = m_rejection.isEmpty() ? tr("it does not say why.") : m_rejection;
    if (m_rejected > 0)
        complain(tr("The collector rejected %1 spans or data points: %2").arg(m_rejected).arg(words));
    else if (!m_rejection.isEmpty())
        complain(tr("The collector took everything, and says: %1").arg(words));
    Q_EMIT finished();
}

void Telemetry::tellLosses(const Delivery &delivery, const QString &what)
{
    if (delivery.lost() == 0)
        return;
    m_lost += delivery.lost();
    complain(tr("%1 did not take %2: %3.")
                 .arg(observation::maskedUrl(delivery.url().toString()), what, delivery.reason()));
}

} // namespace wirewise::cli
