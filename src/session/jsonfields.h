#pragma once

#include "observation/timing.h"
#include "wire/byterange.h"

#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace wirewise::session {

/// Bytes in JSON: a string where they are UTF-8, else {"base64": "…"}, so that nothing is lost.
[[nodiscard]] QJsonValue jsonOf(const QByteArray &bytes);
[[nodiscard]] QJsonArray jsonOf(const QList<QByteArray> &list);
/// Microseconds.
[[nodiscard]] QJsonValue jsonOf(observation::Duration duration);
[[nodiscard]] QJsonValue jsonOf(const std::optional<observation::Duration> &duration);
/// [offset, length].
[[nodiscard]] QJsonArray jsonOf(wire::ByteRange range);
/// ISO 8601 in UTC; null if invalid.
[[nodiscard]] QJsonValue jsonOf(const QDateTime &time);

[[nodiscard]] std::optional<QByteArray> bytesOf(const QJsonValue &value);

/// Reads the members of an object that somebody else may have written. A member that is missing keeps the
/// value it has; one of a wrong kind, an unknown word or a number out of range makes isSound() false.
class FieldReader
{
public:
    explicit FieldReader(const QJsonValue &value);

    [[nodiscard]] bool isSound() const { return m_sound; }
    void refuse() { m_sound = false; }
    [[nodiscard]] QJsonValue value(const char *name) const { return m_object.value(QLatin1String(name)); }
    [[nodiscard]] bool has(const char *name) const;

    void read(const char *name, QString &text);
    void read(const char *name, QByteArray &bytes);
    void read(const char *name, QList<QByteArray> &list);
    void read(const char *name, bool &flag);
    void read(const char *name, double &number);
    void read(const char *name, observation::Duration &duration);
    void read(const char *name, std::optional<observation::Duration> &duration);
    void read(const char *name, std::chrono::milliseconds &duration);
    void read(const char *name, wire::ByteRange &range);
    void read(const char *name, QDateTime &time);
    void read(const char *name, std::optional<QByteArray> &bytes);

    template<typename Integer>
    void readNumber(const char *name, Integer &number)
    {
        const std::optional<qint64> found = integer(name);
        if (!found)
            return;
        if (std::in_range<Integer>(*found))
            number = static_cast<Integer>(*found);
        else
            refuse();
    }

    template<typename Enum, typename FromString>
    void readWord(const char *name, Enum &target, FromString fromString)
    {
        if (!has(name))
            return;
        const auto found = fromString(value(name).toString().toUtf8());
        if (found)
            target = *found;
        else
            refuse();
    }

    /// Calls take for every element of an array member.
    template<typename Take>
    void readEach(const char *name, Take take)
    {
        if (!has(name))
            return;
        if (!value(name).isArray())
            refuse();
        const QJsonArray array = value(name).toArray();
        for (const QJsonValue &element : array)
            take(element);
    }

private:
    [[nodiscard]] std::optional<qint64> integer(const char *name);

    QJsonObject m_object;
    bool m_sound = true;
};

} // namespace wirewise::session
