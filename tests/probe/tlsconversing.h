#pragma once

#include "probe/tls.h"
#include "probe/tlsserverend.h"

namespace wirewise::testing {

/// Carries bytes both ways until nothing moves; portion 1 is byte by byte.
inline void converse(probe::TlsClient &client, TlsServerEnd &server, qsizetype portion = 1 << 20)
{
    for (;;) {
        const QByteArray up = client.takeOutgoing();
        if (!up.isEmpty())
            server.feed(up);
        const QByteArray down = server.takeOutgoing();
        for (qsizetype at = 0; at < down.size(); at += portion)
            client.feed(QByteArrayView(down).sliced(at, qMin(portion, down.size() - at)));
        if (up.isEmpty() && down.isEmpty())
            return;
    }
}

} // namespace wirewise::testing
