#include "wire/deflate.h"

#include <QRandomGenerator>
#include <QTest>

#include <zlib.h>

using namespace wirewise;
using wire::ContextTakeover;
using wire::Deflater;
using wire::Inflater;
using Outcome = Inflater::Outcome;

Q_DECLARE_METATYPE(wirewise::wire::Inflater::Outcome)

namespace {

constexpr qint64 Plenty = 64 * 1024 * 1024;

/// One message inflated in portions; what came out and how it ended.
struct Inflated
{
    Outcome outcome = Outcome::Fine;
    QByteArray bytes;
    qsizetype taken = 0;
};

Inflated inflateMessage(Inflater &inflater, const QByteArray &payload, qsizetype portion = Plenty,
                        qint64 room = Plenty)
{
    Inflated all;
    inflater.begin();
    for (qsizetype at = 0; at < payload.size() && all.outcome == Outcome::Fine; at += portion) {
        const QByteArrayView part = QByteArrayView(payload).sliced(at, qMin(portion, payload.size() - at));
        const Inflater::Result result = inflater.feed(part, &all.bytes, room - all.bytes.size());
        all.outcome = result.outcome;
        all.taken += result.taken;
    }
    if (all.outcome == Outcome::Fine)
        all.outcome = inflater.finish(&all.bytes, room - all.bytes.size()).outcome;
    return all;
}

QByteArray inflated(const QByteArray &payload)
{
    Inflater inflater;
    const Inflated result = inflateMessage(inflater, payload);
    return result.outcome == Outcome::Fine ? result.bytes : "not fine";
}

/// zlib itself, with the window given: a decoder that has no room for more than was agreed.
class PlainInflater
{
public:
    explicit PlainInflater(int windowBits) { m_works = inflateInit2(&m_stream, -windowBits) == Z_OK; }
    ~PlainInflater() { inflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(PlainInflater)

    /// One byte of output at a time, so that every distance must lie in the window.
    QByteArray inflateSlowly(QByteArray payload)
    {
        payload.append("\x00\x00\xFF\xFF", 4);
        QByteArray out;
        m_stream.next_in = reinterpret_cast<Bytef *>(payload.data());
        m_stream.avail_in = static_cast<uInt>(payload.size());
        for (;;) {
            char byte = 0;
            m_stream.next_out = reinterpret_cast<Bytef *>(&byte);
            m_stream.avail_out = 1;
            const int told = inflate(&m_stream, Z_SYNC_FLUSH);
            if (told != Z_OK && told != Z_BUF_ERROR)
                return "zlib says " + QByteArray::number(told);
            if (m_stream.avail_out != 0)
                return out;
            out.append(byte);
        }
    }
    [[nodiscard]] bool works() const { return m_works; }

private:
    z_stream m_stream{};
    bool m_works = false;
};

/// Text with repetitions near and far, the same for the same seed.
QByteArray prose(qsizetype size, quint32 seed)
{
    QRandomGenerator random(seed);
    QByteArray text;
    while (text.size() < size) {
        if (text.size() > 20 && random.bounded(3) != 0)
            text += text.mid(random.bounded(static_cast<int>(text.size())), random.bounded(4, 300));
        else
            text += QByteArray::number(random.generate(), 36);
    }
    return text.left(size);
}

QByteArray noise(qsizetype size)
{
    QRandomGenerator random(7);
    QByteArray bytes(size, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(random.bounded(256));
    return bytes;
}

} // namespace

class TestWireDeflate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheExamplesOfTheRfc_data();
    void readsTheExamplesOfTheRfc();
    void takesOverTheWindowAsTheRfcShows();
    void writesWhatZlibReads_data();
    void writesWhatZlibReads();
    void goesThereAndBackInAnyPortions();
    void startsAfreshWithoutTakeover();
    void keepsTheWindowBehindALastBlock();
    void readsABombOnlyToItsBound();
    void takesExactlyWhatFits();
    void readsEmptyBlocksWithoutEnd();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
};

void TestWireDeflate::readsTheExamplesOfTheRfc_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const char *hex, const QByteArray &text) {
        QTest::newRow(name) << QByteArray::fromHex(hex) << text;
    };
    row("7.2.3.1 one block", "f248cdc9c90700", "Hello");
    row("7.2.3.3 a stored block", "000500faff48656c6c6f00", "Hello");
    row("7.2.3.4 a block marked as the last", "f348cdc9c9070000", "Hello");
    row("7.2.3.4 without the byte behind it", "f348cdc9c90700", "Hello");
    row("7.2.3.5 two blocks", "f248050000 00ffff cac9c90700", "Hello");
    row("7.2.3.6 empty", "00", "");
    row("empty, as an empty block with fixed codes", "0200", "");
    row("empty, no bytes at all", "", "");
    row("a last stored block whose length is the tail", "01", "");
}

