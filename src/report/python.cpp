#include "report/python.h"

#include "report/clientrequest.h"

namespace wirewise::report {

using observation::HeaderPair;

namespace {

QString text(const QByteArray &bytes)
{
    return stringLiteral(bytes, Escapes::Python);
}

/// The websockets library sends text as UTF-8, http.client each character as one byte.
QString headerList(const QList<HeaderPair> &headers, QString (*literal)(const QByteArray &))
{
    if (headers.isEmpty())
        return QStringLiteral("HEADERS = []\n");
    QString list = QStringLiteral("HEADERS = [\n");
    for (const HeaderPair &header : headers)
        list += QStringLiteral("    (") + text(header.first) + QStringLiteral(", ") + literal(header.second) +
                QStringLiteral("),\n");
    return list + QStringLiteral("]\n");
}

/// Lines that make TLS as it was; empty if it was as usual.
QString tlsLines(const ClientRequest &client)
{
    if (!client.secure || (!client.insecure && client.caFile.isEmpty()))
        return {};
    QString lines = client.caFile.isEmpty()
                        ? QStringLiteral("TLS = ssl.create_default_context()\n")
                        : QString(QStringLiteral("TLS = ssl.create_default_context(cafile=") +
                                  text(client.caFile.toUtf8()) + QStringLiteral(")\n"));
    if (client.insecure)
        lines += QStringLiteral("TLS.check_hostname = False\nTLS.verify_mode = ssl.CERT_NONE\n");
    return lines;
}

QString upgradeProgram(const ClientRequest &client)
{
    const QString tls = tlsLines(client);
    QString program = QStringLiteral("# Needs the websockets library: pip install websockets\n"
                                     "import asyncio\n") +
                      (tls.isEmpty() ? QString() : QStringLiteral("import ssl\n")) +
                      QStringLiteral("\nimport websockets\n\nURL = ") + text(client.url) + u'\n' +
                      headerList(client.headers, text) + tls;
    program +=
        QStringLiteral("\n\nasync def main():\n"
                       "    # The argument for headers has its name of today since websockets 14.\n"
                       "    modern = int(websockets.__version__.split(\".\")[0]) >= 14\n"
                       "    options = {\"additional_headers\" if modern else \"extra_headers\": HEADERS}\n");
    const auto option = [&program](const char *name, const QString &value) {
        program += QStringLiteral("    options[\"%1\"] = ").arg(QLatin1String(name)) + value + u'\n';
    };
    if (client.origin)
        option("origin", text(*client.origin));
    if (!client.subprotocols.isEmpty()) {
        QStringList names;
        for (const QByteArray &name : client.subprotocols)
            names.append(text(name));
        option("subprotocols", QString(u'[' + names.join(QStringLiteral(", ")) + u']'));
    }
    if (!client.compression)
        option("compression", QStringLiteral("None"));
    if (!tls.isEmpty())
        option("ssl", QStringLiteral("TLS"));
    program += QStringLiteral("    async with websockets.connect(URL, **options) as connection:\n"
                              "        print(\"open, subprotocol:\", connection.subprotocol)\n");
    for (const QByteArray &message : client.send)
        program += QStringLiteral("        await connection.send(") + text(message) + QStringLiteral(")\n");
    program += QStringLiteral("        async for message in connection:\n"
                              "            print(message)\n"
                              "        print(\"closed:\", connection.close_code, connection.close_reason)\n"
                              "\n\ntry:\n"
                              "    asyncio.run(main())\n"
                              "except websockets.InvalidHandshake as refusal:\n"
                              "    print(\"refused:\", refusal)\n"
                              "except websockets.ConnectionClosed as closed:\n"
                              "    print(\"closed:\", closed)\n");
    return program;
}

QString plainProgram(const ClientRequest &client)
{
    const QString tls = tlsLines(client);
    const QString kind = client.secure ? QStringLiteral("HTTPSConnection") : QStringLiteral("HTTPConnection");
    QString program = QStringLiteral("import http.client\n") +
                      (tls.isEmpty() ? QString() : QStringLiteral("import ssl\n")) + u'\n' +
                      headerList(client.headers, byteLiteral) + tls;
    program += QStringLiteral("\nconnection = http.client.") + kind + u'(' + text(client.host) +
               QStringLiteral(", %1, timeout=10").arg(client.port) +
               (tls.isEmpty() ? QString() : QStringLiteral(", context=TLS")) + QStringLiteral(")\n");
    program += QStringLiteral("connection.putrequest(") + text(client.method) + QStringLiteral(", ") +
               text(client.target) + QStringLiteral(", skip_host=True, skip_accept_encoding=True)\n");
    program += QStringLiteral("for name, value in HEADERS:\n"
                              "    connection.putheader(name, value)\n"
                              "connection.endheaders()\n"
                              "answer = connection.getresponse()\n"
                              "print(answer.status, answer.reason)\n"
                              "for name, value in answer.getheaders():\n"
                              "    print(f\"{name}: {value}\")\n"
                              "print(answer.read().decode(errors=\"replace\"))\n");
    return program;
}

} // namespace

QString pythonProgram(const observation::Exchange &exchange)
{
    const ClientRequest client = clientRequest(exchange);
    QString remarks;
    for (const QString &remark : client.remarks)
        remarks += QStringLiteral("# ") + remark + u'\n';
    return remarks + (client.upgrade ? upgradeProgram(client) : plainProgram(client));
}

} // namespace wirewise::report
