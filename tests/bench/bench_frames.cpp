// What parsing costs beside the least that any program must do with the same bytes: copy them, receive them,
// or inflate them with zlib alone.

#include "bench/medians.h"
#include "wire/conversation.h"
#include "wire/deflate.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace {

using namespace wirewise;

constexpr qsizetype portion = 64 * 1024;
constexpr qsizetype total = 64 * 1024 * 1024;
constexpr int rounds = 9;

enum class Content { Ascii, Umlauts };

/// Text like that of a stock ticker; with umlauts about every eighth character takes two bytes.
QByteArray text(qsizetype size, Content content)
{
    const QByteArray one = content == Content::Ascii ? R"({"symbol":"WIRE","price":123.45,"side":"buy"},)"
                                                     : R"({"straße":"Größe","tür":"fünf","für":"süß"},)";
    QByteArray whole = one.repeated(size / one.size() + 1).left(size);
    while (static_cast<quint8>(whole.back()) >= 0x80) {
        whole.chop(1); // not inside a character
    }
    return whole.leftJustified(size, 'x');
}

struct Flood
{
    QByteArray bytes;
    qint64 messages = 0;
    wire::Conversation::Role reader = wire::Conversation::Role::Client;
    bool deflated = false;
};

/// About `total` bytes of text messages as a server sends them, or a client, which masks them.
Flood flood(const QByteArray &payload, wire::Conversation::Role sender)
{
    wire::Frame frame;
    frame.payload = payload;
    if (sender == wire::Conversation::Role::Client) {
        frame.mask = {0x37, 0xfa, 0x21, 0x3d};
    }
    const QByteArray one = wire::toBytes(frame);
    const qint64 messages = total / one.size();
    return {one.repeated(messages), messages,
            sender == wire::Conversation::Role::Client ? wire::Conversation::Role::Server
                                                       : wire::Conversation::Role::Client,
            false};
}

/// Compressed messages that give about `total` bytes, each unlike the one before.
Flood deflatedFlood(const QByteArray &payload, QByteArray *stream)
{
    wire::Conversation server(wire::Conversation::Role::Server);
    server.setDeflate({});
    wire::Deflater deflater;
    Flood made{{}, total / payload.size(), wire::Conversation::Role::Client, true};
    for (qint64 i = 0; i < made.messages; ++i) {
        QByteArray message = payload;
        message.replace(0, 8, QByteArray::number(10'000'000 + i * 7919 % 90'000'000));
        server.sendText(message);
        stream->append(deflater.compress(message)).append("\x00\x00\xFF\xFF", 4);
    }
    made.bytes = server.takeOutgoing();
    return made;
}

/// Hands the bytes over in portions, as a socket does.
template<typename Take>
void inPortions(const QByteArray &bytes, Take take)
{
    for (qsizetype at = 0; at < bytes.size(); at += portion) {
        take(QByteArrayView(bytes).sliced(at, std::min(portion, bytes.size() - at)));
    }
}

double cpuOf(auto work)
{
    const double before = bench::secondsOf(CLOCK_THREAD_CPUTIME_ID);
    work();
    return bench::secondsOf(CLOCK_THREAD_CPUTIME_ID) - before;
}

double copying(const QByteArray &bytes)
{
    QByteArray to(portion, '\0');
    return cpuOf([&] {
        inPortions(bytes, [&to](QByteArrayView part) {
            std::memcpy(to.data(), part.data(), static_cast<size_t>(part.size()));
            asm volatile("" : : "r"(to.data()) : "memory"); // else the copies may be left out
        });
    });
}

/// Both ends of a TCP connection on loopback.
std::array<int, 2> connectedPair()
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    const int client = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listener, generic, length) != 0 || listen(listener, 1) != 0 ||
        getsockname(listener, generic, &length) != 0 || connect(client, generic, length) != 0) {
        std::perror("loopback");
        std::exit(1);
    }
    const int server = accept(listener, nullptr, nullptr);
    close(listener);
    return {client, server};
}

double receiving(const QByteArray &bytes)
{
    const std::array<int, 2> ends = connectedPair();
    std::thread sender([&] {
        inPortions(bytes, [&ends](QByteArrayView part) {
            while (!part.isEmpty()) {
                const ssize_t sent = write(ends[1], part.data(), static_cast<size_t>(part.size()));
                if (sent <= 0) {
                    return;
                }
                part = part.sliced(sent);
            }
        });
        close(ends[1]);
    });
    QByteArray to(portion, '\0');
    const double spent = cpuOf([&] {
        while (recv(ends[0], to.data(), static_cast<size_t>(to.size()), 0) > 0) {
        }
    });
    sender.join();
    close(ends[0]);
    return spent;
}

