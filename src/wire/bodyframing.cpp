#include "wire/bodyframing.h"

#include <limits>

namespace wirewise::wire {

namespace {

constexpr qint64 MaxLength = std::numeric_limits<qint64>::max();

/// RFC 9110 section 8.6: 1*DIGIT, nothing else.
std::optional<qint64> readLength(QByteArrayView text)
{
    if (text.isEmpty())
        return {};
    qint64 length = 0;
    for (const char c : text) {
        if (c < '0' || c > '9' || length > (MaxLength - 9) / 10)
            return {};
        length = length * 10 + (c - '0');
    }
    return length;
}

std::optional<qint64> contentLength(Response *response)
{
    std::optional<qint64> agreed;
    bool repeated = false;
    const QList<Header> headers = response->headers.all("Content-Length");
    for (const Header &header : headers) {
        for (const QByteArray &element : header.value.split(',')) {
            const std::optional<qint64> length = readLength(QByteArrayView(element).trimmed());
            if (!length) {
                note(response->anomalies, Breach::ContentLengthInvalid, header.valueRange);
                return {};
            }
            // RFC 9112 section 6.3 rule 5: differing values are unrecoverable, equal ones are one
            if (agreed && *agreed != *length) {
                note(response->anomalies, Breach::ContentLengthConflict, header.valueRange);
                return {};
            }
            if (agreed && !repeated) {
                note(response->anomalies, Breach::ContentLengthRepeated, header.valueRange);
                repeated = true;
            }
            agreed = length;
        }
    }
    return agreed;
}

bool isKnownCoding(QByteArrayView name)
{
    for (const QByteArrayView known : {"gzip", "x-gzip", "deflate", "compress", "x-compress"}) {
        if (equalsIgnoringCase(name, known))
            return true;
    }
    return false;
}

enum class Coding { Absent, Chunked, Other };

/// RFC 9112 section 6.1: chunked, if there, comes once and last.
Coding transferCoding(Response *response)
{
    const Header *header = response->headers.find("Transfer-Encoding");
    if (!header)
        return Coding::Absent;
    const QList<QByteArray> codings = response->headers.elements("Transfer-Encoding");
    bool odd = codings.isEmpty();
    bool onlyIdentity = true;
    for (qsizetype i = 0; i < codings.size(); ++i) {
        const QByteArray name = codings[i].split(';').constFirst().trimmed();
        const bool last = i == codings.size() - 1;
        if (equalsIgnoringCase(name, "identity")) {
            odd = true;
            continue;
        }
        onlyIdentity = false;
        if (!(equalsIgnoringCase(name, "chunked") ? last : isKnownCoding(name)))
            odd = true;
    }
    if (odd)
        note(response->anomalies, Breach::TransferEncodingUnknown, header->valueRange);
    if (onlyIdentity)
        return Coding::Absent;
    const QByteArray last = codings.constLast().split(';').constFirst().trimmed();
    return equalsIgnoringCase(last, "chunked") ? Coding::Chunked : Coding::Other;
}

} // namespace

BodyPlan planBody(const QByteArray &requestMethod, Response *response)
{
    const int status = response->status;
    // RFC 9110 section 7.8: after 101 the connection speaks the other protocol
    if (status == 101)
        return {Framing::Upgraded, 0};
    // RFC 9112 section 6.3 rule 1
    if (requestMethod == "HEAD" || response->isInterim() || status == 204 || status == 304)
        return {Framing::None, 0};
    // RFC 9112 section 6.3 rule 2
    if (requestMethod == "CONNECT" && status >= 200 && status < 300)
        return {Framing::Upgraded, 0};

    const Coding coding = transferCoding(response);
    if (coding != Coding::Absent) {
        const Header *header = response->headers.find("Transfer-Encoding");
        if (response->isHttp10())
            note(response->anomalies, Breach::TransferEncodingInHttp10, header->range);
        // RFC 9112 section 6.3 rule 3: Transfer-Encoding overrides Content-Length
        if (const Header *length = response->headers.find("Content-Length"))
            note(response->anomalies, Breach::LengthAndChunked, length->range);
        // RFC 9112 section 6.3 rule 4
        return {coding == Coding::Chunked ? Framing::Chunked : Framing::UntilClose, 0};
    }
    // RFC 9112 section 6.3 rules 5 and 6
    if (const std::optional<qint64> length = contentLength(response))
        return {Framing::ContentLength, *length};
    // RFC 9112 section 6.3 rule 8
    return {Framing::UntilClose, 0};
}

std::optional<qint64> readChunkSize(QByteArrayView line)
{
    qint64 size = 0;
    qsizetype i = 0;
    for (; i < line.size(); ++i) {
        const char c = line[i];
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            break;
        if (size > (MaxLength >> 4))
            return {};
        size = size * 16 + digit;
    }
    if (i == 0)
        return {};
    // RFC 9112 section 7.1.1: extensions follow a semicolon, perhaps after white space
    while (i < line.size() && (line[i] == ' ' || line[i] == '\t'))
        ++i;
    if (i < line.size() && line[i] != ';')
        return {};
    return size;
}

} // namespace wirewise::wire