void TestWireDeflate::readsTheExamplesOfTheRfc()
{
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, text);
    for (const qsizetype portion : {1, 2, 3, 1000}) {
        Inflater inflater;
        for (int message = 0; message < 3; ++message) {
            const Inflated result = inflateMessage(inflater, payload, portion);
            QCOMPARE(static_cast<int>(result.outcome), static_cast<int>(Outcome::Fine));
            QCOMPARE(result.bytes, text);
            QCOMPARE(result.taken, payload.size());
        }
    }
}

void TestWireDeflate::takesOverTheWindowAsTheRfcShows()
{
    // RFC 7692 section 7.2.3.2: the second Hello is shorter, and only so
    const QByteArray first = QByteArray::fromHex("f248cdc9c90700");
    const QByteArray second = QByteArray::fromHex("f200110000");
    Inflater inflater;
    QCOMPARE(inflateMessage(inflater, first).bytes, "Hello");
    QCOMPARE(inflateMessage(inflater, second).bytes, "Hello");

    Inflater forgetful(ContextTakeover::Off);
    QCOMPARE(inflateMessage(forgetful, first).bytes, "Hello");
    const Inflated refused = inflateMessage(forgetful, second, 1);
    QCOMPARE(static_cast<int>(refused.outcome), static_cast<int>(Outcome::Invalid));

    Deflater deflater;
    QCOMPARE(deflater.compress("Hello"), first);
    QCOMPARE(deflater.compress("Hello"), second);
    Deflater fresh(15, ContextTakeover::Off);
    QCOMPARE(fresh.compress("Hello"), first);
    QCOMPARE(fresh.compress("Hello"), first);
    QCOMPARE(fresh.compress(""), QByteArray(1, '\0'));
}

void TestWireDeflate::writesWhatZlibReads_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("level");
    for (int bits = 8; bits <= 15; ++bits) {
        for (const int level : {0, 1, 6, 9})
            QTest::addRow("%d bits, level %d", bits, level) << bits << level;
    }
}

void TestWireDeflate::writesWhatZlibReads()
{
    QFETCH(int, bits);
    QFETCH(int, level);
    Deflater deflater(bits, ContextTakeover::On, level);
    PlainInflater plain(bits);
    QVERIFY(plain.works());
    for (quint32 message = 0; message < 30; ++message) {
        const QByteArray text = prose(message * 97, message % 7);
        const QByteArray payload = deflater.compress(text);
        QVERIFY(!payload.endsWith(QByteArray("\x00\x00\xFF\xFF", 4)) || level == 0);
        QCOMPARE(plain.inflateSlowly(payload), text);
    }
}

