#include "report/javascript.h"

#include "report/clientrequest.h"
#include "wire/headerlist.h"

#include <algorithm>

namespace wirewise::report {

using observation::HeaderPair;

namespace {

QString text(const QByteArray &bytes)
{
    return stringLiteral(bytes, Escapes::JavaScript);
}

QString listOf(const QList<QByteArray> &values)
{
    QStringList literals;
    for (const QByteArray &value : values)
        literals.append(byteLiteral(value));
    return u'[' + literals.join(QStringLiteral(", ")) + u']';
}

/// As an object; several of one name are an array.
QString headerObject(const QList<HeaderPair> &headers, const char *margin)
{
    QString object = QStringLiteral("{\n");
    QList<QByteArray> done;
    for (const HeaderPair &header : headers) {
        if (done.contains(header.first.toLower()))
            continue;
        done.append(header.first.toLower());
        QList<QByteArray> values;
        for (const HeaderPair &other : headers) {
            if (wire::equalsIgnoringCase(other.first, header.first))
                values.append(other.second);
        }
        object += QLatin1String(margin) + QStringLiteral("  ") + text(header.first) + QStringLiteral(": ") +
                  (values.size() == 1 ? byteLiteral(values.constFirst()) : listOf(values)) +
                  QStringLiteral(",\n");
    }
    return object + QLatin1String(margin) + u'}';
}

QString sendLines(const ClientRequest &client)
{
    QString lines;
    for (const QByteArray &message : client.send)
        lines += QStringLiteral("  socket.send(") + text(message) + QStringLiteral(");\n");
    return lines;
}

/// A browser writes its own User-Agent and Origin, and lets a page set nothing.
bool fitsBrowser(const ClientRequest &client)
{
    return !client.insecure && client.caFile.isEmpty() &&
           std::all_of(client.headers.cbegin(), client.headers.cend(), [](const HeaderPair &header) {
               return wire::equalsIgnoringCase(header.first, "User-Agent") ||
                      (wire::equalsIgnoringCase(header.first, "Accept") && header.second == "*/*");
           });
}

QString browserProgram(const ClientRequest &client)
{
    QString program = QStringLiteral("// Runs in a browser's console, and in Node.js from version 22 on.\n"
                                     "const socket = new WebSocket(") +
                      text(client.url);
    if (!client.subprotocols.isEmpty())
        program += QStringLiteral(", ") + listOf(client.subprotocols);
    program +=
        QStringLiteral(");\n"
                       "socket.onopen = () => {\n"
                       "  console.log(\"open, subprotocol:\", socket.protocol);\n") +
        sendLines(client) +
        QStringLiteral("};\n"
                       "socket.onmessage = (event) => console.log(event.data);\n"
                       "socket.onerror = () => console.log(\"it did not open, or broke\");\n"
                       "socket.onclose = (event) => console.log(\"closed:\", event.code, event.reason);\n");
    return program;
}

QString nodeProgram(const ClientRequest &client)
{
    QString program = QStringLiteral("// Needs Node.js and the ws library: npm install ws\n"
                                     "import { readFileSync } from \"node:fs\";\n"
                                     "import { WebSocket } from \"ws\";\n\n"
                                     "const socket = new WebSocket(");
    if (client.caFile.isEmpty())
        program.remove(QStringLiteral("import { readFileSync } from \"node:fs\";\n"));
    program += text(client.url) + QStringLiteral(", ") + listOf(client.subprotocols) +
               QStringLiteral(", {\n  headers: ") + headerObject(client.headers, "  ") +
               QStringLiteral(",\n");
    if (client.origin)
        program += QStringLiteral("  origin: ") + byteLiteral(*client.origin) + QStringLiteral(",\n");
    if (!client.compression)
        program += QStringLiteral("  perMessageDeflate: false,\n");
    if (client.insecure)
        program += QStringLiteral("  rejectUnauthorized: false,\n");
    if (!client.caFile.isEmpty())
        program +=
            QStringLiteral("  ca: readFileSync(") + text(client.caFile.toUtf8()) + QStringLiteral("),\n");
    program += QStringLiteral("  handshakeTimeout: 10000,\n});\n"
                              "socket.on(\"open\", () => {\n"
                              "  console.log(\"open, subprotocol:\", socket.protocol);\n") +
               sendLines(client) +
               QStringLiteral("});\n"
                              "socket.on(\"message\", (data, isBinary) => console.log(isBinary ? data : "
                              "data.toString()));\n"
                              "socket.on(\"unexpected-response\", (request, response) => {\n"
                              "  console.log(\"refused:\", response.statusCode, response.statusMessage);\n"
                              "  response.pipe(process.stdout);\n"
                              "});\n"
                              "socket.on(\"error\", (error) => console.log(error.message));\n"
                              "socket.on(\"close\", (code, reason) => console.log(\"closed:\", code, "
                              "reason.toString()));\n");
    return program;
}

QString fetchProgram(const ClientRequest &client)
{
    QList<HeaderPair> headers;
    // fetch writes these itself and refuses to be told.
    std::copy_if(client.headers.cbegin(), client.headers.cend(), std::back_inserter(headers),
                 [](const HeaderPair &header) {
                     return !wire::equalsIgnoringCase(header.first, "Host") &&
                            !wire::equalsIgnoringCase(header.first, "Connection");
                 });
    return QStringLiteral("const answer = await fetch(") + text(client.url) +
           QStringLiteral(", {\n  method: ") + text(client.method) +
           QStringLiteral(",\n  redirect: \"manual\",\n  headers: ") + headerObject(headers, "  ") +
           QStringLiteral(",\n});\n"
                          "console.log(answer.status, answer.statusText);\n"
                          "console.log(Object.fromEntries(answer.headers));\n"
                          "console.log(await answer.text());\n");
}

} // namespace

QString javaScriptProgram(const observation::Exchange &exchange)
{
    const ClientRequest client = clientRequest(exchange);
    QString remarks;
    for (const QString &remark : client.remarks)
        remarks += QStringLiteral("// ") + remark + u'\n';
    if (!client.upgrade)
        return remarks + fetchProgram(client);
    return remarks + (fitsBrowser(client) ? browserProgram(client) : nodeProgram(client));
}

} // namespace wirewise::report
