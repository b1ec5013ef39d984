// One whole check (three probes and the diagnosis, process start included) beside three runs of curl in turn,
// which is what one would type instead.

#include "bench/loopbackserver.h"
#include "bench/medians.h"

#include <QByteArray>
#include <QByteArrayList>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace {

using namespace wirewise;

constexpr int rounds = 25;

struct Cost
{
    double wall = 0; ///< seconds
    double cpu = 0;  ///< seconds, user and system
    bool fine = true;
};

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

/// Runs the program to its end, its output thrown away.
Cost run(const QByteArrayList &command)
{
    const double begin = bench::secondsOf(CLOCK_MONOTONIC);
    const pid_t process = fork();
    if (process == 0) {
        const int nothing = open("/dev/null", O_RDWR);
        dup2(nothing, STDIN_FILENO);
        dup2(nothing, STDOUT_FILENO);
        dup2(nothing, STDERR_FILENO);
        std::vector<char *> words;
        for (const QByteArray &word : command) {
            words.push_back(const_cast<char *>(word.constData()));
        }
        words.push_back(nullptr);
        execvp(words[0], words.data());
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    wait4(process, &status, 0, &usage);
    return {bench::secondsOf(CLOCK_MONOTONIC) - begin, seconds(usage.ru_utime) + seconds(usage.ru_stime),
            WIFEXITED(status) && WEXITSTATUS(status) == 0};
}

Cost runInTurn(const QList<QByteArrayList> &commands)
{
    Cost sum;
    for (const QByteArrayList &command : commands) {
        const Cost one = run(command);
        sum = {sum.wall + one.wall, sum.cpu + one.cpu, sum.fine && one.fine};
    }
    return sum;
}

struct Series
{
    std::vector<double> wall;
    std::vector<double> cpu;
    bool fine = true;

    void add(const Cost &cost)
    {
        wall.push_back(cost.wall);
        cpu.push_back(cost.cpu);
        fine = fine && cost.fine;
    }
};

QList<QByteArrayList> threeCurls(const QByteArray &address)
{
    const QByteArrayList curl{"curl", "-sS", "--noproxy", "*", "-o", "/dev/null"};
    return {curl + QByteArrayList{"-I", address}, curl + QByteArrayList{address},
            curl + QByteArrayList{"-H", "Upgrade: websocket", "-H", "Connection: Upgrade", "-H",
                                  "Sec-WebSocket-Version: 13", "-H",
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", address}};
}

void print(const char *name, const Series &series)
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
    Series ours;
    Series curls;
    for (int round = 0; round < rounds; ++round) {
        ours.add(run(check));
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
