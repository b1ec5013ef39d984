#pragma once

#include <QByteArray>
#include <QIODevice>

namespace wirewise::report {

/// Bytes for a device; remembers whether all of them were taken.
class Output
{
public:
    explicit Output(QIODevice &device)
        : m_device(device)
    {
    }

    Output &operator<<(const QByteArray &bytes)
    {
        m_ok = m_ok && m_device.write(bytes) == bytes.size();
        return *this;
    }
    [[nodiscard]] bool ok() const { return m_ok; }

private:
    QIODevice &m_device;
    bool m_ok = true;
};

} // namespace wirewise::report
