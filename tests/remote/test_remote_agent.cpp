#include "check/check.h"
#include "lab/labserver.h"
#include "remote/agent.h"
#include "remote/gathering.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace wirewise;
using namespace wirewise::remote;

namespace {

/// An agent in this process, and all that it says.
struct Listened
{
    Agent agent;
    QList<QByteArray> lines;
    bool ended = false;

    Listened()
    {
        QObject::connect(&agent, &Agent::say, &agent, [this](const QByteArray &line) { lines.append(line); });
        QObject::connect(&agent, &Agent::finished, &agent, [this] { ended = true; });
        agent.start();
    }

    template<typename T>
    [[nodiscard]] QList<T> told() const
    {
        QList<T> all;
        for (const QByteArray &line : lines.sliced(1)) {
            const std::optional<Answer> answer = readAnswer(line);
            if (answer && std::holds_alternative<T>(*answer))
                all.append(std::get<T>(*answer));
        }
        return all;
    }
};

observation::Settings quickly()
{
    observation::Settings settings;
    settings.proxy.kind = observation::ProxyChoice::Kind::None;
    settings.listen = std::chrono::milliseconds(0);
    return settings;
}

} // namespace

/// The program in the other place, without a process.
class TestRemoteAgent : public QObject
{
    Q_OBJECT

    lab::LabServer m_lab;

    [[nodiscard]] QString address(const char *scenario) const
    {
        return QString::fromUtf8(m_lab.urlOf(*lab::findScenario(scenario)));
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_lab.start()); }

    void greetsFirst()
    {
        const Listened place;
        QCOMPARE(place.lines.size(), 1);
        const std::optional<Greeting> greeting = readGreeting(place.lines.constFirst());
        QVERIFY(greeting);
        QCOMPARE(greeting->protocol, ProtocolVersion);
        QCOMPARE(greeting->version, QStringLiteral(WIREWISE_VERSION));
    }

    /// What is put together here is what a check would have seen there.
    void toldIsWhatWasSeen_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        for (const char *scenario :
             {"upgrade.ok", "upgrade.route-missing", "upgrade.dropped", "http.no-response"})
            QTest::newRow(scenario) << QByteArray(scenario);
    }

    void toldIsWhatWasSeen()
    {
        QFETCH(QByteArray, scenario);
        observation::Settings settings = quickly();
        settings.timeout = std::chrono::milliseconds(600);
        Listened place;
        place.agent.take(lineOf(Request{5, address(scenario), settings, 3, {}}));
        QTRY_COMPARE_WITH_TIMEOUT(place.told<Finished>().size(), 1, 60000);
        Gathering gathered(QStringLiteral("ssh:bastion"), address(scenario), settings,
                           QDateTime::currentDateTimeUtc());
        for (const Seen &seen : place.told<Seen>())
            QVERIFY(gathered.take(seen));
        for (const Tried &tried : place.told<Tried>())
            QVERIFY(gathered.take(tried));
        QVERIFY(gathered.take(place.told<Finished>().constFirst()));

        check::Check here(address(scenario), settings);
        QSignalSpy ended(&here, &check::Check::finished);
        here.start();
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60000);
        const observation::Observation &seen = here.observation(), &told = gathered.observation();
        QCOMPARE(told.exchanges.size(), seen.exchanges.size());
        for (const observation::Exchange &exchange : seen.exchanges) {
            const observation::Exchange *other = told.exchange(exchange.name());
            QVERIFY(other);
            QCOMPARE(other->outcome, exchange.outcome);
            QCOMPARE(other->status(), exchange.status());
            QVERIFY(other->probe == exchange.probe);
        }
        QCOMPARE(told.experiments.size(), seen.experiments.size());
        QCOMPARE(told.session.has_value(), seen.session.has_value());
    }

    void aCheckIsStopped()
    {
        Listened place;
        place.agent.take(lineOf(Request{1, address("http.no-response"), quickly(), 3, {}}));
        QTRY_VERIFY_WITH_TIMEOUT(m_lab.visits() > 0, 60000);
        place.agent.take(lineOf(Stop{1}));
        QTRY_COMPARE_WITH_TIMEOUT(place.told<Finished>().size(), 1, 60000);
        QVERIFY(place.told<Finished>().constFirst().about.stopped);
        QVERIFY(!place.ended);
    }

    /// As when the connection breaks: nothing goes on that nobody asked for.
    void theEndOfOrdersStopsEverything()
    {
        Listened place;
        for (int i = 0; i < 5; ++i)
            place.agent.take(lineOf(Request{i, address("http.no-response"), quickly(), 3, {}}));
        QTRY_VERIFY_WITH_TIMEOUT(m_lab.visits() > 0, 60000);
        place.agent.end();
        QTRY_VERIFY_WITH_TIMEOUT(place.ended, 60000);
        QTRY_COMPARE_WITH_TIMEOUT(m_lab.visits(), 0, 60000);
        place.agent.take(lineOf(Request{9, address("upgrade.ok"), quickly(), 3, {}}));
        QCOMPARE(m_lab.visits(), 0);
    }

    void ordersThatCannotBeFollowed()
    {
        Listened place;
        place.agent.take("nonsense");
        place.agent.take("{\"check\":1}");
        place.agent.take(lineOf(Stop{77})); // of nothing; passed over
        place.agent.take(lineOf(Request{1, address("http.no-response"), quickly(), 3, {}}));
        place.agent.take(lineOf(Request{1, address("upgrade.ok"), quickly(), 3, {}}));
        QCOMPARE(place.told<Refused>().size(), 3);
        place.agent.end();
        QTRY_VERIFY_WITH_TIMEOUT(place.ended, 60000);
    }

    /// An order names no file of the computer that follows it, and brings its authorities along.
    void filesAreThoseThatCame()
    {
        Listened place;
        observation::Settings settings = quickly();
        settings.caFile = settings.certificateFile = settings.keyFile = QStringLiteral("/etc/passwd");
        place.agent.take(lineOf(Request{1, address("upgrade.ok"), settings, 3, "authorities"}));
        QTRY_COMPARE_WITH_TIMEOUT(place.told<Finished>().size(), 1, 60000);
        const observation::Settings used = place.told<Seen>().constFirst().exchange.probe.settings;
        QVERIFY(used.certificateFile.isEmpty() && used.keyFile.isEmpty());
        QFile file(used.caFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("authorities"));
        QVERIFY(!(file.permissions() & (QFile::ReadOther | QFile::ReadGroup)) ||
                !(QFile::permissions(used.caFile.section(QLatin1Char('/'), 0, -2)) & QFile::ExeOther));
    }
};

QTEST_GUILESS_MAIN(TestRemoteAgent)
#include "test_remote_agent.moc"
