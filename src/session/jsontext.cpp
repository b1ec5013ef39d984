#include "session/jsontext.h"

#include "session/jsonfields.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace wirewise::session {

namespace {

void append(QByteArray &json, const QJsonObject &object);
void append(QByteArray &json, const QJsonArray &array);

/// The value as Qt writes it: escapes, surrogates that stand alone, fractions.
void appendByQt(QByteArray &json, const QJsonValue &value)
{
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    json += QByteArrayView(array).sliced(1).chopped(1);
}

void append(QByteArray &json, const QString &text)
{
    const bool isPlain = std::all_of(text.cbegin(), text.cend(), [](QChar c) {
        return c.unicode() >= 0x20 && c.unicode() < 0x7F && c != u'"' && c != u'\\';
    });
    if (!isPlain)
        return appendByQt(json, text);
    const qsizetype start = json.size();
    json.resize(start + text.size() + 2);
    char *to = json.data() + start;
    *to++ = '"';
    to = std::transform(text.cbegin(), text.cend(), to, [](QChar c) { return c.toLatin1(); });
    *to = '"';
}

void appendNumber(QByteArray &json, const QJsonValue &value)
{
    // Beyond this a double no longer counts one by one.
    constexpr double most = 9007199254740992.0;
    const double number = value.toDouble();
    const bool isWhole = number > -most && number < most && static_cast<double>(qint64(number)) == number;
    if (isWhole)
        json += QByteArray::number(qint64(number));
    else
        appendByQt(json, value);
}

template<typename Value>
void appendValue(QByteArray &json, const Value &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        json += "null";
        break;
    case QJsonValue::Bool:
        json += value.toBool() ? "true" : "false";
        break;
    case QJsonValue::Double:
        appendNumber(json, value);
        break;
    case QJsonValue::String:
        append(json, value.toString());
        break;
    case QJsonValue::Array:
        append(json, value.toArray());
        break;
    case QJsonValue::Object:
        append(json, value.toObject());
        break;
    }
}

void append(QByteArray &json, const QJsonArray &array)
{
    json += '[';
    for (auto each = array.constBegin(); each != array.constEnd(); ++each) {
        if (each != array.constBegin())
            json += ',';
        appendValue(json, *each);
    }
    json += ']';
}

void append(QByteArray &json, const QJsonObject &object)
{
    json += '{';
    for (auto each = object.constBegin(); each != object.constEnd(); ++each) {
        if (each != object.constBegin())
            json += ',';
        append(json, each.key());
        json += ':';
        appendValue(json, each.value());
    }
    json += '}';
}

} // namespace

QByteArray toText(const QJsonObject &object)
{
    constexpr qsizetype usual = 2048;
    QByteArray json;
    json.reserve(usual);
    append(json, object);
    return json;
}

void ObjectText::begin(const char *name)
{
    if (m_json.size() > 1)
        m_json += ',';
    m_json.append('"').append(name).append("\":");
}

ObjectText &ObjectText::add(const char *name, const QJsonValue &value)
{
    begin(name);
    appendValue(m_json, value);
    return *this;
}

ObjectText &ObjectText::add(const char *name, const QString &text)
{
    begin(name);
    append(m_json, text);
    return *this;
}

ObjectText &ObjectText::add(const char *name, const QByteArray &bytes)
{
    return add(name, jsonOf(bytes));
}

ObjectText &ObjectText::addObject(const char *name, const QByteArray &json)
{
    begin(name);
    m_json += json;
    return *this;
}

ObjectText &ObjectText::addObjects(const char *name, const QByteArrayList &jsons)
{
    begin(name);
    m_json.append('[').append(jsons.join(',')).append(']');
    return *this;
}

QByteArray ObjectText::take()
{
    m_json += '}';
    return std::exchange(m_json, "{");
}

} // namespace wirewise::session
