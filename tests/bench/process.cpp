#include "bench/process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace wirewise::bench {

namespace {

double seconds(const timeval &time)
{
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

/// In the child: nothing to read, which is not the same as the end of the input, and nowhere to write.
void silence(int input)
{
    const int nothing = open("/dev/null", O_WRONLY);
    dup2(input, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
}

} // namespace

Cost runInProcess(const std::function<int()> &work)
{
    int input[2];
    if (pipe2(input, O_CLOEXEC) != 0) {
        return {0, 0, 0, false};
    }
    const double begin = secondsOf(CLOCK_MONOTONIC);
    const pid_t process = fork();
    if (process == 0) {
        silence(input[0]);
        _exit(work());
    }
    int status = 0;
    rusage usage{};
    wait4(process, &status, 0, &usage);
    close(input[0]);
    close(input[1]);
    return {secondsOf(CLOCK_MONOTONIC) - begin, seconds(usage.ru_utime) + seconds(usage.ru_stime),
            static_cast<double>(usage.ru_maxrss) / 1024, WIFEXITED(status) && WEXITSTATUS(status) == 0};
}

Cost run(const QByteArrayList &command)
{
    std::vector<char *> words;
    for (const QByteArray &word : command) {
        words.push_back(const_cast<char *>(word.constData()));
    }
    words.push_back(nullptr);
    return runInProcess([&words] {
        execvp(words[0], words.data());
        return 127;
    });
}

} // namespace wirewise::bench
