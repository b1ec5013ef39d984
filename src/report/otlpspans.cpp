#include "report/otlp.h"

#include "observation/printable.h"
#include "report/instant.h"
#include "report/jsonstring.h"
#include "report/masking.h"
#include "report/otlpattributes.h"
#include "report/phases.h"

namespace wirewise::report {

using namespace observation;
using namespace diagnosis;

namespace {

/// SpanKind and StatusCode of OpenTelemetry's trace.proto; JSON wants their numbers.
enum class SpanKind { Internal = 1, Client = 3 };
constexpr int StatusError = 2;

/// Nanoseconds since 1970: 64 bits, a string in JSON.
QByteArray nanosecondsOf(Instant instant)
{
    return '"' + QByteArray::number(std::chrono::nanoseconds(instant.time_since_epoch()).count()) + '"';
}

struct Span
{
    QByteArray name;
    QByteArray parent; ///< 8 bytes; empty for none
    SpanKind kind = SpanKind::Internal;
    Instant start, end;
    OtlpAttributes attributes;
    QByteArray events;            ///< in JSON, with commas between them
    std::optional<QString> error; ///< what a status of Error says
};

/// "GET", "HEAD": also of a request that was never sent.
QByteArray methodOf(const Exchange &exchange)
{
    return exchange.probe.kind == ProbeKind::Head ? QByteArray("HEAD") : QByteArray("GET");
}

/// One finding, as an event of the check.
QByteArray eventOf(const Finding &finding, Instant at)
{
    OtlpAttributes attributes;
    attributes.add("wirewise.finding.id", finding.id);
    attributes.add("wirewise.finding.severity", toString(finding.severity));
    attributes.add("wirewise.finding.confidence", finding.confidence);
    attributes.add("wirewise.finding.title", finding.title);
    attributes.add("wirewise.finding.where", finding.where);
    attributes.add("wirewise.finding.explanation", finding.explanation);
    if (!finding.evidence.isEmpty()) {
        attributes.add("wirewise.evidence.probe", finding.evidence.constFirst().probe);
        attributes.add("wirewise.evidence.text", finding.evidence.constFirst().text);
    }
    if (!finding.fixes.isEmpty())
        attributes.add("wirewise.fix.text", finding.fixes.constFirst().text);
    return R"({"name":"wirewise.finding","timeUnixNano":)" + nanosecondsOf(at) + R"(,"attributes":)" +
           attributes.toJson() + '}';
}

/// Makes the spans of one check; its secrets are masked already.
class Trace
{
public:
    Trace(const Checked &checked, const OtlpContext &context, Instant start, QRandomGenerator &random)
        : m_checked(checked)
        , m_context(context)
        , m_start(start)
        , m_random(random)
        , m_traceId(context.parent ? context.parent->traceId : freshId(16))
    {
    }

    OtlpSpans spans()
    {
        const QByteArray check = addCheck();
        for (const Exchange &exchange : m_checked.observation.exchanges)
            addExchange(exchange, check, nullptr);
        if (m_checked.observation.session)
            addSession(*m_checked.observation.session, check);
        for (const ExperimentResult &result : m_checked.observation.experiments)
            addExchange(result.exchange, check, &result);
        return m_spans;
    }

private:
    QByteArray addCheck();
    void addExchange(const Exchange &exchange, const QByteArray &check, const ExperimentResult *experiment);
    void addPhases(const Exchange &exchange, const QByteArray &parent);
    void addSession(const SessionFacts &session, const QByteArray &check);
    QByteArray add(const Span &span);

    /// Never all zero, which would stand for none.
    QByteArray freshId(qsizetype size)
    {
        quint32 words[4];
        QByteArray id;
        do {
            m_random.fillRange(words);
            id = QByteArray(reinterpret_cast<const char *>(words), size);
        } while (id.count('\0') == size);
        return id;
    }

