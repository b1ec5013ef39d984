#include "record/recordwriter.h"

namespace wirewise::record {

RecordWriter::RecordWriter(session::SessionFile file)
    : m_file(std::move(file))
{
}

void RecordWriter::write(const std::function<session::Result<void>(session::SessionFile &)> &step)
{
    if (m_failed)
        return;
    if (const session::Result<void> written = step(m_file))
        Q_EMIT saved();
    else
        giveUp(written.error().text);
}

void RecordWriter::appendMessages(const QList<observation::Message> &messages, qint64 bytes)
{
    write([&](session::SessionFile &file) { return file.appendMessages(messages); });
    queuedBytes -= bytes;
}

QList<observation::Message> RecordWriter::messages(qint64 first, qint64 count) const
{
    return m_file.messages(first, count).value_or(QList<observation::Message>());
}

void RecordWriter::giveUp(const QString &sentence)
{
    if (m_failed)
        return;
    m_failed = true;
    Q_EMIT failed(sentence);
}

} // namespace wirewise::record
