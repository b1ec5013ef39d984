#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace wirewise::wire {

/// What the first bytes of a peer look like.
enum class Signature {
    Empty,
    Http1,
    Http2Settings,
    TlsAlert,
    TlsHandshake,
    Ssh,
    Smtp,
    Ftp,
    Redis,
    MySql,
    PostgreSql,
    Mqtt,
    Amqp,
    Socks,
    Vnc,
    WebSocketFrame,
    Telnet,
    Imap,
    Pop3,
    Memcached,
    Irc,
    MongoDb,
    Text,
    Binary,
};

/// Judged by the public formats of these protocols, not by one server's words.
[[nodiscard]] Signature signatureOf(QByteArrayView firstBytes);
/// For example "an SSH banner"; plain English, untranslated, for use inside a sentence.
[[nodiscard]] QByteArray describe(Signature signature);
QByteArray toString(Signature signature);

} // namespace wirewise::wire
