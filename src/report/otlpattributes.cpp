#include "report/otlpattributes.h"

#include "observation/printable.h"
#include "report/jsonstring.h"

#include <QLocale>

namespace wirewise::report {

using namespace observation;

void OtlpAttributes::append(const QByteArray &key, const char *kind, const QByteArray &value)
{
    if (!m_written.isEmpty())
        m_written += ',';
    m_written += R"({"key":)" + jsonString(key) + R"(,"value":{")" + kind + R"(":)" + value + "}}";
}

void OtlpAttributes::add(const QString &key, const QString &text)
{
    if (!text.isEmpty())
        append(key.toUtf8(), "stringValue", jsonString(printable(text.toUtf8(), MaximumText).toUtf8()));
}

void OtlpAttributes::add(const char *key, const QString &text)
{
    if (!text.isEmpty())
        append(key, "stringValue", jsonString(printable(text.toUtf8(), MaximumText).toUtf8()));
}

void OtlpAttributes::add(const char *key, const QByteArray &text)
{
    if (!text.isEmpty())
        append(key, "stringValue", jsonString(printable(text, MaximumText).toUtf8()));
}

void OtlpAttributes::add(const char *key, qint64 number)
{
    // 64 bits are a string in the JSON of Protocol Buffers.
    append(key, "intValue", '"' + QByteArray::number(number) + '"');
}

void OtlpAttributes::add(const char *key, bool flag)
{
    append(key, "boolValue", flag ? "true" : "false");
}

void OtlpAttributes::add(const char *key, double number)
{
    append(key, "doubleValue", QByteArray::number(number, 'g', QLocale::FloatingPointShortest));
}

void OtlpAttributes::addEndpoint(const Endpoint &endpoint)
{
    add("url.full", endpoint.url());
    add("url.scheme", QByteArray(endpoint.secure ? "wss" : "ws"));
    add("server.address", endpoint.host);
    add("server.port", qint64(endpoint.port));
}

void OtlpAttributes::addConnection(const ConnectionFacts &facts)
{
    if (!facts.address.isEmpty()) {
        add("network.transport", QByteArray("tcp"));
        add("network.type", QByteArray(facts.ipv6 ? "ipv6" : "ipv4"));
        add("network.peer.address", facts.address);
        add("network.peer.port", qint64(facts.port));
    }
    if (facts.localPort != 0)
        add("network.local.port", qint64(facts.localPort));
    if (facts.proxy)
        add("wirewise.proxy.result", toString(facts.proxy->result));
    if (!facts.tls)
        return;
    const TlsFacts &tls = *facts.tls;
    add("tls.established", tls.result == TlsFacts::Result::Complete);
    if (tls.version.startsWith("TLSv")) {
        add("tls.protocol.name", QByteArray("tls"));
        add("tls.protocol.version", tls.version.sliced(4));
    }
    add("tls.cipher", tls.cipher);
    add("tls.curve", tls.group);
    add("tls.next_protocol", tls.alpn);
    if (tls.chain.isEmpty())
        return;
    const CertificateFacts &leaf = tls.chain.constFirst();
    add("tls.server.subject", leaf.subject);
    add("tls.server.issuer", leaf.issuer);
    add("tls.server.not_after", leaf.notAfter.toUTC().toString(Qt::ISODateWithMs));
}

} // namespace wirewise::report
