#include "gui/exportmessages.h"

#include "gui/exportwatch.h"

namespace wirewise::gui {

namespace {
constexpr qint64 PageSize = 256;
}

ExportMessages::ExportMessages(const ExportSource &source, ExportWatch &watch)
    : m_source(source)
    , m_watch(watch)
{
}

QList<observation::Message> ExportMessages::page(qint64 first, qint64 count)
{
    if (!m_problem.isEmpty() || m_watch.isCancelled())
        return {};
    if (!m_file) {
        auto file = session::SessionFile::openForReading(m_source.path);
        if (!file) {
            m_problem = file.error().text;
            return {};
        }
        m_file.emplace(std::move(*file));
    }
    auto read = m_file->messages(first, qMin(count, PageSize));
    if (!read) {
        m_problem = read.error().text;
        return {};
    }
    m_passed += read->size();
    m_watch.tell(m_passed);
    return std::move(*read);
}

report::MessagePages ExportMessages::redactedPages(redaction::Redactor &redactor)
{
    return [this, &redactor](qint64 first, qint64 count) {
        QList<observation::Message> messages = page(first, count);
        for (observation::Message &message : messages)
            message = redactor.redacted(message);
        return messages;
    };
}

void ExportMessages::gather(redaction::Redactor &redactor, qint64 count)
{
    for (qint64 first = 1; first <= count;) {
        const QList<observation::Message> messages = page(first, count - first + 1);
        if (messages.isEmpty())
            return;
        for (const observation::Message &message : messages)
            redactor.gather(message);
        first = messages.constLast().number + 1;
    }
}

} // namespace wirewise::gui
