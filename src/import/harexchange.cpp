#include "import/harexchange.h"

#include "observation/endpoint.h"
#include "wire/headerlist.h"
#include "wire/request.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <utility>

namespace wirewise::imports {

using observation::Exchange;
using observation::HeaderPair;
using observation::Outcome;
using observation::ProbeKind;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::Har)
};

/// What Chromium's error names (net/base/net_error_list.h) and its words for WebSockets mean.
struct ErrorRow
{
    const char *sign;
    Outcome outcome;
};
constexpr ErrorRow Errors[] = {
    {"ERR_NAME_NOT_RESOLVED", Outcome::NameNotFound},
    {"ERR_NAME_RESOLUTION_FAILED", Outcome::NameFailed},
    {"ERR_CONNECTION_REFUSED", Outcome::Refused},
    {"ERR_CONNECTION_TIMED_OUT", Outcome::ConnectTimedOut},
    {"ERR_ADDRESS_UNREACHABLE", Outcome::Unreachable},
    {"ERR_INTERNET_DISCONNECTED", Outcome::Offline},
    {"ERR_PROXY", Outcome::ProxyFailed},
    {"ERR_TUNNEL_CONNECTION_FAILED", Outcome::ProxyFailed},
    {"ERR_CERT_", Outcome::TlsFailed},
    {"ERR_SSL_", Outcome::TlsFailed},
    {"ERR_CONNECTION_RESET", Outcome::Reset},
    {"ERR_CONNECTION_CLOSED", Outcome::Closed},
    {"ERR_EMPTY_RESPONSE", Outcome::Closed},
    {"ERR_TIMED_OUT", Outcome::TimedOut},
    {"handshake timed out", Outcome::TimedOut},
    {"closed before receiving a handshake response", Outcome::Closed},
    {"NS_ERROR_UNKNOWN_HOST", Outcome::NameNotFound},
    {"NS_ERROR_CONNECTION_REFUSED", Outcome::Refused},
    {"NS_ERROR_NET_TIMEOUT", Outcome::TimedOut},
    {"NS_ERROR_NET_RESET", Outcome::Reset},
};

std::optional<Outcome> outcomeOf(const QByteArray &error)
{
    const auto *row = std::find_if(std::begin(Errors), std::end(Errors),
                                   [&error](const ErrorRow &r) { return error.contains(r.sign); });
    return row == std::end(Errors) ? std::nullopt : std::optional(row->outcome);
}

/// "Error during WebSocket handshake: Unexpected response code: 404"
int refusedStatus(const QByteArray &error)
{
    constexpr char sign[] = "Unexpected response code: ";
    const qsizetype at = error.indexOf(sign);
    const int status = at < 0 ? 0 : error.sliced(at + qsizetype(sizeof sign) - 1).left(3).toInt();
    return status >= 100 && status < 1000 ? status : 0;
}

void remark(QStringList &remarks, const QString &sentence)
{
    if (!remarks.contains(sentence))
        remarks.append(sentence);
}

bool isNamed(const HeaderPair &header, QByteArrayView name)
{
    return wire::equalsIgnoringCase(header.first, name);
}

/// Header lines as they can stand on the wire. Browsers put several Set-Cookie lines into one, with line
/// ends.
QList<HeaderPair> lines(const QList<HeaderPair> &headers, QStringList &remarks)
{
    QList<HeaderPair> written;
    for (const HeaderPair &header : headers) {
        if (header.first.startsWith(':')) {
            remark(remarks,
                   Texts::tr("The request went over HTTP/2 or HTTP/3; its head is written as HTTP/1.1."));
            continue;
        }
        if (!wire::isToken(header.first)) {
            remark(remarks, Texts::tr("Header lines whose names cannot stand on the wire were left out."));
            continue;
        }
        for (QByteArray value : header.second.split('\n')) {
            value.replace('\r', "").replace('\0', "");
            written.append({header.first, value.trimmed()});
        }
    }
    return written;
}

QByteArray rebuiltRequest(const HarEntry &entry, const observation::Endpoint &endpoint, QStringList &remarks)
{
    wire::Request request;
    const bool isMethod = wire::isToken(entry.method);
    request.method = isMethod ? entry.method : QByteArray("GET");
    request.target = endpoint.target;
    for (const HeaderPair &header : lines(entry.requestHeaders, remarks))
        request.headers.append(header.first, header.second);
    if (!request.headers.contains("Host")) {
        wire::HeaderList headers;
        headers.append("Host", endpoint.hostHeader());
        for (const wire::Header &header : request.headers)
            headers.append(header);
        request.headers = headers;
    }
    return wire::toBytes(request);
}

