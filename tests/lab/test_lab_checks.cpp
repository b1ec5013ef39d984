#include "check/check.h"
#include "cli/arguments.h"
#include "cli/checkoptions.h"
#include "diagnosis/catalogue.h"
#include "lab/labserver.h"
#include "support/judging.h"

#include <QMap>
#include <QTest>

#include <deque>
#include <map>
#include <memory>

using namespace wirewise;
using namespace std::chrono_literals;
using lab::LabServer;
using lab::Scenario;

namespace {

/// What the loopback of one computer cannot show, and why.
struct NotPlayed
{
    const char *id;
    const char *why;
};
constexpr NotPlayed notPlayed[] = {
    {"local.offline", "the lab cannot take this computer off the network"},
    {"local.not-checked", "the user stops a check; no server does"},
    {"local.failure", "this computer fails, not a server: out of descriptors, an unreadable file"},
    {"local.place-lost", "another place is lost on the way to it; no server of the lab takes part"},
    {"dns.failed", "names are asked at the resolver of this computer, which the lab does not touch"},
    {"tls.revoked", "a status would have to be stapled, which the TLS server of Qt does not do"},
    {"health.upgrade-required", "a remark beside another finding, never the first; many rows show it"},
};

/// Enough to be quick, few enough that none waits for another.
constexpr std::size_t AtOnce = 8;

struct Result
{
    observation::Observation observation;
    diagnosis::Diagnosis diagnosis;
};

} // namespace

/// Checks every row of the lab as a user would: the first finding is the one that the row is about.
class TestLabChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyClassIsPlayedOrCannotBe();
    void checkNamesTheRow_data();
    void checkNamesTheRow();

private:
    void startNext();
    void start(const Scenario &scenario);

    LabServer m_lab;
    std::deque<const Scenario *> m_waiting;
    std::map<const Scenario *, std::unique_ptr<check::Check>> m_running;
    QMap<QByteArray, Result> m_results;
};

void TestLabChecks::initTestCase()
{
    QVERIFY(m_lab.start());
    for (const Scenario &scenario : lab::scenarios())
        m_waiting.push_back(&scenario);
    const qsizetype all = lab::scenarios().size();
    startNext();
    (void)QTest::qWaitFor([&] { return m_results.size() == all; }, 120000);
    QCOMPARE(m_results.size(), all);
}

void TestLabChecks::startNext()
{
    while (!m_waiting.empty() && m_running.size() < AtOnce) {
        const Scenario *scenario = m_waiting.front();
        m_waiting.pop_front();
        start(*scenario);
    }
}

void TestLabChecks::start(const Scenario &scenario)
{
    observation::Settings settings;
    settings.timeout = 2s; // the row's own options may say otherwise
    QStringList words;
    for (const QByteArray &option : m_lab.optionsOf(scenario))
        words.append(QString::fromUtf8(option));
    const cli::Arguments arguments = cli::Arguments::parse(words, cli::probeOptions());
    QVERIFY2(arguments.error().isEmpty(), qUtf8Printable(arguments.error()));
    const QString wrong = cli::applyOptions(arguments, settings);
    QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong));
    auto check = std::make_unique<check::Check>(QString::fromUtf8(m_lab.urlOf(scenario)), settings);
    connect(
        check.get(), &check::Check::finished, this,
        [this, &scenario](const observation::Observation &observation,
                          const diagnosis::Diagnosis &diagnosis) {
            m_results.insert(scenario.id, {observation, diagnosis});
            m_running.erase(&scenario);
            startNext();
        },
        Qt::QueuedConnection); // not inside the signal of the check that goes
    check->start();
    m_running.emplace(&scenario, std::move(check));
}

void TestLabChecks::everyClassIsPlayedOrCannotBe()
{
    QList<QByteArray> excused;
    for (const NotPlayed &row : notPlayed)
        excused.append(row.id);
    const QList<QByteArray> ids = diagnosis::findingIds();
    for (const QByteArray &id : ids)
        QVERIFY2((lab::findScenario(id) != nullptr) != excused.contains(id), id.constData());
    for (const Scenario &scenario : lab::scenarios()) {
        QVERIFY2(ids.contains(scenario.id), scenario.id.constData());
        for (const lab::LookAlike &other : scenario.confusedWith)
            QVERIFY2(ids.contains(other.id), other.id.constData());
    }
}

void TestLabChecks::checkNamesTheRow_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const Scenario &scenario : lab::scenarios())
        QTest::newRow(scenario.id.constData()) << scenario.id;
}

void TestLabChecks::checkNamesTheRow()
{
    QFETCH(QByteArray, id);
    if (!m_lab.addresses().plays(*lab::findScenario(id)))
        QSKIP("There is no TLS here.");
#ifndef Q_OS_LINUX
    if (id == "tcp.timeout" || id == "tcp.unreachable")
        QSKIP("Other systems answer otherwise.");
#endif
    const Result result = m_results.value(id);
    QCOMPARE(test::complaints(result.observation, result.diagnosis), QStringList());
    // The only row that needs more than this computer: a resolver that answers.
    if (id == "dns.not-found" && result.diagnosis.primary().id != id)
        QSKIP("No resolver says that the name does not exist.");
    QVERIFY2(result.diagnosis.primary().id == id, test::listed(result.diagnosis).constData());
}

QTEST_GUILESS_MAIN(TestLabChecks)
#include "test_lab_checks.moc"
