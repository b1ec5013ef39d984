#include "written.h"

#include "report/html.h"
#include "session/samples.h"

#include <QBuffer>

namespace wirewise::test {

using namespace report;
using observation::Message;

Case aCase(const QList<Message> &log)
{
    Case exported;
    exported.checked = {samples::fullObservation(), samples::fullDiagnosis()};
    exported.name = QStringLiteral("Staging");
    exported.notes = QStringLiteral("Since Friday's release.");
    exported.writtenBy = QStringLiteral("Wirewise 0.1.0");
    exported.messageCount = log.size();
    return exported;
}

QList<Message> someMessages(qsizetype count)
{
    QList<Message> messages;
    for (qsizetype i = 1; i <= count; ++i) {
        messages.append(samples::aMessage(i, "message " + QByteArray::number(i)));
        if (i % 7 == 0) {
            messages.last().opcode = wire::Opcode::Binary;
            messages.last().payload = QByteArray("\0\xff\xfe", 3);
        }
    }
    return messages;
}

MessagePages pagesOf(const QList<Message> &log)
{
    return [log](qint64 first, qint64 count) { return log.mid(first - 1, count); };
}

QByteArray written(Format format, const Case &exported, const MessagePages &pages, const ExportChoice &choice)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!write(format, exported, pages, choice, buffer))
        qFatal("A buffer in memory took not all bytes.");
    return bytes;
}

QByteArray writtenDocument(const Case &exported)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!writeHtml(exported, {}, {}, HtmlFor::Document, buffer))
        qFatal("A buffer in memory took not all bytes.");
    return bytes;
}

} // namespace wirewise::test
