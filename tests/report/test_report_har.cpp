#include "session/samples.h"
#include "written.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace wirewise;
using namespace wirewise::report;

namespace {

QJsonObject logOf(const QByteArray &har)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(har, &error);
    if (error.error != QJsonParseError::NoError)
        qWarning("%s at %d", qPrintable(error.errorString()), error.offset);
    return document.object().value(QStringLiteral("log")).toObject();
}

QJsonObject entryOf(const QJsonObject &log, const char *comment)
{
    const QJsonArray entries = log.value(QStringLiteral("entries")).toArray();
    for (const QJsonValue &entry : entries) {
        if (entry[QStringLiteral("comment")].toString() == QLatin1String(comment))
            return entry.toObject();
    }
    return {};
}

QByteArray base64(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

} // namespace

class TestReportHar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyExchangeIsAnEntry();
    void entriesHaveWhatHarWants();
    void messagesAreThoseOfDevTools();
    void bytesAreNotLost();
    void unansweredHasStatusZero();
    void choiceIsHeard();
};

void TestReportHar::everyExchangeIsAnEntry()
{
    const QJsonObject log = logOf(test::written(Format::Har, test::aCase({}), {}));
    QCOMPARE(log.value(QStringLiteral("version")).toString(), QStringLiteral("1.2"));
    QCOMPARE(log.value(QStringLiteral("creator"))[QStringLiteral("name")].toString(),
             QStringLiteral("Wirewise"));
    const QJsonArray entries = log.value(QStringLiteral("entries")).toArray();
    QStringList comments;
    for (const QJsonValue &entry : entries)
        comments.append(entry[QStringLiteral("comment")].toString());
    QCOMPARE(comments,
             QStringList({QStringLiteral("upgrade"), QStringLiteral("head"), QStringLiteral("get"),
                          QStringLiteral("Without Origin"), QStringLiteral("A path that cannot exist")}));
    const QJsonValue own = log.value(QStringLiteral("_wirewise"));
    QCOMPARE(own[QStringLiteral("schema")].toInt(), 1);
    QCOMPARE(own[QStringLiteral("notes")].toString(), QStringLiteral("Since Friday's release."));
    QCOMPARE(own[QStringLiteral("result")][QStringLiteral("findings")][0][QStringLiteral("id")].toString(),
             QStringLiteral("upgrade.route-missing"));
}

void TestReportHar::entriesHaveWhatHarWants()
{
    const QJsonObject entry = entryOf(logOf(test::written(Format::Har, test::aCase({}), {})), "upgrade");
    QCOMPARE(entry.value(QStringLiteral("_resourceType")).toString(), QStringLiteral("websocket"));
    // The check began at 10:12:31.456, this exchange 99 microseconds later.
    QCOMPARE(entry.value(QStringLiteral("startedDateTime")).toString(),
             QStringLiteral("2025-11-21T10:12:31.456099Z"));
    const QJsonValue request = entry.value(QStringLiteral("request"));
    QCOMPARE(request[QStringLiteral("url")].toString(),
             QStringLiteral("wss://example.com:8443/ws?token=s3cret"));
    QCOMPARE(request[QStringLiteral("queryString")][0][QStringLiteral("name")].toString(),
             QStringLiteral("token"));
    QCOMPARE(request[QStringLiteral("headers")][0][QStringLiteral("name")].toString(),
             QStringLiteral("Host"));
    const QJsonValue response = entry.value(QStringLiteral("response"));
    QCOMPARE(response[QStringLiteral("status")].toInt(), 404);
    const QJsonValue content = response[QStringLiteral("content")];
    QCOMPARE(content[QStringLiteral("size")].toInt(), 2);
    const QJsonValue timings = entry.value(QStringLiteral("timings"));
    QCOMPARE(timings[QStringLiteral("connect")].toDouble(), 0.005);
    QCOMPARE(timings[QStringLiteral("ssl")].toDouble(), 0.003);
    QCOMPARE(timings[QStringLiteral("receive")].toDouble(), -1.0);
    QCOMPARE(entry.value(QStringLiteral("time")).toDouble(), 0.015);
    QVERIFY(entry.value(QStringLiteral("cache")).isObject());
}

