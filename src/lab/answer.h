#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace wirewise::lab {

/// An HTTP answer as the lab's servers write it.
struct Answer
{
    QByteArray status; ///< "404 Not Found"
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    QByteArray server = "wirewise-lab"; ///< the Server header; none if empty
};

/// The bytes: Date, Content-Length and Connection: close are added, and no body goes out on HEAD.
[[nodiscard]] QByteArray toBytes(const Answer &answer, const QByteArray &method);
/// Now, as HTTP writes it (RFC 9110 section 5.6.7).
[[nodiscard]] QByteArray httpDate();

} // namespace wirewise::lab
