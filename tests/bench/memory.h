#pragma once

#include <QByteArray>
#include <QFile>

namespace wirewise::bench {

/// A figure of /proc/self/status in MB (of a million bytes): VmRSS is resident now, VmHWM at most so far.
inline double memoryMb(const QByteArray &name)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    const QByteArray field = name + ':';
    const QByteArrayList lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(field)) {
            return line.mid(field.size()).simplified().split(' ').constFirst().toDouble() * 1024 / 1e6;
        }
    }
    return 0;
}

/// Lets VmHWM begin anew with what is resident now.
inline void forgetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly)) {
        file.write("5");
    }
}

} // namespace wirewise::bench
