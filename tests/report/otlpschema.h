#pragma once

#include <QByteArray>
#include <QStringList>

namespace wirewise::tests {

/// Where a body breaks the rules of OTLP's JSON (opentelemetry-proto, docs/specification.md, "JSON Protobuf
/// Encoding"): members that its messages do not have, identifiers that are not hexadecimal digits of the
/// right number, 64-bit numbers that are not strings, enumerations that are not numbers. Empty if nowhere.
/// message is "ExportTraceServiceRequest" or "ExportMetricsServiceRequest".
[[nodiscard]] QStringList otlpBreaches(const QByteArray &body, const QString &message);

} // namespace wirewise::tests
