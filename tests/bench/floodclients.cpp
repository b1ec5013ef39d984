#include "bench/floodclients.h"

#include <QFile>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <array>

namespace wirewise::bench {

namespace {

constexpr size_t portion = 64 * 1024;
constexpr QByteArrayView closeFrame("\x88\x80\x00\x00\x00\x00", 6);

/// The least a client can do: the socket after the head of the 101, read to the end.
class BareClient
{
public:
    explicit BareClient(const FloodTarget &target)
        : m_socket(socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(target.port);
        const QByteArray request =
            "GET " + target.plan.path() +
            " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
            (target.plan.deflated ? "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n" : "\r\n");
        const bool open = connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
        if (!open || write(m_socket, request.constData(), static_cast<size_t>(request.size())) < 0) {
            _exit(1);
        }
        QByteArray head;
        for (char byte = 0; !head.endsWith("\r\n\r\n") && recv(m_socket, &byte, 1, 0) == 1;) {
            head.append(byte);
        }
    }
    ~BareClient() { close(m_socket); }
    Q_DISABLE_COPY_MOVE(BareClient)

    /// What came next; empty at the end.
    QByteArrayView read()
    {
        const ssize_t count = recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
        return {m_buffer.data(), qMax<ssize_t>(0, count)};
    }
    void sendClose() { (void)!write(m_socket, closeFrame.data(), static_cast<size_t>(closeFrame.size())); }

private:
    int m_socket;
    std::array<char, portion> m_buffer;
};

int receive(const FloodTarget &target, const char *file)
{
    BareClient client(target);
    const int descriptor = file ? open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    qint64 left = target.plan.wireSize();
    while (left > 0) {
        const QByteArrayView part = client.read();
        const bool isWritten =
            !file || write(descriptor, part.data(), static_cast<size_t>(part.size())) == part.size();
        if (part.isEmpty() || !isWritten) {
            return 1;
        }
        left -= part.size();
    }
    client.sendClose();
    return 0;
}

/// zlib alone, into one buffer again and again, which is written to a file if there is one.
class BareInflater
{
public:
    explicit BareInflater(const char *file)
        : m_descriptor(file ? open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1)
    {
        inflateInit2(&m_z, -MAX_WBITS);
        rewind();
    }
    ~BareInflater()
    {
        empty();
        inflateEnd(&m_z);
        close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(BareInflater)

    void feed(QByteArrayView bytes)
    {
        m_z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
        m_z.avail_in = static_cast<uInt>(bytes.size());
        for (;;) {
            inflate(&m_z, Z_SYNC_FLUSH);
            if (m_z.avail_out > 0) {
                break;
            }
            empty();
        }
    }

private:
    void rewind()
    {
        m_z.next_out = reinterpret_cast<Bytef *>(m_buffer.data());
        m_z.avail_out = static_cast<uInt>(m_buffer.size());
    }
    void empty()
    {
        if (m_descriptor >= 0) {
            (void)!write(m_descriptor, m_buffer.data(), m_buffer.size() - m_z.avail_out);
        }
        rewind();
    }

    z_stream m_z{};
    std::array<char, portion> m_buffer;
    int m_descriptor;
};

/// It looks for nothing in the frames but their lengths.
int inflateAll(const FloodTarget &target, const char *file)
{
    BareClient client(target);
    BareInflater inflater(file);
    QByteArray input;
    qint64 messages = 0;
    while (messages < target.plan.count) {
        const QByteArrayView part = client.read();
        if (part.isEmpty()) {
            return 1;
        }
        input.append(part);
        qsizetype at = 0;
        while (input.size() - at >= 4) {
            const auto *bytes = reinterpret_cast<const uchar *>(input.constData() + at);
            const bool isLong = bytes[1] == 126;
            const qsizetype head = isLong ? 4 : 2;
            const qsizetype length = isLong ? bytes[2] << 8 | bytes[3] : bytes[1];
            if (input.size() - at < head + length) {
                break;
            }
            inflater.feed(QByteArrayView(input).sliced(at + head, length));
            inflater.feed({"\x00\x00\xFF\xFF", 4});
            at += head + length;
            ++messages;
        }
        input.remove(0, at);
    }
    client.sendClose();
    return 0;
}

/// What one of them costs, without a file and with one.
QList<FloodClient> limit(const char *bare, const char *writing,
                         int (*work)(const FloodTarget &, const char *))
{
    const auto dropped = [work](const FloodTarget &target) {
        return runInProcess([&] { return work(target, nullptr); });
    };
    const auto written = [work](const FloodTarget &target) {
        const QByteArray file = target.folder + "/written";
        const Cost cost = runInProcess([&] { return work(target, file.constData()); });
        unlink(file.constData());
        return cost;
    };
    return {{.name = bare, .run = dropped}, {.name = writing, .run = written}};
}

QList<FloodClient> limits(bool deflated)
{
    return deflated ? limit("limit: recv + zlib", limitInflating, inflateAll)
                    : limit("limit: recv", limitWriting, receive);
}

/// A program that is called with the port, the path and the number of messages.
FloodClient dropping(const QByteArray &name, const QByteArrayList &command, bool isInstalled)
{
    return {.name = name + ", drops all",
            .isInstalled = isInstalled,
            .run = [command](const FloodTarget &target) {
                return run(command + QByteArrayList{QByteArray::number(target.port), target.plan.path(),
                                                    QByteArray::number(target.plan.count)});
            }};
}

bool succeeds(const QByteArrayList &command)
{
    return run(command).fine;
}

QList<FloodClient> ours()
{
    const auto kept = [](const FloodTarget &target) {
        const QByteArray file = target.folder + "/kept.wirewise";
        const Cost cost =
            run({WIREWISE_CLI, "connect", "--quiet", "--proxy", "none", "--session", file, target.url()});
        unlink(file.constData());
        return cost;
    };
    QList<FloodClient> all{{.name = "wirewise-cli, keeps all",
                            .run = kept,
                            .mostOfLimit = 2.0,
                            .goesBelow = "QWebSocket, drops all"}};
#ifdef WIREWISE_FLOOD_WINDOW
    const auto listed = [](const FloodTarget &target) {
        return run({WIREWISE_FLOOD_WINDOW, target.url(), target.folder + "/window",
                    QByteArray::number(target.plan.count)});
    };
    all.append(
        {.name = "wirewise, keeps and lists all", .run = listed, .mostOfLimit = 2.5, .lessStart = true});
#endif
    return all;
}

QList<FloodClient> peers()
{
    const QByteArray here = WIREWISE_BENCH_SOURCE;
    const QByteArray modules = WIREWISE_BENCH_NPM;
    const QByteArray wscat = modules + "/node_modules/.bin/wscat";
    const bool hasModules = QFile::exists(QString::fromLocal8Bit(wscat)) && succeeds({"node", "--version"});
    QList<FloodClient> all{
        dropping("Boost.Beast", {WIREWISE_BENCH_BIN "/flood_beast"}, WIREWISE_HAS_BEAST),
        dropping("QWebSocket", {WIREWISE_BENCH_BIN "/flood_qwebsocket"}, true),
        dropping("libwebsockets", {WIREWISE_BENCH_BIN "/flood_libwebsockets"}, WIREWISE_HAS_LWS),
        dropping("npm ws", {"node", here + "/peers/flood_ws.js", modules}, hasModules),
        dropping("python3-websockets", {"/usr/bin/python3", here + "/peers/flood_websockets.py"},
                 succeeds({"/usr/bin/python3", "-c", "import websockets"}))};
    all.append({.name = "npm wscat to /dev/null",
                .isInstalled = hasModules,
                .run = [wscat](const FloodTarget &target) {
                    return run({"node", wscat, "-c", target.url()});
                }});
    return all;
}

} // namespace

QByteArray FloodTarget::url() const
{
    return "ws://127.0.0.1:" + QByteArray::number(port) + plan.path();
}

QList<FloodClient> floodClients(const FloodTarget &target)
{
    return limits(target.plan.deflated) + ours() + peers();
}

} // namespace wirewise::bench
