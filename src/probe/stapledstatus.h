#pragma once

#include "observation/tlsfacts.h"

#include <optional>

#include <openssl/ssl.h>

namespace wirewise::probe {

/// What the server stapled about its own certificate; nothing where it stapled nothing. Callable once the
/// certificates came. Nobody is asked: only what the server sent is read (RFC 6066 section 8).
[[nodiscard]] std::optional<observation::StapledStatus> readStaple(SSL *ssl);

} // namespace wirewise::probe