void TestReportHar::messagesAreThoseOfDevTools()
{
    QList<observation::Message> log = test::someMessages(7);
    log[1].payload = QByteArray("\xff text", 6);
    log[1].opcode = wire::Opcode::Text;
    const QJsonObject entry =
        entryOf(logOf(test::written(Format::Har, test::aCase(log), test::pagesOf(log))), "upgrade");
    const QJsonArray messages = entry.value(QStringLiteral("_webSocketMessages")).toArray();
    QCOMPARE(messages.size(), 7);
    const QJsonValue first = messages.at(0);
    QCOMPARE(first[QStringLiteral("type")].toString(), QStringLiteral("receive"));
    QCOMPARE(first[QStringLiteral("opcode")].toInt(), 1);
    QCOMPARE(first[QStringLiteral("data")].toString(), QStringLiteral("message 1"));
    // Seconds since 1970, to the microsecond.
    QCOMPARE(qRound64(first[QStringLiteral("time")].toDouble() * 1e6), Q_INT64_C(1763719951457114));
    QCOMPARE(messages.at(2)[QStringLiteral("type")].toString(), QStringLiteral("send"));
    QCOMPARE(base64(messages.at(6)[QStringLiteral("data")]), log.at(6).payload);
    QCOMPARE(base64(messages.at(1)[QStringLiteral("_wirewise")][QStringLiteral("base64")]),
             log.at(1).payload);
    QVERIFY(first[QStringLiteral("_wirewise")][QStringLiteral("base64")].isUndefined());
    QCOMPARE(messages.at(6)[QStringLiteral("_wirewise")][QStringLiteral("at_us")].toInteger(), 7000);
}

void TestReportHar::bytesAreNotLost()
{
    const Case exported = test::aCase({});
    const QJsonObject log = logOf(test::written(Format::Har, exported, {}));
    for (const observation::Exchange &exchange : exported.checked.observation.exchanges) {
        const QJsonValue own = entryOf(log, exchange.name().constData()).value(QStringLiteral("_wirewise"));
        QCOMPARE(base64(own[QStringLiteral("request")][QStringLiteral("raw")]), exchange.sent);
        QCOMPARE(base64(own[QStringLiteral("response")][QStringLiteral("raw")]), exchange.received);
        QCOMPARE(own[QStringLiteral("arrivals")].toArray().size(), exchange.arrivals.size());
    }
    const QJsonValue experiment = entryOf(log, "Without Origin").value(QStringLiteral("_wirewise"));
    QVERIFY(experiment[QStringLiteral("experiment")][QStringLiteral("helps")].toBool());
}

void TestReportHar::unansweredHasStatusZero()
{
    Case exported = test::aCase({});
    observation::Exchange &exchange = exported.checked.observation.exchanges.first();
    exchange.outcome = observation::Outcome::Refused;
    exchange.received.clear();
    exchange.readResponse();
    const QJsonValue response =
        entryOf(logOf(test::written(Format::Har, exported, {})), "head").value(QStringLiteral("response"));
    QCOMPARE(response[QStringLiteral("status")].toInt(-1), 0);
    QCOMPARE(response[QStringLiteral("_error")].toString(), QStringLiteral("refused"));
}

void TestReportHar::choiceIsHeard()
{
    ExportChoice choice;
    choice.messages = choice.experiments = choice.causes = false;
    const QJsonObject log = logOf(test::written(Format::Har, test::aCase({}), {}, choice));
    QCOMPARE(log.value(QStringLiteral("entries")).toArray().size(), 3);
    QVERIFY(!entryOf(log, "upgrade").contains(QStringLiteral("_webSocketMessages")));
    QVERIFY(log.value(QStringLiteral(
        "_wirewise"))[QStringLiteral("result")][QStringLiteral("findings")][0][QStringLiteral("causes")]
                .toArray()
                .isEmpty());
}

QTEST_GUILESS_MAIN(TestReportHar)
#include "test_report_har.moc"
