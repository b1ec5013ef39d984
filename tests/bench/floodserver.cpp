#include "bench/floodserver.h"

#include "wire/conversation.h"
#include "wire/handshake.h"
#include "wire/request.h"

#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <map>
#include <mutex>
#include <thread>

namespace wirewise::bench {

namespace {

constexpr qsizetype blockSize = 1024 * 1024;
constexpr qsizetype closeSize = 4; ///< of an unmasked Close frame with a code

bool sendAll(int connection, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t sent = send(connection, bytes.data(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes = bytes.sliced(sent);
    }
    return true;
}

QByteArray requestHead(int connection)
{
    QByteArray received;
    char portion[4096];
    while (!received.contains("\r\n\r\n")) {
        const ssize_t count = recv(connection, portion, sizeof portion, 0);
        if (count <= 0) {
            return {};
        }
        received.append(portion, count);
    }
    return received;
}

/// Whole blocks, then one that holds what is left.
bool sendFlood(int connection, const FloodPlan &plan)
{
    static std::mutex mutex;
    static std::map<QByteArray, FloodBlock> made;
    const FloodBlock *block = nullptr;
    {
        const std::lock_guard lock(mutex);
        auto &known = made[plan.path()];
        if (known.bytes.isEmpty()) {
            known = floodBlock(plan, plan.count);
        }
        block = &known;
    }
    using namespace std::chrono;
    const auto begin = steady_clock::now();
    qint64 left = plan.count;
    for (; left >= block->messages && left > 0; left -= block->messages) {
        if (!sendAll(connection, block->bytes)) {
            return false;
        }
        if (plan.perSecond > 0) {
            const qint64 sent = plan.count - left + block->messages;
            std::this_thread::sleep_until(begin + microseconds(sent * 1'000'000 / plan.perSecond));
        }
    }
    return left == 0 || sendAll(connection, floodBlock(plan, left).bytes);
}

void serve(int connection)
{
    const wire::Request request = wire::requestFromBytes(requestHead(connection));
    FloodPlan plan = FloodPlan::fromPath(request.target);
    // RFC 6455 section 9.1: only what was offered
    plan.deflated =
        plan.deflated && request.headers.value("Sec-WebSocket-Extensions").contains("permessage-deflate");
    QByteArray answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Accept: " +
                        wire::acceptFor(request.headers.value("Sec-WebSocket-Key")) + "\r\n";
    if (plan.deflated) {
        answer += "Sec-WebSocket-Extensions: permessage-deflate\r\n";
    }
    constexpr QByteArrayView closeNormally("\x88\x02\x03\xe8", closeSize);
    if (sendAll(connection, QByteArray(answer + "\r\n")) && sendFlood(connection, plan) &&
        sendAll(connection, closeNormally)) {
        // RFC 6455 section 7.1.1: the server ends TCP first, once the client's Close has come
        char portion[4096];
        if (recv(connection, portion, sizeof portion, 0) > 0) {
            shutdown(connection, SHUT_WR);
            while (recv(connection, portion, sizeof portion, 0) > 0) {
            }
        }
    }
    close(connection);
}

} // namespace

QByteArray FloodPlan::path() const
{
    return '/' + QByteArray::number(size) + '/' + QByteArray::number(count) +
           (deflated ? "/deflate/" : "/plain/") + QByteArray::number(perSecond);
}

FloodPlan FloodPlan::fromPath(const QByteArray &path)
{
    const QByteArrayList words = path.split('/');
    return {words.value(1).toLongLong(), words.value(2).toLongLong(), words.value(3) == "deflate",
            words.value(4).toLongLong()};
}

qint64 FloodPlan::wireSize() const
{
    const qsizetype head = size < 126 ? 2 : size <= 0xFFFF ? 4 : 10;
    return count * (head + size) + closeSize;
}

QByteArray floodText(qsizetype size, qint64 index)
{
    const QByteArray first =
        R"({"number":)" + QByteArray::number(10'000'000 + index * 7919 % 90'000'000) + R"(,"quotes":")";
    const QByteArray quote = "WIRE 123.45 buy 1000, ";
    const qsizetype room = qMax<qsizetype>(0, size - first.size() - 2);
    const QByteArray text = first + quote.repeated(room / quote.size() + 1).left(room) + "\"}";
    return text.left(size);
}

FloodBlock floodBlock(const FloodPlan &plan, qint64 most)
{
    FloodBlock block;
    wire::Conversation server(wire::Conversation::Role::Server);
    if (plan.deflated) {
        // It can be sent again and again: what was compressed with an empty window refers to nothing before.
        server.setDeflate({});
    }
    for (; block.messages < most && block.messages * plan.size < blockSize; ++block.messages) {
        server.sendText(floodText(plan.size, block.messages));
    }
    block.bytes = server.takeOutgoing();
    return block;
}

FloodServer::FloodServer()
    : m_process(serve)
{
}

} // namespace wirewise::bench
