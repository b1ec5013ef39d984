#include "wire/typedframes.h"

#include <QTest>

using namespace wirewise::wire;

Q_DECLARE_METATYPE(std::optional<wirewise::wire::FrameBreach>)

/// Bytes that are sent as they are: what stands in them, and which rule they break.
class TestWireTypedFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rulesAreNamed_data();
    void rulesAreNamed();
    void frameIsWrittenAsItWasRead_data();
    void frameIsWrittenAsItWasRead();
    void lengthMayLie();
    void tooFewBitsAreWidened();
    void severalFramesAndARest();
    void continuationNeedsAMessage();
    void compressionGivesTheBitAMeaning();
    void manyFramesAreBounded();
};

void TestWireTypedFrames::rulesAreNamed_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<std::optional<FrameBreach>>("breach");
    const auto row = [](const char *hex, std::optional<FrameBreach> breach) {
        QTest::newRow(hex) << QByteArray(hex) << breach;
    };
    row("898000000000", std::nullopt); // an empty ping
    row("818500000000"
        "68656c6c6f",
        std::nullopt); // hello
    row("018500000000"
        "68656c6c6f",
        std::nullopt);             // hello, to be continued
    row("81850000", std::nullopt); // half a head
    row("81050000000000", FrameBreach::UnmaskedByClient);
    row("c18000000000", FrameBreach::ReservedBits);
    row("a18000000000", FrameBreach::ReservedBits);
    row("918000000000", FrameBreach::ReservedBits);
    row("838000000000", FrameBreach::ReservedOpcode);
    row("8f8000000000", FrameBreach::ReservedOpcode);
    row("098000000000", FrameBreach::ControlFragmented);
    row("89fe007e00000000", FrameBreach::ControlTooLong);
    row("808000000000", FrameBreach::ContinuationUnexpected);
    row("01800000000081800000000000", FrameBreach::ContinuationExpected);
    row("81fe000100000000"
        "61",
        FrameBreach::LengthNotMinimal);
    row("81ff000000000000000100000000"
        "61",
        FrameBreach::LengthNotMinimal);
    row("81ff800000000000000000000000", FrameBreach::LengthTooLarge);
    row("818100000000"
        "ff",
        FrameBreach::InvalidUtf8);
    row("888100000000"
        "03",
        FrameBreach::CloseLengthOne);
    row("888200000000"
        "03ed",
        FrameBreach::CloseCodeInvalid); // 1005
    row("888300000000"
        "03e8ff",
        FrameBreach::CloseReasonInvalid);
    row("888200000000"
        "03e8"
        "898000000000",
        FrameBreach::DataAfterClose);
}

void TestWireTypedFrames::rulesAreNamed()
{
    QFETCH(QByteArray, hex);
    QFETCH(std::optional<FrameBreach>, breach);
    QCOMPARE(readTypedFrames(QByteArray::fromHex(hex)).breach, breach);
}

void TestWireTypedFrames::frameIsWrittenAsItWasRead_data()
{
    QTest::addColumn<QByteArray>("hex");
    for (const char *hex :
         {"898000000000", "8185010203046967686865", "7f00", "017e0003616263",
          "81ff000000000000000201020304ffff", "82fe00100102030461", "81ff8000000000000000010203046162"})
        QTest::newRow(hex) << QByteArray(hex);
}

void TestWireTypedFrames::frameIsWrittenAsItWasRead()
{
    QFETCH(QByteArray, hex);
    const TypedFrames typed = readTypedFrames(QByteArray::fromHex(hex));
    QCOMPARE(typed.frames.size(), 1);
    QCOMPARE(typed.rest, 0);
    QCOMPARE(toBytes(typed.frames.constFirst()).toHex(), hex);
}

