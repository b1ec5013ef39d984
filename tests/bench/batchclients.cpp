#include "bench/batchclients.h"

#include <QFile>

#include <unistd.h>

namespace wirewise::bench {

namespace {

QByteArray origin(const BatchTarget &target, bool isHttp = false)
{
    const QByteArray scheme = QByteArray(isHttp ? "http" : "ws") + (target.isSecure() ? "s" : "");
    return scheme + "://127.0.0.1:" + QByteArray::number(target.port) + '/';
}

/// The endpoints, one a line, as `check --file` reads them.
QByteArray writeList(const BatchTarget &target)
{
    const QByteArray path = target.folder + "/endpoints";
    QFile file(QString::fromLocal8Bit(path));
    if (file.open(QIODevice::WriteOnly)) {
        for (int i = 1; i <= target.count; ++i) {
            file.write(origin(target) + QByteArray::number(i) + '\n');
        }
    }
    return path;
}

QByteArrayList ourCommand(const BatchTarget &target)
{
    const QByteArray parallel = QByteArray::number(target.parallel);
    QByteArrayList command{WIREWISE_CLI, "check", "--file", writeList(target), "--probe",    "upgrade",
                           "--listen",   "0",     "--jobs", parallel,          "--per-host", parallel,
                           "--proxy",    "none"};
    if (target.isSecure()) {
        command << "--cacert" << target.authority;
    }
    return command;
}

Cost judge(const BatchTarget &target)
{
    return run(ourCommand(target));
}

Cost judgeAndKeep(const BatchTarget &target)
{
    const QByteArray file = target.folder + "/batch.wirewise";
    const Cost cost = run(ourCommand(target) + QByteArrayList{"--session", file});
    unlink(file.constData());
    return cost;
}

Cost runCurl(const BatchTarget &target)
{
    QByteArrayList command{"curl",      "-sS",        "--noproxy",      "*",
                           "--http1.1", "--parallel", "--parallel-max", QByteArray::number(target.parallel)};
    if (target.isSecure()) {
        command << "--cacert" << target.authority;
    }
    for (const char *field : {"Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="}) {
        command << "-H" << field;
    }
    const QByteArray numbers = "[1-" + QByteArray::number(target.count) + ']';
    return run(command << "-o"
                       << "/dev/null" << origin(target, true) + numbers);
}

/// A program that is called with the port, how many, how many at once, and the authority if there is one.
BatchClient program(const QByteArray &name, const QByteArrayList &command, bool isInstalled = true)
{
    return {.name = name, .isInstalled = isInstalled, .run = [command](const BatchTarget &target) {
                QByteArrayList words = command;
                words << QByteArray::number(target.port) << QByteArray::number(target.count)
                      << QByteArray::number(target.parallel);
                if (target.isSecure()) {
                    words << target.authority;
                }
                return run(words);
            }};
}

bool succeeds(const QByteArrayList &command)
{
    return run(command).fine;
}

} // namespace

QList<BatchClient> batchClients()
{
    const QByteArray here = WIREWISE_BENCH_SOURCE;
    const QByteArray modules = WIREWISE_BENCH_NPM;
    const bool hasModules = QFile::exists(QString::fromLocal8Bit(modules + "/node_modules/ws")) &&
                            succeeds({"node", "--version"});
    return {program(epollClient, {WIREWISE_BENCH_BIN "/batch_epoll"}),
            {.name = "wirewise-cli, diagnosis", .run = judge, .isOurs = true},
            {.name = "wirewise-cli, and session file", .run = judgeAndKeep, .isOurs = true},
            {.name = "curl --parallel", .isInstalled = succeeds({"curl", "--version"}), .run = runCurl},
            program("QWebSocket", {WIREWISE_BENCH_BIN "/batch_qwebsocket"}),
            program("npm ws", {"node", here + "/peers/batch_ws.js", modules}, hasModules),
            program("python3-websockets", {"/usr/bin/python3", here + "/peers/batch_websockets.py"},
                    succeeds({"/usr/bin/python3", "-c", "import websockets"}))};
}

} // namespace wirewise::bench
