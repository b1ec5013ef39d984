#pragma once

#include "probe/tls.h"

#include <QString>

#include <memory>

#include <openssl/ssl.h>

namespace wirewise::probe {

struct SslContextDeleter
{
    void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
};
using SslContext = std::shared_ptr<SSL_CTX>;

/// A context that is ready for clients of these options, or why there is none.
struct TlsContextResult
{
    SslContext context;
    QString error;
};

/// One context serves all clients of equal files as long as one of them lives; that of the system's
/// authorities is kept for good. Callable from any thread.
[[nodiscard]] TlsContextResult tlsContextFor(const TlsOptions &options);

} // namespace wirewise::probe
