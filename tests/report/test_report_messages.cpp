#include "report/csv.h"
#include "report/exportformats.h"
#include "report/jsonstring.h"
#include "report/ndjson.h"
#include "session/samples.h"
#include "written.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace wirewise;
using namespace wirewise::report;
using observation::Message;

/// Messages as NDJSON, as CSV and in the JSON document.
class TestReportMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ndjsonHasEveryMessage();
    void ndjsonTellsACloseApart();
    void jsonStrings_data();
    void jsonStrings();
    void keptMessagesStandInForALog();
    void emptyPageEnds();
    void csvFormulasAreDisarmed_data();
    void csvFormulasAreDisarmed();
    void csvRowsKeepTheirLines();
    void documentHasTheMessagesBehindItsResults();
    void fullDeviceIsSaid();
};

void TestReportMessages::ndjsonHasEveryMessage()
{
    const QList<Message> log = test::someMessages(5000);
    const QList<QByteArray> lines =
        test::written(Format::Ndjson, test::aCase(log), test::pagesOf(log)).trimmed().split('\n');
    QCOMPARE(lines.size(), log.size());
    for (qsizetype i = 0; i < log.size(); ++i) {
        const QJsonObject line = QJsonDocument::fromJson(lines.at(i)).object();
        QCOMPARE(line.value(QStringLiteral("number")).toInteger(), log.at(i).number);
        const QByteArray data =
            line.contains(QStringLiteral("text"))
                ? line.value(QStringLiteral("text")).toString().toUtf8()
                : QByteArray::fromBase64(line.value(QStringLiteral("base64")).toString().toLatin1());
        QCOMPARE(data, log.at(i).payload);
    }
    const QJsonObject first = QJsonDocument::fromJson(lines.constFirst()).object();
    // The upgrade of the sample began 99 µs after the check and took 15 µs; the message came 1 ms later.
    QCOMPARE(first.value(QStringLiteral("time")).toString(), QStringLiteral("2025-11-21T10:12:31.457114Z"));
    QCOMPARE(first.value(QStringLiteral("at_ms")).toDouble(), 1.0);
}

void TestReportMessages::ndjsonTellsACloseApart()
{
    Message message = samples::aMessage(1, QByteArray("\x03\xf0no token", 10));
    message.opcode = wire::Opcode::Close;
    message.frames = 1;
    const auto read = [&message] { return QJsonDocument::fromJson(messageLine(message, {})).object(); };
    const QJsonObject object = read();
    QCOMPARE(object.value(QStringLiteral("close"))[QStringLiteral("code")].toInt(), 1008);
    QCOMPARE(object.value(QStringLiteral("close"))[QStringLiteral("reason")].toString(),
             QStringLiteral("no token"));
    QVERIFY(object.value(QStringLiteral("time")).isNull());
    message.frames = 0;
    QVERIFY(!read().contains(QStringLiteral("close")));
    QVERIFY(read().value(QStringLiteral("raw")).toBool());
}

void TestReportMessages::jsonStrings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray() << QByteArray("\"\"");
    QTest::newRow("quotes") << QByteArray("a\"b\\") << QByteArray("\"a\\\"b\\\\\"");
    QTest::newRow("controls") << QByteArray("\0\n\x1b", 3) << QByteArray("\"\\u0000\\u000a\\u001b\"");
    QTest::newRow("DEL and C1") << QByteArray("\x7f\xc2\x9b") << QByteArray("\"\\u007f\\u009b\"");
    QTest::newRow("bidirectional") << QByteArray("\u202e\ufeff") << QByteArray("\"\\u202e\\ufeff\"");
    QTest::newRow("letters") << QByteArray("é – 😀") << QByteArray("\"é – 😀\"");
}

void TestReportMessages::jsonStrings()
{
    QFETCH(QByteArray, text);
    QTEST(jsonString(text), "json");
    QCOMPARE(QJsonDocument::fromJson("[" + jsonString(text) + "]").array().at(0).toString().toUtf8(), text);
}

