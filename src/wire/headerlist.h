#pragma once

#include "wire/byterange.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace wirewise::wire {

/// One field line, as it stood on the wire. For a header not yet sent or received the ranges are empty.
struct Header
{
    QByteArray name;      ///< with its case
    QByteArray value;     ///< without outer white space; folded lines joined by one space
    ByteRange range;      ///< the whole line(s) without the line end
    ByteRange valueRange; ///< the value as written

    friend bool operator==(const Header &, const Header &) = default;
};

/// Field lines in their order, duplicates included. Names compare without case (RFC 9110 section 5.1).
class HeaderList
{
public:
    HeaderList() = default;
    HeaderList(std::initializer_list<Header> headers)
        : m_headers(headers)
    {
    }

    void append(Header header) { m_headers.append(std::move(header)); }
    void append(const QByteArray &name, const QByteArray &value) { m_headers.append({name, value, {}, {}}); }
    /// Replaces the first header of that name in place, or appends it; further ones of the name are removed.
    void set(const QByteArray &name, const QByteArray &value);
    void removeAll(QByteArrayView name);

    [[nodiscard]] bool contains(QByteArrayView name) const { return find(name) != nullptr; }
    /// First header of that name; null if there is none. Valid until the list changes.
    [[nodiscard]] const Header *find(QByteArrayView name) const;
    /// Value of the first header of that name; empty if there is none.
    [[nodiscard]] QByteArray value(QByteArrayView name) const;
    [[nodiscard]] QList<Header> all(QByteArrayView name) const;
    /// The comma-separated elements of all headers of that name (RFC 9110 section 5.6.1), trimmed, empty ones
    /// dropped.
    [[nodiscard]] QList<QByteArray> elements(QByteArrayView name) const;
    /// Whether one of those elements equals token, without case.
    [[nodiscard]] bool hasToken(QByteArrayView name, QByteArrayView token) const;

    [[nodiscard]] const QList<Header> &list() const { return m_headers; }
    [[nodiscard]] bool isEmpty() const { return m_headers.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_headers.size(); }
    [[nodiscard]] auto begin() const { return m_headers.cbegin(); }
    [[nodiscard]] auto end() const { return m_headers.cend(); }

    friend bool operator==(const HeaderList &, const HeaderList &) = default;

private:
    QList<Header> m_headers;
};

/// Equal without ASCII case.
[[nodiscard]] bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b);

} // namespace wirewise::wire
