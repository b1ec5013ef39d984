#include "comparison/compare.h"
#include "comparison/passing.h"
#include "diagnosis/diagnose.h"
#include "support/observations.h"

#include <QTest>

using namespace wirewise;
using comparison::Weight;
using test::anObservation;
using test::answer;
using test::switching;

namespace {

comparison::Side sideOf(const observation::Observation &seen, const QString &name = {})
{
    return {name, seen, diagnosis::diagnose(seen), seen};
}

const comparison::Difference *find(const comparison::Comparison &comparison, const QByteArray &id)
{
    for (const comparison::Difference &difference : comparison.differences)
        if (difference.id == id)
            return &difference;
    return nullptr;
}

QByteArray dated(const char *second, const char *request)
{
    return QByteArray("Date: Sat, 22 Nov 2025 09:14:") + second + " GMT\r\nX-Request-Id: " + request + "\r\n";
}

} // namespace

/// What explains, what is setting, and what differs in every run.
class TestComparisonWeights : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesEveryRun_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<bool>("passes");
        const auto row = [](const char *name, const char *left, const char *right, bool passes) {
            QTest::addRow("%s: %s", name, left)
                << QByteArray(name) << QByteArray(left) << QByteArray(right) << passes;
        };
        // By name.
        row("Date", "Sat, 22 Nov 2025 09:14:07 GMT", "Sat, 22 Nov 2025 09:06:40 GMT", true);
        row("Sec-WebSocket-Accept", "gNn2J0ZGOlA/oPL3M7IiPdAJ5mY=", "a", true);
        row("CF-RAY", "8f-FRA", "9a-AMS", true);
        row("ETag", "\"a\"", "\"b\"", true);
        // By what such names mean.
        row("X-Cloud-Trace-Context", "5d1f", "77aa", true);
        row("My-Request-Id", "1", "2", true);
        row("X-Correlation-Token", "a", "b", true);
        // By form: both an identifier, both a date.
        row("X-Anything", "7f9c24e8-3b12-4c1a-9d0e-5f6a7b8c9d0e", "11111111-3b12-4c1a-9d0e-000000000000",
            true);
        row("X-Served", "Sat, 22 Nov 2025 09:14:07 GMT", "Sun, 23 Nov 2025 09:06:40 GMT", true);
        row("X-Pod", "web-5d9c7b8f6d-x2x1k", "web-5d9c7b8f6d-99zzk", true);
        row("X-Session", "zSKlQRWF-aXbYcZdAeBf", "CICOUhmFQqWeRtYuIoPa", true);
        // And these do not.
        row("X-Method", "getElementsByTagName", "getElementsByClassName", false);
        row("Server", "nginx/1.22.1", "nginx/1.18.0", false);
        row("Server", "nginx", "uvicorn", false);
        row("Content-Type", "text/html", "application/json", false);
        row("Sec-WebSocket-Protocol", "graphql-ws", "graphql-transport-ws", false);
        row("X-Client-Id", "blue", "green", false);
        row("Content-Length", "22", "153", false);
        row("Location", "https://a.example/login", "https://b.example/login", false);
        row("X-Anything", "7f9c24e83b124c1a", "", false);
    }

    void changesEveryRun()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        QFETCH(bool, passes);
        QCOMPARE(comparison::changesEveryRun(name, left, right), passes);
        QCOMPARE(comparison::changesEveryRun(name, right, left), passes);
    }

    void onlyExpectedDifferencesAreSaidToBeNone()
    {
        const observation::Observation left = anObservation()
                                                  .get(answer("200 OK", dated("07", "one"), "hello"))
                                                  .upgrade(switching(dated("07", "one")));
        const observation::Observation right = anObservation()
                                                   .get(answer("200 OK", dated("40", "two"), "hello"))
                                                   .upgrade(switching(dated("40", "two")));
        const comparison::Comparison comparison = comparison::compare(sideOf(left), sideOf(right));
        QVERIFY(!comparison.outcomeDiffers);
        QCOMPARE(comparison.sentence, QStringLiteral("No difference except what changes in every run."));
        QCOMPARE(comparison.count(Weight::Expected), 2);
        QCOMPARE(comparison.count(Weight::Setting), 0);
    }

    void settingsThatDoNotMatterExplainNothing()
    {
        const comparison::Comparison comparison =
            comparison::compare(sideOf(anObservation().of("ws://localhost:8000/ws").upgrade(switching())),
                                sideOf(anObservation().of("ws://localhost:9000/ws").upgrade(switching())));
        QVERIFY(!comparison.outcomeDiffers);
        QCOMPARE(comparison.count(Weight::Explains), 0);
        QVERIFY(find(comparison, "url.port"));
        QCOMPARE(comparison.sentence,
                 QStringLiteral("Both work. What differs does not matter to the outcome."));
    }

    /// One choice in which two runs against one server differ is an experiment.
    void onlyChoiceExplains()
    {
        const comparison::Comparison comparison =
            comparison::compare(sideOf(anObservation().upgrade(answer("503 Service Unavailable"))),
                                sideOf(anObservation().sending({"X-Tenant", "blue"}).upgrade(switching())));
        QCOMPARE(comparison.differences.constFirst().id, QByteArray("request.x-tenant"));
        QCOMPARE(comparison.differences.constFirst().weight, Weight::Explains);
    }

    /// Two choices at once tell nothing by themselves.
    void twoChoicesAreNoExperiment()
    {
        const comparison::Comparison comparison =
            comparison::compare(sideOf(anObservation().upgrade(answer("503 Service Unavailable"))),
                                sideOf(anObservation()
                                           .sending({"X-Tenant", "blue"})
                                           .sending({"X-Region", "north"})
                                           .upgrade(switching())));
        QCOMPARE(comparison.differences.constFirst().id, QByteArray("upgrade.answer"));
        QCOMPARE(find(comparison, "request.x-tenant")->weight, Weight::Setting);
    }

    /// A credential that only one side sends explains a 401, also between two hosts.
    void credentialsExplainARefusal()
    {
        const comparison::Comparison comparison = comparison::compare(
            sideOf(anObservation().of("ws://one.example/ws").upgrade(answer("401 Unauthorized"))),
            sideOf(anObservation()
                       .of("ws://other.example/ws")
                       .sending({"Authorization", "Bearer abcdefgh"})
                       .upgrade(switching())));
        QCOMPARE(comparison.differences.constFirst().id, QByteArray("request.authorization"));
        QCOMPARE(comparison.sentence, QStringLiteral("Only one.example fails, without Authorization."));
    }

    /// What lies beyond the break follows from it.
    void whatIsNotReachedExplainsNothing()
    {
        const comparison::Comparison comparison =
            comparison::compare(sideOf(anObservation().all(observation::Outcome::Refused)),
                                sideOf(anObservation().upgrade(switching())));
        QCOMPARE(comparison.differences.constFirst().id, QByteArray("tcp.result"));
        QCOMPARE(comparison.count(Weight::Explains), 1);
        QVERIFY(!find(comparison, "upgrade.answer"));
    }

    /// Two secrets of one length look alike once they are masked, and are told apart all the same.
    void secretsAreToldApartUnseen()
    {
        const observation::Observation left =
            anObservation().sending({"Authorization", "Bearer AAAAAAAA"}).upgrade(answer("401 Unauthorized"));
        const observation::Observation right =
            anObservation().sending({"Authorization", "Bearer BBBBBBBB"}).upgrade(switching());
        const auto hidden = [](observation::Observation seen) {
            for (observation::Exchange &exchange : seen.exchanges)
                exchange.sent.replace("AAAAAAAA", "********").replace("BBBBBBBB", "********");
            return seen;
        };
        const comparison::Comparison comparison =
            comparison::compare({{}, left, diagnosis::diagnose(left), hidden(left)},
                                {{}, right, diagnosis::diagnose(right), hidden(right)});
        QCOMPARE(comparison.differences.constFirst().id, QByteArray("request.authorization"));
        QCOMPARE(comparison.differences.constFirst().left, QStringLiteral("Bearer ********"));
        QCOMPARE(comparison.differences.constFirst().right, QStringLiteral("Bearer ********"));
    }

    void names_data()
    {
        QTest::addColumn<QString>("leftUrl");
        QTest::addColumn<QString>("rightUrl");
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::newRow("hosts") << QStringLiteral("wss://a.example/ws") << QStringLiteral("ws://b.example/ws")
                               << QStringLiteral("a.example") << QStringLiteral("b.example");
        QTest::newRow("ports") << QStringLiteral("ws://a.example:1/ws")
                               << QStringLiteral("ws://a.example:2/ws") << QStringLiteral("a.example:1")
                               << QStringLiteral("a.example:2");
        QTest::newRow("paths") << QStringLiteral("ws://a.example/one") << QStringLiteral("ws://a.example/two")
                               << QStringLiteral("/one") << QStringLiteral("/two");
        QTest::newRow("same") << QStringLiteral("ws://a.example/one") << QStringLiteral("ws://a.example/one")
                              << QStringLiteral("the first") << QStringLiteral("the second");
    }

    void names()
    {
        QFETCH(QString, leftUrl);
        QFETCH(QString, rightUrl);
        const auto side = [](const QString &url) {
            return sideOf(anObservation().of(url.toUtf8().constData()).upgrade(switching()));
        };
        const auto names = comparison::namesOf(side(leftUrl), side(rightUrl));
        QTEST(names.first, "left");
        QTEST(names.second, "right");
    }

    void runsAreNamedByTheirTime()
    {
        observation::Observation left = anObservation().upgrade(switching()), right = left;
        left.startedAt = QDateTime(QDate(2025, 11, 21), QTime(9, 14, 7));
        right.startedAt = QDateTime(QDate(2025, 11, 21), QTime(9, 6, 40));
        QCOMPARE(comparison::namesOf(sideOf(left), sideOf(right)).first,
                 QStringLiteral("the run at 09:14:07"));
        right.startedAt = QDateTime(QDate(2025, 11, 20), QTime(9, 6, 40));
        QCOMPARE(comparison::namesOf(sideOf(left), sideOf(right)).second,
                 QStringLiteral("the run of 20 Nov 2025, 09:06"));
        QCOMPARE(comparison::namesOf(sideOf(left, QStringLiteral("Local")),
                                     sideOf(right, QStringLiteral("Staging")))
                     .second,
                 QStringLiteral("Staging"));
    }
};

QTEST_APPLESS_MAIN(TestComparisonWeights)
#include "test_comparison_weights.moc"
