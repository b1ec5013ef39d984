#include "wire/signature.h"

#include "wire/utf8.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace wirewise::wire {

namespace {

/// How much of the stream is looked at.
constexpr qsizetype Window = 512;

quint8 at(QByteArrayView bytes, qsizetype i)
{
    return i < bytes.size() ? static_cast<quint8>(bytes[i]) : quint8(0);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The first line, without its end.
QByteArrayView firstLine(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    QByteArrayView line = end < 0 ? bytes : bytes.first(end);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

bool isHttp1(QByteArrayView bytes)
{
    return bytes.startsWith("HTTP/");
}

/// RFC 9113 section 4.1 and 6.5: length(3) type=4 flags stream=0; a SETTINGS frame holds whole six-byte
/// settings.
bool isHttp2Settings(QByteArrayView bytes)
{
    if (bytes.size() < 9 || at(bytes, 3) != 4)
        return false;
    const quint32 length = (quint32(at(bytes, 0)) << 16U) | (quint32(at(bytes, 1)) << 8U) | at(bytes, 2);
    const bool streamZero =
        (at(bytes, 5) & 0x7FU) == 0 && at(bytes, 6) == 0 && at(bytes, 7) == 0 && at(bytes, 8) == 0;
    const bool isAck = (at(bytes, 4) & 1U) != 0;
    return streamZero && length % 6 == 0 && length <= 16384 && (!isAck || length == 0);
}

/// RFC 8446 section 5.1: type, version 3.x, length
bool isTlsRecord(QByteArrayView bytes, quint8 type)
{
    return bytes.size() >= 5 && at(bytes, 0) == type && at(bytes, 1) == 3 && at(bytes, 2) <= 4;
}

/// RFC 8446 section 6: an alert is level 1 or 2 and a description; an encrypted one is longer.
bool isTlsAlert(QByteArrayView bytes)
{
    if (!isTlsRecord(bytes, 0x15))
        return false;
    const int length = at(bytes, 3) * 256 + at(bytes, 4);
    return length == 2 ? bytes.size() < 6 || at(bytes, 5) == 1 || at(bytes, 5) == 2
                       : length > 2 && length <= 256;
}

bool isTlsHandshake(QByteArrayView bytes)
{
    return isTlsRecord(bytes, 0x16);
}

/// RFC 4253 section 4.2: SSH-protoversion-softwareversion, other lines may come before
bool isSsh(QByteArrayView bytes)
{
    return bytes.startsWith("SSH-") || bytes.contains("\nSSH-2.0-") || bytes.contains("\nSSH-1.99-");
}

/// A three-digit code followed by a space, a hyphen or the end (RFC 5321 section 4.2, RFC 959 section 4.2).
bool isReplyLine(QByteArrayView line)
{
    return line.size() >= 3 && line[0] >= '1' && line[0] <= '5' && isDigit(line[1]) && isDigit(line[2]) &&
           (line.size() == 3 || line[3] == ' ' || line[3] == '-');
}

bool containsWord(QByteArrayView line, QByteArrayView word)
{
    return line.toByteArray().toUpper().contains(word);
}

bool isSmtp(QByteArrayView bytes)
{
    const QByteArrayView line = firstLine(bytes);
    if (!isReplyLine(line))
        return false;
    // RFC 5321 section 3.1 and 4.2: 220 greets, 554 turns away; the greeting names the service
    return ((line.startsWith("220") || line.startsWith("554") || line.startsWith("421")) &&
            (containsWord(line, "SMTP") || containsWord(line, "LMTP"))) ||
           line.startsWith("500 5.") || line.startsWith("502 5.") || line.startsWith("554 5.");
}

bool isFtp(QByteArrayView bytes)
{
    const QByteArrayView line = firstLine(bytes);
    // RFC 959 section 5.4: 120, 220, 421 on connecting; 530 asks for a login
    return isReplyLine(line) && (line.startsWith("220") || line.startsWith("120") || line.startsWith("421") ||
                                 line.startsWith("530"));
}

/// RESP: a type byte, then text or a number, then CRLF.
bool isRedis(QByteArrayView bytes)
{
    const QByteArrayView line = firstLine(bytes);
    if (line.size() < 2 || line.size() == bytes.size())
        return false;
    const QByteArrayView rest = line.sliced(1);
    switch (line[0]) {
    case '-': {
        // An error starts with a word in capitals: ERR, NOAUTH, WRONGTYPE, DENIED …
        qsizetype capitals = 0;
        while (capitals < rest.size() && rest[capitals] >= 'A' && rest[capitals] <= 'Z')
            ++capitals;
        // POP3 writes "-ERR" as well, but an answer to HTTP from it comes after its "+OK" greeting.
        return capitals >= 3 && (capitals == rest.size() || rest[capitals] == ' ');
    }
    case '+':
        return rest == "PONG" || rest == "OK" || rest == "QUEUED";
    case ':':
    case '$':
    case '*':
        return std::all_of(rest.begin() + (rest.front() == '-' && rest.size() > 1 ? 1 : 0), rest.end(),
                           isDigit);
    default:
        return false;
    }
}

/// Protocol::HandshakeV10 or an error packet before it: length(3) sequence=0, then 10 and a version, or 0xFF.
bool isMySql(QByteArrayView bytes)
{
    if (bytes.size() < 7 || at(bytes, 3) != 0)
        return false;
    const qsizetype length = at(bytes, 0) | (at(bytes, 1) << 8) | (at(bytes, 2) << 16);
    if (at(bytes, 4) == 0x0A) {
        const qsizetype end = bytes.indexOf('\0', 5);
        return length >= 30 && length < 1024 && end > 5 && isDigit(bytes[5]) &&
               std::all_of(bytes.begin() + 5, bytes.begin() + end,
                           [](char c) { return c >= 0x20 && c < 0x7F; });
    }
    // Error codes of servers are 1000 to 4999.
    const int code = at(bytes, 5) | (at(bytes, 6) << 8);
    return at(bytes, 4) == 0xFF && length >= 9 && length < 1024 && code >= 1000 && code < 5000;
}

/// ErrorResponse or NoticeResponse: type, length(4), then fields that start with S (severity).
bool isPostgreSql(QByteArrayView bytes)
{
    if (bytes.size() < 6 || (bytes[0] != 'E' && bytes[0] != 'N'))
        return false;
    // Protocol 2 and early errors are plain text after the type byte.
    if (bytes.startsWith("EFATAL:") || bytes.startsWith("EERROR:"))
        return true;
    const auto length = qFromBigEndian<quint32>(bytes.data() + 1);
    return length >= 8 && length < 65536 && bytes[5] == 'S';
}

/// RFC 6143 section 7.1.1: "RFB xxx.yyy\n"
bool isVnc(QByteArrayView bytes)
{
    return bytes.size() >= 8 && bytes.startsWith("RFB ") && isDigit(bytes[4]) && isDigit(bytes[5]) &&
           isDigit(bytes[6]) && bytes[7] == '.';
}

/// MQTT 3.1.1 section 3.2 and MQTT 5 section 3.2: CONNACK; DISCONNECT of MQTT 5 section 3.14
bool isMqtt(QByteArrayView bytes)
{
    if (bytes.size() < 4 && !(bytes.size() == 2 && at(bytes, 0) == 0xE0 && at(bytes, 1) == 0))
        return false;
    if (at(bytes, 0) == 0x20)
        return at(bytes, 1) >= 2 && at(bytes, 1) < 0x80 && at(bytes, 2) <= 1 &&
               bytes.size() <= 2 + at(bytes, 1);
    return at(bytes, 0) == 0xE0 && bytes.size() <= 2 + at(bytes, 1) && at(bytes, 1) < 0x80;
}

/// AMQP 1.0 section 2.2 and AMQP 0-9-1 section 4.2.2: the protocol header a server answers a wrong one with
bool isAmqp(QByteArrayView bytes)
{
    return bytes.size() >= 8 && bytes.startsWith("AMQP") && at(bytes, 4) <= 3;
}

/// RFC 1928 section 3 and 6; SOCKS 4: a zero byte and 90 to 93 in eight bytes
bool isSocks(QByteArrayView bytes)
{
    if (bytes.size() == 2 && at(bytes, 0) == 5)
        return at(bytes, 1) == 0 || at(bytes, 1) == 1 || at(bytes, 1) == 2 || at(bytes, 1) == 0xFF;
    if (bytes.size() >= 10 && at(bytes, 0) == 5 && at(bytes, 1) <= 8 && at(bytes, 2) == 0)
        return at(bytes, 3) == 1 || at(bytes, 3) == 3 || at(bytes, 3) == 4;
    return bytes.size() == 8 && at(bytes, 0) == 0 && at(bytes, 1) >= 90 && at(bytes, 1) <= 93;
}

/// RFC 854 and 855: IAC, a negotiation verb, an option
bool isTelnet(QByteArrayView bytes)
{
    return bytes.size() >= 3 && at(bytes, 0) == 0xFF && at(bytes, 1) >= 0xFA && at(bytes, 1) <= 0xFE;
}

/// RFC 9051 section 7.1: an untagged greeting
bool isImap(QByteArrayView bytes)
{
    return bytes.startsWith("* OK") || bytes.startsWith("* PREAUTH") || bytes.startsWith("* BYE") ||
           bytes.startsWith("* BAD");
}

/// RFC 1939 section 3
bool isPop3(QByteArrayView bytes)
{
    const QByteArrayView line = firstLine(bytes);
    return line.startsWith("+OK ") && line.size() > 4;
}

/// The text protocol answers an unknown command with ERROR.
bool isMemcached(QByteArrayView bytes)
{
    return bytes == "ERROR\r\n" || bytes.startsWith("ERROR\r\nERROR\r\n") ||
           bytes.startsWith("CLIENT_ERROR ") || bytes.startsWith("SERVER_ERROR ");
}

/// RFC 2812 section 2.3.1: a prefix or a command, in particular what a server says before registration
bool isIrc(QByteArrayView bytes)
{
    const QByteArrayView line = firstLine(bytes);
    if (line.startsWith("NOTICE AUTH ") || line.startsWith("NOTICE * ") || line.startsWith("ERROR :"))
        return true;
    if (!line.startsWith(':'))
        return false;
    const qsizetype space = line.indexOf(' ');
    if (space < 2)
        return false;
    const QByteArrayView command = line.sliced(space + 1);
    return command.startsWith("NOTICE ") || (command.size() > 3 && isDigit(command[0]) &&
                                             isDigit(command[1]) && isDigit(command[2]) && command[3] == ' ');
}

/// Wire protocol header: length, request id, response to, opcode (OP_REPLY 1 or OP_MSG 2013); or its words to
/// HTTP.
bool isMongoDb(QByteArrayView bytes)
{
    if (bytes.contains("trying to access MongoDB over HTTP"))
        return true;
    if (bytes.size() < 16)
        return false;
    const auto length = qFromLittleEndian<quint32>(bytes.data());
    const auto opcode = qFromLittleEndian<quint32>(bytes.data() + 12);
    return length >= 16 && length <= 48 * 1024 * 1024 && (opcode == 1 || opcode == 2013);
}

/// RFC 6455 section 5.2, as a server sends: no reserved bits, a known opcode, no mask, and a length that
/// fits.
bool isWebSocketFrame(QByteArrayView bytes)
{
    if (bytes.size() < 2 || (at(bytes, 0) & 0x70U) != 0)
        return false;
    const bool fin = (at(bytes, 0) & 0x80U) != 0;
    const int opcode = at(bytes, 0) & 0x0F;
    const int length = at(bytes, 1);
    if (!fin || length > 126)
        return false;
    const qsizetype head = length == 126 ? 4 : 2;
    const qsizetype payload = length == 126 ? at(bytes, 2) * 256 + at(bytes, 3) : length;
    const QByteArrayView body = bytes.sliced(qMin(head, bytes.size()));
    const bool isWhole = body.size() >= payload;
    switch (opcode) {
    case 1: {
        Utf8Validator text;
        const bool valid = text.feed(body.first(qMin(body.size(), payload)));
        return valid && payload > 0 && (isWhole ? text.mayEnd() : !body.isEmpty());
    }
    case 2:
        return isWhole && payload > 0 && (length < 126 || payload >= 126);
    case 8: {
        const int code = at(body, 0) * 256 + at(body, 1);
        return isWhole && (payload == 0 || (payload >= 2 && payload <= 125 && code >= 1000 && code < 5000));
    }
    case 9:
    case 10:
        return isWhole && payload <= 125;
    default:
        return false;
    }
}

bool isText(QByteArrayView bytes)
{
    const bool printable = std::all_of(bytes.begin(), bytes.end(), [](char c) {
        return static_cast<quint8>(c) >= 0x20 ? c != 0x7F : c == '\t' || c == '\r' || c == '\n' || c == 0x1B;
    });
    // The window may end inside a character.
    return printable && Utf8Validator().feed(bytes);
}

struct SignatureRow
{
    Signature signature;
    bool (*matches)(QByteArrayView);
    const char *word;
    const char *description;
};

/// In order: the more exact format first.
constexpr std::array Rows{
    SignatureRow{Signature::Empty, [](QByteArrayView bytes) { return bytes.isEmpty(); }, "empty",
                 "nothing at all"},
    SignatureRow{Signature::Http1, isHttp1, "http1", "an HTTP/1 response"},
    SignatureRow{Signature::Http2Settings, isHttp2Settings, "http2-settings", "an HTTP/2 SETTINGS frame"},
    SignatureRow{Signature::TlsAlert, isTlsAlert, "tls-alert", "a TLS alert"},
    SignatureRow{Signature::TlsHandshake, isTlsHandshake, "tls-handshake", "a TLS handshake record"},
    SignatureRow{Signature::Ssh, isSsh, "ssh", "an SSH banner"},
    SignatureRow{Signature::Vnc, isVnc, "vnc", "a VNC (RFB) greeting"},
    SignatureRow{Signature::Amqp, isAmqp, "amqp", "an AMQP protocol header"},
    SignatureRow{Signature::Smtp, isSmtp, "smtp", "an SMTP mail server's reply"},
    SignatureRow{Signature::Ftp, isFtp, "ftp", "an FTP server's reply"},
    SignatureRow{Signature::Imap, isImap, "imap", "an IMAP mail server's greeting"},
    SignatureRow{Signature::Pop3, isPop3, "pop3", "a POP3 mail server's greeting"},
    SignatureRow{Signature::Redis, isRedis, "redis", "a Redis (RESP) reply"},
    SignatureRow{Signature::Memcached, isMemcached, "memcached", "a memcached reply"},
    SignatureRow{Signature::Irc, isIrc, "irc", "an IRC server's message"},
    SignatureRow{Signature::MySql, isMySql, "mysql", "a MySQL or MariaDB packet"},
    SignatureRow{Signature::PostgreSql, isPostgreSql, "postgresql", "a PostgreSQL error message"},
    SignatureRow{Signature::MongoDb, isMongoDb, "mongodb", "a MongoDB message"},
    SignatureRow{Signature::Telnet, isTelnet, "telnet", "a Telnet negotiation"},
    SignatureRow{Signature::Socks, isSocks, "socks", "a SOCKS proxy's reply"},
    SignatureRow{Signature::Mqtt, isMqtt, "mqtt", "an MQTT packet"},
    SignatureRow{Signature::WebSocketFrame, isWebSocketFrame, "websocket-frame",
                 "a WebSocket frame without a handshake"},
    SignatureRow{Signature::Text, isText, "text", "plain text that is not HTTP"},
    SignatureRow{Signature::Binary, [](QByteArrayView) { return true; }, "binary", "binary data"},
};

const SignatureRow &rowOf(Signature signature)
{
    const auto row = std::find_if(Rows.begin(), Rows.end(),
                                  [signature](const SignatureRow &r) { return r.signature == signature; });
    return row == Rows.end() ? Rows.back() : *row;
}

} // namespace

Signature signatureOf(QByteArrayView firstBytes)
{
    const QByteArrayView window = firstBytes.first(qMin(firstBytes.size(), Window));
    return std::find_if(Rows.begin(), Rows.end(),
                        [window](const SignatureRow &row) { return row.matches(window); })
        ->signature;
}

QByteArray describe(Signature signature)
{
    return rowOf(signature).description;
}

QByteArray toString(Signature signature)
{
    return rowOf(signature).word;
}

} // namespace wirewise::wire
