#pragma once

#include "bench/serverprocess.h"

#include <QByteArray>

namespace wirewise::bench {

/// What a flood consists of; the path of the address says it.
struct FloodPlan
{
    qsizetype size = 128; ///< bytes of a message
    qint64 count = 0;
    bool deflated = false;
    qint64 perSecond = 0; ///< messages; 0: as many as are taken

    [[nodiscard]] QByteArray path() const;
    [[nodiscard]] static FloodPlan fromPath(const QByteArray &path);
    /// Bytes behind the head of the 101, the Close frame included; not known of what is deflated.
    [[nodiscard]] qint64 wireSize() const;
};

/// The text of message number `index`: JSON like that of a stock ticker.
[[nodiscard]] QByteArray floodText(qsizetype size, qint64 index);
/// One of the blocks that are sent again and again, and how many messages it holds.
struct FloodBlock
{
    QByteArray bytes;
    qint64 messages = 0;
};
/// Frames for at most `most` messages, about a megabyte of text.
[[nodiscard]] FloodBlock floodBlock(const FloodPlan &plan, qint64 most);

/// Sends floods on loopback faster than any client reads them: blocking sockets, one thread a connection,
/// buffers made before. After the last message it closes as RFC 6455 section 7 asks. It runs in a process of
/// its own, so that its work is not counted, and ends with this one.
class FloodServer
{
public:
    FloodServer();

    [[nodiscard]] quint16 port() const { return m_process.port(); } ///< 0 if it could not be started

private:
    ServerProcess m_process;
};

} // namespace wirewise::bench