    const Checked &m_checked;
    const OtlpContext &m_context;
    Instant m_start;
    QRandomGenerator &m_random;
    QByteArray m_traceId;
    OtlpSpans m_spans;
};

QByteArray Trace::add(const Span &span)
{
    const QByteArray id = freshId(8);
    QByteArray &json = m_spans.json;
    json += m_spans.count > 0 ? R"(,{"traceId":")" : R"({"traceId":")";
    json += m_traceId.toHex() + R"(","spanId":")" + id.toHex();
    if (!span.parent.isEmpty())
        json += R"(","parentSpanId":")" + span.parent.toHex();
    json += R"(","name":)" + jsonString(span.name) + R"(,"kind":)" +
            QByteArray::number(static_cast<int>(span.kind)) + R"(,"startTimeUnixNano":)" +
            nanosecondsOf(span.start) + R"(,"endTimeUnixNano":)" + nanosecondsOf(span.end);
    if (!span.attributes.isEmpty())
        json += R"(,"attributes":)" + span.attributes.toJson();
    if (!span.events.isEmpty())
        json += R"(,"events":[)" + span.events + ']';
    if (span.error)
        json += R"(,"status":{"code":)" + QByteArray::number(StatusError) + R"(,"message":)" +
                jsonString(printable(span.error->toUtf8(), 1000).toUtf8()) + '}';
    json += '}';
    ++m_spans.count;
    return id;
}

QByteArray Trace::addCheck()
{
    const Observation &observation = m_checked.observation;
    const Diagnosis &diagnosis = m_checked.diagnosis;
    Span span{QByteArrayLiteral("websocket check"),
              m_context.parent ? m_context.parent->spanId : QByteArray(),
              SpanKind::Internal,
              m_start,
              m_start + observation.took,
              {},
              {},
              {}};
    if (observation.endpoint.endpoint)
        span.attributes.addEndpoint(*observation.endpoint.endpoint);
    else
        span.attributes.add("url.full", observation.typed);
    span.attributes.add("wirewise.verdict", toString(diagnosis.verdict));
    span.attributes.add("wirewise.passes", m_context.passes);
    span.attributes.add("wirewise.summary", diagnosis.summary());
    span.attributes.add("wirewise.endpoint", m_context.endpoint);
    span.attributes.add("wirewise.environment", m_context.environment);
    span.attributes.add("wirewise.from", observation.from);
    if (const Exchange *upgrade = observation.exchange(ProbeKind::Upgrade); upgrade && upgrade->status() != 0)
        span.attributes.add("http.response.status_code", qint64(upgrade->status()));
    if (!diagnosis.findings.isEmpty())
        span.attributes.add("wirewise.finding.id", diagnosis.primary().id);
    if (diagnosis.verdict == Verdict::Fails) {
        span.error = diagnosis.summary();
        if (!diagnosis.findings.isEmpty())
            span.attributes.add("error.type", diagnosis.primary().id);
    }
    for (const Finding &finding : diagnosis.findings)
        span.events += (span.events.isEmpty() ? "" : ",") + eventOf(finding, span.end);
    return add(span);
}

/// HEAD and GET of a WebSocket route may be answered with 404 and all is well; an upgrade has to be answered
/// with 101, and an experiment only tells something.
std::optional<QString> errorOf(const Exchange &exchange, bool isExperiment)
{
    if (exchange.outcome == Outcome::Stopped)
        return std::nullopt;
    if (exchange.outcome != Outcome::Answered)
        return QString::fromUtf8(toString(exchange.outcome));
    if (isExperiment || exchange.probe.kind != ProbeKind::Upgrade || exchange.upgraded())
        return std::nullopt;
    const bool refused = exchange.status() != 0 && exchange.status() != 101;
    return refused ? QString::number(exchange.status()) : QStringLiteral("not-upgraded");
}

void Trace::addExchange(const Exchange &exchange, const QByteArray &check, const ExperimentResult *experiment)
{
    if (exchange.outcome == Outcome::NotStarted || exchange.outcome == Outcome::Withheld)
        return;
    const Instant start = m_start + exchange.timing.startedAfter;
    // The conventions' "{method} {target}": few names, so that a backend can group by them.
    QByteArray name = methodOf(exchange);
    if (exchange.probe.kind == ProbeKind::Upgrade || experiment)
        name += ' ' + exchange.name();
    Span span{name, check, SpanKind::Client, start, start + exchange.timing.total, {}, {}, {}};
    span.attributes.add("http.request.method", methodOf(exchange));
    span.attributes.addEndpoint(exchange.probe.endpoint);
    span.attributes.addConnection(exchange.connection);
    if (exchange.status() != 0) {
        span.attributes.add("http.response.status_code", qint64(exchange.status()));
        span.attributes.add("network.protocol.version", QByteArray("1.1"));
    }
    span.attributes.add("wirewise.probe", exchange.name());
    span.attributes.add("wirewise.outcome", toString(exchange.outcome));
    if (experiment) {
        const bool isControl = experiment->experiment.role == Experiment::Role::Control;
        span.attributes.add("wirewise.experiment.change", experiment->experiment.change);
        span.attributes.add("wirewise.experiment.role", QByteArray(isControl ? "control" : "change"));
        span.attributes.add("wirewise.experiment.helps", experiment->helps);
    }
    if (const std::optional<QString> error = errorOf(exchange, experiment != nullptr)) {
        span.attributes.add("error.type", *error);
        span.error =
            exchange.detail.isEmpty() ? *error : QString(*error + QLatin1String(": ") + exchange.detail);
    }
    addPhases(exchange, add(span));
}

void Trace::addPhases(const Exchange &exchange, const QByteArray &parent)
{
    const Instant start = m_start + exchange.timing.startedAfter;
    const QList<Phase> phases = phasesOf(exchange.timing);
    for (qsizetype i = 0; i < phases.size(); ++i) {
        const Phase &phase = phases.at(i);
        Span span{
            phase.name, parent, SpanKind::Internal, start + phase.start, start + phase.start + phase.took, {},
            {},         {}};
        span.attributes.add("wirewise.phase", QByteArray(phase.name));
        const bool failedHere = i + 1 == phases.size() && exchange.outcome != Outcome::Answered &&
                                exchange.outcome != Outcome::Stopped;
        if (failedHere) {
            span.attributes.add("error.type", toString(exchange.outcome));
            span.error = exchange.detail;
        }
        add(span);
    }
}

void Trace::addSession(const SessionFacts &session, const QByteArray &check)
{
    const std::optional<Instant> opened = openedAt(m_checked.observation);
    if (!session.opened || !opened)
        return;
    Span span{QByteArrayLiteral("session"),
              check,
              SpanKind::Internal,
              *opened,
              *opened + session.watched,
              {},
              {},
              {}};
    span.attributes.add("wirewise.session.messages", session.messageCount);
    span.attributes.add("wirewise.session.end", toString(session.end));
    if (session.closeBy != SessionFacts::CloseBy::Nobody) {
        span.attributes.add("wirewise.session.close.by", toString(session.closeBy));
        if (session.closeCode)
            span.attributes.add("wirewise.session.close.code", qint64(*session.closeCode));
        span.attributes.add("wirewise.session.close.reason", session.closeReason);
    }
    if (session.pingSent && session.pongReceived)
        span.attributes.add(
            "wirewise.session.ping_ms",
            std::chrono::duration<double, std::milli>(*session.pongReceived - *session.pingSent).count());
    add(span);
}

} // namespace

OtlpSpans otlpSpans(const Checked &checked, const OtlpContext &context, QRandomGenerator &random)
{
    const std::optional<Instant> start = startOf(checked.observation);
    if (!start)
        return {};
    const Checked shown = masked(checked);
    return Trace(shown, context, *start, random).spans();
}

} // namespace wirewise::report
