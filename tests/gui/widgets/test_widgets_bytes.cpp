#include "gui/widgets/bytesection.h"
#include "gui/widgets/copyformat.h"
#include "gui/widgets/evidencelist.h"
#include "gui/widgets/phasebar.h"
#include "gui/widgets/prose.h"
#include "gui/widgets/textrows.h"
#include "samples.h"

#include <QRandomGenerator>
#include <QTest>

using namespace wirewise;
using namespace wirewise::gui;

namespace {

TextRows rowsOf(const QByteArray &bytes, int columns, bool lineEnds = true)
{
    TextRows rows;
    rows.setBytes(bytes);
    rows.setColumns(columns);
    rows.setLineEnds(lineEnds);
    return rows;
}

QList<QByteArray> cut(const TextRows &rows)
{
    QList<QByteArray> parts;
    for (qint64 index = 0; index < rows.count(); ++index) {
        const TextRows::Row row = rows.row(index);
        parts.append(rows.bytes().mid(row.offset, row.length));
    }
    return parts;
}

QByteArray randomBytes(quint32 seed, int size)
{
    QRandomGenerator generator(seed);
    QByteArray bytes;
    for (int index = 0; index < size; ++index) {
        const int kind = generator.bounded(10);
        bytes += kind < 6   ? char('a' + generator.bounded(26))
                 : kind < 7 ? '\n'
                 : kind < 8 ? '\r'
                            : char(generator.bounded(256));
    }
    return bytes;
}

} // namespace

