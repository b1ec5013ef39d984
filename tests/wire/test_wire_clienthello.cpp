#include "wire/clienthello.h"

#include <QTest>

using namespace wirewise;

namespace {

QByteArray number(qsizetype value, qsizetype size)
{
    QByteArray bytes;
    for (qsizetype i = size - 1; i >= 0; --i)
        bytes += static_cast<char>(value >> (8 * i));
    return bytes;
}

QByteArray block(const QByteArray &content, qsizetype lengthSize)
{
    return number(content.size(), lengthSize) + content;
}

QByteArray extension(quint16 type, const QByteArray &content)
{
    return number(type, 2) + block(content, 2);
}

QByteArray message(const QByteArray &extensions,
                   const QByteArray &ciphers = QByteArray::fromHex("1302c02b00ff"))
{
    QByteArray body = QByteArray::fromHex("0303") + QByteArray(32, 'r');
    body += block(QByteArray(32, 's'), 1) + block(ciphers, 2) + block(QByteArray(1, '\0'), 1);
    if (!extensions.isNull())
        body += block(extensions, 2);
    return '\x01' + block(body, 3);
}

QByteArray allExtensions()
{
    const QByteArray name = "chat.example";
    return extension(0, block('\0' + block(name, 2), 2)) + extension(5, QByteArray::fromHex("0100000000")) +
           extension(10, block(QByteArray::fromHex("001d0017"), 2)) +
           extension(13, block(QByteArray::fromHex("04030804"), 2)) +
           extension(16, block(block("h2", 1) + block("http/1.1", 1), 2)) +
           extension(43, block(QByteArray::fromHex("03040303"), 1)) + extension(0x0a0a, {});
}

} // namespace

class TestWireClientHello : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAllThatIsOffered();
    void withoutExtensionsTheMessageNamesTheVersion();
    void brokenExtensionsAreLeftOut_data();
    void brokenExtensionsAreLeftOut();
    void cutAnywhereItIsNoMessage();
    void messagesHaveNames_data();
    void messagesHaveNames();
    void numbersHaveNames();
};

void TestWireClientHello::readsAllThatIsOffered()
{
    const std::optional<wire::ClientHello> hello = wire::readClientHello(message(allExtensions()));
    QVERIFY(hello);
    QCOMPARE(hello->versions, (QList<quint16>{0x0304, 0x0303}));
    QCOMPARE(hello->ciphers, (QList<quint16>{0x1302, 0xc02b, 0x00ff}));
    QCOMPARE(hello->groups, (QList<quint16>{0x001d, 0x0017}));
    QCOMPARE(hello->signatures, (QList<quint16>{0x0403, 0x0804}));
    QCOMPARE(hello->alpn, (QList<QByteArray>{"h2", "http/1.1"}));
    QCOMPARE(hello->serverName, QByteArray("chat.example"));
    QVERIFY(hello->asksForStatus);
}

void TestWireClientHello::withoutExtensionsTheMessageNamesTheVersion()
{
    const std::optional<wire::ClientHello> hello = wire::readClientHello(message(QByteArray()));
    QVERIFY(hello);
    QCOMPARE(hello->versions, QList<quint16>{0x0303});
    QVERIFY(hello->serverName.isEmpty());
    QVERIFY(!hello->asksForStatus);
}

void TestWireClientHello::brokenExtensionsAreLeftOut_data()
{
    QTest::addColumn<QByteArray>("extension");
    QTest::newRow("groups longer than the extension") << extension(10, QByteArray::fromHex("00ff001d"));
    QTest::newRow("half a group") << extension(10, block(QByteArray::fromHex("00"), 2));
    QTest::newRow("no content") << extension(10, {});
    QTest::newRow("a name of another type") << extension(0, block('\x01' + block("x", 2), 2));
    QTest::newRow("a protocol that is cut") << extension(16, block(QByteArray::fromHex("0868"), 2));
}

void TestWireClientHello::brokenExtensionsAreLeftOut()
{
    QFETCH(QByteArray, extension);
    const auto hello = wire::readClientHello(message(extension + ::extension(13, block("\x08\x07", 2))));
    QVERIFY(hello);
    QVERIFY(hello->groups.isEmpty());
    QVERIFY(hello->alpn.isEmpty());
    QVERIFY(hello->serverName.isEmpty());
    QCOMPARE(hello->signatures, QList<quint16>{0x0807}); // what follows is still read
}

void TestWireClientHello::cutAnywhereItIsNoMessage()
{
    const QByteArray whole = message(allExtensions());
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(!wire::readClientHello(whole.first(size)), QByteArray::number(size).constData());
    QByteArray other = whole;
    other[0] = '\x02';
    QVERIFY(!wire::readClientHello(other));
}

void TestWireClientHello::messagesHaveNames_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("name");
    const QByteArray retry =
        QByteArray::fromHex("020000560303cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");
    QByteArray hello = retry;
    hello[20] = '\0';
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("hello retry") << retry << QByteArray("hello_retry_request");
    QTest::newRow("near hello retry") << hello << QByteArray("server_hello");
    QTest::newRow("short server hello") << QByteArray("\x02") << QByteArray("server_hello");
    QTest::newRow("finished") << QByteArray("\x14") << QByteArray("finished");
    QTest::newRow("status") << QByteArray("\x16") << QByteArray("certificate_status");
    QTest::newRow("unknown") << QByteArray("\x63") << QByteArray("message_99");
}

void TestWireClientHello::messagesHaveNames()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, name);
    QCOMPARE(wire::handshakeMessageName(bytes), name);
}

void TestWireClientHello::numbersHaveNames()
{
    QCOMPARE(wire::tlsVersionName(0x0304), QByteArray("TLSv1.3"));
    QCOMPARE(wire::tlsVersionName(0x7f1c), QByteArray("0x7f1c"));
    QCOMPARE(wire::signatureSchemeName(0x0403), QByteArray("ecdsa_secp256r1_sha256"));
    QCOMPARE(wire::signatureSchemeName(0x0a0a), QByteArray("0x0a0a"));
}

QTEST_APPLESS_MAIN(TestWireClientHello)
#include "test_wire_clienthello.moc"
