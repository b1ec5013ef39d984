// A filter over a long session beside the least that any program must do for it: read the same file and look
// for the word with memmem.
//
// bench_search [MESSAGES]

#include "bench/longsession.h"
#include "bench/medians.h"
#include "bench/memory.h"
#include "record/messagesearch.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

namespace {

using namespace wirewise;

constexpr int rounds = 5;

struct Costs
{
    std::vector<double> cpu;   ///< seconds
    std::vector<double> first; ///< milliseconds to the first match
    double memory = 0;         ///< MB, the most that came on top
    qint64 matches = 0;
};

/// The bare limit: portions as they come, a word across two of them is not cared for.
double readAndLook(const QByteArray &path, const QByteArray &word)
{
    const double before = bench::secondsOf(CLOCK_THREAD_CPUTIME_ID);
    QByteArray portion(256 * 1024, '\0');
    const int file = open(path.constData(), O_RDONLY);
    ssize_t count = 0;
    qint64 found = 0;
    while ((count = read(file, portion.data(), static_cast<size_t>(portion.size()))) > 0) {
        const char *at = portion.constData();
        const char *const end = at + count;
        while ((at = static_cast<const char *>(memmem(at, static_cast<size_t>(end - at), word.constData(),
                                                      static_cast<size_t>(word.size()))))) {
            ++found;
            ++at;
        }
    }
    close(file);
    return found > 0 ? bench::secondsOf(CLOCK_THREAD_CPUTIME_ID) - before : 0;
}

void search(const QString &path, const observation::MessageFilter &filter, Costs &costs)
{
    record::MessageSearch search;
    QEventLoop loop;
    QElapsedTimer clock;
    qint64 matches = 0;
    double first = 0;
    QObject::connect(&search, &record::MessageSearch::found, &loop, [&](const record::SearchNews &news) {
        if (matches == 0 && !(news.older.isEmpty() && news.newer.isEmpty())) {
            first = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        }
        matches += news.older.size() + news.newer.size();
        if (news.atStart) {
            loop.quit();
        }
    });
    bench::forgetPeak();
    const double resident = bench::memoryMb("VmRSS");
    const double before = bench::secondsOf(CLOCK_PROCESS_CPUTIME_ID);
    clock.start();
    search.start(path, filter, {});
    loop.exec();
    costs.cpu.push_back(bench::secondsOf(CLOCK_PROCESS_CPUTIME_ID) - before);
    if (matches > 0) {
        costs.first.push_back(first);
    }
    costs.memory = qMax(costs.memory, bench::memoryMb("VmHWM") - resident);
    costs.matches = matches;
}

/// From the wish for another filter, in the middle of a search, to its first match.
double changeOfMind(const QString &path, const QString &slow)
{
    observation::MessageFilter filter;
    filter.terms = observation::readFilterLine(slow).terms;
    record::MessageSearch search;
    QEventLoop loop;
    QElapsedTimer clock;
    bool changed = false;
    QObject::connect(&search, &record::MessageSearch::found, &loop, [&](const record::SearchNews &) {
        if (changed) {
            loop.quit();
            return;
        }
        changed = true;
        clock.start();
        filter.terms = observation::readFilterLine(QString::fromLatin1(bench::LongSession::RareWord)).terms;
        search.start(path, filter, {});
    });
    search.start(path, filter, {});
    loop.exec();
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

struct Row
{
    const char *name;
    const char *line;
    bool isGoal; ///< at most twice the limit
};

constexpr Row rows[] = {
    {"a rare word", "Zanzibar", true},          {"in either case", "zanzibar", true},
    {"an absent word", "kilimanjaro", true},    {"a word of every message", "pickup", false},
    {"all but a word", "-heartbeat", false},    {"a member", "type:heartbeat", false},
    {"a rare member", "place:Zanzibar", false}, {"a pattern", "/Zanz.*pick/", false},
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    bench::LongSession session;
    if (argc > 1) {
        session.messages = QByteArray(argv[1]).toLongLong();
    }
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("long.wirewise"));
    if (!bench::makeLongSession(session, path)) {
        return 1;
    }
    std::vector<double> least;
    Costs costs[std::size(rows)];
    for (int round = 0; round < rounds; ++round) {
        least.push_back(readAndLook(path.toLocal8Bit(), bench::LongSession::RareWord));
        for (size_t i = 0; i < std::size(rows); ++i) {
            observation::MessageFilter filter;
            filter.terms = observation::readFilterLine(QString::fromLatin1(rows[i].line)).terms;
            search(path, filter, costs[i]);
        }
    }
    const double limit = bench::median(least);
    std::printf("Filtering %lld messages of %lld bytes, medians of %d interleaved rounds\n",
                static_cast<long long>(session.messages), static_cast<long long>(session.size), rounds);
    std::printf("%-26s %10s %10s %10s %10s %10s\n", "", "CPU s", "ratio", "first ms", "more MB", "matches");
    std::printf("%-26s %10.2f %9.2fx\n", "limit: read and memmem", limit, 1.0);
    for (size_t i = 0; i < std::size(rows); ++i) {
        const double cpu = bench::median(costs[i].cpu);
        const double first = bench::median(costs[i].first);
        std::printf("%-26s %10.2f %9.2fx %10.1f %10.1f %10lld%s%s\n", rows[i].name, cpu, cpu / limit, first,
                    costs[i].memory, static_cast<long long>(costs[i].matches),
                    rows[i].isGoal && cpu > 2 * limit ? "  goal: at most 2.0x" : "",
                    first > 100 || costs[i].memory > 32 ? "  goal: 100 ms, 32 MB" : "");
    }
    std::printf("another filter while one searches: %.1f ms to its first match\n",
                changeOfMind(path, QStringLiteral("/(a|b)+.*absent/")));
    return 0;
}