void TestReportMessages::keptMessagesStandInForALog()
{
    const Case exported = test::aCase({});
    const qsizetype kept = exported.checked.observation.session->messages.size();
    QVERIFY(kept > 0);
    QCOMPARE(test::written(Format::Ndjson, exported, {}).count('\n'), kept);
}

void TestReportMessages::emptyPageEnds()
{
    const QList<Message> log = test::someMessages(100);
    int calls = 0;
    const MessagePages pages = [&](qint64 first, qint64 count) {
        return ++calls == 3 ? QList<Message>() : test::pagesOf(log)(first, qMin<qint64>(count, 10));
    };
    QCOMPARE(test::written(Format::Ndjson, test::aCase(log), pages).count('\n'), 20);
}

void TestReportMessages::csvFormulasAreDisarmed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char *name, const QByteArray &text, const QByteArray &cell) {
        QTest::newRow(name) << text << cell;
    };
    row("equals", "=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"");
    row("plus", "+1", "\"'+1\"");
    row("minus", "-1", "\"'-1\"");
    row("at", "@SUM(1)", "\"'@SUM(1)\"");
    row("tab", "\t=1", "\"'\t=1\"");
    row("carriage return", "\r=1", "\"'\r=1\"");
    row("line feed", "\n=1", "\"'\n=1\"");
    row("full width", "＝1+1", "\"'＝1+1\"");
    row("apostrophe", "'quoted'", "\"''quoted'\"");
    row("plain", "{\"a\":1}", "\"{\"\"a\"\":1}\"");
    row("inside", "1=2", "\"1=2\"");
    row("empty", "", "\"\"");
}

void TestReportMessages::csvFormulasAreDisarmed()
{
    QFETCH(QByteArray, text);
    QTEST(csvCell(text), "cell");
}

void TestReportMessages::csvRowsKeepTheirLines()
{
    QList<Message> log = test::someMessages(3);
    log[0].payload = "a,\"b\"\r\nc";
    log[0].opcode = wire::Opcode::Text;
    log[1].payload = QByteArray("nul\0", 4);
    log[1].opcode = wire::Opcode::Text;
    log[2].payload = QByteArray("\xfb\xff", 2);
    log[2].opcode = wire::Opcode::Binary;
    const QByteArray csv = test::written(Format::Csv, test::aCase(log), test::pagesOf(log));
    QVERIFY(csv.startsWith("number,time,at_ms,direction,opcode,size,"));
    QVERIFY(csv.contains(",text,\"a,\"\"b\"\"\r\nc\"\r\n"));
    QVERIFY(csv.contains(QByteArray(",base64,\"" + log.at(1).payload.toBase64() + "\"\r\n")));
    QVERIFY2(csv.contains(",base64,\"'+/8=\"\r\n"), csv.constData());
}

void TestReportMessages::documentHasTheMessagesBehindItsResults()
{
    const QList<Message> log = test::someMessages(40);
    ExportChoice choice;
    const auto document = [&] {
        return QJsonDocument::fromJson(
                   test::written(Format::Json, test::aCase(log), test::pagesOf(log), choice))
            .object();
    };
    QCOMPARE(document().value(QStringLiteral("messages")).toArray().size(), 40);
    QCOMPARE(document().value(QStringLiteral("results")).toArray().size(), 1);
    choice.messages = choice.causes = choice.exchanges = choice.experiments = false;
    const QJsonObject result = document().value(QStringLiteral("results"))[0].toObject();
    QVERIFY(!document().contains(QStringLiteral("messages")));
    QVERIFY(result.value(QStringLiteral("probes")).toArray().isEmpty());
    QVERIFY(result.value(QStringLiteral("findings"))[0][QStringLiteral("fixes")].toArray().isEmpty());
}

void TestReportMessages::fullDeviceIsSaid()
{
    const QList<Message> log = test::someMessages(5000);
    for (const FormatFacts &facts : exportFormats()) {
        test::FullDevice device(100);
        QVERIFY2(!write(facts.format, test::aCase(log), test::pagesOf(log), {}, device), facts.word);
    }
}

QTEST_GUILESS_MAIN(TestReportMessages)
#include "test_report_messages.moc"
