#include "report/json.h"
#include "session/samples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace wirewise;
using namespace wirewise::report;

namespace {

Checked aCheck()
{
    return {samples::fullObservation(), samples::fullDiagnosis()};
}

QByteArray rawOf(const QJsonValue &value)
{
    return QByteArray::fromBase64(value[QStringLiteral("raw")].toString().toLatin1());
}

QStringList keysMissing(const QJsonObject &object, const char *keys)
{
    QStringList missing;
    for (const QString &key : QString::fromLatin1(keys).split(u' ')) {
        if (!object.contains(key))
            missing.append(key);
    }
    return missing;
}

} // namespace

class TestReportJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void documentHasItsFrame();
    void resultHasEveryMemberOfTheContract();
    void probesComeInOrderWithTheirBytes();
    void timesAreMilliseconds();
    void notHttpKeepsItsBytes();
    void unreachedEndpointHasNulls();
    void sessionTellsItsClose();
    void secretsAreMaskedInPlace();
    void secretsAreKeptOnDemand();
    void cutQuotationShowsNoPartOfASecret();
    void nothingActsOnATerminal();
    void piecesMakeTheSameDocument();
};

void TestReportJson::documentHasItsFrame()
{
    const QJsonObject empty = QJsonDocument::fromJson(jsonDocument({})).object();
    QCOMPARE(empty.value(QStringLiteral("wirewise")).toString(), QStringLiteral(WIREWISE_VERSION));
    QCOMPARE(empty.value(QStringLiteral("schema")).toInt(), 1);
    QVERIFY(empty.value(QStringLiteral("results")).isArray());
    const QJsonObject two = QJsonDocument::fromJson(jsonDocument({aCheck(), aCheck()})).object();
    QCOMPARE(two.value(QStringLiteral("results")).toArray().size(), 2);
}

void TestReportJson::resultHasEveryMemberOfTheContract()
{
    const QJsonObject result = toJson(aCheck());
    QCOMPARE(keysMissing(result, "url verdict summary findings probes experiments connection session"),
             QStringList());
    QCOMPARE(result.value(QStringLiteral("verdict")).toString(), QStringLiteral("fails"));
    QCOMPARE(result.value(QStringLiteral("summary")).toString(), samples::fullDiagnosis().summary());

    const QJsonObject finding = result.value(QStringLiteral("findings"))[0].toObject();
    QCOMPARE(
        keysMissing(finding, "id severity confidence title explanation evidence causes fixes references"),
        QStringList());
    QCOMPARE(finding.value(QStringLiteral("id")).toString(), QStringLiteral("upgrade.route-missing"));
    QCOMPARE(finding.value(QStringLiteral("confidence")).toDouble(), 0.875);
    const QJsonObject evidence = finding.value(QStringLiteral("evidence"))[0].toObject();
    QCOMPARE(keysMissing(evidence, "probe direction offset length text"), QStringList());
    QCOMPARE(evidence.value(QStringLiteral("direction")).toString(), QStringLiteral("sent"));
    QCOMPARE(finding.value(QStringLiteral("causes"))[0][QStringLiteral("likelihood")].toString(),
             QStringLiteral("likely"));
    const QJsonObject fix = finding.value(QStringLiteral("fixes"))[0].toObject();
    QCOMPARE(keysMissing(fix, "stack text snippet verified triedWith source"), QStringList());
    QCOMPARE(fix.value(QStringLiteral("triedWith")).toString(), QStringLiteral("FastAPI 0.92"));
    QCOMPARE(fix.value(QStringLiteral("source")).toString(),
             QStringLiteral("https://fastapi.tiangolo.com/advanced/websockets/"));

    const QJsonObject experiment = result.value(QStringLiteral("experiments"))[0].toObject();
    QCOMPARE(keysMissing(experiment, "change probe outcome helps"), QStringList());
    QCOMPARE(experiment.value(QStringLiteral("outcome")).toString(), QStringLiteral("404"));
    QVERIFY(experiment.value(QStringLiteral("helps")).toBool());

    const QJsonObject connection = result.value(QStringLiteral("connection")).toObject();
    QCOMPARE(keysMissing(connection, "address port family proxy tls"), QStringList());
    QCOMPARE(connection.value(QStringLiteral("address")).toString(), QStringLiteral("127.0.0.1"));
    QCOMPARE(connection.value(QStringLiteral("tls"))[QStringLiteral("version")].toString(),
             QStringLiteral("TLSv1.3"));
    QCOMPARE(connection.value(QStringLiteral("tls"))[QStringLiteral("chain")].toArray().size(), 2);

    const QJsonObject tls = connection.value(QStringLiteral("tls")).toObject();
    QCOMPARE(keysMissing(tls, "offered steps staple anchor clients accepted_authorities common_name_only"),
             QStringList());
    QCOMPARE(tls.value(QStringLiteral("offered"))[QStringLiteral("versions")].toArray().size(), 2);
    QCOMPARE(tls.value(QStringLiteral("staple"))[QStringLiteral("status")].toString(),
             QStringLiteral("revoked"));
    QCOMPARE(keysMissing(tls.value(QStringLiteral("steps"))[0].toObject(), "by message size at_ms"),
             QStringList());
    const QJsonArray clients = tls.value(QStringLiteral("clients")).toArray();
    QCOMPARE(clients.size(), 4);
    QCOMPARE(clients.at(0)[QStringLiteral("client")].toString(), QStringLiteral("browsers"));
    QCOMPARE(clients.at(0)[QStringLiteral("answer")].toString(), QStringLiteral("refuses"));
}

