#include "wire/statusline.h"

namespace wirewise::wire {

namespace {

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Length of the longest beginning of the line that "HTTP/d.d ddd " allows.
qsizetype goodPrefix(QByteArrayView line)
{
    constexpr QByteArrayView pattern = "HTTP/d.d ddd ";
    qsizetype i = 0;
    while (i < line.size() && i < pattern.size() &&
           (pattern[i] == 'd' ? isDigit(line[i]) : line[i] == pattern[i]))
        ++i;
    return i;
}

constexpr qsizetype VersionEnd = 8;
constexpr qsizetype CodeStart = 9;
constexpr qsizetype CodeEnd = 12;

void readBrokenLine(QByteArrayView line, qint64 offset, qsizetype good, Response *response)
{
    const qsizetype space = line.indexOf(' ');
    response->version = line.first(space < 0 ? line.size() : space).toByteArray();
    QByteArrayView rest = space < 0 ? QByteArrayView() : line.sliced(space + 1);
    qsizetype restStart = line.size() - rest.size();
    while (!rest.isEmpty() && rest.front() == ' ') {
        rest = rest.sliced(1);
        ++restStart;
    }
    // One sound recovery: where only the version or the spacing is odd, three digits are still the code.
    if (rest.size() >= 3 && isDigit(rest[0]) && isDigit(rest[1]) && isDigit(rest[2]) &&
        (rest.size() == 3 || rest[3] == ' ')) {
        response->status = rest.first(3).toInt();
        response->reason = rest.sliced(3).trimmed().toByteArray();
    } else {
        response->reason = rest.trimmed().toByteArray();
    }
    // The range is the word that breaks the grammar.
    qsizetype end = line.indexOf(' ', good);
    if (end <= good)
        end = good == line.size() ? good : qMin(line.size(), good + 1);
    const qsizetype start = good >= CodeStart && good <= CodeEnd && restStart <= good ? restStart : good;
    note(response->anomalies, Breach::StatusLineMalformed,
         {offset + start, end > start ? end - start : qsizetype(0)});
}

void noteControls(QByteArrayView line, qint64 offset, Response *response)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        const auto byte = static_cast<quint8>(line[i]);
        if (byte >= 0x20 && byte != 0x7F)
            continue;
        if (byte == '\t')
            continue;
        const Breach breach = byte == 0      ? Breach::NulByte
                              : byte == '\r' ? Breach::BareCarriageReturn
                                             : Breach::ControlInFieldValue;
        note(response->anomalies, breach, {offset + i, 1});
    }
}

} // namespace

HttpStart startsAsHttp(QByteArrayView bytes)
{
    constexpr QByteArrayView name = "HTTP";
    const qsizetype common = qMin(bytes.size(), name.size());
    if (bytes.first(common) != name.first(common))
        return HttpStart::No;
    if (bytes.size() <= name.size())
        return HttpStart::Unknown;
    return bytes[name.size()] == '/' || bytes[name.size()] == ' ' ? HttpStart::Yes : HttpStart::No;
}

void readStatusLine(QByteArrayView line, qint64 offset, bool whole, Response *response)
{
    response->statusLine = {offset, line.size()};
    noteControls(line, offset, response);
    while (line.endsWith('\r'))
        line.chop(1);

    // RFC 9112 section 4: status-line = HTTP-version SP status-code SP [ reason-phrase ]
    const qsizetype good = goodPrefix(line);
    const bool lineEndsEarly = good == line.size();
    if (good <= CodeEnd && !lineEndsEarly) {
        readBrokenLine(line, offset, good, response);
        return;
    }
    if (good < CodeEnd) {
        if (whole) {
            readBrokenLine(line, offset, good, response);
        } else if (good >= VersionEnd) {
            response->version = line.first(VersionEnd).toByteArray();
        }
        return;
    }
    response->version = line.first(VersionEnd).toByteArray();
    response->status = line.sliced(CodeStart, 3).toInt();
    if (good == CodeEnd) {
        // RFC 9112 section 4: the space is required even where the reason phrase is absent
        if (whole)
            note(response->anomalies, Breach::StatusLineNoReasonSpace, {offset + CodeStart, 3});
    } else {
        response->reason = line.sliced(CodeEnd + 1).toByteArray();
    }
    // RFC 9110 section 15: 100 to 599
    if (response->status < 100 || response->status > 599)
        note(response->anomalies, Breach::StatusOutOfRange, {offset + CodeStart, 3});
}

} // namespace wirewise::wire
