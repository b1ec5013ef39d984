#include "wire/closecode.h"
#include "wire/frame.h"
#include "wire/utf8.h"

#include <QSet>
#include <QTest>

using namespace wirewise;

class TestWireFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheExamplesOfTheRfc_data();
    void writesTheExamplesOfTheRfc();
    void masksAtEveryPhaseAndLength();
    void judgesUtf8_data();
    void judgesUtf8();
    void acceptsEveryCharacter();
    void findsUtf8ErrorsBehindLongAscii();
    void knowsCloseCodes();
    void everyBreachHasItsWord();
};

void TestWireFrame::writesTheExamplesOfTheRfc_data()
{
    QTest::addColumn<wire::Frame>("frame");
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<qsizetype>("size");
    const auto frame = [](bool fin, wire::Opcode opcode, const QByteArray &payload, bool masked = false) {
        wire::Frame made{fin, false, false, false, opcode, {}, payload, {}, 0};
        if (masked)
            made.mask = {0x37, 0xfa, 0x21, 0x3d};
        return made;
    };
    // RFC 6455 section 5.7
    QTest::newRow("text") << frame(true, wire::Opcode::Text, "Hello") << QByteArray::fromHex("810548656c6c6f")
                          << qsizetype(7);
    QTest::newRow("masked text") << frame(true, wire::Opcode::Text, "Hello", true)
                                 << QByteArray::fromHex("818537fa213d7f9f4d5158") << qsizetype(11);
    QTest::newRow("first fragment") << frame(false, wire::Opcode::Text, "Hel")
                                    << QByteArray::fromHex("010348656c") << qsizetype(5);
    QTest::newRow("last fragment") << frame(true, wire::Opcode::Continuation, "lo")
                                   << QByteArray::fromHex("80026c6f") << qsizetype(4);
    QTest::newRow("masked pong") << frame(true, wire::Opcode::Pong, "Hello", true)
                                 << QByteArray::fromHex("8a8537fa213d7f9f4d5158") << qsizetype(11);
    QTest::newRow("256 bytes") << frame(true, wire::Opcode::Binary, QByteArray(256, 'x'))
                               << QByteArray::fromHex("827e0100") << qsizetype(260);
    QTest::newRow("64 KiB") << frame(true, wire::Opcode::Binary, QByteArray(65536, 'x'))
                            << QByteArray::fromHex("827f0000000000010000") << qsizetype(65546);
}

void TestWireFrame::writesTheExamplesOfTheRfc()
{
    QFETCH(wire::Frame, frame);
    QFETCH(QByteArray, start);
    const QByteArray bytes = toBytes(frame);
    QTEST(bytes.size(), "size");
    QCOMPARE(bytes.first(start.size()), start);
}

void TestWireFrame::masksAtEveryPhaseAndLength()
{
    const std::array<quint8, 4> mask{0x11, 0xFE, 0x00, 0x7F};
    for (qint64 phase = 0; phase < 9; ++phase) {
        for (qsizetype size = 0; size < 40; ++size) {
            QByteArray data(size, 'q');
            wire::applyMask(data.data(), size, mask, phase);
            for (qsizetype i = 0; i < size; ++i)
                QCOMPARE(static_cast<quint8>(data[i]),
                         quint8('q' ^ mask[static_cast<std::size_t>((phase + i) % 4)]));
            wire::applyMask(data.data(), size, mask, phase);
            QCOMPARE(data, QByteArray(size, 'q'));
        }
    }
}

