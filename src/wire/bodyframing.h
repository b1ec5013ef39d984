#pragma once

#include "wire/response.h"

#include <QByteArray>

#include <optional>

namespace wirewise::wire {

/// How the body of a response ends.
struct BodyPlan
{
    Framing framing = Framing::None;
    qint64 length = 0; ///< bytes, with Framing::ContentLength
};

/// Decides by RFC 9112 section 6.3 and notes what is wrong with the headers that say so.
[[nodiscard]] BodyPlan planBody(const QByteArray &requestMethod, Response *response);

/// The size in a chunk line (RFC 9112 section 7.1), extensions ignored; nothing if it is not one.
[[nodiscard]] std::optional<qint64> readChunkSize(QByteArrayView line);

} // namespace wirewise::wire
