#include "observation/bytesearch.h"
#include "observation/messagefilter.h"
#include "observation/payloadsieve.h"

#include <QRandomGenerator>
#include <QTest>

using namespace wirewise;
using namespace wirewise::observation;

namespace {

bool passes(const QString &typed, const QByteArray &payload, wire::Opcode opcode = wire::Opcode::Text)
{
    MessageFilter filter;
    const FilterLine line = readFilterLine(typed);
    filter.terms = line.terms;
    return line.problem.isEmpty() && filter.passes(wire::Direction::Received, opcode, payload);
}

} // namespace

class TestObservationFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void brokenLines_data();
    void brokenLines();
    void switches();
    void sizes();
    void searchFindsAtEveryPlace();
    void searchFindsTheFirstPlace();
    void sieveJudgesAsOneByOne_data();
    void sieveJudgesAsOneByOne();
};

void TestObservationFilter::lines_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<bool>("shown");
    const QByteArray json = R"({"type":"heartbeat","n":12,"in":{"role":"agent","text":"Oak Street"}})";
    const auto row = [](const char *name, const char *typed, const QByteArray &payload, bool shown) {
        QTest::newRow(name) << QString::fromUtf8(typed) << payload << shown;
    };
    row("nothing typed", "  ", json, true);
    row("a word", "oak", json, true);
    row("a word with a capital", "Oak", json, true);
    row("a capital that is not there", "OAK", json, false);
    row("two words, both there", "oak agent", json, true);
    row("two words, one missing", "oak driver", json, false);
    row("words in quotes", "\"oak street\"", json, true);
    row("words in quotes, in another order", "\"street oak\"", json, false);
    row("without a word", "-oak", json, false);
    row("without what is not there", "-driver", json, true);
    row("a lone hyphen is a word", "- oak", json, false);
    row("a pattern", "/role.*age/", json, true);
    row("a pattern in another case", "/OAK/", json, false);
    row("a pattern in any case", "/OAK/i", json, true);
    row("a pattern with a slash", "/a\\/b/", "xa/by", true);
    row("not a pattern", "-/age/", json, false);
    row("a member", "type:heartbeat", json, true);
    row("a member below", "role:agent", json, true);
    row("a number", "n:12", json, true);
    row("half a value", "type:heart", json, false);
    row("a value in quotes", "text:\"Oak Street\"", json, true);
    row("any value", "role:", json, true);
    row("a missing member", "none:", json, false);
    row("not this value", "-type:heartbeat", json, false);
    row("not this value where there is none", "-type:heartbeat", "hello", true);
    row("a name with an escape", "type:a", R"({"\u0074ype":"a"})", true);
    row("an address is a word", "https://a.example", "see https://a.example/x", true);
    row("letters beyond ASCII",
        "stra\xC3\x9F"
        "e",
        "Hauptstra\xC3\x9F"
        "e",
        true);
}

void TestObservationFilter::lines()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, payload);
    QTEST(passes(typed, payload), "shown");
}

void TestObservationFilter::brokenLines_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("word");
    QTest::newRow("a pattern without its end") << QStringLiteral("/abc") << QStringLiteral("slash");
    QTest::newRow("no regular expression") << QStringLiteral("/(/") << QStringLiteral("regular expression");
    QTest::newRow("an open quotation") << QStringLiteral("a \"b") << QStringLiteral("quotation");
}

void TestObservationFilter::brokenLines()
{
    QFETCH(QString, typed);
    QFETCH(QString, word);
    const FilterLine line = readFilterLine(typed);
    QVERIFY2(line.problem.contains(word), qPrintable(line.problem));
    QVERIFY(line.terms.isEmpty());
}

void TestObservationFilter::switches()
{
    MessageFilter filter;
    QVERIFY(filter.isEmpty());
    filter.sent = false;
    QVERIFY(!filter.isEmpty());
    QVERIFY(!filter.passes(wire::Direction::Sent, wire::Opcode::Text, "a"));
    QVERIFY(filter.passes(wire::Direction::Received, wire::Opcode::Text, "a"));
    filter.control = false;
    QVERIFY(!filter.passes(wire::Direction::Received, wire::Opcode::Ping, "a"));
    QVERIFY(!filter.passes(wire::Direction::Received, wire::Opcode::Pong, "a"));
    QVERIFY(filter.passes(wire::Direction::Received, wire::Opcode::Close, "a"));
    filter.close = filter.text = false;
    QVERIFY(!filter.passes(wire::Direction::Received, wire::Opcode::Close, "a"));
    QVERIFY(!filter.passes(wire::Direction::Received, wire::Opcode::Text, "a"));
    QVERIFY(filter.passes(wire::Direction::Received, wire::Opcode::Binary, "a"));
}

