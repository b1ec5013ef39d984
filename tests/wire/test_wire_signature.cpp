#include "wire/signature.h"

#include <QSet>
#include <QTest>

using namespace wirewise;
using wire::Signature;

class TestWireSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recognises_data();
    void recognises();
    void everySignatureHasItsWords();
};

void TestWireSignature::recognises_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("word");
    const auto text = [](const char *name, const char *bytes, const char *word) {
        QTest::newRow(name) << QByteArray(bytes) << QByteArray(word);
    };
    const auto hex = [](const char *name, const char *bytes, const char *word) {
        QTest::newRow(name) << QByteArray::fromHex(bytes) << QByteArray(word);
    };
    text("nothing", "", "empty");
    text("http", "HTTP/1.1 200 OK\r\n\r\n", "http1");
    hex("http/2 settings", "000006 04 00 00000000 0003 00000064", "http2-settings");
    hex("http/2 empty settings", "000000 04 00 00000000", "http2-settings");
    hex("http/2 settings, then goaway",
        "000012040000000000000300000064000400100000000600002000 00000807000000000000000000000001",
        "http2-settings");
    hex("near http/2: on a stream", "000006 04 00 00000001 0003 00000064", "binary");
    hex("near http/2: odd length", "000007 04 00 00000000 0003 0000006400", "binary");
    hex("tls alert", "15 0303 0002 0228", "tls-alert");
    hex("tls alert of SSL 3", "15 0300 0002 0246", "tls-alert");
    hex("near tls alert: level 7", "15 0303 0002 0728", "binary");
    hex("tls server hello", "16 0303 007a 0200007603 03", "tls-handshake");
    text("ssh", "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n", "ssh");
    text("ssh after a notice", "Not allowed at this time\r\nSSH-2.0-x\r\n", "ssh");
    text("smtp", "220 mail.example ESMTP Postfix\r\n", "smtp");
    text("smtp after HTTP", "220-mail.example ESMTP Exim 4.96\r\n220 more\r\n", "smtp");
    text("smtp turns away", "554 5.7.1 No SMTP service here\r\n", "smtp");
    text("ftp", "220 (vsFTPd 3.0.3)\r\n", "ftp");
    text("ftp welcome", "220-Welcome\r\n220 ready\r\n", "ftp");
    text("ftp login", "530 Please login with USER and PASS.\r\n", "ftp");
    text("near ftp: a year", "2200 things\r\n", "text");
    text("redis error", "-ERR unknown command 'GET', with args beginning with: \r\n", "redis");
    text("redis wants auth", "-NOAUTH Authentication required.\r\n", "redis");
    text("redis protected mode", "-DENIED Redis is running in protected mode\r\n", "redis");
    text("redis pong", "+PONG\r\n", "redis");
    text("redis null", "$-1\r\n", "redis");
    text("redis number", ":1000\r\n", "redis");
    text("near redis: a list", "- one\r\n- two\r\n", "text");
    text("near redis: options", "-h shows help\r\n", "text");
    text("near redis: money", "$100 off\r\n", "text");
    QTest::newRow("mysql") << QByteArray(QByteArray("\x4a\0\0\0\x0a"
                                                    "8.0.36\0",
                                                    12) +
                                         QByteArray(67, 'x'))
                           << QByteArray("mysql");
    QTest::newRow("mysql refuses")
        << QByteArray("\x45\0\0\0\xff\x6a\x04Host '10.0.0.1' is not allowed to connect to this server", 62)
        << QByteArray("mysql");
    QTest::newRow("postgresql") << QByteArray(
                                       "E\0\0\0\x84SFATAL\0VFATAL\0C0A000\0Munsupported frontend protocol\0",
                                       54)
                                << QByteArray("postgresql");
    text("near postgresql", "Everything is fine\r\n", "text");
    text("vnc", "RFB 003.008\n", "vnc");
    hex("mqtt connack", "20020005", "mqtt");
    hex("amqp 0-9-1", "414d5150 00000901", "amqp");
    hex("amqp 1.0", "414d5150 00010000", "amqp");
    hex("socks 5 method", "0500", "socks");
    hex("socks 5 refuses", "05ff", "socks");
    hex("socks 5 reply", "05020001000000000000", "socks");
    hex("socks 4", "005b000000000000", "socks");
    hex("near socks", "0577", "binary");
    hex("telnet", "fffd18fffd20fffd23fffd27", "telnet");
    text("imap", "* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n", "imap");
    text("pop3", "+OK Dovecot ready.\r\n", "pop3");
    text("memcached", "ERROR\r\n", "memcached");
    text("irc", ":irc.example NOTICE * :*** Looking up your hostname\r\n", "irc");
    text("irc numeric", ":irc.example 451 GET :You have not registered\r\n", "irc");
    text("mongodb in words",
         "It looks like you are trying to access MongoDB over HTTP on the native driver port.\r\n",
         "mongodb");
    hex("mongodb", "24000000 01000000 02000000 dd070000 00000000 00", "mongodb");
    hex("websocket text", "8102 6869", "websocket-frame");
    hex("websocket close", "8802 03e8", "websocket-frame");
    hex("websocket ping", "8900", "websocket-frame");
    hex("near websocket: reserved bit", "c102 6869", "binary");
    text("page without head", "<html><body>hi</body></html>", "text");
    text("utf-8", "gr\xC3\xBC\xC3\x9F dich\n", "text");
    text("latin-1", "gr\xFC\xDF dich\n", "binary");
    hex("zeros", "0000000000000000", "binary");
}

void TestWireSignature::recognises()
{
    QFETCH(QByteArray, bytes);
    const Signature signature = wire::signatureOf(bytes);
    QTEST(toString(signature), "word");
}

void TestWireSignature::everySignatureHasItsWords()
{
    QSet<QByteArray> words;
    QSet<QByteArray> descriptions;
    constexpr int last = static_cast<int>(Signature::Binary);
    for (int i = 0; i <= last; ++i) {
        words.insert(toString(static_cast<Signature>(i)));
        descriptions.insert(describe(static_cast<Signature>(i)));
    }
    QCOMPARE(words.size(), last + 1);
    QCOMPARE(descriptions.size(), last + 1);
}

QTEST_APPLESS_MAIN(TestWireSignature)
#include "test_wire_signature.moc"