/// zlib alone: the same blocks, into one buffer again and again.
double inflating(const QByteArray &stream)
{
    z_stream z{};
    inflateInit2(&z, -MAX_WBITS);
    QByteArray to(portion, '\0');
    const double spent = cpuOf([&] {
        inPortions(stream, [&](QByteArrayView part) {
            z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(part.data()));
            z.avail_in = static_cast<uInt>(part.size());
            do {
                z.next_out = reinterpret_cast<Bytef *>(to.data());
                z.avail_out = static_cast<uInt>(to.size());
                inflate(&z, Z_SYNC_FLUSH);
            } while (z.avail_out == 0);
        });
    });
    inflateEnd(&z);
    return spent;
}

double parsing(const Flood &flood)
{
    wire::Conversation conversation(flood.reader);
    if (flood.deflated) {
        conversation.setDeflate({});
    }
    qint64 messages = 0;
    const double spent = cpuOf([&] {
        inPortions(flood.bytes, [&](QByteArrayView part) {
            conversation.receive(part);
            while (const auto event = conversation.next()) {
                messages += std::holds_alternative<wire::MessageReceived>(*event) ? 1 : 0;
            }
        });
    });
    if (messages != flood.messages) {
        std::fprintf(stderr, "%lld messages instead of %lld\n", static_cast<long long>(messages),
                     static_cast<long long>(flood.messages));
    }
    return spent;
}

void measure(const char *name, const Flood &flood)
{
    std::vector<double> copied;
    std::vector<double> received;
    std::vector<double> parsed;
    for (int round = 0; round < rounds; ++round) {
        copied.push_back(copying(flood.bytes));
        received.push_back(receiving(flood.bytes));
        parsed.push_back(parsing(flood));
    }
    const double perMessage = 1e6 / static_cast<double>(flood.messages);
    const double parse = bench::median(parsed);
    std::printf("%-24s %10.3f %10.3f %10.3f %10.1fx %10.1fx\n", name, bench::median(copied) * perMessage,
                bench::median(received) * perMessage, parse * perMessage, parse / bench::median(copied),
                parse / bench::median(received));
}

void measureDeflated(const char *name, const QByteArray &payload)
{
    QByteArray stream;
    const Flood flood = deflatedFlood(payload, &stream);
    std::vector<double> inflated;
    std::vector<double> parsed;
    for (int round = 0; round < rounds; ++round) {
        inflated.push_back(inflating(stream));
        parsed.push_back(parsing(flood));
    }
    const double perMessage = 1e6 / static_cast<double>(flood.messages);
    const double parse = bench::median(parsed);
    std::printf("%-24s %10.3f %10.3f %10.1fx %9.1f%%\n", name, bench::median(inflated) * perMessage,
                parse * perMessage, parse / bench::median(inflated),
                100.0 * static_cast<double>(flood.bytes.size()) / static_cast<double>(total));
}

} // namespace

int main()
{
    using Role = wire::Conversation::Role;
    std::printf("Frames parsed and checked, CPU in microseconds a message, medians of %d rounds\n", rounds);
    std::printf("%-24s %10s %10s %10s %11s %11s\n", "payload", "memcpy", "recv", "parse", "to memcpy",
                "to recv");
    for (const qsizetype size : {qsizetype(128), portion}) {
        const char *name = size == 128 ? "128 B" : "64 KiB";
        const auto named = [name](const char *what) { return QByteArray(name).append(what); };
        measure(named(" ASCII").constData(), flood(text(size, Content::Ascii), Role::Server));
        measure(named(" masked").constData(), flood(text(size, Content::Ascii), Role::Client));
        measure(named(" umlauts").constData(), flood(text(size, Content::Umlauts), Role::Server));
    }
    std::printf("\n%-24s %10s %10s %11s %10s\n", "compressed", "zlib", "parse", "to zlib", "size");
    measureDeflated("128 B", text(128, Content::Ascii));
    measureDeflated("64 KiB", text(portion, Content::Ascii));
    return 0;
}