void TestReportJson::probesComeInOrderWithTheirBytes()
{
    const QJsonArray probes = toJson(aCheck(), Secrets::Kept).value(QStringLiteral("probes")).toArray();
    QStringList names;
    for (const QJsonValue &probe : probes)
        names.append(probe[QStringLiteral("name")].toString());
    QCOMPARE(names, (QStringList{QStringLiteral("head"), QStringLiteral("get"), QStringLiteral("upgrade"),
                                 QStringLiteral("without-origin"), QStringLiteral("unknown-path")}));
    const QJsonObject upgrade = probes.at(2).toObject();
    const observation::Exchange exchange = samples::fullExchange();
    QCOMPARE(keysMissing(upgrade, "name request response outcome detail timing_ms"), QStringList());
    QCOMPARE(rawOf(upgrade.value(QStringLiteral("request"))), exchange.sent);
    QCOMPARE(rawOf(upgrade.value(QStringLiteral("response"))), exchange.received);
    QCOMPARE(upgrade.value(QStringLiteral("request"))[QStringLiteral("method")].toString(),
             QStringLiteral("GET"));
    const QJsonObject response = upgrade.value(QStringLiteral("response")).toObject();
    QCOMPARE(keysMissing(response, "raw status reason headers body anomalies"), QStringList());
    QCOMPARE(response.value(QStringLiteral("status")).toInt(), 404);
    QCOMPARE(response.value(QStringLiteral("reason")).toString(), QStringLiteral("Not Found"));
    QCOMPARE(response.value(QStringLiteral("headers"))[1].toArray(),
             (QJsonArray{QStringLiteral("Content-Length"), QStringLiteral("2")}));
    QCOMPARE(QByteArray::fromBase64(response.value(QStringLiteral("body")).toString().toLatin1()),
             QByteArray("\0\1", 2));
    QCOMPARE(upgrade.value(QStringLiteral("outcome")).toString(), QStringLiteral("answered"));
}

void TestReportJson::timesAreMilliseconds()
{
    const QJsonValue timing =
        toJson(aCheck()).value(QStringLiteral("probes"))[2][QStringLiteral("timing_ms")];
    QCOMPARE(keysMissing(timing.toObject(), "name connect tls send wait receive total"), QStringList());
    QCOMPARE(timing[QStringLiteral("name")].toDouble(), 0.001);
    QCOMPARE(timing[QStringLiteral("total")].toDouble(), 0.015);
    QVERIFY(timing[QStringLiteral("receive")].isNull());
}

void TestReportJson::notHttpKeepsItsBytes()
{
    Checked checked = aCheck();
    observation::Exchange &exchange = checked.observation.exchanges[2];
    exchange.received = "SSH-2.0-OpenSSH_9.2\r\n";
    exchange.readResponse();
    const QJsonValue response =
        toJson(checked).value(QStringLiteral("probes"))[2][QStringLiteral("response")];
    QCOMPARE(rawOf(response), exchange.received);
    QVERIFY(response[QStringLiteral("status")].isNull());
}

void TestReportJson::unreachedEndpointHasNulls()
{
    Checked checked = aCheck();
    checked.observation.exchanges = {samples::anExchange("upgrade")};
    observation::Exchange &exchange = checked.observation.exchanges[0];
    exchange.sent.clear();
    exchange.received.clear();
    exchange.outcome = observation::Outcome::Refused;
    exchange.readResponse();
    checked.observation.experiments.clear();
    checked.observation.session.reset();
    const QJsonObject result = toJson(checked);
    QVERIFY(result.value(QStringLiteral("connection")).isNull());
    QVERIFY(result.value(QStringLiteral("session")).isNull());
    const QJsonValue probe = result.value(QStringLiteral("probes"))[0];
    QVERIFY(probe[QStringLiteral("response")].isNull());
    QCOMPARE(probe[QStringLiteral("outcome")].toString(), QStringLiteral("refused"));
    QCOMPARE(probe[QStringLiteral("request")][QStringLiteral("target")].toString(), QStringLiteral("/ws"));
}

void TestReportJson::sessionTellsItsClose()
{
    const QJsonValue session = toJson(aCheck()).value(QStringLiteral("session"));
    QVERIFY(session[QStringLiteral("opened")].toBool());
    QCOMPARE(session[QStringLiteral("messages")].toInt(), 12345);
    QCOMPARE(session[QStringLiteral("close")][QStringLiteral("code")].toInt(), 1008);
    QCOMPARE(session[QStringLiteral("close")][QStringLiteral("by")].toString(), QStringLiteral("peer"));
    Checked open = aCheck();
    open.observation.session->closeBy = observation::SessionFacts::CloseBy::Nobody;
    QVERIFY(toJson(open).value(QStringLiteral("session"))[QStringLiteral("close")].isNull());
}

