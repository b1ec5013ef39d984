#include "diagnosis/words.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace wirewise::diagnosis {

using observation::Exchange;
using wire::ByteRange;

namespace {

/// Bytes of a body that are read for words.
constexpr qint64 ReadBytes = 64 * 1024;

struct Phrases
{
    Saying saying;
    const char *pattern;
};

/// How servers word it, by the sense of the words, not by one server's sentence. Case does not matter.
constexpr Phrases phraseTable[] = {
    {Saying::NoUpgradeSeen,
     "(invalid|empty|missing|no|bad|wrong|unexpected|without|expected|requires?)\\b[^.<>{}]{0,40}"
     "\\b(upgrade|connection)\\W{0,2}\\s?(header|hdr|token)|"
     "(upgrade|connection)\\W{0,2}\\s?header[^.<>]{0,60}(did not|does not|doesn't|must|missing|is not|not "
     "include)|"
     "can \"?upgrade\"? only to|token not found in|invalid websocket upgrade|upgrade required|"
     "handshake was not http/1|field is missing the upgrade token|"
     "not (a|an|using the) (websocket|upgrade|ws)\\b|expected? (a |an )?(websocket|upgrade)|"
     "requires? (a |an )?(websocket|upgrade)|"
     "only (accepts?|supports?|speaks?|serves?|handles?|allows?) (websocket|ws)s?\\b(?! ?sub)|"
     "websocket (connections?|requests?|upgrades?)( only| (is |are )?(expected|required))|use (a )?websocket "
     "client"},
    {Saying::UpgradeUnsupported,
     "unsupported upgrade|upgrade (is |was )?(not|un)[ -]?(supported|enabled)|"
     "websockets? (is |are |support )*(not|un)[ -]?(supported|available|enabled|implemented|installed)|"
     "no websocket support"},
    {Saying::PlainHttpOnTlsPort,
     "plain http request was sent to https port|http request to an https server|"
     "speaking plain http to an ssl|requires tls|https port|instead use the https scheme"},
    {Saying::NotHttpToServer,
     "did not receive a valid http|invalid http request|malformed request|bad request line|"
     "unrecogni[sz]ed http method|invalid request line|invalid method"},
    {Saying::BlamesKey,
     "sec-websocket-key|websocket[ -]key|(invalid|bad|missing|wrong|malformed) (handshake )?key"},
    {Saying::BlamesVersion,
     "sec-websocket-version|(unsupported|invalid|bad|unknown|wrong) (websocket )?(protocol )?version|"
     "websocket version"},
    {Saying::BlamesOrigin, "cross[ -]?origin|"
                           "\\borigins?\\b(?! server| is down| "
                           "web)[^.<>{}]{0,60}(\\bnot\\b|denied|reject|invalid|forbid|disallow|refus|"
                           "mismatch|block|missing|required)|"
                           "(\\bnot\\b|invalid|reject|disallow|forbid|unaccept|refus|block|bad|untrusted|"
                           "unauthori[sz]ed|unknown|wrong|illegal|missing|check)"
                           "\\w*[ -][^.<>{}]{0,30}\\borigins?\\b(?! server| is down| web)"},
    {Saying::BlamesHost,
     "(invalid|unknown|bad|unrecogni[sz]ed|disallowed|blocked|wrong|missing|unexpected) "
     "(http_host|hosts?\\b|hostname|domain|server name)|"
     "disallowedhost|blocked hosts?|this host \\(|host (header )?(is |was )?not "
     "(allowed|permitted|recogni[sz]ed|known|found|valid)|"
     "host does not match|no such app\\b|unknown site|misdirected|host not (allowed|in allowlist|found)"},
    {Saying::BlamesSubprotocol, "sub-?protocol|sec-websocket-protocol|unsupported "
                                "protocols?\\b(?!.{0,20}(version|socket\\.io|engine\\.io))"},
    {Saying::AsksForCredentials,
     "unauthori[sz]ed(?! "
     "origin)|unauthenticated|(not|required?|requires|needs?|missing|invalid|fail\\w*|no)[^.<>{}]{0,20}"
     "authenticat|"
     "authenticat\\w*[^.<>{}]{0,20}(requir|fail|missing|need|invalid|expired)|log ?in\\b|logged in|sign "
     "?in\\b|credential|"
     "api[-_ ]?key|access[-_ ]?token|auth[-_ "
     "]?token|(missing|invalid|no|expired|bad|requires?d?|wrong|provide)\\b[^.<>{}]{0,24}\\b(?<!csrf )token|"
     "(?<!csrf )token[^.<>{}]{0,24}(missing|invalid|required|expired|not valid)|\\bbearer\\b|invalid_token|"
     "session (has )?(expired|required|missing)|\\bjwt\\b|signature has expired|not authorized"},
    {Saying::NotReady,
     "not[ _-]?(yet[ _-])?ready|\\bunready|notready|\\bstarting( up)?\\b|still "
     "(starting|loading|booting|initiali[sz]ing)|"
     "initiali[sz]ing|warming[ _-]?up|not (yet )?(initiali[sz]ed|started|available yet)|out_of_service|"
     "readiness|\\bunhealthy\\b|<(status|state)>\\s*(down|out_of_service|starting)|booting|\\bdraining\\b|"
     "shutting down|\\bterminating\\b|dependenc\\w+[^.<>{}]{0,40}\\b(not\\b|un|down\\b|fail)"},
    {Saying::RateLimited,
     "rate[ _-]?limit|too many (requests|connections|attempts)|throttl|quota (is "
     ")?exceeded|exceeded[^.<>]{0,20}quota|"
     "slow down|connection limit|limit (was |is |has been )?(exceeded|reached)|over ?limit"},
    {Saying::TooLarge, "(header|cookie|uri|url|request[- ]line|request|field|line)s?\\b[^.<>]{0,40}(too "
                       "(large|long|big)|exceed)|"
                       "(too (large|long|big)|exceeds?)[^.<>]{0,40}(header|cookie|uri|url|request[- "
                       "]line|field)|bad message 431"},
    {Saying::WantsClientCertificate,
     "no required ssl certificate|ssl certificate error|client certificate (is )?(required|missing|needed)|"
     "certificate required"},
    {Saying::NoSuchBackend, "no available server|no healthy upstream|no server is available|backend fetch "
                            "failed|application is not available|"
                            "failure to get a peer|no upstream|upstream connect error|service is unavailable "
                            "from|connection refused"},
};

const QRegularExpression &patternOf(Saying saying)
{
    constexpr std::size_t count = std::size(phraseTable);
    static const auto patterns = [] {
        std::array<QRegularExpression, count> list;
        for (std::size_t i = 0; i < count; ++i)
            list[i] = QRegularExpression(QLatin1String(phraseTable[i].pattern),
                                         QRegularExpression::CaseInsensitiveOption);
        return list;
    }();
    const auto row = std::find_if(std::begin(phraseTable), std::end(phraseTable),
                                  [&](const Phrases &p) { return p.saying == saying; });
    return patterns[static_cast<std::size_t>(row - std::begin(phraseTable))];
}

std::optional<ByteRange> findIn(const QByteArray &bytes, ByteRange where, Saying saying)
{
    const qint64 length = std::min(where.length, ReadBytes);
    if (length <= 0 || where.end() > bytes.size())
        return {};
    const QString text = QString::fromLatin1(QByteArrayView(bytes).sliced(where.offset, length));
    const auto match = patternOf(saying).match(text);
    if (!match.hasMatch())
        return {};
    qsizetype start = text.lastIndexOf(QLatin1Char('\n'), match.capturedStart()) + 1;
    qsizetype end = text.indexOf(QLatin1Char('\n'), match.capturedEnd());
    if (end < 0)
        end = text.size();
    // A page on one line: the words themselves, with a little around them.
    start = std::max(start, match.capturedStart() - 60);
    end = std::min(end, match.capturedEnd() + 80);
    while (end > start && text.at(end - 1).isSpace())
        --end;
    return ByteRange{where.offset + start, end - start};
}

bool givesReason(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    if (lower == "www-authenticate" || lower == "access-control-allow-origin")
        return false;
    return lower == "warning" || lower.contains("reason") || lower.contains("error") ||
           lower.contains("message") || lower.contains("reject");
}

} // namespace

std::optional<ByteRange> says(const Exchange &exchange, Saying saying)
{
    if (!exchange.response)
        return {};
    const wire::Response &response = *exchange.response;
    if (const auto found = findIn(exchange.received, response.statusLine, saying))
        return found;
    for (const wire::Header &header : response.headers)
        if (givesReason(header.name))
            if (findIn(exchange.received, header.valueRange, saying))
                return header.range;
    if (const auto found = findIn(exchange.received, response.bodyRange, saying))
        return found;
    // The words may be cut by chunk lines, or coded: then the whole body stands for them.
    if (response.framing == wire::Framing::Chunked &&
        findIn(response.body, {0, response.body.size()}, saying))
        return response.bodyRange;
    return {};
}

std::optional<ByteRange> says(const Exchange *exchange, Saying saying)
{
    return exchange ? says(*exchange, saying) : std::nullopt;
}

} // namespace wirewise::diagnosis
