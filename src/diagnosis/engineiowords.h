#pragma once

#include "observation/exchange.h"

#include <optional>

namespace wirewise::diagnosis {

class Facts;

/// What Engine.IO says no to, by its code or its words.
enum class EngineIoKind {
    UnknownTransport,
    UnknownSession,
    BadHandshake,
    BadRequest,
    Forbidden,
    UnsupportedVersion
};

struct EngineIoSaying
{
    EngineIoKind kind = EngineIoKind::BadRequest;
    wire::ByteRange range;  ///< in Exchange::received, or in SessionFacts::stream
    bool inSession = false; ///< written as HTTP into the open socket
};

/// The refusal in one answer: Node's code, python-engineio's bare string, or plain text.
[[nodiscard]] std::optional<EngineIoSaying> engineIoSaying(const observation::Exchange &exchange);
/// The refusal of the upgrade, also one inside the socket; only on a path that smells of Engine.IO, or by
/// code.
[[nodiscard]] std::optional<EngineIoSaying> engineIoSaying(const Facts &facts);

} // namespace wirewise::diagnosis
