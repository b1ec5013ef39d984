#include "session/connectionjson.h"
#include "session/exchangejson.h"
#include "session/findingjson.h"
#include "session/jsonfields.h"
#include "session/observationjson.h"
#include "session/samples.h"
#include "session/sessionfactsjson.h"
#include "session/settingsjson.h"

#include <QJsonDocument>
#include <QTest>

using namespace wirewise;
using namespace wirewise::session;

namespace {

QJsonObject readAgain(const diagnosis::Diagnosis &diagnosis)
{
    return QJsonDocument::fromJson(toText(diagnosis)).object();
}

/// As it is in a file: through text and back.
template<typename T>
QJsonValue throughText(const T &value)
{
    return QJsonDocument::fromJson(QJsonDocument(toJson(value)).toJson(QJsonDocument::Compact)).object();
}

/// Every path of an object with its value replaced by another kind.
QList<QJsonObject> spoilt(const QJsonObject &object)
{
    QList<QJsonObject> result;
    for (auto member = object.begin(); member != object.end(); ++member) {
        for (const QJsonValue &wrong :
             {QJsonValue(QStringLiteral("\u0001")), QJsonValue(-1.5), QJsonValue(true),
              QJsonValue(QJsonObject()), QJsonValue(QJsonArray{QJsonValue()})}) {
            QJsonObject copy = object;
            copy.insert(member.key(), wrong);
            result.append(copy);
        }
        if (member->isObject()) {
            for (const QJsonObject &inner : spoilt(member->toObject())) {
                QJsonObject copy = object;
                copy.insert(member.key(), inner);
                result.append(copy);
            }
        }
    }
    return result;
}

} // namespace

class TestSessionRoundtrip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endpoint();
    void settings();
    void connection();
    void exchange();
    void sessionFacts();
    void observationFacts();
    void experiment();
    void diagnosis();
    void bytesOfAnyKind_data();
    void bytesOfAnyKind();
    void missingMembersKeepTheirDefaults();
    void dangerousRequestsAreRefused_data();
    void dangerousRequestsAreRefused();
    void spoiltMembersNeverCrash();
};

void TestSessionRoundtrip::endpoint()
{
    const observation::Endpoint endpoint = samples::fullExchange().probe.endpoint;
    QCOMPARE(endpointFromJson(throughText(endpoint)), std::optional(endpoint));
}

void TestSessionRoundtrip::settings()
{
    QVERIFY(settingsFromJson(throughText(samples::fullSettings())) == samples::fullSettings());
    QVERIFY(settingsFromJson(throughText(observation::Settings())) == observation::Settings());
}

void TestSessionRoundtrip::connection()
{
    const observation::ConnectionFacts facts = samples::fullExchange().connection;
    QVERIFY(connectionFromJson(throughText(facts)) == facts);
    QVERIFY(connectionFromJson(throughText(observation::ConnectionFacts())) ==
            observation::ConnectionFacts());
}

void TestSessionRoundtrip::exchange()
{
    const observation::Exchange exchange = samples::fullExchange();
    std::optional<observation::Exchange> read = exchangeFromJson(throughText(exchange));
    QVERIFY(read);
    QVERIFY(read->probe == exchange.probe);
    QVERIFY(read->connection == exchange.connection);
    QVERIFY(read->timing == exchange.timing);
    QCOMPARE(read->arrivals, exchange.arrivals);
    QCOMPARE(read->detail, exchange.detail);
    QCOMPARE(read->cut, exchange.cut);
    QCOMPARE(toJson(*read), toJson(exchange));
}

void TestSessionRoundtrip::sessionFacts()
{
    const observation::SessionFacts facts = samples::fullSession();
    const auto read = sessionFactsFromJson(throughText(facts));
    QVERIFY(read);
    QCOMPARE(toJson(*read), toJson(facts));
    QCOMPARE(read->closeReason, facts.closeReason);
    QCOMPARE(read->breach, facts.breach);
    QCOMPARE(read->breachBytes, facts.breachBytes);
    QCOMPARE(toJson(*sessionFactsFromJson(throughText(observation::SessionFacts()))),
             toJson(observation::SessionFacts()));
}

