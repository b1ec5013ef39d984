#pragma once

#include "observation/connectionfacts.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <memory>

namespace wirewise::probe {

/// How one TLS client shall behave.
struct TlsOptions
{
    QByteArray host; ///< the name or IP literal that the certificate must hold; a name goes into SNI
    QList<QByteArray> alpn{"http/1.1"};
    QString caFile;                   ///< PEM; instead of the system's authorities
    QString certificateFile, keyFile; ///< PEM; the key may stand in the certificate's file
    bool insecure = false;            ///< go on whatever the certificate is
};

/// The client's side of TLS: bytes in, bytes out; no socket, no clock. Verification and cryptography are
/// OpenSSL's (TLS 1.2 and 1.3); whatever can be learned is kept in facts(), also of a handshake that fails.
/// An unverified peer never gets a byte: the state is Failed then.
class TlsClient
{
public:
    enum class State {
        Handshaking,
        Open,
        Ended,    ///< the peer ended it orderly after the handshake
        Failed,   ///< see facts()
        Unusable, ///< nothing was sent: a file of the options cannot be read, see facts().detail
    };

    explicit TlsClient(const TlsOptions &options);
    ~TlsClient();
    TlsClient(TlsClient &&) noexcept;
    TlsClient &operator=(TlsClient &&) noexcept;

    /// Bytes that came from the peer, so long after TLS began; the steps of the handshake are dated with it.
    void feed(QByteArrayView bytes, observation::Duration at = {});
    /// The peer ended the stream: ClosedByPeer or ResetByPeer.
    void feedEnd(observation::StreamEnd how);
    /// The limit was reached.
    void timeOut();
    /// Clear bytes to be sent; kept until the handshake is over, dropped after a failure.
    void write(QByteArrayView bytes);
    /// Says goodbye (close_notify).
    void shutdown();
    /// Bytes for the peer; empties the queue. Look after each call of the others.
    [[nodiscard]] QByteArray takeOutgoing();
    /// Decrypted bytes; empties the queue.
    [[nodiscard]] QByteArray takePlain();

    [[nodiscard]] State state() const;
    [[nodiscard]] const observation::TlsFacts &facts() const;

private:
    struct Session;
    std::unique_ptr<Session> m_session;
};

/// The registered name of an alert (RFC 8446 section 6), for example "handshake_failure".
[[nodiscard]] QByteArray alertName(int code);

} // namespace wirewise::probe
