#include "session/jsonfields.h"

#include "wire/utf8.h"

#include <QTimeZone>

#include <cmath>
#include <utility>

namespace wirewise::session {

QJsonValue jsonOf(const QByteArray &bytes)
{
    if (wire::isValidUtf8(bytes))
        return QString::fromUtf8(bytes);
    return QJsonObject{{QStringLiteral("base64"), QString::fromLatin1(bytes.toBase64())}};
}

QJsonArray jsonOf(const QList<QByteArray> &list)
{
    QJsonArray array;
    for (const QByteArray &bytes : list)
        array.append(jsonOf(bytes));
    return array;
}

QJsonValue jsonOf(observation::Duration duration)
{
    return static_cast<qint64>(duration.count());
}

QJsonValue jsonOf(const std::optional<observation::Duration> &duration)
{
    return duration ? jsonOf(*duration) : QJsonValue();
}

QJsonArray jsonOf(wire::ByteRange range)
{
    return {range.offset, range.length};
}

QJsonValue jsonOf(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

std::optional<QByteArray> bytesOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().toUtf8();
    if (!value.isObject())
        return std::nullopt;
    const auto decoded =
        QByteArray::fromBase64Encoding(value.toObject().value(QLatin1String("base64")).toString().toLatin1(),
                                       QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(decoded.decoded) : std::nullopt;
}

FieldReader::FieldReader(const QJsonValue &value)
    : m_object(value.toObject())
    , m_sound(value.isObject())
{
}

bool FieldReader::has(const char *name) const
{
    const auto found = m_object.constFind(QLatin1String(name));
    return found != m_object.constEnd() && !found->isNull();
}

void FieldReader::read(const char *name, QString &text)
{
    if (!has(name))
        return;
    if (value(name).isString())
        text = value(name).toString();
    else
        refuse();
}

void FieldReader::read(const char *name, QByteArray &bytes)
{
    if (!has(name))
        return;
    if (std::optional<QByteArray> found = bytesOf(value(name)))
        bytes = *std::move(found);
    else
        refuse();
}

void FieldReader::read(const char *name, std::optional<QByteArray> &bytes)
{
    QByteArray found;
    read(name, found);
    if (has(name))
        bytes = found;
}

void FieldReader::read(const char *name, QList<QByteArray> &list)
{
    readEach(name, [&](const QJsonValue &element) {
        if (std::optional<QByteArray> bytes = bytesOf(element))
            list.append(*std::move(bytes));
        else
            refuse();
    });
}

void FieldReader::read(const char *name, bool &flag)
{
    if (!has(name))
        return;
    if (value(name).isBool())
        flag = value(name).toBool();
    else
        refuse();
}

void FieldReader::read(const char *name, double &number)
{
    if (!has(name))
        return;
    if (value(name).isDouble() && std::isfinite(value(name).toDouble()))
        number = value(name).toDouble();
    else
        refuse();
}

std::optional<qint64> FieldReader::integer(const char *name)
{
    if (!has(name))
        return std::nullopt;
    // Two defaults: what is no whole number gives them both.
    if (value(name).toInteger(0) != value(name).toInteger(1)) {
        refuse();
        return std::nullopt;
    }
    return value(name).toInteger();
}

void FieldReader::read(const char *name, observation::Duration &duration)
{
    // Longer than any check; sums of such values stay far from overflow.
    constexpr qint64 Longest = qint64(1000) * 365 * 24 * 3600 * 1000000;
    const std::optional<qint64> count = integer(name);
    if (!count)
        return;
    if (*count >= -Longest && *count <= Longest)
        duration = observation::Duration(*count);
    else
        refuse();
}

void FieldReader::read(const char *name, std::optional<observation::Duration> &duration)
{
    observation::Duration found{0};
    read(name, found);
    if (has(name))
        duration = found;
}

void FieldReader::read(const char *name, std::chrono::milliseconds &duration)
{
    observation::Duration found = duration;
    read(name, found);
    duration = std::chrono::duration_cast<std::chrono::milliseconds>(found);
}

void FieldReader::read(const char *name, wire::ByteRange &range)
{
    if (!has(name))
        return;
    const QJsonArray pair = value(name).toArray();
    const qint64 offset = pair.at(0).toInteger(-1);
    const qint64 length = pair.at(1).toInteger(-1);
    constexpr qint64 Largest = qint64(1) << 40;
    if (pair.size() == 2 && offset >= 0 && length >= 0 && offset <= Largest && length <= Largest)
        range = {offset, length};
    else
        refuse();
}

void FieldReader::read(const char *name, QDateTime &time)
{
    if (!has(name))
        return;
    const QDateTime found = QDateTime::fromString(value(name).toString(), Qt::ISODateWithMs);
    if (found.isValid())
        time = found.toUTC();
    else
        refuse();
}

} // namespace wirewise::session
