#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace wirewise::report {

/// The span of somebody else's trace that a run belongs to.
struct TraceParent
{
    QByteArray traceId; ///< 16 bytes, not all zero
    QByteArray spanId;  ///< 8 bytes, not all zero
};

/// What a traceparent header says (W3C Trace Context section 3.2.2); nothing if it is none. Whether that
/// trace is sampled does not matter: whoever asks for an export wants it.
[[nodiscard]] std::optional<TraceParent> traceParentFrom(QByteArrayView text);

} // namespace wirewise::report