void TestReportJson::secretsAreMaskedInPlace()
{
    Checked checked = aCheck();
    checked.diagnosis.findings[0].explanation = QStringLiteral("The token s3cret-t0ken-1234 is refused.");
    checked.observation.settings.headers = {{"Authorization", "Bearer s3cret-t0ken-1234"}};
    for (observation::Exchange &exchange : checked.observation.exchanges) {
        exchange.probe.settings.headers = checked.observation.settings.headers;
        exchange.sent = wire::toBytes(observation::requestFor(exchange.probe, "dGhlIHNhbXBsZSBub25jZQ=="));
        exchange.received = "HTTP/1.1 401 Unauthorized\r\n\r\ngot s3cret-t0ken-1234";
        exchange.readResponse();
    }
    const QByteArray document = jsonDocument({checked});
    const QByteArray kept = jsonDocument({checked}, Secrets::Kept);
    QVERIFY(!document.contains("s3cret"));
    QVERIFY(kept.contains("s3cret-t0ken-1234"));
    const QJsonArray probes = toJson(checked).value(QStringLiteral("probes")).toArray();
    for (qsizetype i = 0; i < 3; ++i) {
        const QByteArray sent = rawOf(probes.at(i)[QStringLiteral("request")]);
        const QByteArray received = rawOf(probes.at(i)[QStringLiteral("response")]);
        QVERIFY(!sent.contains("s3cret") && !received.contains("s3cret"));
        QCOMPARE(sent.size(), checked.observation.exchanges.at(i).sent.size());
        QCOMPARE(received.size(), checked.observation.exchanges.at(i).received.size());
    }
}

void TestReportJson::secretsAreKeptOnDemand()
{
    const QJsonObject result = toJson(aCheck(), Secrets::Kept);
    QCOMPARE(result.value(QStringLiteral("url")).toString(), samples::fullObservation().typed);
    QVERIFY(
        toJson(aCheck()).value(QStringLiteral("url")).toString().contains(QStringLiteral("token=******")));
}

void TestReportJson::cutQuotationShowsNoPartOfASecret()
{
    const QByteArray token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    Checked checked = aCheck();
    observation::Exchange &exchange = checked.observation.exchanges[2];
    exchange.sent = "GET /ws?room=1&access_token=" + token + " HTTP/1.1\r\nHost: a\r\n\r\n";
    diagnosis::Evidence &evidence = checked.diagnosis.findings[0].evidence[0];
    evidence.range = {0, 28 + token.size()};
    evidence.text = QStringLiteral("GET /ws?room=1&access_token=eyJhbGciOiJIUz…");
    const QJsonValue quoted =
        toJson(checked).value(QStringLiteral("findings"))[0][QStringLiteral("evidence")][0];
    QVERIFY(!quoted[QStringLiteral("text")].toString().contains(QStringLiteral("eyJ")));
    QVERIFY(quoted[QStringLiteral("text")].toString().startsWith(
        QStringLiteral("GET /ws?room=1&access_token=***")));
}

void TestReportJson::nothingActsOnATerminal()
{
    Checked checked = aCheck();
    observation::Exchange &exchange = checked.observation.exchanges[2];
    exchange.received = "HTTP/1.1 404 \x1b]0;x\x07\xc2\x9b"
                        "31m\x7f\xe2\x80\xae\xef\xbb\xbf\xe2\x80\xa8\r\n\r\n";
    exchange.readResponse();
    const QByteArray document = jsonDocument({checked});
    for (const char *bytes :
         {"\x1b", "\x07", "\x7f", "\xc2\x9b", "\xe2\x80\xae", "\xef\xbb\xbf", "\xe2\x80\xa8"})
        QVERIFY2(!document.contains(bytes), QByteArray(bytes).toHex().constData());
    const QJsonDocument read = QJsonDocument::fromJson(document);
    QVERIFY(!read.isNull());
    const QString reason =
        read.object()
            .value(QStringLiteral("results"))[0][QStringLiteral("probes")][2][QStringLiteral("response")]
                                             [QStringLiteral("reason")]
            .toString();
    QCOMPARE(reason, QString::fromUtf8(exchange.response->reason));
    // Text of other scripts stays readable.
    checked.diagnosis.findings[0].title = QStringLiteral("Größe – 你好 €");
    QVERIFY(jsonDocument({checked}).contains("Größe – 你好 €"));
}

void TestReportJson::piecesMakeTheSameDocument()
{
    const QByteArray whole = jsonDocument({aCheck(), aCheck()});
    QCOMPARE(jsonHead() + jsonResult(aCheck()) + jsonSeparator() + jsonResult(aCheck()) + jsonTail(), whole);
    QVERIFY(!QJsonDocument::fromJson(jsonHead() + jsonTail()).isNull());
}

QTEST_APPLESS_MAIN(TestReportJson)
#include "test_report_json.moc"
