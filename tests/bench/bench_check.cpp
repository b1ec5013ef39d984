// One whole check (three probes and the diagnosis, process start included) beside what one would type
// instead: three runs of curl in turn, wscat, and clients that only open a connection. On loopback it is the
// work that counts; with a distant server, the round trips.

#include "bench/distantrelay.h"
#include "bench/handshakeserver.h"
#include "bench/process.h"
#include "bench/runcertificates.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QFile>

#include <cstdio>
#include <cstring>

namespace {

using namespace wirewise;

constexpr std::chrono::milliseconds oneWay{20};
constexpr double roundTrip = 40; ///< milliseconds
constexpr double mostBesides = 15;
constexpr double mostOfWscat = 0.25;

/// Commands that are run one after the other, as one.
struct Row
{
    QByteArray name;
    QList<QByteArrayList> commands;
    bool isInstalled = true;
    bench::Series series = {};

    void run()
    {
        bench::Cost sum;
        for (const QByteArrayList &command : commands) {
            const bench::Cost one = bench::run(command);
            sum = {sum.wall + one.wall, sum.cpu + one.cpu, qMax(sum.peakMiB, one.peakMiB),
                   sum.fine && one.fine};
        }
        series.add(sum);
    }
    [[nodiscard]] double wall() const { return bench::median(series.wall) * 1e3; }
    [[nodiscard]] double cpu() const { return bench::median(series.cpu) * 1e3; }
};

QByteArrayList checkOf(const QByteArray &scheme, quint16 port)
{
    return {WIREWISE_CLI,       "check",
            "--listen",         "0",
            "--no-experiments", scheme + "://127.0.0.1:" + QByteArray::number(port) + '/'};
}

QList<QByteArrayList> threeCurls(const QByteArray &address)
{
    const QByteArrayList curl{"curl", "-sS", "--noproxy", "*", "-o", "/dev/null"};
    return {curl + QByteArrayList{"-I", address}, curl + QByteArrayList{address},
            curl + QByteArrayList{"-H", "Upgrade: websocket", "-H", "Connection: Upgrade", "-H",
                                  "Sec-WebSocket-Version: 13", "-H",
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", address}};
}

void runInterleaved(QList<Row> &rows, int rounds)
{
    for (int round = 0; round < rounds; ++round) {
        for (Row &row : rows) {
            if (row.isInstalled) {
                row.run();
            }
        }
    }
}

const char *doubt(const Row &row)
{
    return row.series.fine ? "" : "  (not every run succeeded)";
}

void measureOnLoopback(quint16 port, int rounds)
{
    const QByteArray number = QByteArray::number(port);
    const QByteArray here = WIREWISE_BENCH_SOURCE;
    const QByteArray modules = WIREWISE_BENCH_NPM;
    const QByteArray wscat = modules + "/node_modules/.bin/wscat";
    const bool hasModules = QFile::exists(QString::fromLocal8Bit(wscat));
    const QByteArrayList one{number, "1", "1"};
    QList<Row> rows{
        {"wirewise-cli check", {checkOf("ws", port)}},
        {"three curls in turn", threeCurls("http://127.0.0.1:" + number + '/')},
        {"wscat", {{"node", wscat, "-c", "ws://127.0.0.1:" + number + '/', "-x", "well"}}, hasModules},
        {"npm ws", {QByteArrayList{"node", here + "/peers/batch_ws.js", modules} + one}, hasModules},
        {"QWebSocket", {QByteArrayList{WIREWISE_BENCH_BIN "/batch_qwebsocket"} + one}},
        {"C client", {QByteArrayList{WIREWISE_BENCH_BIN "/batch_epoll"} + one}}};
    runInterleaved(rows, rounds);
    std::printf("One check on loopback, whole process, milliseconds, medians of %d interleaved rounds\n",
                rounds);
    std::printf("%-24s %10s %10s %22s\n", "", "wall", "CPU", "of ours (wall, CPU)");
    const Row &ours = rows.constFirst();
    for (const Row &row : std::as_const(rows)) {
        if (!row.isInstalled) {
            std::printf("%-24s %10s\n", row.name.constData(), "not installed");
            continue;
        }
        const double most = row.name == "wscat" ? mostOfWscat : 1;
        const bool isGoal = row.name == "wscat" || row.name.startsWith("three");
        const bool isMissed = isGoal && (ours.wall() > most * row.wall() || ours.cpu() > most * row.cpu());
        std::printf("%-24s %10.1f %10.1f %10.2fx %9.2fx%s%s\n", row.name.constData(), row.wall(), row.cpu(),
                    row.wall() / ours.wall(), row.cpu() / ours.cpu(),
                    isMissed ? "  goal: at least one of ours, wscat four" : "", doubt(row));
    }
    std::printf("\n");
}

/// A check is allowed so many round trips, and a little besides.
void measureFarAway(const QByteArray &scheme, quint16 port, const QByteArray &authority, int allowed,
                    int rounds)
{
    const bench::DistantRelay relay(port, oneWay);
    const bool isSecure = scheme == "wss";
    QByteArrayList check = checkOf(scheme, relay.port());
    QByteArrayList client{WIREWISE_BENCH_BIN "/batch_epoll", QByteArray::number(relay.port()), "1", "1"};
    if (isSecure) {
        check << "--cacert" << authority;
        client << authority;
    }
    QList<Row> rows{{"wirewise-cli check", {check}}, {"C client, the upgrade only", {client}}};
    runInterleaved(rows, rounds);
    std::printf("One check of a server %.0f ms away (%s), milliseconds, medians of %d interleaved rounds\n",
                roundTrip, isSecure ? "TLS 1.3, verified" : "plain", rounds);
    std::printf("%-28s %10s %26s\n", "", "wall", "besides its round trips");
    for (const Row &row : std::as_const(rows)) {
        const double besides = row.wall() - allowed * roundTrip;
        std::printf("%-28s %10.1f %8.1f beside %d%s%s\n", row.name.constData(), row.wall(), besides, allowed,
                    besides > mostBesides ? "  goal: at most 15" : "", doubt(row));
    }
    std::printf("\n");
}

} // namespace

int main(int argc, char **argv)
{
    const int rounds = argc > 1 && std::strcmp(argv[1], "--quick") == 0 ? 11 : 25;
    const bench::RunCertificates certificates;
    const bench::HandshakeServer plain;
    const bench::HandshakeServer secure(certificates.server());
    if (certificates.server().key.isEmpty() || plain.port() == 0 || secure.port() == 0) {
        std::fprintf(stderr, "The servers could not be started.\n");
        return 1;
    }
    measureOnLoopback(plain.port(), rounds);
    measureFarAway("ws", plain.port(), {}, 2, rounds);
    measureFarAway("wss", secure.port(), certificates.authority(), 3, rounds);
    return 0;
}
