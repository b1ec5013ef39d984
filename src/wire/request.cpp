#include "wire/request.h"

#include "wire/anomaly.h"
#include "wire/fieldlines.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace wirewise::wire {

QByteArray toBytes(const Request &request)
{
    QByteArray bytes = request.method + ' ' + request.target + ' ' + request.version + "\r\n";
    for (const Header &header : request.headers)
        bytes += header.name + ": " + header.value + "\r\n";
    bytes += "\r\n";
    bytes += request.body;
    return bytes;
}

namespace {

/// The next line without its line end; moves the position behind it. Nothing if no line end follows.
std::optional<QByteArrayView> takeLine(QByteArrayView bytes, qsizetype *position)
{
    const qsizetype feed = bytes.indexOf('\n', *position);
    if (feed < 0)
        return {};
    QByteArrayView line = bytes.sliced(*position, feed - *position);
    *position = feed + 1;
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace

Request requestFromBytes(const QByteArray &bytes)
{
    Request request{{}, {}, {}, {}, {}};
    qsizetype position = 0;
    const std::optional<QByteArrayView> first = takeLine(bytes, &position);
    if (!first)
        return request;
    // RFC 9112 section 3: the target is what stands between the first and the last space
    const qsizetype methodEnd = first->indexOf(' ');
    const qsizetype targetEnd = first->lastIndexOf(' ');
    if (methodEnd < 0) {
        request.method = first->toByteArray();
    } else {
        request.method = first->first(methodEnd).toByteArray();
        if (targetEnd > methodEnd) {
            request.target = first->sliced(methodEnd + 1, targetEnd - methodEnd - 1).toByteArray();
            request.version = first->sliced(targetEnd + 1).toByteArray();
        } else {
            request.target = first->sliced(methodEnd + 1).toByteArray();
        }
    }

    FieldLines lines;
    QList<Anomaly> ignored;
    qsizetype start = position;
    while (const std::optional<QByteArrayView> line = takeLine(bytes, &position)) {
        if (line->isEmpty()) {
            request.body = bytes.sliced(position);
            break;
        }
        lines.take(*line, start, &request.headers, &ignored);
        start = position;
    }
    lines.finish(&request.headers);
    return request;
}

bool isSafeHeaderText(QByteArrayView text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool isToken(QByteArrayView text)
{
    // Asked for every header of every head: one look at a table for each character.
    static constexpr std::array<bool, 256> isTokenCharacter = [] {
        std::array<bool, 256> table{};
        for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                                             "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            table[static_cast<quint8>(c)] = true;
        return table;
    }();
    return !text.isEmpty() && std::all_of(text.begin(), text.end(),
                                          [](char c) { return isTokenCharacter[static_cast<quint8>(c)]; });
}

} // namespace wirewise::wire
