#include "report/snippets.h"

#include "redaction/redactor.h"
#include "report/curl.h"
#include "report/httpfile.h"
#include "report/javascript.h"
#include "report/output.h"
#include "report/python.h"
#include "report/textlayout.h"

#include <QCoreApplication>

namespace wirewise::report {

using observation::Exchange;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Snippet)
};

/// What has to be put back before the program does what was done, as comments.
QByteArray removedFrom(const Exchange &exchange, const ExportChoice &choice, const char *comment)
{
    if (!choice.redactor)
        return {};
    QStringList lines;
    for (const redaction::Place &place : choice.redactor->places(exchange.sent)) {
        const QByteArray token = exchange.sent.mid(place.range.offset, place.range.length);
        const QString line = Texts::tr("%1 was removed: put your own in the place of %2")
                                 .arg(safeText(place.label), safeText(QString::fromUtf8(token)));
        if (!lines.contains(line))
            lines.append(line);
    }
    QByteArray text;
    for (const QString &line : lines)
        text += QByteArray(comment) + ' ' + line.toUtf8() + '\n';
    return text;
}

bool writeProgram(const Case &exported, const ExportChoice &choice, QIODevice &device, const char *comment,
                  QString (*program)(const Exchange &))
{
    Output out(device);
    if (const Exchange *exchange = exported.checked.observation.exchange(choice.exchange))
        out << removedFrom(*exchange, choice, comment) << program(*exchange).toUtf8();
    return out.ok();
}

} // namespace

bool writeCurl(const Case &exported, const MessagePages & /*pages*/, const ExportChoice &choice,
               QIODevice &out)
{
    return writeProgram(exported, choice, out, "#",
                        [](const Exchange &exchange) { return QString(curlCommand(exchange) + u'\n'); });
}

bool writePython(const Case &exported, const MessagePages & /*pages*/, const ExportChoice &choice,
                 QIODevice &out)
{
    return writeProgram(exported, choice, out, "#", pythonProgram);
}

bool writeJavaScript(const Case &exported, const MessagePages & /*pages*/, const ExportChoice &choice,
                     QIODevice &out)
{
    return writeProgram(exported, choice, out, "//", javaScriptProgram);
}

bool writeHttpFile(const Case &exported, const MessagePages & /*pages*/, const ExportChoice &choice,
                   QIODevice &device)
{
    Output out(device);
    out << httpFileText(exported.checked.observation, choice.experiments).toUtf8();
    return out.ok();
}

} // namespace wirewise::report
