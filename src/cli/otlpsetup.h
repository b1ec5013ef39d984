#pragma once

#include "cli/delivery.h"
#include "report/otlp.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace wirewise::cli {

/// Where OpenTelemetry's data goes, from the options and the variables that its specification names.
struct OtlpSetup
{
    DeliveryTarget traces, metrics;
    report::OtlpResource resource;
    std::optional<report::TraceParent> parent; ///< of TRACEPARENT
    QStringList warnings;                      ///< sentences
};

/// address is that of a collector, to which /v1/traces and /v1/metrics are added, or "env": then
/// OTEL_EXPORTER_OTLP_ENDPOINT and its kin say it. headers are lines "Name: value". An error is a sentence
/// that says what was expected.
///
/// Headers of the environment belong to the address of the environment: where it names one of another origin
/// than address, they stay here.
[[nodiscard]] tl::expected<OtlpSetup, QString> otlpSetup(const QString &address, const QStringList &headers,
                                                         const QProcessEnvironment &environment);

/// An http or https address with its user and password taken out into a header; an error is a sentence.
[[nodiscard]] tl::expected<DeliveryTarget, QString> deliveryTarget(const char *option,
                                                                   const QString &address);

/// "Name: value"; nothing if it is no header that can be sent.
[[nodiscard]] std::optional<std::pair<QByteArray, QByteArray>> headerLine(const QString &line);

} // namespace wirewise::cli
