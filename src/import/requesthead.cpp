#include "import/requesthead.h"

#include "import/endpointbuilder.h"
#include "observation/endpoint.h"
#include "wire/headerlist.h"
#include "wire/request.h"

#include <QCoreApplication>

#include <optional>
#include <utility>

namespace wirewise::imports {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::RequestHead)
};

/// RFC 9112 section 3: method SP request-target SP HTTP-version
struct RequestLine
{
    QByteArray method, target, version;
};

std::optional<RequestLine> readRequestLine(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    if (words.size() != 3 || !wire::isToken(words.at(0)) || words.at(1).isEmpty() ||
        !words.at(2).startsWith("HTTP/"))
        return {};
    return RequestLine{words.at(0), words.at(1), words.at(2)};
}

QList<QByteArray> linesOf(QByteArrayView text)
{
    QList<QByteArray> lines = text.toByteArray().split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    return lines;
}

using Fields = QList<std::pair<QByteArray, QByteArray>>;

QByteArray valueOf(const Fields &fields, QByteArrayView name)
{
    for (const auto &[field, value] : fields) {
        if (wire::equalsIgnoringCase(field, name))
            return value;
    }
    return {};
}

/// The scheme stands in no request line: what the other lines say of it, else Wirewise's own rule.
QByteArray schemeOf(const Fields &fields)
{
    const QByteArray said = valueOf(fields, ":scheme");
    const QByteArray page = !said.isEmpty()                        ? said
                            : !valueOf(fields, "Origin").isEmpty() ? valueOf(fields, "Origin")
                                                                   : valueOf(fields, "Referer");
    const QByteArray lower = page.toLower();
    if (lower.startsWith("https") || lower.startsWith("wss"))
        return "wss://";
    return lower.startsWith("http") || lower.startsWith("ws") ? "ws://" : "";
}

void setAddress(EndpointBuilder &builder, const RequestLine &line, const Fields &fields,
                const QByteArray &host)
{
    if (looksLikeAddress(line.target)) // absolute form, RFC 9112 section 3.2.2
        return builder.setAddress(Texts::tr("request line"), line.target);
    QByteArray scheme = schemeOf(fields);
    const auto endpoint = observation::parseEndpoint(QString::fromUtf8(host)).endpoint;
    // A page may call another host, and its own scheme says nothing then about a server on this computer.
    if (endpoint && (endpoint->isLoopback() || (endpoint->portGiven && endpoint->port == 80)))
        scheme = "ws://";
    else if (endpoint && endpoint->portGiven && endpoint->port == 443)
        scheme = "wss://";
    builder.setAddress(Texts::tr("request line and Host"), scheme + host + line.target);
    if (scheme.isEmpty())
        builder.implied(Texts::tr("scheme"), {},
                        Texts::tr("a request does not tell it: wss is assumed, ws on this computer"));
}

} // namespace

Pasted readRequestHead(QByteArrayView text, const observation::Settings &base)
{
    Pasted pasted;
    const QList<QByteArray> lines = linesOf(text);
    const QByteArray first = lines.constFirst().trimmed();
    const bool isPseudo = first.startsWith(":authority") || first.startsWith(":method");
    std::optional<RequestLine> line = isPseudo ? RequestLine{} : readRequestLine(first);
    if (!line)
        return pasted;
    pasted.kind = TextKind::RequestHead;
    EndpointBuilder builder(base);
    Fields fields;
    qsizetype at = isPseudo ? 0 : 1;
    for (; at < lines.size() && !lines.at(at).trimmed().isEmpty(); ++at) {
        const QByteArray &field = lines.at(at);
        const qsizetype colon = field.indexOf(':', 1);
        if (colon < 0)
            builder.left(Texts::tr("line %1").arg(at + 1), field, Texts::tr("this is no header"));
        else
            fields.append({field.first(colon).trimmed(), field.sliced(colon + 1).trimmed()});
    }
    if (isPseudo)
        line = RequestLine{valueOf(fields, ":method"), valueOf(fields, ":path"), "HTTP/2"};
    const QByteArray host = isPseudo ? valueOf(fields, ":authority") : valueOf(fields, "Host");
    if (host.isEmpty() && !looksLikeAddress(line->target)) {
        pasted.error =
            Texts::tr("The request has no Host line, so nobody knows where it went. Add it, or paste "
                      "the address.");
        return pasted;
    }
    setAddress(builder, *line, fields, host);
    builder.method(Texts::tr("method"), line->method.isEmpty() ? QByteArray("GET") : line->method);
    for (const auto &[name, value] : std::as_const(fields))
        builder.header(QString::fromUtf8(name), name, value);
    const QByteArray body = lines.mid(at + 1).join('\n').trimmed();
    if (!body.isEmpty())
        builder.body(Texts::tr("body"), body);
    pasted.endpoints.append(std::move(builder).build());
    return pasted;
}

} // namespace wirewise::imports
