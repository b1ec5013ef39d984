// What parsing costs beside the least that any program must do with the same bytes: copy them, or receive
// them.

#include "bench/medians.h"
#include "wire/conversation.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

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

/// Unmasked text messages, as a server sends them, about `total` bytes of them.
QByteArray flood(qsizetype payload, qint64 *messages)
{
    wire::Frame frame;
    frame.payload = QByteArray(payload, 'w');
    const QByteArray one = wire::toBytes(frame);
    *messages = total / one.size();
    return one.repeated(*messages);
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

double parsing(const QByteArray &bytes, qint64 expected)
{
    wire::Conversation conversation(wire::Conversation::Role::Client);
    qint64 messages = 0;
    const double spent = cpuOf([&] {
        inPortions(bytes, [&](QByteArrayView part) {
            conversation.receive(part);
            while (const auto event = conversation.next()) {
                messages += std::holds_alternative<wire::MessageReceived>(*event) ? 1 : 0;
            }
        });
    });
    if (messages != expected) {
        std::fprintf(stderr, "%lld messages instead of %lld\n", static_cast<long long>(messages),
                     static_cast<long long>(expected));
    }
    return spent;
}

void measure(const char *name, qsizetype payload)
{
    qint64 messages = 0;
    const QByteArray bytes = flood(payload, &messages);
    std::vector<double> copied;
    std::vector<double> received;
    std::vector<double> parsed;
    for (int round = 0; round < rounds; ++round) {
        copied.push_back(copying(bytes));
        received.push_back(receiving(bytes));
        parsed.push_back(parsing(bytes, messages));
    }
    const double perMessage = 1e6 / static_cast<double>(messages);
    const double parse = bench::median(parsed);
    std::printf("%-8s %10.3f %10.3f %10.3f %10.1fx %10.1fx\n", name, bench::median(copied) * perMessage,
                bench::median(received) * perMessage, parse * perMessage, parse / bench::median(copied),
                parse / bench::median(received));
}

} // namespace

int main()
{
    std::printf("Frames parsed and checked, CPU in microseconds a message, medians of %d rounds\n", rounds);
    std::printf("%-8s %10s %10s %10s %11s %11s\n", "payload", "memcpy", "recv", "parse", "to memcpy",
                "to recv");
    measure("128 B", 128);
    measure("64 KiB", 64 * 1024);
    return 0;
}
