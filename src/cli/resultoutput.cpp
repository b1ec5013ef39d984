#include "cli/resultoutput.h"

#include <QFileDevice>

#include <cerrno>
#include <utility>

namespace wirewise::cli {

ResultOutput::ResultOutput(QIODevice &out, Order order, qsizetype count, QByteArray separator)
    : m_out(out)
    , m_order(order)
    , m_separator(std::move(separator))
    , m_results(static_cast<std::size_t>(count))
{
}

void ResultOutput::write(const QByteArray &bytes)
{
    if (m_health != Health::Well)
        return;
    errno = 0;
    auto *file = qobject_cast<QFileDevice *>(&m_out);
    // A stream is read while it is written: what is said must not wait in a buffer.
    if (m_out.write(bytes) == bytes.size() && (!file || file->flush()))
        return;
    m_health = errno == EPIPE ? Health::ReaderGone : Health::Failed;
    m_error = m_out.errorString();
}

void ResultOutput::put(qsizetype index, QByteArray bytes)
{
    Waiting &result = m_results[static_cast<std::size_t>(index)];
    result.known = true;
    if (m_order == Order::AsTheyEnd)
        return print(bytes);
    result.size = bytes.size();
    result.bytes = std::move(bytes);
    m_waiting += result.size;
    if (static_cast<std::size_t>(index) != m_next && m_waiting > MaximumWaiting && spill(result))
        m_waiting -= result.size;
    while (m_next < m_results.size() && m_results[m_next].known)
        print(taken(m_results[m_next++]));
}

void ResultOutput::print(const QByteArray &bytes)
{
    write(std::exchange(m_any, true) ? m_separator + bytes : bytes);
}

bool ResultOutput::spill(Waiting &result)
{
    if (!m_file) {
        m_file = std::make_unique<QTemporaryFile>();
        static_cast<void>(m_file->open());
    }
    if (!m_file->isOpen() || !m_file->seek(m_fileEnd) || m_file->write(result.bytes) != result.size ||
        !m_file->flush())
        return false;
    result.offset = m_fileEnd;
    m_fileEnd += result.size;
    result.bytes = {};
    return true;
}

QByteArray ResultOutput::taken(Waiting &result)
{
    if (result.offset < 0) {
        m_waiting -= result.size;
        return std::exchange(result.bytes, {});
    }
    const QByteArray bytes = m_file->seek(result.offset) ? m_file->read(result.size) : QByteArray();
    if (bytes.size() != result.size && m_health == Health::Well) {
        m_health = Health::Failed;
        m_error = m_file->errorString();
    }
    return bytes;
}

} // namespace wirewise::cli
