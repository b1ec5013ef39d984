#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace wirewise::observation {

/// Finds bytes among bytes, as quick as memmem and hardly slower where letters of both cases count as equal:
/// the two rarest bytes of what is looked for are compared at many places at once, the others only where
/// both are there. A value; one may be used by several threads.
class ByteSearch
{
public:
    ByteSearch() = default;
    /// anyCase: ASCII letters of both cases are equal.
    explicit ByteSearch(const QByteArray &needle, bool anyCase = false);

    [[nodiscard]] qsizetype size() const { return m_needle.size(); }
    /// Where it begins, at from or behind it; -1 if it does not. What is empty is found everywhere.
    [[nodiscard]] qsizetype indexIn(QByteArrayView haystack, qsizetype from = 0) const;

private:
    /// One byte of the needle; a letter that may have either case is compared with its case bit set.
    struct Probe
    {
        qsizetype offset = 0;
        quint8 value = 0, caseBit = 0;
    };

    [[nodiscard]] Probe probeAt(qsizetype offset) const;
    [[nodiscard]] bool isAt(const char *place) const;
    [[nodiscard]] const char *find(const char *at, const char *last) const;
    /// The first of many places that are compared at once, or null.
    [[nodiscard]] const char *findAmong(const char *at) const;

    QByteArray m_needle; ///< in lower case if the case does not matter
    bool m_anyCase = false;
    Probe m_rare, m_second;
};

} // namespace wirewise::observation
