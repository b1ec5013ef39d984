#include "endpoints/secretstore.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace wirewise::endpoints {

QString SecretKey::text() const
{
    const QJsonArray parts{folder, environment, QString::fromUtf8(name), QString::fromUtf8(place)};
    return QString::fromUtf8(QJsonDocument(parts).toJson(QJsonDocument::Compact));
}

void PassingSecrets::read(const SecretKey &key, Answer answer)
{
    const auto value = m_values.constFind(key.text());
    if (value == m_values.constEnd())
        answer({SecretAnswer::Status::Absent, {}, {}});
    else
        answer({SecretAnswer::Status::Found, *value, {}});
}

void PassingSecrets::write(const SecretKey &key, const QByteArray &value, Answer answer)
{
    m_values.insert(key.text(), value);
    answer({SecretAnswer::Status::Found, value, {}});
}

void PassingSecrets::forget(const SecretKey &key, Answer answer)
{
    m_values.remove(key.text());
    answer({SecretAnswer::Status::Absent, {}, {}});
}

} // namespace wirewise::endpoints
