#pragma once

#include <QByteArray>

#include <algorithm>
#include <utility>

namespace wirewise::session {

/// Bytes that are appended to a few at a time and very often: QByteArray::append() would take several times
/// as long for each.
class GrowingBytes
{
public:
    GrowingBytes() = default;
    explicit GrowingBytes(const QByteArray &bytes)
        : m_bytes(bytes)
        , m_size(bytes.size())
    {
    }

    [[nodiscard]] qsizetype size() const { return m_size; }
    /// Where at least that many bytes may be written; added() says how many were.
    [[nodiscard]] char *room(qsizetype bytes)
    {
        if (m_bytes.size() - m_size < bytes)
            makeRoom(bytes);
        return m_bytes.data() + m_size;
    }
    void added(qsizetype bytes) { m_size += bytes; }
    void append(const char *data, qsizetype size)
    {
        std::copy_n(data, size, room(size));
        added(size);
    }
    void makeRoom(qsizetype bytes) { m_bytes.resize(std::max(m_size + bytes, 2 * m_bytes.size())); }

    /// A copy; what is here goes on growing.
    [[nodiscard]] QByteArray copy() const { return m_bytes.first(m_size); }
    /// All of it, without a copy; nothing is left.
    [[nodiscard]] QByteArray take()
    {
        m_bytes.truncate(std::exchange(m_size, 0));
        return std::exchange(m_bytes, {});
    }

private:
    QByteArray m_bytes; ///< longer than what was written
    qsizetype m_size = 0;
};

} // namespace wirewise::session
