#include "wire/handshake.h"

#include "wire/deflatenegotiation.h"

#include <QCryptographicHash>

#include <algorithm>

namespace wirewise::wire {

namespace {

/// Gathers remarks; those about what is absent point at the status line.
class Judge
{
public:
    Judge(const Request &request, const Response &response)
        : m_request(request)
        , m_response(response)
    {
    }

    QList<HandshakeRemark> judge()
    {
        // RFC 6455 section 4.1 step 1: any other status is handled as HTTP says
        if (m_response.status != 101) {
            add(HandshakeBreach::NotSwitching, m_response.statusLine);
            return m_remarks;
        }
        // RFC 9110 section 7.8: a server must not switch in HTTP/1.0
        if (m_response.isHttp10())
            add(HandshakeBreach::Http10, m_response.statusLine);
        judgeUpgrade();
        judgeConnection();
        judgeAccept();
        judgeExtensions();
        judgeSubprotocol();
        judgeContent();
        return m_remarks;
    }

private:
    void add(HandshakeBreach breach, ByteRange range) { m_remarks.append({breach, range}); }

    // RFC 6455 section 4.1 step 2
    void judgeUpgrade()
    {
        const QList<Header> headers = m_response.headers.all("Upgrade");
        if (headers.isEmpty())
            add(HandshakeBreach::UpgradeMissing, m_response.statusLine);
        else if (headers.size() > 1 || !equalsIgnoringCase(headers.constFirst().value, "websocket"))
            add(HandshakeBreach::UpgradeWrong, headers.constLast().range);
    }

    // RFC 6455 section 4.1 step 3
    void judgeConnection()
    {
        const Header *header = m_response.headers.find("Connection");
        if (!header)
            add(HandshakeBreach::ConnectionMissing, m_response.statusLine);
        else if (!m_response.headers.hasToken("Connection", "Upgrade"))
            add(HandshakeBreach::ConnectionWrong, header->range);
    }

    // RFC 6455 section 4.1 step 4
    void judgeAccept()
    {
        const QList<Header> headers = m_response.headers.all("Sec-WebSocket-Accept");
        if (headers.isEmpty()) {
            add(HandshakeBreach::AcceptMissing, m_response.statusLine);
            return;
        }
        // RFC 6455 section 11.3.3: it must not appear more than once
        const QByteArray wanted = acceptFor(m_request.headers.value("Sec-WebSocket-Key"));
        if (headers.size() > 1 || headers.constFirst().value != wanted)
            add(HandshakeBreach::AcceptInvalid, headers.constLast().range);
    }

    // RFC 6455 section 4.1 step 5
    void judgeExtensions()
    {
        QList<QByteArray> offered;
        for (const QByteArray &element : m_request.headers.elements("Sec-WebSocket-Extensions"))
            offered.append(extensionName(element));
        for (const Header &header : m_response.headers.all("Sec-WebSocket-Extensions")) {
            const QList<QByteArray> chosen = HeaderList{header}.elements(header.name);
            if (std::any_of(chosen.begin(), chosen.end(), [&offered](const QByteArray &element) {
                    return !offered.contains(extensionName(element));
                }))
                add(HandshakeBreach::ExtensionUnrequested, header.range);
        }
        for (const DeflateRemark &remark : negotiateDeflate(m_request.headers, m_response.headers).remarks) {
            if (remark.refusal != DeflateRefusal::NotOffered)
                add(HandshakeBreach::ExtensionParameters, remark.range);
        }
    }

    // RFC 6455 section 4.1 step 6
    void judgeSubprotocol()
    {
        const QList<Header> headers = m_response.headers.all("Sec-WebSocket-Protocol");
        if (headers.isEmpty())
            return;
        // RFC 6455 section 11.3.4: one value, in one header
        const QList<QByteArray> chosen = m_response.headers.elements("Sec-WebSocket-Protocol");
        if (headers.size() > 1 || chosen.size() > 1)
            add(HandshakeBreach::SubprotocolSeveral, headers.constLast().range);
        // Subprotocols compare with case; an empty value was not offered either.
        const QList<QByteArray> offered = m_request.headers.elements("Sec-WebSocket-Protocol");
        if (chosen.isEmpty() || std::any_of(chosen.begin(), chosen.end(), [&offered](const QByteArray &name) {
                return !offered.contains(name);
            }))
            add(HandshakeBreach::SubprotocolUnrequested, headers.constFirst().range);
    }

    // RFC 9110 section 8.6 and RFC 9112 section 6.1: neither belongs into a 1xx
    void judgeContent()
    {
        for (const char *name : {"Content-Length", "Transfer-Encoding"}) {
            if (const Header *header = m_response.headers.find(name))
                add(HandshakeBreach::ContentDeclared, header->range);
        }
    }

    static QByteArray extensionName(const QByteArray &element)
    {
        const qsizetype end = element.indexOf(';');
        return (end < 0 ? element : element.left(end)).trimmed().toLower();
    }

    const Request &m_request;
    const Response &m_response;
    QList<HandshakeRemark> m_remarks;
};

} // namespace

QList<HandshakeRemark> judgeHandshake(const Request &request, const Response &response)
{
    return Judge(request, response).judge();
}

bool opensWebSocket(const QList<HandshakeRemark> &remarks)
{
    return std::all_of(remarks.begin(), remarks.end(), [](const HandshakeRemark &remark) {
        return remark.breach == HandshakeBreach::ContentDeclared;
    });
}

QByteArray makeKey(const QByteArray &random16)
{
    return random16.leftJustified(16, '\0', true).toBase64();
}

QByteArray acceptFor(const QByteArray &key)
{
    // RFC 6455 section 1.3
    const QByteArray salted = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    return QCryptographicHash::hash(salted, QCryptographicHash::Sha1).toBase64();
}

bool isValidKey(const QByteArray &key)
{
    const auto decoded = QByteArray::fromBase64Encoding(key, QByteArray::AbortOnBase64DecodingErrors);
    // Exactly 24 characters with padding: the decoder alone would forgive absent "==".
    return decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok && decoded.decoded.size() == 16 &&
           key.size() == 24;
}

QByteArray toString(HandshakeBreach breach)
{
    switch (breach) {
    case HandshakeBreach::NotSwitching:
        return "not-switching";
    case HandshakeBreach::Http10:
        return "http10";
    case HandshakeBreach::UpgradeMissing:
        return "upgrade-missing";
    case HandshakeBreach::UpgradeWrong:
        return "upgrade-wrong";
    case HandshakeBreach::ConnectionMissing:
        return "connection-missing";
    case HandshakeBreach::ConnectionWrong:
        return "connection-wrong";
    case HandshakeBreach::AcceptMissing:
        return "accept-missing";
    case HandshakeBreach::AcceptInvalid:
        return "accept-invalid";
    case HandshakeBreach::ExtensionUnrequested:
        return "extension-unrequested";
    case HandshakeBreach::ExtensionParameters:
        return "extension-parameters";
    case HandshakeBreach::SubprotocolUnrequested:
        return "subprotocol-unrequested";
    case HandshakeBreach::SubprotocolSeveral:
        return "subprotocol-several";
    case HandshakeBreach::ContentDeclared:
        return "content-declared";
    }
    return {};
}

} // namespace wirewise::wire