class TestWidgetsBytes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void linesBreakWhereTheyEndOrAreFull_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("columns");
        QTest::addColumn<QList<QByteArray>>("rows");
        QTest::newRow("nothing") << QByteArray() << 10 << QList<QByteArray>();
        QTest::newRow("one") << QByteArray("abc") << 10 << QList<QByteArray>{"abc"};
        QTest::newRow("line end fits")
            << QByteArray("abcde\r\nf") << 10 << QList<QByteArray>{"abcde\r\n", "f"};
        QTest::newRow("line end moves on")
            << QByteArray("abcdef\r\nf") << 10 << QList<QByteArray>{"abcdef", "\r\n", "f"};
        QTest::newRow("full") << QByteArray("abcdefghijk") << 10 << QList<QByteArray>{"abcdefghij", "k"};
        QTest::newRow("bare LF") << QByteArray("a\nb\n") << 10 << QList<QByteArray>{"a\n", "b\n"};
        QTest::newRow("lone CR goes on") << QByteArray("a\rb") << 10 << QList<QByteArray>{"a\rb"};
        QTest::newRow("wide characters") << QByteArray("\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2") << 4
                                         << QList<QByteArray>{"\xe6\xbc\xa2\xe5\xad\x97", "\xe6\xbc\xa2"};
        QTest::newRow("bytes that are no UTF-8")
            << QByteArray("\xff\xfe\xff") << 8 << QList<QByteArray>{"\xff\xfe", "\xff"};
        QTest::newRow("narrower than one byte")
            << QByteArray("\xff\xfe") << 1 << QList<QByteArray>{"\xff", "\xfe"};
    }

    void linesBreakWhereTheyEndOrAreFull()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, columns);
        QTEST(cut(rowsOf(bytes, columns)), "rows");
    }

    void rowsHoldEveryByteOnce()
    {
        for (quint32 seed = 1; seed <= 12; ++seed) {
            const TextRows rows = rowsOf(randomBytes(seed, 5000), 3 + int(seed) * 7, seed % 2 == 0);
            qint64 expected = 0;
            for (qint64 index = 0; index < rows.count(); ++index) {
                const TextRows::Row row = rows.row(index);
                QCOMPARE(row.offset, expected);
                QVERIFY(row.length > 0);
                QVERIFY(row.lineStart <= row.offset);
                QCOMPARE(rows.rowOf(row.offset), index);
                QCOMPARE(rows.rowOf(row.offset + row.length - 1), index);
                expected += row.length;
            }
            QCOMPARE(expected, qint64(rows.bytes().size()));
            QCOMPARE(rows.rowOf(expected + 100), rows.count() - 1);
        }
    }

    void bytesThatArriveGiveTheSameRows()
    {
        const QByteArray whole = randomBytes(77, 20000);
        TextRows growing = rowsOf({}, 40);
        for (qsizetype size = 0; size <= whole.size(); size += 777) {
            growing.setBytes(whole.first(size));
            QCOMPARE(growing.count(), rowsOf(whole.first(size), 40).count());
        }
        growing.setBytes(whole);
        QCOMPARE(cut(growing), cut(rowsOf(whole, 40)));
        growing.setBytes("other");
        QCOMPARE(cut(growing), QList<QByteArray>{"other"});
    }

    void eightMegabytesOfAnythingKeepLittle_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        constexpr int Size = 8 * 1024 * 1024;
        QTest::newRow("one line") << QByteArray(Size, 'x');
        QTest::newRow("empty lines") << QByteArray(Size, '\n');
        QTest::newRow("zero bytes") << QByteArray(Size, '\0');
    }

    void eightMegabytesOfAnythingKeepLittle()
    {
        QFETCH(QByteArray, bytes);
        const TextRows rows = rowsOf(bytes, 100);
        const qint64 last = rows.count() - 1;
        QCOMPARE(rows.rowOf(bytes.size() - 1), last);
        QVERIFY(rows.row(last).length > 0);
        QCOMPARE(rows.row(last).offset + rows.row(last).length, qint64(bytes.size()));
    }

    void everythingUnseenIsMadeVisible_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("plain") << QByteArray("a <b>&amp;</b>") << QStringLiteral("a <b>&amp;</b>");
        QTest::newRow("terminal") << QByteArray("\x1b[31m") << QStringLiteral("\\x1b[31m");
        QTest::newRow("reversal") << QByteArray("\xe2\x80\xae") << QStringLiteral("<U+202E>");
        QTest::newRow("invalid") << QByteArray("\xc3(") << QStringLiteral("\\xc3(");
        QTest::newRow("overlong") << QByteArray("\xc0\xaf") << QStringLiteral("\\xc0\\xaf");
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << QStringLiteral("\\xed\\xa0\\x80");
        QTest::newRow("lone mark") << QByteArray("\xcc\x81") << QString(QChar(0x25CC)) + QChar(0x0301);
        QTest::newRow("lines") << QByteArray("a\r\nb\nc\td") << QStringLiteral("a b c d");
    }

    void everythingUnseenIsMadeVisible()
    {
        QFETCH(QByteArray, bytes);
        QTEST(visibleLine(bytes), "text");
    }

    void bytesGoToTheClipboardInManyForms()
    {
        const QByteArray bytes("GET \"\r\n\xff", 8);
        QCOMPARE(copyText(bytes, CopyFormat::Hex), QStringLiteral("47 45 54 20 22 0d 0a ff"));
        QCOMPARE(copyText(bytes, CopyFormat::Base64), QStringLiteral("R0VUICINCv8="));
        QCOMPARE(copyText(bytes, CopyFormat::Python), QStringLiteral("b\"GET \\\"\\r\\n\\xff\""));
        QCOMPARE(copyText(bytes, CopyFormat::CArray),
                 QStringLiteral("static const unsigned char bytes[8] = {\n    0x47, 0x45, 0x54, 0x20, 0x22, "
                                "0x0d, 0x0a, 0xff,\n};\n"));
        QCOMPARE(copyText(QByteArray("a\0b", 3), CopyFormat::Text), QStringLiteral("ab"));
        QCOMPARE(copyText(QByteArray(17, 'A'), CopyFormat::Hex).count(u'\n'), 1);
    }

    void needleIsHexWhereItLooksLikeHex()
    {
        QCOMPARE(needleFrom(QStringLiteral("0d 0a")), QByteArray("\r\n"));
        QCOMPARE(needleFrom(QStringLiteral("ab")), QByteArray("ab"));
        QCOMPARE(needleFrom(QStringLiteral("no go")), QByteArray("no go"));
        QCOMPARE(needleFrom(QString()), QByteArray());
    }

    void catalogueTextsHaveCodeAndStrongWords()
    {
        const Prose prose = Prose::fromCatalogue(QStringLiteral("The app is **up** (`/docs`) `and"));
        QCOMPARE(prose.plainText(), QStringLiteral("The app is up (/docs) `and"));
        QCOMPARE(prose.spans().size(), 5);
        QCOMPARE(prose.spans().at(1).style, TextStyle::BodyStrong);
        QCOMPARE(prose.spans().at(3).style, TextStyle::Code);
        QCOMPARE(Prose::fromCatalogue(QStringLiteral("<b>x</b>")).plainText(), QStringLiteral("<b>x</b>"));
    }

    void sectionsCarryTheEvidenceWithItsNumbers()
    {
        const diagnosis::Finding finding = samples::noSupport();
        const QList<ByteSection> sections = sectionsOf(samples::refusedUpgrade(), &finding);
        QCOMPARE(sections.size(), 2);
        QCOMPARE(sections.at(0).title, QStringLiteral("Sent"));
        QVERIFY(sections.at(0).evidence.isEmpty());
        QCOMPARE(sections.at(0).facts, QStringLiteral("TLS 1.3 to 203.0.113.24:443"));
        QCOMPARE(sections.at(1).evidence, (QList<ByteMark>{{1, {0, 22}}, {2, {78, 22}}}));
        QCOMPARE(sections.at(1).head, qint64(78));
        QCOMPARE(sections.at(1).counts, QStringLiteral("100 bytes, the first after 46 ms"));
    }

    void requiredLinesAreTicked()
    {
        observation::Exchange exchange = samples::refusedUpgrade();
        exchange.sent.replace("Version: 13", "Version: 12");
        const QList<ByteSection> sections = sectionsOf(exchange, nullptr);
        QList<LineMark::Kind> kinds;
        for (const LineMark &mark : sections.at(0).lines)
            kinds.append(mark.kind);
        using enum LineMark::Kind;
        QCOMPARE(kinds, (QList<LineMark::Kind>{Tick, Tick, Tick, Cross, Tick}));
        QCOMPARE(sections.at(1).lines.constFirst().kind, Cross); // 404 is not 101
    }

    void emptySectionsSayWhy()
    {
        observation::Exchange exchange;
        exchange.outcome = observation::Outcome::Running;
        QCOMPARE(sectionsOf(exchange, nullptr).at(0).emptyText, QStringLiteral("Nothing sent yet."));
        QCOMPARE(sectionsOf(exchange, nullptr).at(1).counts, QStringLiteral("nothing yet"));
        exchange.outcome = observation::Outcome::Withheld;
        QVERIFY(sectionsOf(exchange, nullptr).at(0).emptyText.contains(u"secret"));
        exchange.outcome = observation::Outcome::Refused;
        QVERIFY(sectionsOf(exchange, nullptr).at(0).emptyText.contains(u"not built"));
    }

    void placesOfEvidenceAreToldInBytes()
    {
        diagnosis::Evidence evidence = samples::noSupport().evidence.constFirst();
        QCOMPARE(placeText(evidence), QStringLiteral("Upgrade, bytes 0 to 21"));
        evidence.direction = wire::Direction::Sent;
        evidence.range = {7, 1};
        QCOMPARE(placeText(evidence), QStringLiteral("Upgrade, sent, byte 7"));
        QCOMPARE(placeText(samples::noSupport().evidence.constLast()), QString());
    }

    void progressNamesTheRunningPhase()
    {
        using namespace std::chrono_literals;
        observation::Exchange exchange = samples::refusedUpgrade();
        exchange.outcome = observation::Outcome::Running;
        exchange.response.reset();
        exchange.timing.wait.reset();
        exchange.timing.receive.reset();
        const ProbeProgress running = probeProgress(exchange, 3200ms, 2500ms);
        QCOMPARE(running.state, ProbeProgress::State::Running);
        QCOMPARE(running.text, QStringLiteral("waiting for the first byte"));
        QCOMPARE(running.time, QStringLiteral("3.2 s of 10 s"));
        QCOMPARE(running.used, 0.25);
        QCOMPARE(running.phases.size(), 6);
        QCOMPARE(running.phases.at(4).state, PhaseStep::State::Now);
        QCOMPARE(running.phases.at(5).state, PhaseStep::State::Waiting);
        const ProbeProgress done = probeProgress(samples::refusedUpgrade(), 0ms, 0ms);
        QCOMPARE(done.status, QStringLiteral("404"));
        QCOMPARE(done.statusToken, Token::Fail);
        QCOMPARE(done.text, QStringLiteral("Not Found, 22 bytes"));
        exchange.outcome = observation::Outcome::TimedOut;
        const ProbeProgress failed = probeProgress(exchange, 0ms, 0ms);
        QCOMPARE(failed.state, ProbeProgress::State::Failed);
        QCOMPARE(failed.phases.at(4).state, PhaseStep::State::Failed);
        QCOMPARE(failed.status, QStringLiteral("timed out"));
    }
};

QTEST_MAIN(TestWidgetsBytes)
#include "test_widgets_bytes.moc"