void TestSessionRoundtrip::observationFacts()
{
    const observation::Observation observation = samples::fullObservation();
    const auto read = observationFromJson(throughText(observation));
    QVERIFY(read);
    QCOMPARE(toJson(*read), toJson(observation));
    QCOMPARE(read->startedAt, observation.startedAt);
    QVERIFY(read->endpoint.endpoint == observation.endpoint.endpoint);
    QCOMPARE(read->skipped.size(), 1);
}

void TestSessionRoundtrip::experiment()
{
    for (const observation::ExperimentResult &result : samples::fullObservation().experiments) {
        const auto read = experimentFromJson(throughText(result));
        QVERIFY(read);
        QCOMPARE(toJson(*read), toJson(result));
        QVERIFY(read->experiment.probe == result.experiment.probe);
        QCOMPARE(read->experiment.watch, result.experiment.watch);
    }
}

void TestSessionRoundtrip::diagnosis()
{
    const diagnosis::Diagnosis diagnosis = samples::fullDiagnosis();
    const auto read = diagnosisFromJson(readAgain(diagnosis));
    QVERIFY(read);
    QCOMPARE(toText(*read), toText(diagnosis));
    QCOMPARE(read->primary().evidence.at(1).inSession, true);
    QVERIFY(!diagnosisFromJson(readAgain(diagnosis::Diagnosis())));
}

void TestSessionRoundtrip::bytesOfAnyKind_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("text");
    QTest::newRow("UTF-8") << QByteArray("ä😀\xef\xbf\xbd");
    QTest::newRow("binary") << QByteArray("\xff\xfe\x80", 3);
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80");
}

void TestSessionRoundtrip::bytesOfAnyKind()
{
    QFETCH(QByteArray, bytes);
    const QJsonDocument document(QJsonArray{jsonOf(bytes)});
    QCOMPARE(bytesOf(QJsonDocument::fromJson(document.toJson()).array().at(0)), std::optional(bytes));
}

void TestSessionRoundtrip::missingMembersKeepTheirDefaults()
{
    QVERIFY(settingsFromJson(QJsonObject()) == observation::Settings());
    QVERIFY(!settingsFromJson(QJsonValue()));
    QVERIFY(!endpointFromJson(QJsonObject()));
}

void TestSessionRoundtrip::dangerousRequestsAreRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QJsonValue>("value");
    const QString split = QStringLiteral("a\r\nX-Evil: 1");
    QTest::newRow("origin") << QStringLiteral("origin") << QJsonValue(split);
    QTest::newRow("host") << QStringLiteral("host") << QJsonValue(split);
    QTest::newRow("key") << QStringLiteral("key") << QJsonValue(split);
    QTest::newRow("subprotocol") << QStringLiteral("subprotocols") << QJsonValue(QJsonArray{split});
    QTest::newRow("header value") << QStringLiteral("headers")
                                  << QJsonValue(QJsonArray{QJsonArray{QStringLiteral("X"), split}});
    QTest::newRow("header name") << QStringLiteral("headers")
                                 << QJsonValue(QJsonArray{QJsonArray{split, QStringLiteral("x")}});
}

void TestSessionRoundtrip::dangerousRequestsAreRefused()
{
    QFETCH(QString, member);
    QFETCH(QJsonValue, value);
    QVERIFY(!settingsFromJson(QJsonObject{{member, value}}));

    QJsonObject endpoint = toJson(samples::fullExchange().probe.endpoint);
    endpoint.insert(QStringLiteral("target"), QStringLiteral("/ HTTP/1.1\r\nX: y"));
    QVERIFY(!endpointFromJson(endpoint));
}

void TestSessionRoundtrip::spoiltMembersNeverCrash()
{
    int refused = 0;
    for (const QJsonObject &object : spoilt(toJson(samples::fullExchange())))
        refused += exchangeFromJson(object) ? 0 : 1;
    for (const QJsonObject &object : spoilt(toJson(samples::fullSession())))
        refused += sessionFactsFromJson(object) ? 0 : 1;
    for (const QJsonObject &object : spoilt(toJson(samples::fullObservation())))
        refused += observationFromJson(object) ? 0 : 1;
    for (const QJsonObject &object : spoilt(readAgain(samples::fullDiagnosis())))
        refused += diagnosisFromJson(object) ? 0 : 1;
    QVERIFY(refused > 300);
}

QTEST_APPLESS_MAIN(TestSessionRoundtrip)
#include "test_session_roundtrip.moc"
