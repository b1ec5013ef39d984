#include "observation/endpoint.h"

#include <QStringView>
#include <QUrl>

#include <algorithm>

#include <arpa/inet.h>

namespace wirewise::observation {

namespace {

/// Longest host text that is worth converting; a name has at most 253 characters (RFC 1035 section 2.3.4).
constexpr qsizetype MaximumHostLength = 1024;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHexDigit(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

/// Takes an address apart from left to right. Every step returns false after noting error and position.
class EndpointReader
{
public:
    explicit EndpointReader(const QString &typed)
        : m_typed(typed)
        , m_text(typed)
    {
        m_endpoint.typed = typed;
    }

    EndpointResult read()
    {
        EndpointResult result;
        if (trim() && checkCharacters() && readScheme() && readAuthority() && readTarget()) {
            if (!m_schemeGiven)
                m_endpoint.secure = !m_endpoint.isLoopback();
            if (!m_endpoint.portGiven)
                m_endpoint.port = m_endpoint.secure ? 443 : 80;
            result.endpoint = m_endpoint;
        }
        result.error = m_error;
        result.position = m_position;
        return result;
    }

private:
    bool fail(EndpointError error, qsizetype position)
    {
        m_error = error;
        m_position = position;
        return false;
    }

    bool trim()
    {
        if (m_typed.size() > MaximumAddressLength)
            return fail(EndpointError::TooLong, MaximumAddressLength);
        while (m_at < m_text.size() && m_text.at(m_at).isSpace())
            ++m_at;
        qsizetype end = m_text.size();
        while (end > m_at && m_text.at(end - 1).isSpace())
            --end;
        m_text = m_text.first(end);
        return m_at < end || fail(EndpointError::Empty, 0);
    }

    bool checkCharacters()
    {
        for (qsizetype i = m_at; i < m_text.size(); ++i) {
            const QChar c = m_text.at(i);
            if (c.category() == QChar::Other_Control)
                return fail(EndpointError::ControlCharacter, i);
            if (c.isSpace())
                return fail(EndpointError::Space, i);
            if (c.isHighSurrogate() && i + 1 < m_text.size() && m_text.at(i + 1).isLowSurrogate())
                ++i;
            else if (c.isSurrogate())
                return fail(EndpointError::ControlCharacter, i);
        }
        return true;
    }

    /// RFC 3986 section 3.1. A name with a colon but without "//" is a host and its port, unless it is a
    /// scheme of ours: then the slashes are missing.
    bool readScheme()
    {
        qsizetype colon = m_at;
        while (colon < m_text.size() && isSchemeCharacter(m_text.at(colon)))
            ++colon;
        if (m_text.sliced(colon).startsWith(u"://"))
            return takeScheme(m_text.sliced(m_at, colon - m_at), colon);
        if (m_text.sliced(m_at).startsWith(u"//")) {
            m_at += 2;
            return true;
        }
        if (colon < m_text.size() && m_text.at(colon) == u':' &&
            isKnownScheme(m_text.sliced(m_at, colon - m_at))) {
            const bool isPort = colon + 1 < m_text.size() && isDigit(m_text.at(colon + 1));
            if (!isPort)
                return fail(EndpointError::NoHost, colon + 1);
        }
        return true;
    }

    static bool isSchemeCharacter(QChar c)
    {
        return isLetter(c) || isDigit(c) || c == u'+' || c == u'-' || c == u'.';
    }

    static bool isKnownScheme(QStringView scheme)
    {
        for (const QStringView known : {u"ws", u"wss", u"http", u"https"}) {
            if (scheme.compare(known, Qt::CaseInsensitive) == 0)
                return true;
        }
        return false;
    }

    bool takeScheme(QStringView scheme, qsizetype colon)
    {
        if (!isKnownScheme(scheme))
            return fail(EndpointError::UnknownScheme, m_at);
        m_schemeGiven = true;
        m_endpoint.http = scheme.startsWith(u'h', Qt::CaseInsensitive);
        m_endpoint.secure = scheme.endsWith(u's', Qt::CaseInsensitive) && scheme.size() != 2;
        m_at = colon + 3;
        return true;
    }

    /// RFC 3986 section 3.2: up to the first slash, question mark or number sign.
    bool readAuthority()
    {
        const auto endsAuthority = [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; };
        m_authorityEnd = std::find_if(m_text.begin() + m_at, m_text.end(), endsAuthority) - m_text.begin();
        const qsizetype at = m_text.first(m_authorityEnd).lastIndexOf(u'@');
        if (at >= m_at && !readUserInfo(at))
            return false;
        return readHostAndPort();
    }

    bool readUserInfo(qsizetype end)
    {
        QByteArray bytes;
        bool colonSeen = false;
        for (qsizetype i = m_at; i < end; ++i) {
            const QChar c = m_text.at(i);
            if (c == u'%') {
                if (!isPercentCode(i))
                    return fail(EndpointError::BadPercent, i);
                const char byte = static_cast<char>(m_text.sliced(i + 1, 2).toUShort(nullptr, 16));
                // RFC 7617 section 2: no control characters, and no colon inside the user name.
                if ((byte >= 0 && byte < 0x20) || byte == 0x7F || (byte == ':' && !colonSeen))
                    return fail(EndpointError::UserInfoInvalid, i);
                bytes += byte;
                i += 2;
            } else if (c == u'@') {
                return fail(EndpointError::UserInfoInvalid, i);
            } else if (c.isHighSurrogate()) {
                bytes += m_text.sliced(i, 2).toUtf8();
                ++i;
            } else {
                colonSeen = colonSeen || c == u':';
                bytes += m_text.sliced(i, 1).toUtf8();
            }
        }
        m_endpoint.userInfo = bytes;
        m_at = end + 1;
        return true;
    }

    bool readHostAndPort()
    {
        if (m_at == m_authorityEnd)
            return fail(EndpointError::NoHost, m_at);
        if (m_text.at(m_at) == u'[')
            return readBracketedHost();
        const QStringView rest = m_text.sliced(m_at, m_authorityEnd - m_at);
        const qsizetype colon = rest.indexOf(u':');
        if (colon < 0)
            return readName(rest);
        if (colon == 0 && rest.count(u':') < 2)
            return fail(EndpointError::NoHost, m_at);
        if (rest.indexOf(u':', colon + 1) >= 0) {
            // RFC 3986 section 3.2.2: an IPv6 address stands in brackets.
            in6_addr address = {};
            const bool ipv6 =
                rest.size() < 64 && inet_pton(AF_INET6, rest.toUtf8().constData(), &address) == 1;
            return ipv6 || colon == 0 ? fail(EndpointError::BadHost, m_at)
                                      : fail(EndpointError::BadPort, m_at + rest.indexOf(u':', colon + 1));
        }
        return readName(rest.first(colon)) && readPort(m_at + colon + 1);
    }

    bool readBracketedHost()
    {
        const qsizetype close = m_text.first(m_authorityEnd).indexOf(u']', m_at);
        if (close < 0)
            return fail(EndpointError::BadHost, m_at);
        const QStringView literal = m_text.sliced(m_at + 1, close - m_at - 1);
        // RFC 6874: a zone names an interface of this computer and does not belong on the wire.
        if (const qsizetype zone = literal.indexOf(u'%'); zone >= 0)
            return fail(EndpointError::BadHost, m_at + 1 + zone);
        in6_addr address = {};
        if (literal.size() > 64 || inet_pton(AF_INET6, literal.toUtf8().constData(), &address) != 1)
            return fail(EndpointError::BadHost, m_at + 1);
        char text[INET6_ADDRSTRLEN] = {};
        inet_ntop(AF_INET6, &address, text, sizeof text);
        m_endpoint.host = QByteArray(text);
        if (close + 1 == m_authorityEnd)
            return true;
        return m_text.at(close + 1) == u':' ? readPort(close + 2) : fail(EndpointError::BadHost, close + 1);
    }

    bool readName(QStringView name)
    {
        if (name.size() > MaximumHostLength)
            return fail(EndpointError::BadHost, m_at + MaximumHostLength);
        bool ascii = true;
        for (qsizetype i = 0; i < name.size(); ++i) {
            const QChar c = name.at(i);
            const bool invisible = c.category() == QChar::Other_Format;
            if (invisible || (c.unicode() < 0x80 && !isNameCharacter(c)))
                return fail(EndpointError::BadHost, m_at + i);
            ascii = ascii && c.unicode() < 0x80;
        }
        const QByteArray host = ascii ? name.toLatin1().toLower() : QUrl::toAce(name.toString()).toLower();
        const qsizetype wrong = firstWrongLabel(host);
        if (host.isEmpty() || wrong >= 0)
            return fail(EndpointError::BadHost, m_at + (ascii ? wrong : 0));
        if (endsInNumber(host)) {
            in_addr address = {};
            if (inet_pton(AF_INET, host.constData(), &address) != 1)
                return fail(EndpointError::BadHost, m_at);
        }
        m_endpoint.host = host;
        return true;
    }

    /// Letters, digits, hyphens; the underscore too, which container names have.
    static bool isNameCharacter(QChar c)
    {
        return isLetter(c) || isDigit(c) || c == u'-' || c == u'.' || c == u'_';
    }

    /// RFC 1035 section 2.3.4: labels of 1 to 63 characters, 253 in all; one dot may end the name.
    /// Offset of the label that is wrong, or -1.
    static qsizetype firstWrongLabel(const QByteArray &host)
    {
        const QByteArrayView name = QByteArrayView(host).chopped(host.endsWith('.') ? 1 : 0);
        if (name.size() > 253)
            return 253;
        for (qsizetype start = 0, end = 0; start <= name.size(); start = end + 1) {
            end = name.indexOf('.', start);
            end = end < 0 ? name.size() : end;
            const QByteArrayView label = name.sliced(start, end - start);
            const bool isName = std::all_of(label.begin(), label.end(),
                                            [](char c) { return isNameCharacter(QLatin1Char(c)); });
            if (label.isEmpty() || label.size() > 63 || label.startsWith('-') || label.endsWith('-') ||
                !isName)
                return start;
        }
        return -1;
    }

    /// A name whose last label is a number can only be meant as an IPv4 address.
    static bool endsInNumber(const QByteArray &host)
    {
        const QByteArray last = host.sliced(host.lastIndexOf('.') + 1);
        if (last.startsWith("0x"))
            return true;
        return !last.isEmpty() &&
               std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
    }

    bool readPort(qsizetype start)
    {
        const QStringView digits = m_text.sliced(start, m_authorityEnd - start);
        for (qsizetype i = 0; i < digits.size(); ++i) {
            if (!isDigit(digits.at(i)))
                return fail(EndpointError::BadPort, start + i);
        }
        const uint port = digits.size() > 5 ? 0 : digits.toUInt();
        if (port == 0 || port > 65535)
            return fail(EndpointError::BadPort, start);
        m_endpoint.port = static_cast<quint16>(port);
        m_endpoint.portGiven = true;
        return true;
    }

    bool isPercentCode(qsizetype i) const
    {
        return i + 2 < m_text.size() && isHexDigit(m_text.at(i + 1)) && isHexDigit(m_text.at(i + 2));
    }

    /// RFC 3986 sections 3.3 and 3.4: as typed, only characters outside ASCII become percent codes of
    /// their UTF-8 bytes. Dot segments stay: what was typed is what is checked.
    bool readTarget()
    {
        QStringView rest = m_text.sliced(m_authorityEnd);
        if (const qsizetype fragment = rest.indexOf(u'#'); fragment >= 0)
            rest = rest.first(fragment);
        for (qsizetype i = rest.indexOf(u'%'); i >= 0; i = rest.indexOf(u'%', i + 1)) {
            if (!isPercentCode(m_authorityEnd + i) || i + 2 >= rest.size())
                return fail(EndpointError::BadPercent, m_authorityEnd + i);
        }
        QByteArray target;
        if (!rest.startsWith(u'/'))
            target += '/';
        for (const char byte : rest.toUtf8()) {
            if (static_cast<unsigned char>(byte) < 0x80)
                target += byte;
            else
                target += '%' + QByteArray(1, byte).toHex().toUpper();
        }
        m_endpoint.target = target;
        return true;
    }

    const QString &m_typed;
    QStringView m_text;
    qsizetype m_at = 0;
    qsizetype m_authorityEnd = 0;
    bool m_schemeGiven = false;
    Endpoint m_endpoint;
    EndpointError m_error = EndpointError::None;
    qsizetype m_position = 0;
};

} // namespace

EndpointResult parseEndpoint(const QString &typed)
{
    return EndpointReader(typed).read();
}

} // namespace wirewise::observation
