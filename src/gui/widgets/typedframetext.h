#pragma once

#include "wire/typedframes.h"

#include <QString>

namespace wirewise::gui {

/// A length as a head states it, which may be more than there is: "70,000 bytes".
[[nodiscard]] QString statedBytes(quint64 bytes);
/// The head of a frame: "text, not final, RSV1, not masked, 5 bytes".
[[nodiscard]] QString frameWords(const wire::TypedFrame &frame);
/// Bytes that went out as they were typed, in one line: the first frame, its payload, and how many follow.
[[nodiscard]] QString typedLine(QByteArrayView bytes);

} // namespace wirewise::gui
