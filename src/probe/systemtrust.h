#pragma once

#include <openssl/ssl.h>

namespace wirewise::probe {

/// Trusts the system's authorities, as OpenSSL's defaults and SSL_CERT_DIR and SSL_CERT_FILE name them.
/// The hashed directory is read certificate by certificate as they are needed; the bundle, which takes tens
/// of milliseconds, only when an issuer is not found there.
void trustSystem(SSL_CTX *context);

} // namespace wirewise::probe
