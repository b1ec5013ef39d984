#include "wire/headerlist.h"

#include <algorithm>

namespace wirewise::wire {

namespace {

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

/// Splits at commas outside quoted strings (RFC 9110 section 5.6.1 and 5.6.4).
void appendElements(QByteArrayView value, QList<QByteArray> *elements)
{
    bool quoted = false;
    qsizetype start = 0;
    const auto take = [&](qsizetype end) {
        const QByteArrayView element = value.sliced(start, end - start).trimmed();
        if (!element.isEmpty())
            elements->append(element.toByteArray());
        start = end + 1;
    };
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] == '"')
            quoted = !quoted;
        else if (quoted && value[i] == '\\')
            ++i;
        else if (!quoted && value[i] == ',')
            take(i);
    }
    take(value.size());
}

} // namespace

bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

void HeaderList::set(const QByteArray &name, const QByteArray &value)
{
    const auto sameName = [&name](const Header &header) { return equalsIgnoringCase(header.name, name); };
    const auto first = std::find_if(m_headers.begin(), m_headers.end(), sameName);
    if (first == m_headers.end()) {
        append(name, value);
        return;
    }
    *first = {name, value, {}, {}};
    m_headers.erase(std::remove_if(std::next(first), m_headers.end(), sameName), m_headers.end());
}

void HeaderList::removeAll(QByteArrayView name)
{
    m_headers.removeIf([name](const Header &header) { return equalsIgnoringCase(header.name, name); });
}

const Header *HeaderList::find(QByteArrayView name) const
{
    for (const Header &header : m_headers) {
        if (equalsIgnoringCase(header.name, name))
            return &header;
    }
    return nullptr;
}

QByteArray HeaderList::value(QByteArrayView name) const
{
    const Header *header = find(name);
    return header ? header->value : QByteArray();
}

QList<Header> HeaderList::all(QByteArrayView name) const
{
    QList<Header> found;
    for (const Header &header : m_headers) {
        if (equalsIgnoringCase(header.name, name))
            found.append(header);
    }
    return found;
}

QList<QByteArray> HeaderList::elements(QByteArrayView name) const
{
    QList<QByteArray> found;
    for (const Header &header : m_headers) {
        if (equalsIgnoringCase(header.name, name))
            appendElements(header.value, &found);
    }
    return found;
}

bool HeaderList::hasToken(QByteArrayView name, QByteArrayView token) const
{
    const QList<QByteArray> found = elements(name);
    return std::any_of(found.begin(), found.end(),
                       [token](const QByteArray &element) { return equalsIgnoringCase(element, token); });
}

} // namespace wirewise::wire