void TestWireTypedFrames::lengthMayLie()
{
    Frame frame;
    frame.payload = "abc";
    TypedFrame lying = truthful(frame);
    QVERIFY(lying.isWhole());
    lying.stated = 70'000;
    const QByteArray bytes = toBytes(lying);
    QCOMPARE(bytes.toHex(), QByteArray("817f0000000000011170616263"));
    const TypedFrames typed = readTypedFrames(bytes);
    QCOMPARE(typed.frames.size(), 1);
    QVERIFY(!typed.frames.constFirst().isWhole());
    QCOMPARE(typed.frames.constFirst().frame.payload, QByteArray("abc"));
    lying.stated = 1;
    const TypedFrames shorter = readTypedFrames(toBytes(lying));
    QCOMPARE(shorter.frames.constFirst().frame.payload, QByteArray("a"));
    QCOMPARE(shorter.frames.size(), 2); // "bc" reads like the head of another one
}

void TestWireTypedFrames::tooFewBitsAreWidened()
{
    Frame frame;
    frame.payload = QByteArray(200, 'x');
    TypedFrame typed = truthful(frame);
    QCOMPARE(typed.lengthBits, 16);
    typed.lengthBits = 7;
    QCOMPARE(toBytes(typed), toBytes(frame));
    typed.lengthBits = 64;
    QCOMPARE(toBytes(typed).size(), 2 + 8 + 200);
}

void TestWireTypedFrames::severalFramesAndARest()
{
    const TypedFrames typed = readTypedFrames(QByteArray::fromHex("898000000000"
                                                                  "8a8000000000"
                                                                  "81"));
    QCOMPARE(typed.frames.size(), 2);
    QCOMPARE(typed.frames.at(1).frame.opcode, Opcode::Pong);
    QCOMPARE(typed.rest, 1);
    QVERIFY(!typed.breach);
    QCOMPARE(readTypedFrames({}).frames.size(), 0);
}

void TestWireTypedFrames::continuationNeedsAMessage()
{
    const QByteArray begun = QByteArray::fromHex("018100000000"
                                                 "61");
    const QByteArray ended = QByteArray::fromHex("808100000000"
                                                 "62");
    QVERIFY(readTypedFrames(begun).leavesMessageOpen);
    QVERIFY(!readTypedFrames(QByteArray(begun + ended)).leavesMessageOpen);
    QCOMPARE(readTypedFrames(ended).breach, std::optional(FrameBreach::ContinuationUnexpected));
    const TypedFrames inMessage = readTypedFrames(ended, {.inMessage = true, .deflate = {}});
    QVERIFY(!inMessage.breach);
    QVERIFY(!inMessage.leavesMessageOpen);
    QCOMPARE(readTypedFrames(begun, {.inMessage = true, .deflate = {}}).breach,
             std::optional(FrameBreach::ContinuationExpected));
    // A ping between them changes nothing.
    QVERIFY(readTypedFrames(QByteArray::fromHex("898000000000"), {.inMessage = true, .deflate = {}})
                .leavesMessageOpen);
}

void TestWireTypedFrames::compressionGivesTheBitAMeaning()
{
    // RFC 7692 section 7.2.3.1: "Hello", compressed
    const QByteArray hello = QByteArray::fromHex("c18700000000"
                                                 "f248cdc9c90700");
    QCOMPARE(readTypedFrames(hello).breach, std::optional(FrameBreach::ReservedBits));
    QVERIFY(!readTypedFrames(hello, {.inMessage = false, .deflate = DeflateAgreement{}}).breach);
    QCOMPARE(readTypedFrames(QByteArray::fromHex("c18200000000"
                                                 "ffff"),
                             {.inMessage = false, .deflate = DeflateAgreement{}})
                 .breach,
             std::optional(FrameBreach::DeflateInvalid));
}

void TestWireTypedFrames::manyFramesAreBounded()
{
    QByteArray many;
    for (int i = 0; i < 1000; ++i)
        many += QByteArray::fromHex("898000000000");
    const TypedFrames typed = readTypedFrames(QByteArray(many + QByteArray::fromHex("838000000000")));
    QCOMPARE(typed.frames.size(), TypedFrames::MostFrames);
    QCOMPARE(typed.breach, std::optional(FrameBreach::ReservedOpcode)); // all of them are judged
}

QTEST_GUILESS_MAIN(TestWireTypedFrames)
#include "test_wire_typedframes.moc"
