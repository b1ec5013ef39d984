#include "report/httpfile.h"

#include "report/clientrequest.h"
#include "report/exchangeorder.h"
#include "report/textlayout.h"

#include <QCoreApplication>

namespace wirewise::report {

using namespace observation;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Snippet)
};

/// A line of such a file can call an environment or a script only by these.
bool isInert(const QByteArray &value)
{
    return !value.contains("{{") && !value.contains("{%") && wire::isSafeHeaderText(value);
}

/// Braces mean the same percent-encoded.
QByteArray inertTarget(QByteArray target)
{
    target.replace('{', "%7B").replace('}', "%7D").replace(' ', "%20").replace('\t', "%09");
    return target;
}

/// On one line, without what a reader of the file would take for an instruction.
QString commentText(const QString &text)
{
    QString line = safeText(QString(text).replace(u'\n', u' '));
    return line.replace(u'{', u'(').replace(u'}', u')').replace(u'@', QLatin1String("(at)"));
}

} // namespace

QString httpRequestText(const Exchange &exchange, const QString &title)
{
    const wire::Request request = requestOf(exchange);
    const Endpoint &endpoint = exchange.probe.endpoint;
    const QByteArray slash = request.target.startsWith('/') ? "" : "/";
    QString text = QStringLiteral("### ") + commentText(title) + u'\n';
    QStringList left;
    QByteArray head = (wire::isToken(request.method) ? request.method : QByteArray("GET")) + ' ' +
                      (endpoint.secure ? "https://" : "http://") + endpoint.hostHeader() + slash +
                      inertTarget(request.target) + " HTTP/1.1\n";
    for (const wire::Header &header : request.headers) {
        const bool isOwn =
            wire::equalsIgnoringCase(header.name, "Host") && header.value == endpoint.hostHeader();
        if (isOwn)
            continue;
        if (wire::isToken(header.name) && isInert(header.value))
            head += header.name + ": " + header.value + '\n';
        else
            left.append(commentText(QString::fromUtf8(header.name)));
    }
    if (!left.isEmpty())
        text +=
            QStringLiteral("# ") +
            Texts::tr("Left out, for an editor would act on it: %1").arg(left.join(QStringLiteral(", "))) +
            u'\n';
    return text + QString::fromUtf8(head);
}

QString httpFileText(const Observation &observation, bool experiments)
{
    QStringList requests;
    for (const ShownExchange &shown : shownExchanges(observation, experiments))
        requests.append(httpRequestText(*shown.exchange, shown.title()));
    return requests.join(u'\n');
}

} // namespace wirewise::report
