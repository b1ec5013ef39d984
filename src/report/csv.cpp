#include "report/csv.h"

#include "report/instant.h"
#include "report/messagewalk.h"
#include "report/output.h"

#include <algorithm>

namespace wirewise::report {

using namespace observation;

namespace {

constexpr const char *Head =
    "number,time,at_ms,direction,opcode,size,wire_size,frames,compressed,encoding,data\r\n";

/// What makes a spreadsheet compute or ask other programs, their full-width forms included.
bool mayBeFormula(const QByteArray &text)
{
    constexpr QByteArrayView Ascii = "=+-@\t\r\n'|";
    constexpr const char *Wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    return (!text.isEmpty() && Ascii.contains(text.at(0))) ||
           std::any_of(std::begin(Wide), std::end(Wide),
                       [&text](const char *start) { return text.startsWith(start); });
}

/// Text whose control characters a spreadsheet would drop or stumble over is kept as base64.
bool fitsIntoCell(const QByteArray &text)
{
    return std::none_of(text.cbegin(), text.cend(), [](char c) {
        const auto byte = static_cast<quint8>(c);
        return (byte < 0x20 && c != '\t' && c != '\r' && c != '\n') || byte == 0x7F;
    });
}

QByteArray rowOf(const Message &message, std::optional<Instant> opened)
{
    const bool isText = isReadableText(message) && fitsIntoCell(message.payload);
    const QByteArrayList cells{
        QByteArray::number(message.number),
        opened ? toText(*opened + message.at).toLatin1() : QByteArray(),
        QByteArray::number(std::chrono::duration<double, std::milli>(message.at).count(), 'f', 3),
        message.direction == wire::Direction::Sent ? "sent" : "received",
        wire::toString(message.opcode),
        QByteArray::number(message.payload.size()),
        QByteArray::number(message.wireSize),
        QByteArray::number(message.frames),
        message.compressed ? "yes" : "no",
        isText ? "text" : "base64",
        csvCell(isText ? message.payload : message.payload.toBase64()),
    };
    return cells.join(',') + "\r\n";
}

} // namespace

QByteArray csvCell(const QByteArray &text)
{
    QByteArray cell;
    cell.reserve(text.size() + text.size() / 8 + 4);
    cell += mayBeFormula(text) ? "\"'" : "\"";
    qsizetype at = 0;
    for (qsizetype quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', at)) {
        cell.append(text.constData() + at, quote - at).append("\"\"");
        at = quote + 1;
    }
    return cell.append(text.constData() + at, text.size() - at).append('"');
}

bool writeCsv(const Case &exported, const MessagePages &pages, const ExportChoice & /*choice*/,
              QIODevice &device)
{
    Output out(device);
    out << Head;
    const std::optional<Instant> opened = openedAt(exported.checked.observation);
    walkMessages(exported, pages, [&](const Message &message) {
        out << rowOf(message, opened);
        return out.ok();
    });
    return out.ok();
}

} // namespace wirewise::report
