// A server that out-runs every client: what does it cost to take each message? Wirewise parses and keeps
// every one of them; the other clients drop what they get; the limits receive the same bytes, inflate them if
// they are compressed, and write them to a file.

#include "bench/floodclients.h"

#include <QTemporaryDir>

#include <cstdio>
#include <cstring>

namespace {

using namespace wirewise;

struct Row
{
    bench::FloodClient client;
    bench::Series series = {};
    bench::Series idle = {}; ///< of the same program without a message, where that is subtracted
};

double microseconds(const Row &row, qint64 messages)
{
    return (bench::median(row.series.cpu) - bench::median(row.idle.cpu)) * 1e6 /
           static_cast<double>(messages);
}

/// What the figure misses, in words; empty if it is well.
QByteArray missed(const Row &row, const QList<Row> &rows, const bench::FloodPlan &plan, double ratio)
{
    QByteArray words;
    if (row.client.mostOfLimit > 0 && ratio > row.client.mostOfLimit)
        words += "  goal: at most " + QByteArray::number(row.client.mostOfLimit, 'f', 1) + 'x';
    for (const Row &other : rows) {
        const bool isRival = row.client.goesBelow == other.client.name && plan.size == 128;
        if (isRival && !other.series.cpu.empty() &&
            microseconds(row, plan.count) >= microseconds(other, plan.count)) {
            words += "  goal: below " + other.client.name;
        }
    }
    return words;
}

void print(const QList<Row> &rows, const bench::FloodPlan &plan, const QByteArray &limit)
{
    double least = 0;
    for (const Row &row : rows) {
        if (row.client.name == limit)
            least = microseconds(row, plan.count);
    }
    std::printf("%-34s %12s %10s %10s %10s\n", "", "us a message", "ratio", "seconds", "peak MiB");
    for (const Row &row : rows) {
        if (row.series.cpu.empty()) {
            std::printf("%-34s %12s\n", row.client.name.constData(), "not installed");
            continue;
        }
        const double cost = microseconds(row, plan.count);
        std::printf("%-34s %12.3f %9.2fx %10.2f %10.0f%s%s\n", row.client.name.constData(), cost,
                    cost / least, bench::median(row.series.wall), bench::median(row.series.peakMiB),
                    missed(row, rows, plan, cost / least).constData(),
                    row.series.fine && row.idle.fine ? "" : "  (not every run took every message)");
        std::fflush(stdout);
    }
    std::printf("\n");
}

void measure(const bench::FloodPlan &plan, int rounds, quint16 port)
{
    const QTemporaryDir folder;
    QList<Row> rows;
    const bench::FloodTarget target{port, plan, folder.path().toLocal8Bit()};
    for (const bench::FloodClient &client : bench::floodClients(target))
        rows.append({client});
    bench::FloodTarget nothing = target;
    nothing.plan.count = 0;
    for (int round = 0; round < rounds; ++round) {
        for (Row &row : rows) {
            if (!row.client.isInstalled)
                continue;
            row.series.add(row.client.run(target));
            if (row.client.lessStart)
                row.idle.add(row.client.run(nothing));
        }
    }
    std::printf("%lld text messages of %lld bytes%s: CPU, medians of %d interleaved rounds\n",
                static_cast<long long>(plan.count), static_cast<long long>(plan.size),
                plan.deflated ? ", compressed" : "", rounds);
    print(rows, plan, plan.deflated ? bench::limitInflating : bench::limitWriting);
}

} // namespace

int main(int argc, char **argv)
{
    const bool quick = argc > 1 && std::strcmp(argv[1], "--quick") == 0;
    const bench::FloodServer server;
    if (server.port() == 0) {
        std::fprintf(stderr, "The flood server could not be started.\n");
        return 1;
    }
    const int rounds = quick ? 3 : 7;
    const qint64 small = 1'000'000; // also if it shall be quick: else the start of a program would show
    const qint64 large = quick ? 4'000 : 20'000;
    measure({.size = 128, .count = small}, rounds, server.port());
    measure({.size = 65536, .count = large}, rounds, server.port());
    measure({.size = 128, .count = small, .deflated = true}, rounds, server.port());
    measure({.size = 65536, .count = large, .deflated = true}, rounds, server.port());
    return 0;
}
