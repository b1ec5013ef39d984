#pragma once

#include "report/json.h"
#include "report/outline.h"
#include "report/traceparent.h"

#include <QByteArray>
#include <QList>
#include <QRandomGenerator>
#include <QString>

#include <optional>
#include <utility>

namespace wirewise::report {

/// Who reports, as attributes of OpenTelemetry's resource. service.name has to be among them.
using OtlpResource = QList<std::pair<QString, QString>>;

/// What a trace tells beside the check itself.
struct OtlpContext
{
    std::optional<TraceParent> parent; ///< else every check is a trace of its own
    QString endpoint, environment;     ///< names of a saved endpoint; may be empty
    bool passes = true;                ///< by what the run asked of it
};

/// Spans in OpenTelemetry's JSON, objects with commas between them.
struct OtlpSpans
{
    QByteArray json;
    qsizetype count = 0;
};

/// A check as a trace: the check itself with its findings as events, below it a span for each exchange and
/// for the session after a 101, below an exchange one for each phase. Secrets are masked. A check that never
/// began has no spans. The names are those of docs/fleet.md. random gives the ids.
[[nodiscard]] OtlpSpans otlpSpans(const Checked &checked, const OtlpContext &context,
                                  QRandomGenerator &random);
/// The body of a request to /v1/traces.
[[nodiscard]] QByteArray otlpTraces(const OtlpResource &resource, const QByteArray &spans);

/// Bodies of requests to /v1/metrics: gauges at that time, in nanoseconds since 1970, with the values and
/// labels of prometheusDocument, in portions that a collector takes. None without results.
[[nodiscard]] QList<QByteArray> otlpMetrics(const OtlpResource &resource, const QList<Outline> &results,
                                            qint64 at);

/// The body around spans or metrics: "Spans" and "spans", or "Metrics" and "metrics".
[[nodiscard]] QByteArray otlpEnvelope(const char *signal, const OtlpResource &resource, const char *list,
                                      const QByteArray &items);

/// What a collector answers: ExportTraceServiceResponse, ExportMetricsServiceResponse or Status.
struct OtlpReply
{
    qint64 rejected = 0; ///< spans or data points
    QString message;     ///< the collector's words; may be empty
};
/// Whatever the body is: what is not understood says nothing.
[[nodiscard]] OtlpReply otlpReply(const QByteArray &body);

} // namespace wirewise::report
