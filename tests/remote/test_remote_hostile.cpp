#include "remote/agentprocess.h"
#include "remote/placedchecks.h"
#include "remote/protocol.h"
#include "session/samples.h"

#include <QFile>
#include <QHash>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace wirewise;
using namespace wirewise::remote;
using diagnosis::Verdict;
using observation::Observation;

namespace {

using namespace std::chrono_literals;

const char *const Address = "ws://127.0.0.1:8000/ws";

/// What was told of each check; none is told of twice.
struct Ended
{
    QHash<qsizetype, Observation> observations;
    QHash<qsizetype, diagnosis::Diagnosis> diagnoses;
    int told = 0;
    bool finished = false;
};

QByteArray told(const char *probe, const char *address = Address, qint64 number = 0)
{
    observation::Exchange exchange = samples::anExchange(probe);
    exchange.probe.kind = *observation::probeKindFromString(probe);
    exchange.probe.endpoint = *observation::parseEndpoint(QLatin1String(address)).endpoint;
    return lineOf(Seen{number, exchange});
}

} // namespace

/// Places that are broken, or mean harm.
class TestRemoteHostile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    /// A place that is a script of the shell; $1 names a file of what it may say.
    [[nodiscard]] Place placeOf(const QByteArray &script, const QByteArray &says = {}) const
    {
        const auto write = [this](const char *name, const QByteArray &bytes) {
            QFile file(m_folder.filePath(QLatin1String(name)));
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                qFatal("no room for a script");
            return file.fileName();
        };
        const QString path = write("place.sh", "cd '" + m_folder.path().toUtf8() + "'\n" + script);
        write("says", says);
        const auto place =
            readPlace(QStringLiteral("/bin/sh '%1'").arg(path), usualAgent(), Questions::CannotBeAnswered);
        if (!place)
            qFatal("no place");
        return *place;
    }

    [[nodiscard]] static Patience patience() { return {.greeting = 60s, .questions = 60s, .silence = 60s}; }

    static void listen(PlacedChecks &checks, Ended &ended)
    {
        connect(
            &checks, &PlacedChecks::itemFinished, &checks,
            [&ended](qsizetype index, const Observation &observation, const diagnosis::Diagnosis &diagnosis) {
                ++ended.told;
                ended.observations.insert(index, observation);
                ended.diagnoses.insert(index, diagnosis);
            });
        connect(&checks, &PlacedChecks::finished, &checks, [&ended] { ended.finished = true; });
    }

    Ended run(const Place &place, const Patience &patience, int count = 1) const
    {
        PlacedChecks checks(place, Questions::CannotBeAnswered,
                            QList<check::BatchItem>(count, {QLatin1String(Address), {}}), {});
        checks.setPatience(patience);
        Ended ended;
        listen(checks, ended);
        checks.start();
        if (!QTest::qWaitFor([&ended] { return ended.finished; }, 60000))
            qFatal("it does not end");
        return ended;
    }

