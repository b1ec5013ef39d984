// Thousands of endpoints checked in one run, beside clients that only open connections and close them: CPU
// for each of them, and the memory of the whole. Plain, and over TLS with every certificate verified.

#include "bench/batchclients.h"
#include "bench/handshakeserver.h"
#include "bench/runcertificates.h"

#include <QList>

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace {

using namespace wirewise;

constexpr double mostOfEpollPlain = 2.5;
constexpr double mostOfEpollSecure = 1.4;
constexpr double mostMemory = 40; ///< MB for 5,000

struct Row
{
    bench::BatchClient client;
    bench::Series series = {};

    [[nodiscard]] double cpu() const { return bench::median(series.cpu); }
    /// Of a million bytes.
    [[nodiscard]] double memory() const { return bench::median(series.peakMiB) * 1024 * 1024 / 1e6; }
};

/// What the figure misses, in words; empty if it is well.
QByteArray missed(const Row &row, double ratio, double most)
{
    QByteArray words;
    if (row.client.isOurs && ratio > most) {
        words += "  goal: at most " + QByteArray::number(most, 'f', 1) + 'x';
    }
    if (row.client.isOurs && row.memory() > mostMemory) {
        words += "  goal: at most " + QByteArray::number(mostMemory, 'f', 0) + " MB";
    }
    return words;
}

void print(const QList<Row> &rows, const bench::BatchTarget &target)
{
    const double least = rows.constFirst().cpu();
    const double most = target.isSecure() ? mostOfEpollSecure : mostOfEpollPlain;
    std::printf("%-34s %12s %10s %10s %10s %10s\n", "", "us each", "ratio", "spread", "seconds", "peak MB");
    for (const Row &row : rows) {
        if (!row.client.isInstalled) {
            std::printf("%-34s %12s\n", row.client.name.constData(), "not installed");
            continue;
        }
        const auto [low, high] = std::minmax_element(row.series.cpu.cbegin(), row.series.cpu.cend());
        std::printf("%-34s %12.1f %9.2fx %9.0f%% %10.2f %10.0f%s%s\n", row.client.name.constData(),
                    row.cpu() * 1e6 / target.count, row.cpu() / least, (*high - *low) / row.cpu() * 100,
                    bench::median(row.series.wall), row.memory(),
                    missed(row, row.cpu() / least, most).constData(),
                    row.series.fine ? "" : "  (not every run succeeded)");
    }
    std::printf("\n");
    std::fflush(stdout);
}

void measure(const bench::BatchTarget &target, int rounds)
{
    QList<Row> rows;
    for (const bench::BatchClient &client : bench::batchClients()) {
        rows.append({client});
    }
    for (int round = 0; round < rounds; ++round) {
        for (Row &row : rows) {
            if (row.client.isInstalled) {
                row.series.add(row.client.run(target));
            }
        }
    }
    std::printf("%d upgrades%s, %d at once: CPU, medians of %d interleaved rounds\n", target.count,
                target.isSecure() ? " over TLS, verified" : "", target.parallel, rounds);
    print(rows, target);
}

} // namespace

int main(int argc, char **argv)
{
    const int rounds = argc > 1 && std::strcmp(argv[1], "--quick") == 0 ? 3 : 7;
    const bench::RunCertificates certificates;
    const bench::HandshakeServer plain;
    const bench::HandshakeServer secure(certificates.server());
    if (certificates.server().key.isEmpty() || plain.port() == 0 || secure.port() == 0) {
        std::fprintf(stderr, "The servers could not be started.\n");
        return 1;
    }
    measure({plain.port(), 5000, 100, {}, certificates.folder()}, rounds);
    measure({secure.port(), 5000, 100, certificates.authority(), certificates.folder()}, rounds);
    return 0;
}
