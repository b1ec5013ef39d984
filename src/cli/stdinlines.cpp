#include "cli/stdinlines.h"

#include <array>
#include <cerrno>

#include <unistd.h>

namespace wirewise::cli {

StdinLines::StdinLines(int descriptor, QObject *parent)
    : StdinLines(descriptor, UsualLongestLine, parent)
{
}

StdinLines::StdinLines(int descriptor, qsizetype longestLine, QObject *parent)
    : QObject(parent)
    , m_descriptor(descriptor)
    , m_longestLine(longestLine)
    , m_notifier(std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read))
{
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &StdinLines::read);
}

void StdinLines::setReading(bool on)
{
    m_notifier->setEnabled(on && !m_ended);
}

void StdinLines::read()
{
    std::array<char, 65536> buffer;
    const ssize_t count = ::read(m_descriptor, buffer.data(), buffer.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count > 0)
        m_waiting.append(buffer.data(), count);
    qsizetype end = m_waiting.indexOf('\n');
    while (end >= 0) {
        QByteArray text = m_waiting.first(end);
        m_waiting.remove(0, end + 1);
        if (text.endsWith('\r'))
            text.chop(1);
        Q_EMIT line(text);
        end = m_waiting.indexOf('\n');
    }
    if (m_waiting.size() > m_longestLine)
        Q_EMIT line(std::exchange(m_waiting, {}));
    if (count > 0)
        return;
    m_ended = true;
    m_notifier->setEnabled(false);
    if (!m_waiting.isEmpty())
        Q_EMIT line(std::exchange(m_waiting, {}));
    Q_EMIT ended();
}

} // namespace wirewise::cli
