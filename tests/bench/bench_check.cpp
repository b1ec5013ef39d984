// One whole check (three probes and the diagnosis, process start included) beside three runs of curl in turn,
// which is what one would type instead.

#include "bench/loopbackserver.h"
#include "bench/process.h"

#include <QByteArray>
#include <QByteArrayList>

#include <cstdio>

namespace {

using namespace wirewise;

constexpr int rounds = 25;

bench::Cost runInTurn(const QList<QByteArrayList> &commands)
{
    bench::Cost sum;
    for (const QByteArrayList &command : commands) {
        const bench::Cost one = bench::run(command);
        sum = {sum.wall + one.wall, sum.cpu + one.cpu, qMax(sum.peakMiB, one.peakMiB), sum.fine && one.fine};
    }
    return sum;
}

QList<QByteArrayList> threeCurls(const QByteArray &address)
{
    const QByteArrayList curl{"curl", "-sS", "--noproxy", "*", "-o", "/dev/null"};
    return {curl + QByteArrayList{"-I", address}, curl + QByteArrayList{address},
            curl + QByteArrayList{"-H", "Upgrade: websocket", "-H", "Connection: Upgrade", "-H",
                                  "Sec-WebSocket-Version: 13", "-H",
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", address}};
}

void print(const char *name, const bench::Series &series)
{
    std::printf("%-20s %10.1f %10.1f%s\n", name, bench::median(series.wall) * 1e3,
                bench::median(series.cpu) * 1e3, series.fine ? "" : "   (not every run succeeded)");
}

} // namespace

int main()
{
    const bench::LoopbackServer server;
    if (server.port() == 0) {
        std::fprintf(stderr, "The loopback server could not be started.\n");
        return 1;
    }
    const QByteArray place = "127.0.0.1:" + QByteArray::number(server.port()) + '/';
    const QByteArrayList check{WIREWISE_CLI, "check", "--listen", "0", "--no-experiments", "ws://" + place};
    bench::Series ours;
    bench::Series curls;
    for (int round = 0; round < rounds; ++round) {
        ours.add(bench::run(check));
        curls.add(runInTurn(threeCurls("http://" + place)));
    }
    std::printf("One check on loopback, whole process, milliseconds, medians of %d interleaved rounds\n",
                rounds);
    std::printf("%-20s %10s %10s\n", "", "wall", "CPU");
    print("wirewise-cli check", ours);
    print("three curls in turn", curls);
    std::printf("%-20s %9.2fx %9.2fx\n", "ratio", bench::median(ours.wall) / bench::median(curls.wall),
                bench::median(ours.cpu) / bench::median(curls.cpu));
    return ours.fine && curls.fine ? 0 : 1;
}
