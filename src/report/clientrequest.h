#pragma once

#include "observation/exchange.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace wirewise::report {

/// An exchange as a client library is told to make it: what the library writes itself is left out.
struct ClientRequest
{
    bool upgrade = true; ///< else a plain request of method
    QByteArray method, url, host, target;
    quint16 port = 0;
    bool secure = false, insecure = false, compression = false;
    QString caFile;
    std::optional<QByteArray> origin;
    QList<QByteArray> subprotocols;
    QList<observation::HeaderPair> headers; ///< for an upgrade those that the library does not write itself
    QList<QByteArray> send;                 ///< texts, once it is open
    QStringList remarks;                    ///< what no library lets one set, in words
};
/// What was sent; of an exchange that ended before, what would have been, with the key of RFC 6455
/// section 1.3.
[[nodiscard]] wire::Request requestOf(const observation::Exchange &exchange);
[[nodiscard]] ClientRequest clientRequest(const observation::Exchange &exchange);

/// How a language writes characters that do not show.
enum class Escapes { Python, JavaScript };
/// A string in double quotes; nothing in it can end it. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] QString stringLiteral(const QByteArray &bytes, Escapes escapes);
/// The same where each character stands for one byte, as Node.js and Python's http.client have header values.
[[nodiscard]] QString byteLiteral(const QByteArray &bytes);

} // namespace wirewise::report
