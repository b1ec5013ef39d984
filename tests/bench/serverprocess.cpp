#include "bench/serverprocess.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

namespace wirewise::bench {

namespace {

[[noreturn]] void serveForEver(int listener, const std::function<void(int)> &serve,
                               ServerProcess::Gives gives)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (gives == ServerProcess::Gives::Listener) {
        serve(listener);
        _exit(0);
    }
    for (;;) {
        const int connection = accept(listener, nullptr, nullptr);
        if (connection < 0) {
            _exit(1);
        }
        std::thread(serve, connection).detach();
    }
}

} // namespace

ServerProcess::ServerProcess(std::function<void(int)> serve, Gives gives)
{
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (bind(listener, generic, length) != 0 || listen(listener, SOMAXCONN) != 0 ||
        getsockname(listener, generic, &length) != 0) {
        close(listener);
        return;
    }
    m_process = fork();
    if (m_process == 0) {
        serveForEver(listener, serve, gives);
    }
    m_port = ntohs(address.sin_port);
    close(listener);
}

ServerProcess::~ServerProcess()
{
    if (m_process > 0) {
        kill(m_process, SIGKILL);
        waitpid(m_process, nullptr, 0);
    }
}

} // namespace wirewise::bench
