#include "gui/widgets/textrows.h"

#include "observation/printable.h"

#include <algorithm>

namespace wirewise::gui {

namespace {

constexpr qint64 Stride = 256;

constexpr bool isPrintableAscii(char byte)
{
    return byte >= 0x20 && byte < 0x7F;
}

struct CodePoint
{
    char32_t value = 0;
    int bytes = 1;
    bool valid = false;
};

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
CodePoint decodeAt(QByteArrayView bytes, qint64 offset)
{
    const auto lead = static_cast<unsigned char>(bytes.at(offset));
    if (lead < 0x80)
        return {};
    const int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    if (length == 1 || lead > 0xF4 || offset + length > bytes.size())
        return {};
    char32_t value = lead & (0xFFU >> (length + 1));
    for (int index = 1; index < length; ++index) {
        const auto byte = static_cast<unsigned char>(bytes.at(offset + index));
        if ((byte & 0xC0U) != 0x80U)
            return {};
        value = (value << 6U) | (byte & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    if (overlong || value > 0x10FFFF || QChar::isSurrogate(value))
        return {};
    return {value, length, true};
}

// Wide in a terminal, and so in columns: CJK, Hangul, full-width forms, emoji.
bool isWide(char32_t value)
{
    return (value >= 0x1100 && value <= 0x115F) || (value >= 0x2E80 && value <= 0xA4CF) ||
           (value >= 0xAC00 && value <= 0xD7A3) || (value >= 0xF900 && value <= 0xFAFF) ||
           (value >= 0xFE30 && value <= 0xFE6F) || (value >= 0xFF00 && value <= 0xFF60) ||
           (value >= 0xFFE0 && value <= 0xFFE6) || (value >= 0x1F000 && value <= 0x1FAFF) ||
           (value >= 0x20000 && value <= 0x3FFFD);
}

} // namespace

Cluster clusterAt(QByteArrayView bytes, qint64 offset, bool lineEnds)
{
    const char byte = bytes.at(offset);
    if (isPrintableAscii(byte))
        return {};
    if (byte == '\n')
        return {Cluster::Kind::LineEnd, 1, lineEnds ? 3 : 0, true};
    if (byte == '\r') {
        const bool pair = offset + 1 < bytes.size() && bytes.at(offset + 1) == '\n';
        return {Cluster::Kind::LineEnd, pair ? 2 : 1, pair ? (lineEnds ? 5 : 0) : 3, pair};
    }
    if (byte == '\t')
        return {Cluster::Kind::Escape, 1, 2, false};
    const CodePoint point = decodeAt(bytes, offset);
    // C0, DEL and C1 controls, and what is no UTF-8: fonts have no sign for them that can be read.
    if (!point.valid || (point.value >= 0x80 && point.value < 0xA0))
        return {Cluster::Kind::Escape, point.bytes, 4 * point.bytes, false};
    const QString shown = observation::printable(bytes.sliced(offset, point.bytes));
    const bool spelled = shown.startsWith(u'<') && shown.size() > 2;
    return {Cluster::Kind::Other, point.bytes,
            spelled               ? static_cast<int>(shown.size())
            : isWide(point.value) ? 2
                                  : 1,
            false};
}

QString clusterText(QByteArrayView bytes, qint64 offset, const Cluster &cluster)
{
    if (cluster.kind == Cluster::Kind::LineEnd) {
        const bool carriage = bytes.at(offset) == '\r';
        return cluster.bytes == 2 ? QStringLiteral(" \\r\\n")
               : carriage         ? QStringLiteral(" \\r")
                                  : QStringLiteral(" \\n");
    }
    if (cluster.kind == Cluster::Kind::Escape) {
        if (bytes.at(offset) == '\t')
            return QStringLiteral("\\t");
        QString escapes;
        for (int index = 0; index < cluster.bytes; ++index)
            escapes += QStringLiteral("\\x%1").arg(static_cast<unsigned char>(bytes.at(offset + index)), 2,
                                                   16, QLatin1Char('0'));
        return escapes;
    }
    QString text = observation::printable(bytes.sliced(offset, cluster.bytes));
    // A mark without its letter would be drawn over what stands before it.
    if (!text.isEmpty() && text.at(0).isMark())
        text.prepend(QChar(0x25CC));
    return text;
}

QString visibleLine(QByteArrayView bytes)
{
    QString text;
    for (qint64 at = 0; at < bytes.size();) {
        const Cluster cluster = clusterAt(bytes, at, true);
        if (cluster.kind == Cluster::Kind::Ascii)
            text += QLatin1Char(bytes.at(at));
        else if (cluster.kind == Cluster::Kind::LineEnd || bytes.at(at) == '\t')
            text += u' ';
        else
            text += clusterText(bytes, at, cluster);
        at += cluster.bytes;
    }
    return text;
}

void TextRows::setBytes(const QByteArray &bytes)
{
    const bool continues =
        m_measured && !m_marks.isEmpty() && bytes.size() >= m_bytes.size() && bytes.startsWith(m_bytes);
    m_bytes = bytes;
    m_measured = false;
    if (!continues)
        m_marks.clear();
}

void TextRows::setColumns(int columns)
{
    columns = qMax(1, columns);
    if (columns == m_columns)
        return;
    m_columns = columns;
    m_measured = false;
    m_marks.clear();
}

void TextRows::setLineEnds(bool drawn)
{
    if (drawn == m_lineEnds)
        return;
    m_lineEnds = drawn;
    m_measured = false;
    m_marks.clear();
}

qint64 TextRows::count() const
{
    measure();
    return m_count;
}

TextRows::Row TextRows::rowAt(const Mark &mark) const
{
    const QByteArrayView view(m_bytes);
    qint64 at = mark.offset;
    int column = 0;
    while (at < view.size()) {
        if (isPrintableAscii(view.at(at))) {
            if (column >= m_columns)
                break;
            ++column;
            ++at;
            continue;
        }
        const Cluster cluster = clusterAt(view, at, m_lineEnds);
        // What is wider than a whole row stands alone in one.
        if (column > 0 && column + cluster.columns > m_columns)
            break;
        column += cluster.columns;
        at += cluster.bytes;
        if (cluster.endsLine)
            break;
    }
    return {mark.offset, at - mark.offset, mark.lineStart};
}

TextRows::Mark TextRows::after(const Row &row) const
{
    const qint64 end = row.offset + row.length;
    const bool lineEnded = end > 0 && m_bytes.at(end - 1) == '\n';
    return {end, lineEnded ? end : row.lineStart};
}

void TextRows::measure() const
{
    if (m_measured)
        return;
    m_measured = true;
    if (m_bytes.isEmpty()) {
        m_marks.clear();
        m_count = 0;
        return;
    }
    // The last known mark stands on bytes that have not changed.
    qint64 index = m_marks.isEmpty() ? 0 : (m_marks.size() - 1) * Stride;
    Mark mark = m_marks.isEmpty() ? Mark() : m_marks.takeLast();
    while (mark.offset < m_bytes.size()) {
        if (index % Stride == 0)
            m_marks.append(mark);
        mark = after(rowAt(mark));
        ++index;
    }
    m_count = index;
}

TextRows::Row TextRows::row(qint64 index) const
{
    measure();
    if (index < 0 || index >= m_count)
        return {};
    Mark mark = m_marks.at(index / Stride);
    Row row = rowAt(mark);
    for (qint64 step = index % Stride; step > 0; --step)
        row = rowAt(after(row));
    return row;
}

qint64 TextRows::rowOf(qint64 offset) const
{
    measure();
    if (m_count == 0)
        return 0;
    const auto behind = std::upper_bound(m_marks.cbegin(), m_marks.cend(), offset,
                                         [](qint64 value, const Mark &mark) { return value < mark.offset; });
    const qint64 block = qMax<qint64>(0, std::distance(m_marks.cbegin(), behind) - 1);
    qint64 index = block * Stride;
    Row row = rowAt(m_marks.at(block));
    while (index + 1 < m_count && offset >= row.offset + row.length) {
        row = rowAt(after(row));
        ++index;
    }
    return index;
}

} // namespace wirewise::gui
