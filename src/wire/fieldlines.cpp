#include "wire/fieldlines.h"

#include "wire/request.h"

#include <utility>

namespace wirewise::wire {

namespace {

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// The stretch of the line between its outer white space; a stray CR at the end counts as white space.
ByteRange innerRange(QByteArrayView line, qsizetype from)
{
    qsizetype end = line.size();
    while (from < end && isBlank(line[from]))
        ++from;
    while (end > from && (isBlank(line[end - 1]) || line[end - 1] == '\r'))
        --end;
    return {from, end - from};
}

QByteArrayView cut(QByteArrayView line, ByteRange range)
{
    return line.sliced(range.offset, range.length);
}

void noteControls(QByteArrayView line, qsizetype from, qint64 offset, QList<Anomaly> *anomalies)
{
    for (qsizetype i = from; i < line.size(); ++i) {
        const auto byte = static_cast<quint8>(line[i]);
        if ((byte >= 0x20 && byte != 0x7F) || byte == '\t')
            continue;
        const Breach breach = byte == 0      ? Breach::NulByte
                              : byte == '\r' ? Breach::BareCarriageReturn
                                             : Breach::ControlInFieldValue;
        note(*anomalies, breach, {offset + i, 1});
    }
}

} // namespace

void FieldLines::take(QByteArrayView line, qint64 offset, HeaderList *headers, QList<Anomaly> *anomalies)
{
    // RFC 9112 section 5.2: a line that starts with white space continues the one before
    if (!line.isEmpty() && isBlank(line.front()) && m_isOpen) {
        takeFold(line, offset, anomalies);
        return;
    }
    finish(headers);
    const qsizetype colon = line.indexOf(':');
    if (colon < 0) {
        note(*anomalies, Breach::FieldWithoutColon, {offset, line.size()});
        return;
    }
    qsizetype nameEnd = colon;
    while (nameEnd > 0 && isBlank(line[nameEnd - 1]))
        --nameEnd;
    if (nameEnd == 0) {
        note(*anomalies, Breach::FieldNameEmpty, {offset, colon + 1});
        return;
    }
    const QByteArrayView name = line.first(nameEnd);
    // RFC 9110 section 5.1: field-name = token
    if (!isToken(name))
        note(*anomalies, Breach::FieldNameInvalid, {offset, nameEnd});
    // RFC 9112 section 5.1: no white space between name and colon
    if (nameEnd < colon)
        note(*anomalies, Breach::SpaceBeforeColon, {offset + nameEnd, colon - nameEnd});
    noteControls(line, colon + 1, offset, anomalies);

    const ByteRange value = innerRange(line, colon + 1);
    m_open.name = name.toByteArray();
    m_open.value = cut(line, value).toByteArray();
    m_open.range = {offset, line.size()};
    m_open.valueRange = {offset + value.offset, value.length};
    m_isOpen = true;
}

void FieldLines::takeFold(QByteArrayView line, qint64 offset, QList<Anomaly> *anomalies)
{
    note(*anomalies, Breach::FoldedLine, {offset, line.size()});
    noteControls(line, 0, offset, anomalies);
    m_open.range.length = offset + line.size() - m_open.range.offset;
    const ByteRange more = innerRange(line, 0);
    if (more.isEmpty())
        return;
    if (m_open.value.isEmpty())
        m_open.valueRange.offset = offset + more.offset;
    else
        m_open.value += ' ';
    m_open.value += cut(line, more);
    m_open.valueRange.length = offset + more.end() - m_open.valueRange.offset;
}

void FieldLines::finish(HeaderList *headers)
{
    if (!m_isOpen)
        return;
    m_isOpen = false;
    headers->append(std::exchange(m_open, {}));
}

} // namespace wirewise::wire
