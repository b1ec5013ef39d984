#include "wire/extension.h"

#include <algorithm>
#include <cstring>

namespace wirewise::wire {

namespace {

/// RFC 9110 section 5.6.2
bool isTokenByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c != '\0' && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr);
}

bool isToken(const QByteArray &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenByte);
}

/// Reads elements from left to right; one that does not fit is left at the next comma.
class Reader
{
public:
    Reader(QByteArrayView value, qint64 start)
        : m_value(value)
        , m_start(start)
    {
    }

    QList<Extension> read()
    {
        QList<Extension> found;
        while (m_at < m_value.size()) {
            skipSpace();
            // RFC 6455 section 9.1 writes a list as 1#: empty elements are allowed
            if (takeIf(',') || m_at == m_value.size())
                continue;
            found.append(readElement());
        }
        return found;
    }

private:
    Extension readElement()
    {
        const qsizetype begin = m_at;
        Extension extension;
        extension.name = takeToken();
        bool fits = !extension.name.isEmpty();
        while (fits && skipSpace() && takeIf(';')) {
            if (std::optional<ExtensionParameter> parameter = readParameter())
                extension.parameters.append(*parameter);
            else
                fits = false;
        }
        fits = fits && (m_at == m_value.size() || m_value[m_at] == ',');
        if (!fits)
            extension.malformed = range(qMin(m_at, m_value.size() - 1), qMin(m_at + 1, m_value.size()));
        const qsizetype end = fits ? m_at : nextComma();
        qsizetype trimmed = end;
        while (trimmed > begin && isSpace(m_value[trimmed - 1]))
            --trimmed;
        extension.range = range(begin, trimmed);
        m_at = qMin(end + 1, m_value.size());
        return extension;
    }

    std::optional<ExtensionParameter> readParameter()
    {
        skipSpace();
        const qsizetype begin = m_at;
        ExtensionParameter parameter;
        parameter.name = takeToken();
        if (parameter.name.isEmpty())
            return {};
        qsizetype end = m_at;
        skipSpace();
        if (takeIf('=')) {
            skipSpace();
            // RFC 6455 section 9.1: a quoted value must be a token once its quotes are gone
            const qsizetype valueStart = m_at;
            parameter.value = m_at < m_value.size() && m_value[m_at] == '"' ? takeQuoted() : takeToken();
            if (!isToken(*parameter.value)) {
                m_at = valueStart;
                return {};
            }
            end = m_at;
        }
        parameter.range = range(begin, end);
        return parameter;
    }

    QByteArray takeToken()
    {
        const qsizetype begin = m_at;
        while (m_at < m_value.size() && isTokenByte(m_value[m_at]))
            ++m_at;
        return m_value.sliced(begin, m_at - begin).toByteArray();
    }

    /// RFC 9110 section 5.6.4; empty if the second quote is missing.
    QByteArray takeQuoted()
    {
        QByteArray text;
        for (++m_at; m_at < m_value.size(); ++m_at) {
            if (takeIf('"'))
                return text;
            if (m_value[m_at] == '\\' && m_at + 1 < m_value.size())
                ++m_at;
            text.append(m_value[m_at]);
        }
        return {};
    }

    [[nodiscard]] qsizetype nextComma() const
    {
        const qsizetype comma = m_value.indexOf(',', m_at);
        return comma < 0 ? m_value.size() : comma;
    }

    bool takeIf(char wanted)
    {
        if (m_at == m_value.size() || m_value[m_at] != wanted)
            return false;
        ++m_at;
        return true;
    }

    bool skipSpace()
    {
        while (m_at < m_value.size() && isSpace(m_value[m_at]))
            ++m_at;
        return true;
    }

    static bool isSpace(char c) { return c == ' ' || c == '\t'; }
    [[nodiscard]] ByteRange range(qsizetype from, qsizetype to) const { return {m_start + from, to - from}; }

    QByteArrayView m_value;
    qint64 m_start;
    qsizetype m_at = 0;
};

} // namespace

QList<Extension> readExtensions(QByteArrayView value, qint64 start)
{
    return Reader(value, start).read();
}

QList<Extension> readExtensions(const HeaderList &headers)
{
    QList<Extension> all;
    for (const Header &header : headers.all("Sec-WebSocket-Extensions")) {
        QList<Extension> found = readExtensions(header.value, header.valueRange.offset);
        if (header.valueRange.length != header.value.size()) {
            // Folded: places in the joined value are not places in the bytes.
            for (Extension &extension : found) {
                extension.range = header.valueRange;
                if (extension.malformed)
                    extension.malformed = header.valueRange;
                for (ExtensionParameter &parameter : extension.parameters)
                    parameter.range = header.valueRange;
            }
        }
        all += found;
    }
    return all;
}

} // namespace wirewise::wire
