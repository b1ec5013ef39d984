#include "observation/hextext.h"

#include <algorithm>

namespace wirewise::observation {

namespace {

bool isDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

} // namespace

std::optional<QByteArray> bytesFromHex(QByteArrayView typed)
{
    QByteArray digits = typed.toByteArray();
    digits.replace("0x", "").replace("0X", "");
    digits.removeIf([](char c) { return QByteArrayView(" \t\r\n,;:").contains(c); });
    if (digits.size() % 2 != 0 || !std::all_of(digits.begin(), digits.end(), isDigit))
        return {};
    return QByteArray::fromHex(digits);
}

} // namespace wirewise::observation
