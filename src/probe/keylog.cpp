#include "probe/keylog.h"

#include <QFile>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <mutex>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wirewise::probe {

namespace {

struct KeyLog
{
    std::mutex mutex;
    QString path;
    std::atomic<int> descriptor{-1};

    void close()
    {
        const int open = descriptor.exchange(-1);
        if (open >= 0)
            ::close(open);
        path.clear();
    }
};

KeyLog &keyLog()
{
    static KeyLog log;
    return log;
}

QString reason()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

/// A file that others could read already is taken from them first; a pipe or a device is the user's own
/// choice.
bool isForOwnerAlone(int descriptor)
{
    struct stat seen = {};
    if (::fstat(descriptor, &seen) != 0)
        return false;
    const bool isOpenToOthers = S_ISREG(seen.st_mode) && (seen.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    return !isOpenToOthers || ::fchmod(descriptor, S_IRUSR | S_IWUSR) == 0;
}

} // namespace

std::optional<QString> logKeysTo(const QString &path)
{
    KeyLog &log = keyLog();
    const std::lock_guard lock(log.mutex);
    log.close();
    if (path.isEmpty())
        return {};
    const int opened = ::open(QFile::encodeName(path).constData(),
                              O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, S_IRUSR | S_IWUSR);
    if (opened < 0)
        return reason();
    if (!isForOwnerAlone(opened)) {
        const QString why = reason();
        ::close(opened);
        return why;
    }
    log.path = path;
    log.descriptor = opened;
    return {};
}

QString keyLogFile()
{
    KeyLog &log = keyLog();
    const std::lock_guard lock(log.mutex);
    return log.path;
}

void logKey(QByteArrayView line)
{
    KeyLog &log = keyLog();
    if (log.descriptor.load(std::memory_order_relaxed) < 0)
        return;
    const std::lock_guard lock(log.mutex); // the file may just be exchanged
    const int descriptor = log.descriptor;
    const QByteArray whole = line.toByteArray() + '\n'; // one write, so that lines of two programs stay whole
    if (descriptor >= 0 && ::write(descriptor, whole.constData(), static_cast<size_t>(whole.size())) < 0)
        log.close();
}

} // namespace wirewise::probe