private Q_SLOTS:
    void whatGoesWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QByteArray>("says");
        QTest::addColumn<QString>("lost");
        const auto row = [](const char *name, const char *script, const QByteArray &says, const char *lost) {
            QTest::newRow(name) << QByteArray(script) << says << QString::fromUtf8(lost);
        };
        const QByteArray greeting = lineOf(Greeting{});
        const char *const say = "cat says; read order; exec sleep 1000";
        row("ends at once", "exit 0", {}, "ended with status 0");
        row("not found", "exec 2>&1; exit 127", {}, "is not found on");
        row("killed", "kill -9 $$", {}, "ended with status -1");
        row("garbage", "head -c 200000 /dev/urandom; exec sleep 1000", {}, "is not wirewise-cli");
        row("endless words", "yes welcome", {}, "is not wirewise-cli");
        row("endless line", "tr '\\0' a < /dev/zero", {}, "is not wirewise-cli");
        row("endless line after the greeting", "cat says; exec tr '\\0' a < /dev/zero", greeting,
            "cannot be");
        row("garbage after the greeting", say, greeting + QByteArray("\xff\x00 nonsense\n", 12), "cannot be");
        row("another version", say, lineOf(Greeting{2, QStringLiteral("9.9\033[2J")}),
            "has Wirewise 9.9␛[2J");
        row("unknown number", say, greeting + told("head", Address, 77), "cannot be");
        row("another address", say, greeting + told("head", "ws://evil.example/"), "cannot be");
        row("twice", say, greeting + told("head") + told("head"), "cannot be");
        row("refuses", say, greeting + lineOf(Refused{0, QStringLiteral("no room\033[2J")}),
            "refused the check");
        row("dies midway", "cat says; read order; exit 3", greeting + told("head"), "was lost");
        row("last words", "cat says; read order; echo 'Broken \033[31mpipe' >&2; exit 255", greeting,
            "It says: Broken ␛[31mpipe");
        row("many words", "yes 'no way' | head -c 20000000 >&2; exit 255", {}, "It says: ");
    }

    void whatGoesWrongIsSaid()
    {
        QFETCH(QByteArray, script);
        QFETCH(QByteArray, says);
        QFETCH(QString, lost);
        const Ended ended = run(placeOf(script, says), patience());
        QCOMPARE(ended.told, 1);
        const Observation &observation = ended.observations.value(0);
        QVERIFY2(observation.lost.contains(lost), qPrintable(observation.lost));
        QVERIFY(observation.lost.size() < 1500);
        QCOMPARE(observation.typed, QLatin1String(Address));
        const diagnosis::Diagnosis &diagnosis = ended.diagnoses.value(0);
        QCOMPARE(diagnosis.verdict, Verdict::NotChecked);
        QCOMPARE(diagnosis.primary().id, QByteArray("local.place-lost"));
    }

    void silenceHasAnEnd()
    {
        Patience brief = patience();
        brief.greeting = 100ms;
        QVERIFY(run(placeOf("exec sleep 1000"), brief)
                    .observations.value(0)
                    .lost.contains(QStringLiteral("did not answer in time")));
        brief = patience();
        brief.silence = 100ms;
        QVERIFY(run(placeOf("cat says; exec sleep 1000", lineOf(Greeting{})), brief)
                    .observations.value(0)
                    .lost.contains(QStringLiteral("has told nothing for too long")));
    }

    void whatCameBeforeIsKept()
    {
        const Ended ended =
            run(placeOf("cat says; read order; exit 3",
                        "Welcome to bastion\n\n" + lineOf(Greeting{}) + told("head") + told("get")),
                patience());
        const Observation &observation = ended.observations.value(0);
        QVERIFY(!observation.exchange("head")->received.isEmpty());
        QVERIFY(!observation.exchange("get")->received.isEmpty());
        QCOMPARE(observation.exchange("upgrade")->outcome, observation::Outcome::NotStarted);
    }

    void everyCheckIsToldOfOnce()
    {
        const Ended ended = run(placeOf("exit 255"), patience(), 1000);
        QCOMPARE(ended.told, 1000);
        QCOMPARE(ended.observations.size(), 1000);
    }

    /// Nothing goes out before the greeting: what only looks like an agent gets no token.
    void nothingIsSentBeforeTheGreeting()
    {
        Patience soon = patience();
        soon.greeting = 300ms;
        (void)run(placeOf("echo 'last login: today'; : > got; exec cat > got"), soon);
        QFile got(m_folder.filePath(QStringLiteral("got")));
        QVERIFY(got.open(QIODevice::ReadOnly));
        QCOMPARE(got.readAll(), QByteArray());
    }

    void aFloodIsStopped()
    {
        PlacedChecks checks(
            placeOf("cat says; read order; cat more; exec yes '{\"alive\":true}'", lineOf(Greeting{})),
            Questions::CannotBeAnswered, {{QLatin1String(Address), {}}}, {});
        QFile more(m_folder.filePath(QStringLiteral("more")));
        QVERIFY(more.open(QIODevice::WriteOnly) && more.write(told("head")) > 0);
        more.close();
        Ended ended;
        listen(checks, ended);
        connect(&checks, &PlacedChecks::exchangeFinished, &checks, [&checks] { checks.stop(); });
        checks.start();
        QTRY_VERIFY_WITH_TIMEOUT(ended.finished, 60000);
        QCOMPARE(ended.told, 1);
        QVERIFY(ended.observations.value(0).stopped);
        QVERIFY(ended.observations.value(0).lost.isEmpty());
    }

    void goneInsideItsOwnSignal()
    {
        auto *checks =
            new PlacedChecks(placeOf("cat says; exec sleep 1000", lineOf(Greeting{}) + told("head")),
                             Questions::CannotBeAnswered, {{QLatin1String(Address), {}}}, {});
        bool gone = false;
        connect(checks, &QObject::destroyed, this, [&gone] { gone = true; });
        connect(checks, &PlacedChecks::exchangeFinished, checks, [checks] { delete checks; });
        checks->start();
        QTRY_VERIFY_WITH_TIMEOUT(gone, 60000);
    }

    /// ssh that asks for a password has turned off the echo of the terminal, and turns it on again.
    void aProgramThatAsksIsEndedGently()
    {
        PlacedChecks checks(
            placeOf("trap ': > gave-back; exit 1' TERM; : > ready; while :; do sleep 0.02; done"),
            Questions::CanBeAnswered, {{QLatin1String(Address), {}}}, {});
        Ended ended;
        listen(checks, ended);
        checks.start();
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_folder.filePath(QStringLiteral("ready"))), 60000);
        checks.stop();
        QTRY_VERIFY_WITH_TIMEOUT(ended.finished, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_folder.filePath(QStringLiteral("gave-back"))), 60000);
    }

    void notStartedIsSaid()
    {
        const auto place =
            readPlace(QStringLiteral("/nowhere/ssh host"), usualAgent(), Questions::CannotBeAnswered);
        const Ended ended = run(*place, patience());
        QVERIFY(ended.observations.value(0).lost.contains(QStringLiteral("Install openssh-client")));
    }

    void filesThatDoNotTravel()
    {
        observation::Settings settings;
        QVERIFY(PlacedChecks::objectionTo(settings).isEmpty());
        settings.caFile = m_folder.filePath(QStringLiteral("absent.pem"));
        QVERIFY(PlacedChecks::objectionTo(settings).contains(QStringLiteral("absent.pem")));
        settings.caFile.clear();
        settings.certificateFile = QStringLiteral("/etc/hostname");
        QVERIFY(PlacedChecks::objectionTo(settings).contains(QStringLiteral("private key")));
    }
};

QTEST_GUILESS_MAIN(TestRemoteHostile)
#include "test_remote_hostile.moc"
