#include "report/traceparent.h"

#include <QList>

#include <algorithm>

namespace wirewise::report {

namespace {

/// Exactly so many bytes in small hexadecimal digits; empty if they are none, or all zero.
QByteArray bytesOf(QByteArrayView digits, qsizetype count)
{
    const bool fits = digits.size() == 2 * count && std::all_of(digits.begin(), digits.end(), [](char c) {
                          return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                      });
    if (!fits)
        return {};
    const QByteArray bytes = QByteArray::fromHex(digits.toByteArray());
    return bytes.count('\0') == count ? QByteArray() : bytes;
}

} // namespace

std::optional<TraceParent> traceParentFrom(QByteArrayView text)
{
    const QList<QByteArray> parts = text.trimmed().toByteArray().split('-');
    // Section 4.3: version 00 has four parts, later ones may have more; ff is none.
    if (parts.size() < 4 || parts.at(0).size() != 2 || parts.at(0) == "ff" || parts.at(3).size() != 2)
        return std::nullopt;
    if (parts.at(0) == "00" ? parts.size() != 4 : bytesOf(parts.at(0), 1).isEmpty())
        return std::nullopt;
    const TraceParent parent{bytesOf(parts.at(1), 16), bytesOf(parts.at(2), 8)};
    if (parent.traceId.isEmpty() || parent.spanId.isEmpty())
        return std::nullopt;
    return parent;
}

} // namespace wirewise::report