void TestWireDeflate::goesThereAndBackInAnyPortions()
{
    const QList<QByteArray> messages{
        "", "a", QByteArray(1, '\0'), prose(100'000, 1),        noise(70'000),
        "", "a", prose(5, 2),         QByteArray(300'000, 'x'), noise(16 * 1024)};
    for (const ContextTakeover takeover : {ContextTakeover::On, ContextTakeover::Off}) {
        for (const qsizetype portion : {1, 7, 4096, 1'000'000}) {
            Deflater deflater(15, takeover);
            Inflater inflater(takeover);
            for (const QByteArray &message : messages) {
                const Inflated result = inflateMessage(inflater, deflater.compress(message), portion);
                QCOMPARE(static_cast<int>(result.outcome), static_cast<int>(Outcome::Fine));
                QVERIFY(result.bytes == message);
            }
        }
    }
}

void TestWireDeflate::startsAfreshWithoutTakeover()
{
    // Without takeover every payload can be read by itself.
    Deflater deflater(15, ContextTakeover::Off);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(inflated(deflater.compress("the same words again")), "the same words again");
    Deflater keeping;
    QCOMPARE(inflated(keeping.compress("the same words again")), "the same words again");
    QCOMPARE(inflated(keeping.compress("the same words again")), "not fine");
}

void TestWireDeflate::keepsTheWindowBehindALastBlock()
{
    // The first message ends with a block marked as the last; the second reaches back into it.
    Inflater inflater;
    QCOMPARE(inflateMessage(inflater, QByteArray::fromHex("f348cdc9c9070000")).bytes, "Hello");
    QCOMPARE(inflateMessage(inflater, QByteArray::fromHex("f200110000")).bytes, "Hello");
    // And so inside one message.
    QCOMPARE(inflated(QByteArray::fromHex("f348cdc9c90700"
                                          "f200110000")),
             "HelloHello");
    // Many of them cost no more than their bytes.
    QCOMPARE(inflated(QByteArray::fromHex("0300").repeated(500'000)), "");
}

void TestWireDeflate::readsABombOnlyToItsBound()
{
    Deflater deflater(15, ContextTakeover::On, 9);
    const QByteArray bomb = deflater.compress(QByteArray(200 * 1024 * 1024, '\0'));
    QVERIFY(bomb.size() < 300 * 1024);
    constexpr qint64 bound = 1024 * 1024;
    for (const qsizetype portion : {qsizetype(50), bomb.size()}) {
        Inflater inflater;
        const Inflated result = inflateMessage(inflater, bomb, portion, bound);
        QCOMPARE(static_cast<int>(result.outcome), static_cast<int>(Outcome::TooLarge));
        QCOMPARE(result.bytes.size(), bound);
        QVERIFY(result.bytes.capacity() <= 2 * bound + 1024 * 1024);
        QVERIFY(result.taken <= qMax<qsizetype>(portion, bomb.size() / 100));
    }
}

void TestWireDeflate::takesExactlyWhatFits()
{
    for (const qsizetype size : {1, 16'383, 16'384, 16'385, 100'000}) {
        Deflater deflater;
        const QByteArray payload = deflater.compress(prose(size, 3));
        for (const qsizetype portion : {qsizetype(1), payload.size()}) {
            Inflater fitting;
            const Inflated fits = inflateMessage(fitting, payload, portion, size);
            QCOMPARE(static_cast<int>(fits.outcome), static_cast<int>(Outcome::Fine));
            QCOMPARE(fits.bytes.size(), size);
            Inflater narrow;
            const Inflated tooLarge = inflateMessage(narrow, payload, portion, size - 1);
            QCOMPARE(static_cast<int>(tooLarge.outcome), static_cast<int>(Outcome::TooLarge));
            QCOMPARE(tooLarge.bytes.size(), size - 1);
        }
    }
    Inflater none;
    QCOMPARE(static_cast<int>(inflateMessage(none, QByteArray(1, '\0'), 1, 0).outcome),
             static_cast<int>(Outcome::Fine));
}

void TestWireDeflate::readsEmptyBlocksWithoutEnd()
{
    const QByteArray empty("\x00\x00\x00\xFF\xFF", 5);
    QCOMPARE(inflated(empty.repeated(300'000) + '\0'), "");
}

void TestWireDeflate::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<qsizetype>("taken");
    const auto row = [](const char *name, const char *hex, Outcome outcome, qsizetype taken) {
        QTest::newRow(name) << QByteArray::fromHex(hex) << outcome << taken;
    };
    row("reserved block type", "f248cdc9c9070000 00ffff 06 00", Outcome::Invalid, 12);
    row("text that is not compressed", "48656c6c6f2c20776f726c64", Outcome::Invalid, 5);
    row("gzip", "1f8b08000000000000030100ffff", Outcome::Invalid, 1);
    row("zlib header", "789cf348cdc9c90700", Outcome::Invalid, 5);
    row("stored lengths that do not agree", "000500faf048656c6c6f00", Outcome::Invalid, 5);
    row("back before the beginning", "f200110000", Outcome::Invalid, 3);
    row("cut inside a code", "f248cdc9", Outcome::Unfinished, 4);
    row("cut inside a stored block", "000500faff4865", Outcome::Unfinished, 7);
    row("the tail was not removed", "f248cdc9c907000000ffff", Outcome::Unfinished, 11);
}

void TestWireDeflate::namesWhatIsWrong()
{
    QFETCH(QByteArray, payload);
    for (const qsizetype portion : {1, 2, 1000}) {
        Inflater inflater;
        const Inflated result = inflateMessage(inflater, payload, portion);
        QTEST(result.outcome, "outcome");
        QTEST(result.taken, "taken");
    }
}

QTEST_APPLESS_MAIN(TestWireDeflate)
#include "test_wire_deflate.moc"