void TestObservationFilter::sizes()
{
    MessageFilter filter;
    filter.smallest = 2;
    filter.largest = 3;
    for (int size = 0; size < 6; ++size) {
        QCOMPARE(filter.passes(wire::Direction::Sent, wire::Opcode::Text, QByteArray(size, 'x')),
                 size == 2 || size == 3);
    }
}

/// Against the plainest search there is.
void TestObservationFilter::searchFindsAtEveryPlace()
{
    const QByteArray text = "aAbABaabBAaAb";
    for (const QByteArray &needle : {QByteArray("a"), QByteArray("ab"), QByteArray("aab"), QByteArray("bb"),
                                     QByteArray("aabab"), QByteArray("zz")}) {
        for (qsizetype from = 0; from <= text.size(); ++from) {
            for (qsizetype length = 0; from + length <= text.size(); ++length) {
                const QByteArray part = text.mid(from, length);
                QCOMPARE(holds(part, needle, false), part.contains(needle));
                QCOMPARE(holds(part, needle, true), part.toLower().contains(needle));
            }
        }
    }
}

/// Texts around the number of places that are compared at once.
void TestObservationFilter::searchFindsTheFirstPlace()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 4000; ++round) {
        QByteArray text(random.bounded(300), '\0');
        for (char &c : text)
            c = "abAB\xc3"[random.bounded(5)];
        QByteArray needle(1 + random.bounded(12), '\0');
        for (char &c : needle)
            c = "ab\xc3"[random.bounded(3)];
        const qsizetype from = random.bounded(20);
        const qsizetype part = qMin(from, text.size());
        QCOMPARE(ByteSearch(needle).indexIn(text, part), text.indexOf(needle, part));
        QCOMPARE(ByteSearch(needle, true).indexIn(text, part), text.toLower().indexOf(needle, part));
    }
    QCOMPARE(ByteSearch(QByteArray()).indexIn("abc", 2), 2);
    QCOMPARE(ByteSearch("[").indexIn("{[{"), 1);
    // "[" and "{" differ by nothing but the bit that tells cases apart.
    QCOMPARE(ByteSearch("[", true).indexIn("{{{"), -1);
}

void TestObservationFilter::sieveJudgesAsOneByOne_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed :
         {"ab", "-ab", "ab -ba", "n:12", "-n:12", "n:", "n:12 ab", "/b.a/", "a b", "t:ab"})
        QTest::newRow(typed) << QString::fromLatin1(typed);
}

/// Words also stand where one payload ends and the next begins; nobody wrote those.
void TestObservationFilter::sieveJudgesAsOneByOne()
{
    QFETCH(QString, typed);
    MessageFilter filter;
    filter.terms = readFilterLine(typed).terms;
    const QByteArray payloads[] = {"a",
                                   "b",
                                   "",
                                   "aB",
                                   "ba",
                                   R"({"n":12})",
                                   R"({"n":1)",
                                   R"(2,"n":12})",
                                   R"({"\u006e":12})",
                                   R"({"t":"a\u0062"})",
                                   "b a",
                                   "bba"};
    QRandomGenerator random(2);
    PayloadSieve sieve(filter);
    for (int round = 0; round < 300; ++round) {
        QList<QByteArray> messages;
        QByteArray all;
        for (int i = random.bounded(40); i > 0; --i) {
            messages.append(payloads[random.bounded(int(std::size(payloads)))]);
            all += messages.constLast();
        }
        sieve.begin(all);
        const bool mayPass = sieve.mayPass();
        qint64 offset = 0;
        for (const QByteArray &message : messages) {
            const bool expected = filter.passes(wire::Direction::Received, wire::Opcode::Text, message);
            QCOMPARE(sieve.passes(wire::Direction::Received, wire::Opcode::Text, offset, message.size()),
                     expected);
            QVERIFY(mayPass || !expected);
            offset += message.size();
        }
    }
}

QTEST_APPLESS_MAIN(TestObservationFilter)
#include "test_observation_filter.moc"