/// The body as the HAR has it is decoded already: the head must say what is there.
void fitFraming(QList<HeaderPair> &headers, const HarEntry &entry, QStringList &remarks)
{
    const auto remove = [&headers](QByteArrayView name) {
        return headers.removeIf([name](const HeaderPair &header) { return isNamed(header, name); }) > 0;
    };
    const bool wasEncoded = remove("Content-Encoding");
    const bool wasChunked = remove("Transfer-Encoding");
    const auto length = std::find_if(headers.cbegin(), headers.cend(), [](const HeaderPair &header) {
        return isNamed(header, "Content-Length");
    });
    const bool isHead = entry.method == "HEAD" || entry.status == 304 || entry.status == 204;
    const bool fits =
        length != headers.cend() && (isHead || length->second.toLongLong() == entry.body.size());
    if (fits && !wasEncoded && !wasChunked)
        return;
    remove("Content-Length");
    if (!isHead)
        headers.append({"Content-Length", QByteArray::number(entry.body.size())});
    if (wasEncoded || wasChunked || length != headers.cend())
        remark(remarks,
               Texts::tr("Bodies are decoded, as the browser keeps them; Content-Length was set to fit, "
                         "Content-Encoding and Transfer-Encoding were left out."));
}

QByteArray rebuiltResponse(const HarEntry &entry, int status, QStringList &remarks)
{
    QByteArray reason = entry.statusText;
    reason.replace('\r', "").replace('\n', "").replace('\0', "");
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reason + "\r\n";
    QList<HeaderPair> headers = lines(entry.responseHeaders, remarks);
    const bool hasBody = status >= 200;
    if (hasBody && !headers.isEmpty())
        fitFraming(headers, entry, remarks);
    for (const HeaderPair &header : std::as_const(headers))
        bytes += header.first + ": " + header.second + "\r\n";
    bytes += "\r\n";
    return hasBody && entry.method != "HEAD" ? bytes + entry.body : bytes;
}

void readAnswer(const HarEntry &entry, Exchange &exchange, QStringList &remarks)
{
    const int refused = refusedStatus(entry.networkError);
    if (entry.status > 0 || refused > 0) {
        exchange.outcome = Outcome::Answered;
        exchange.received = rebuiltResponse(entry, entry.status > 0 ? entry.status : refused, remarks);
        exchange.end =
            entry.status == 101 ? observation::StreamEnd::Open : observation::StreamEnd::ClosedByPeer;
        if (entry.status == 0)
            remark(remarks, Texts::tr("Of a refused upgrade the browser tells only the status, %1. Check the "
                                      "address again to see headers and body of the answer.")
                                .arg(refused));
        if (entry.isBodyCut)
            remark(remarks,
                   Texts::tr("A body was longer than 16 MiB, or no base64; its beginning was kept."));
    } else if (const auto outcome = outcomeOf(entry.networkError)) {
        exchange.outcome = *outcome;
    }
    exchange.detail = QString::fromUtf8(entry.networkError);
    exchange.readResponse();
}

ProbeKind kindOf(const HarEntry &entry)
{
    if (entry.isWebSocket())
        return ProbeKind::Upgrade;
    return entry.method == "HEAD" ? ProbeKind::Head : ProbeKind::Get;
}

} // namespace

bool hasOutcome(const HarEntry &entry)
{
    return entry.status > 0 || entry.sent || refusedStatus(entry.networkError) > 0 ||
           outcomeOf(entry.networkError).has_value();
}

Exchange exchangeOf(const HarEntry &entry, QStringList &remarks)
{
    Exchange exchange;
    exchange.probe.kind = kindOf(entry);
    exchange.probe.name = observation::toString(exchange.probe.kind);
    const PastedEndpoint pasted = endpointOf(entry, {});
    exchange.probe.settings = pasted.settings;
    if (const auto endpoint = observation::parseEndpoint(pasted.address).endpoint)
        exchange.probe.endpoint = *endpoint;
    exchange.timing = entry.timing;
    exchange.connection.address = entry.serverAddress;
    exchange.connection.port = exchange.probe.endpoint.port;
    exchange.connection.ipv6 = entry.serverAddress.contains(':');
    if (entry.sent) {
        if (!entry.probeName.isEmpty())
            exchange.probe.name = entry.probeName;
        if (const auto kind = observation::probeKindFromString(entry.probeName))
            exchange.probe.kind = *kind;
        exchange.sent = *entry.sent;
        exchange.received = entry.received.value_or(QByteArray());
        exchange.outcome = entry.outcome.value_or(Outcome::Answered);
        exchange.detail = entry.detail;
        exchange.end = exchange.received.startsWith("HTTP/1.1 101") ? observation::StreamEnd::Open
                                                                    : observation::StreamEnd::ClosedByPeer;
        exchange.readResponse();
        return exchange;
    }
    remark(remarks,
           Texts::tr("A HAR lists headers; the heads were rebuilt from that list, so their order, case and "
                     "spaces may differ from what was on the wire."));
    exchange.sent = rebuiltRequest(entry, exchange.probe.endpoint, remarks);
    readAnswer(entry, exchange, remarks);
    if (!entry.serverAddress.isEmpty() && exchange.outcome == Outcome::Answered)
        exchange.connection.attempts.append(
            {entry.serverAddress, exchange.connection.ipv6, Outcome::Answered, {}, {}});
    return exchange;
}

} // namespace wirewise::imports
