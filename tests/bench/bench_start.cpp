// The window from the start of the program to its first paint, beside a window with nothing in it: CPU and
// memory; and what it has taken half a second later. Without a display, and in Xvfb.

#include "bench/process.h"

#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>
#include <cstring>

namespace {

using namespace wirewise;

constexpr double mostOfBare = 2.5;
constexpr double mostMemory = 60; ///< MB
constexpr const char *later = "500";

struct Row
{
    const char *name;
    QByteArrayList command;
    bench::Series series = {};

    [[nodiscard]] double cpu() const { return bench::median(series.cpu) * 1e3; }
    [[nodiscard]] double memory() const { return bench::median(series.peakMiB) * 1024 * 1024 / 1e6; }
};

/// A display in memory; its number is empty if Xvfb is not installed.
class Display
{
public:
    Display()
    {
        m_server.start(QStringLiteral("Xvfb"),
                       {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-nolisten"),
                        QStringLiteral("tcp"), QStringLiteral("-screen"), QStringLiteral("0"),
                        QStringLiteral("1440x900x24")});
        if (m_server.waitForStarted() && m_server.waitForReadyRead()) {
            m_number = m_server.readLine().trimmed();
        }
    }
    ~Display()
    {
        m_server.terminate();
        m_server.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Display)

    [[nodiscard]] QByteArray number() const { return m_number; }

private:
    QProcess m_server;
    QByteArray m_number;
};

void measure(const char *where, int rounds)
{
    const QTemporaryDir folder;
    const QByteArray place = folder.path().toLocal8Bit();
    const QByteArray bare = WIREWISE_BENCH_BIN "/bare_window", ours = WIREWISE_BENCH_BIN "/start_window";
    QList<Row> rows{{"bare window, first paint", {bare, place, "0"}},
                    {"wirewise, first paint", {ours, place, "0"}},
                    {"bare window, half a second later", {bare, place, later}},
                    {"wirewise, half a second later", {ours, place, later}}};
    for (int round = 0; round < rounds; ++round) {
        for (Row &row : rows) {
            row.series.add(bench::run(row.command));
        }
    }
    std::printf("Start of the window %s: CPU in milliseconds, medians of %d interleaved rounds\n", where,
                rounds);
    std::printf("%-34s %10s %10s %10s\n", "", "CPU", "ratio", "peak MB");
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const Row &row = rows.at(i);
        const double ratio = row.cpu() / rows.at(i - i % 2).cpu();
        const bool isMissed = i % 2 == 1 && (ratio > mostOfBare || row.memory() > mostMemory);
        std::printf("%-34s %10.1f %9.2fx %10.0f%s%s\n", row.name, row.cpu(), ratio, row.memory(),
                    isMissed ? "  goal: at most 2.5x and 60 MB" : "",
                    row.series.fine ? "" : "  (not every run succeeded)");
    }
    std::printf("\n");
}

} // namespace

int main(int argc, char **argv)
{
    const int rounds = argc > 1 && std::strcmp(argv[1], "--quick") == 0 ? 5 : 11;
    qputenv("QT_QPA_PLATFORM", "offscreen");
    measure("without a display", rounds);
    const Display display;
    if (display.number().isEmpty()) {
        std::printf("Xvfb is not installed; the start under X11 is not measured.\n");
        return 0;
    }
    qputenv("QT_QPA_PLATFORM", "xcb");
    qputenv("DISPLAY", ':' + display.number());
    measure("in Xvfb", rounds);
    return 0;
}
