#include "report/jsonstring.h"

#include <algorithm>

namespace wirewise::report {

namespace {

/// How a character that deceives is written in UTF-8: its length and its number; length 0 if it is none.
struct Deceiving
{
    qsizetype length = 0;
    uint character = 0;
};

Deceiving deceivingAt(const QByteArray &bytes, qsizetype at)
{
    const auto byteAt = [&bytes](qsizetype index) {
        return index < bytes.size() ? static_cast<quint8>(bytes.at(index)) : quint8(0);
    };
    const quint8 first = byteAt(at), second = byteAt(at + 1), third = byteAt(at + 2);
    if (first == 0x7F)
        return {1, first};
    if (first == 0xC2 && second >= 0x80 && second < 0xA0)
        return {2, second};
    if (first != 0xE2 && first != 0xEF)
        return {};
    const uint wide = (uint(first & 0x0FU) << 12U) | (uint(second & 0x3FU) << 6U) | (third & 0x3FU);
    const bool deceives = (wide >= 0x200B && wide <= 0x200F) || (wide >= 0x2028 && wide <= 0x202E) ||
                          (wide >= 0x2060 && wide <= 0x206F) || wide == 0xFEFF;
    return deceives ? Deceiving{3, wide} : Deceiving{};
}

void appendEscape(QByteArray &json, uint character)
{
    json.append("\\u").append(QByteArray::number(character, 16).rightJustified(4, '0'));
}

} // namespace

QByteArray jsonString(const QByteArray &utf8)
{
    QByteArray json;
    json.reserve(utf8.size() + utf8.size() / 8 + 2);
    json += '"';
    qsizetype plain = 0; // what stands as it is, up to here is written
    for (qsizetype at = 0; at < utf8.size(); ++at) {
        const auto byte = static_cast<quint8>(utf8.at(at));
        const bool isQuoted = byte == '"' || byte == '\\';
        if (byte >= 0x20 && byte < 0x7F && !isQuoted)
            continue;
        const Deceiving deceiving = byte < 0x20 ? Deceiving{1, byte} : deceivingAt(utf8, at);
        if (!isQuoted && deceiving.length == 0)
            continue;
        json.append(utf8.constData() + plain, at - plain);
        if (isQuoted) {
            json.append('\\');
            plain = at;
        } else {
            appendEscape(json, deceiving.character);
            at += deceiving.length - 1;
            plain = at + 1;
        }
    }
    json.append(utf8.constData() + plain, utf8.size() - plain);
    return json.append('"');
}

QByteArray withoutDeception(const QByteArray &json)
{
    const auto isPlain = [](char c) { return static_cast<quint8>(c) < 0x7F; };
    if (std::all_of(json.cbegin(), json.cend(), isPlain))
        return json;
    QByteArray result;
    result.reserve(json.size());
    for (qsizetype at = 0; at < json.size(); ++at) {
        const Deceiving deceiving = isPlain(json.at(at)) ? Deceiving{} : deceivingAt(json, at);
        if (deceiving.length > 0) {
            appendEscape(result, deceiving.character);
            at += deceiving.length - 1;
        } else {
            result += json.at(at);
        }
    }
    return result;
}

QByteArray withMember(const QByteArray &object, const char *name, const QByteArray &value)
{
    QByteArray whole;
    whole.reserve(object.size() + value.size() + 32);
    return whole.append(object.chopped(1)).append(",\"").append(name).append("\":").append(value).append('}');
}

} // namespace wirewise::report
