#include "probe/tlscontext.h"

#include "probe/keylog.h"
#include "probe/systemtrust.h"

#include <QFile>
#include <QHash>

#include <mutex>

#include <openssl/err.h>
#include <openssl/x509.h>

namespace wirewise::probe {

namespace {

QString lastError()
{
    const unsigned long code = ERR_peek_last_error();
    const char *reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    ERR_clear_error();
    return reason == nullptr ? QString() : QString::fromLatin1(reason);
}

QString cannotRead(const QString &file)
{
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly))
        return file + QStringLiteral(": ") + opened.errorString();
    const QString reason = lastError();
    return file + QStringLiteral(": ") + (reason.isEmpty() ? QStringLiteral("not a PEM file") : reason);
}

/// Nobody sits at a prompt here; without this OpenSSL asks on the terminal.
int noPassphrase(char *, int, int, void *)
{
    return 0;
}

QString loadFiles(SSL_CTX *context, const TlsOptions &options)
{
    if (options.caFile.isEmpty())
        trustSystem(context);
    else if (SSL_CTX_load_verify_file(context, QFile::encodeName(options.caFile).constData()) != 1)
        return cannotRead(options.caFile);
    if (options.certificateFile.isEmpty())
        return {};
    SSL_CTX_set_default_passwd_cb(context, noPassphrase);
    if (SSL_CTX_use_certificate_chain_file(context, QFile::encodeName(options.certificateFile).constData()) !=
        1)
        return cannotRead(options.certificateFile);
    const QString keyFile = options.keyFile.isEmpty() ? options.certificateFile : options.keyFile;
    if (SSL_CTX_use_PrivateKey_file(context, QFile::encodeName(keyFile).constData(), SSL_FILETYPE_PEM) != 1)
        return cannotRead(keyFile);
    return {};
}

TlsContextResult makeContext(const TlsOptions &options)
{
    ERR_clear_error();
    SslContext context(SSL_CTX_new(TLS_client_method()), SslContextDeleter());
    if (!context)
        return {{}, lastError()};
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                        SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_keylog_callback(context.get(), [](const SSL *, const char *line) { logKey(line); });
    const QString error = loadFiles(context.get(), options);
    if (!error.isEmpty())
        return {{}, error};
    return {context, {}};
}

} // namespace

TlsContextResult tlsContextFor(const TlsOptions &options)
{
    static std::mutex mutex;
    static SslContext systemContext;
    static QHash<QString, std::weak_ptr<SSL_CTX>> others;

    const std::lock_guard lock(mutex);
    if (options.caFile.isEmpty() && options.certificateFile.isEmpty()) {
        if (systemContext)
            return {systemContext, {}};
        TlsContextResult made = makeContext(options);
        systemContext = made.context;
        return made;
    }
    const QString key =
        options.caFile + QLatin1Char('\n') + options.certificateFile + QLatin1Char('\n') + options.keyFile;
    if (SslContext known = others.value(key).lock())
        return {known, {}};
    TlsContextResult made = makeContext(options);
    others.removeIf([](const auto &entry) { return entry.value().expired(); });
    if (made.context)
        others.insert(key, made.context);
    return made;
}

} // namespace wirewise::probe
