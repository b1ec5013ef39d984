#include "import/k6summary.h"

#include <QBuffer>
#include <QFile>
#include <QTest>

using namespace wirewise;
using namespace std::chrono_literals;
using imports::K6Summary;
using observation::Duration;

namespace {

QByteArray contentOf(const QString &name)
{
    QFile file(QStringLiteral(WIREWISE_TEST_DATA "/k6/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

K6Summary read(QByteArray text)
{
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    return imports::readK6Summary(&buffer);
}

bool looksLikeOne(QByteArray text)
{
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    return imports::looksLikeK6Summary(&buffer) && buffer.pos() == 0;
}

} // namespace

class TestImportK6 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exportedSummary();
    void dataOfHandleSummary();
    void oneIsToldFromAHar();
    void badInput_data();
    void badInput();
    void figuresStayWithinBounds();
};

void TestImportK6::exportedSummary()
{
    const K6Summary summary = read(contentOf(QStringLiteral("exported.json")));
    QCOMPARE(summary.error, QString());
    QCOMPARE(summary.test.source, QStringLiteral("k6"));
    QCOMPARE(summary.test.opened, 190);
    QCOMPARE(summary.test.failed, 10);
    QCOMPARE(summary.test.sent, 5700);
    QCOMPARE(summary.test.handshake.count, 190);
    QCOMPARE(*summary.test.handshake.median, Duration(2250us));
    QCOMPARE(*summary.test.handshake.p95, Duration(9125us));
    QVERIFY(!summary.test.handshake.p99); // k6 was not asked for it
    QCOMPARE(*summary.test.handshake.worst, Duration(48750us));
    QCOMPARE(*summary.test.answer.p95, Duration(3500us));
    QCOMPARE(summary.remarks.size(), 1);
}

void TestImportK6::dataOfHandleSummary()
{
    const K6Summary summary = read(contentOf(QStringLiteral("handled.json")));
    QCOMPARE(summary.error, QString());
    QCOMPARE(summary.test.opened, 495);
    QCOMPARE(summary.test.failed, 5);
    QCOMPARE(summary.test.dropped, 2);
    QCOMPARE(summary.test.notBegun(), 0);
    QCOMPARE(*summary.test.handshake.p99, Duration(19ms)); // of our script, not of ws_connecting
    QCOMPARE(summary.test.answer.count, 14000);
    QCOMPARE(summary.test.took, Duration(30125500us));
    QVERIFY(summary.remarks.isEmpty());
}

void TestImportK6::oneIsToldFromAHar()
{
    QVERIFY(looksLikeOne(contentOf(QStringLiteral("exported.json"))));
    QVERIFY(looksLikeOne(contentOf(QStringLiteral("handled.json"))));
    QVERIFY(!looksLikeOne(R"({"log": {"entries": []}, "metrics": {}})"));
    QVERIFY(!looksLikeOne("[]"));
    QVERIFY(!looksLikeOne(""));
}

void TestImportK6::badInput_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a list") << QByteArray("[1]");
    QTest::newRow("cut") << contentOf(QStringLiteral("exported.json")).left(500);
    QTest::newRow("no metrics") << QByteArray(R"({"metrics": {}})");
    QTest::newRow("http alone") << QByteArray(R"({"metrics": {"http_reqs": {"count": 3}}})");
    QTest::newRow("metrics are a list") << QByteArray(R"({"metrics": [{"ws_sessions": 1}]})");
    QTest::newRow("deep") << QByteArray(R"({"metrics": {"ws_sessions": )") + QByteArray(600, '[');
}

void TestImportK6::badInput()
{
    QFETCH(QByteArray, text);
    QVERIFY(!read(text).error.isEmpty());
}

void TestImportK6::figuresStayWithinBounds()
{
    const K6Summary summary = read(
        R"json({"metrics": {"ws_sessions": {"count": 1e300, "values": {"values": {"rate": -1}}},
                            "checks": {"fails": -5},
                            "ws_connecting": {"p(95)": -3, "max": 1e40, "med": "2", "p(99)": null}}})json");
    QCOMPARE(summary.error, QString());
    QVERIFY(summary.test.opened > 0);
    QCOMPARE(summary.test.failed, 0);
    QVERIFY(!summary.test.handshake.p95 && !summary.test.handshake.median && !summary.test.handshake.p99);
    QVERIFY(*summary.test.handshake.worst > Duration(0));
}

QTEST_GUILESS_MAIN(TestImportK6)
#include "test_import_k6.moc"
