#pragma once

#include "observation/observation.h"
#include "wire/deflatenegotiation.h"

#include <QString>

#include <optional>

namespace wirewise::gui {

/// What client and server agreed on in the upgrade; nothing without compression.
[[nodiscard]] std::optional<wire::DeflateAgreement>
agreedDeflate(const observation::Observation &observation);
/// "32 KiB kept from message to message".
[[nodiscard]] QString windowWords(int bits, bool takesOver);
/// What became of the offer: "permessage-deflate, the server with a window of 32 KiB that lives on, …".
/// Empty where the upgrade was not answered with 101.
[[nodiscard]] QString compressionWords(const observation::Observation &observation);

} // namespace wirewise::gui