void TestWireFrame::judgesUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("validLength");
    QTest::addColumn<bool>("isValid");
    QTest::addColumn<bool>("mayEnd");
    const auto row = [](const char *name, const QByteArray &bytes, qint64 length, bool isValid, bool mayEnd) {
        QTest::newRow(name) << bytes << length << isValid << mayEnd;
    };
    row("empty", "", 0, true, true);
    row("four lengths", "a\xC3\xBC\xE2\x82\xAC\xF0\x90\x8D\x88", 10, true, true);
    row("highest", "\xF4\x8F\xBF\xBF", 4, true, true);
    row("NUL", QByteArray("\0", 1), 1, true, true);
    row("cut in two", "\xE2\x82", 2, true, false);
    row("continuation alone", "\x80", 0, false, false);
    row("overlong slash", "\xC0\xAF", 0, false, false);
    row("overlong of three", "\xE0\x9F\xBF", 1, false, false);
    row("overlong of four", "\xF0\x8F\xBF\xBF", 1, false, false);
    row("surrogate", "\xED\xA0\x80", 1, false, false);
    row("above U+10FFFF", "\xF4\x90\x80\x80", 1, false, false);
    row("F5", "\xF5\x80\x80\x80", 0, false, false);
    row("FF", "abc\xFF", 3, false, false);
    row("lead after lead", "\xE2\xE2", 1, false, false);
    row("ASCII inside a character", "\xE2\x82(", 2, false, false);
}

void TestWireFrame::judgesUtf8()
{
    QFETCH(QByteArray, bytes);
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        wire::Utf8Validator validator;
        validator.feed(QByteArrayView(bytes).first(cut));
        validator.feed(QByteArrayView(bytes).sliced(cut));
        QTEST(validator.validLength(), "validLength");
        QTEST(validator.isValid(), "isValid");
        QTEST(validator.mayEnd(), "mayEnd");
    }
    QTEST(wire::isValidUtf8(bytes), "mayEnd");
}

void TestWireFrame::acceptsEveryCharacter()
{
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        if (!wire::isValidUtf8(QString::fromUcs4(&c, 1).toUtf8()))
            QFAIL(qPrintable(QString::number(c, 16)));
    }
}

void TestWireFrame::findsUtf8ErrorsBehindLongAscii()
{
    for (qsizetype at = 0; at < 100; ++at) {
        QByteArray bytes(100, 'x');
        bytes[at] = '\xFF';
        wire::Utf8Validator validator;
        QVERIFY(!validator.feed(bytes));
        QCOMPARE(validator.validLength(), at);
    }
}

void TestWireFrame::knowsCloseCodes()
{
    for (const int code :
         {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999}) {
        QVERIFY2(wire::mayBeSent(static_cast<quint16>(code)), qPrintable(QString::number(code)));
        QVERIFY(!wire::closeCodeName(static_cast<quint16>(code)).isEmpty());
    }
    for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65535})
        QVERIFY2(!wire::mayBeSent(static_cast<quint16>(code)), qPrintable(QString::number(code)));
    QCOMPARE(wire::closeCodeName(1008), "Policy Violation");
    QCOMPARE(wire::closeCodeName(4001), "Application");
    QCOMPARE(wire::closeCodeName(3001), "Library or framework");
    QVERIFY(wire::closeCodeName(2000).isEmpty());
}

void TestWireFrame::everyBreachHasItsWord()
{
    QSet<QByteArray> words;
    constexpr int last = static_cast<int>(wire::FrameBreach::MessageTooBig);
    for (int i = 0; i <= last; ++i) {
        const auto breach = static_cast<wire::FrameBreach>(i);
        words.insert(toString(breach));
        QVERIFY(wire::mayBeSent(closeCodeFor(breach)));
        QCOMPARE(sectionOf(breach).isEmpty(), breach == wire::FrameBreach::MessageTooBig);
    }
    QCOMPARE(words.size(), last + 1);
    QCOMPARE(closeCodeFor(wire::FrameBreach::InvalidUtf8), quint16(1007));
    QCOMPARE(closeCodeFor(wire::FrameBreach::CloseReasonInvalid), quint16(1007));
    QCOMPARE(closeCodeFor(wire::FrameBreach::MessageTooBig), quint16(1009));
    QCOMPARE(closeCodeFor(wire::FrameBreach::ReservedBits), quint16(1002));
    QCOMPARE(toString(static_cast<wire::Opcode>(0xB)), "reserved-b");
}

QTEST_APPLESS_MAIN(TestWireFrame)
#include "test_wire_frame.moc"
