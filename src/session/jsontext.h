#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QJsonObject>

namespace wirewise::session {

/// The object as compact JSON text in UTF-8, as QJsonDocument::toJson() writes it, in a third of the time: a
/// run over a list writes several for every endpoint.
[[nodiscard]] QByteArray toText(const QJsonObject &object);

/// An object that is written member by member, without a tree of values first, in the same form.
class ObjectText
{
public:
    ObjectText &add(const char *name, const QJsonValue &value);
    ObjectText &add(const char *name, const QString &text);
    /// As jsonOf() gives them: a string, or base64 where they are no UTF-8.
    ObjectText &add(const char *name, const QByteArray &bytes);
    /// JSON already, as take() gives it.
    ObjectText &addObject(const char *name, const QByteArray &json);
    ObjectText &addObjects(const char *name, const QByteArrayList &jsons);

    [[nodiscard]] QByteArray take();

private:
    void begin(const char *name);

    QByteArray m_json = "{";
};

} // namespace wirewise::session
