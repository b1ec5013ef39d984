#include "diagnosis/loadverdict.h"
#include "load/failuretally.h"
#include "load/pace.h"
#include "load/politeness.h"
#include "load/reach.h"
#include "observation/latencies.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace wirewise;
using namespace std::chrono_literals;
using diagnosis::LoadBend;
using load::Pace;
using load::Politeness;
using observation::Duration;
using observation::Latencies;
using observation::LoadPlan;
using observation::LoadPlanError;
using observation::LoadStep;
using Order = Politeness::Order;

namespace {

LoadPlan aPlan(int connections, double rate, Duration time, int steps = 1)
{
    LoadPlan plan;
    plan.connections = connections;
    plan.rate = rate;
    plan.time = time;
    plan.steps = steps;
    return plan;
}

observation::Exchange anAnswer(const QByteArray &received)
{
    observation::Exchange exchange;
    exchange.outcome = observation::Outcome::Answered;
    exchange.probe.kind = observation::ProbeKind::Upgrade;
    exchange.received = received;
    exchange.readResponse();
    return exchange;
}

/// Steps of fifty connections each, with these 95th percentiles in milliseconds and these failures.
QList<LoadStep> stepsOf(const QList<int> &milliseconds, const QList<int> &failures = {})
{
    QList<LoadStep> steps;
    for (qsizetype i = 0; i < milliseconds.size(); ++i) {
        LoadStep step;
        step.connections = static_cast<int>(50 * (i + 1));
        step.begun = 50;
        step.failed = failures.value(i);
        step.opened = 50 - step.failed;
        step.handshake.count = step.opened;
        step.handshake.p95 = std::chrono::milliseconds(milliseconds.at(i));
        steps.append(step);
    }
    return steps;
}

} // namespace

class TestLoadValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void percentilesAreWithinTheirPrecision();
    void latenciesAddUp();
    void latenciesStayBounded();
    void paceKeepsToTheRate();
    void paceWaitsForItsStep();
    void paceHoldsBack();
    void plansAreBounded_data();
    void plansAreBounded();
    void politeness_data();
    void politeness();
    void alreadyAskedIsNoNewRequest();
    void fourthRequestEndsIt();
    void bendIsFound_data();
    void bendIsFound();
    void loopbackAlone_data();
    void loopbackAlone();
    void manyKindsOfAnswersStayBounded();
};

/// Against the exact ones of the same times.
void TestLoadValues::percentilesAreWithinTheirPrecision()
{
    std::mt19937 random(7);
    std::lognormal_distribution<double> spread(8, 2);
    Latencies latencies;
    QList<qint64> exact;
    for (int i = 0; i < 20'000; ++i) {
        const auto time = static_cast<qint64>(std::min(spread(random), 3.5e9));
        latencies.add(Duration(time));
        exact.append(time);
    }
    std::sort(exact.begin(), exact.end());
    for (const double share : {0.001, 0.25, 0.5, 0.95, 0.99, 0.999, 1.0}) {
        const qint64 right = exact.at(static_cast<qsizetype>(std::ceil(share * 20'000)) - 1);
        const qint64 told = latencies.percentile(share)->count();
        QVERIFY2(told >= right && double(told) <= double(right) * (1 + 1.0 / 128) + 1,
                 qPrintable(QStringLiteral("%1: %2 for %3").arg(share).arg(told).arg(right)));
    }
    QCOMPARE(latencies.figures().worst->count(), exact.constLast());
}

void TestLoadValues::latenciesAddUp()
{
    Latencies one, other;
    QVERIFY(!one.percentile(0.5));
    one.add(10us);
    other.add(30ms);
    other.add(-5us); // a clock never goes back, and if it does, nothing breaks
    one.add(other);
    QCOMPARE(one.count(), 3);
    QCOMPARE(*one.percentile(0.5), Duration(10us));
    QCOMPARE(*one.percentile(1), Duration(30ms));
}

void TestLoadValues::latenciesStayBounded()
{
    Latencies latencies;
    latencies.add(Duration::max());
    QCOMPARE(*latencies.percentile(1), Duration(Latencies::Longest));
}

void TestLoadValues::paceKeepsToTheRate()
{
    Pace pace(aPlan(7, 3, 10s));
    QList<qint64> due;
    while (const auto next = pace.next()) {
        due.append(next->count());
        pace.begin();
    }
    QCOMPARE(due, (QList<qint64>{0, 333333, 666667, 1000000, 1333333, 1666667, 2000000}));
}

void TestLoadValues::paceWaitsForItsStep()
{
    Pace pace(aPlan(5, 10, 10s, 2));
    QList<qint64> due;
    while (const auto next = pace.next()) {
        due.append(next->count() / 1000);
        pace.begin();
    }
    QCOMPARE(due, (QList<qint64>{0, 100, 5000, 5100, 5200}));
    QCOMPARE(load::endOfStep(5, 2, 0), 2);
    for (int connection = 0; connection < 5; ++connection)
        QCOMPARE(load::stepOf(5, 2, connection), connection < 2 ? 0 : 1);
}

void TestLoadValues::paceHoldsBack()
{
    Pace pace(aPlan(4, 10, 60s));
    pace.begin();
    pace.holdBack(3s);
    QCOMPARE(*pace.next(), Duration(3s));
    pace.begin();
    QCOMPARE(*pace.next(), Duration(3200ms)); // half as many a second
}

void TestLoadValues::plansAreBounded_data()
{
    QTest::addColumn<LoadPlan>("plan");
    QTest::addColumn<LoadPlanError>("error");
    QTest::newRow("fine") << aPlan(100, 50, 30s) << LoadPlanError::None;
    QTest::newRow("none") << aPlan(0, 50, 30s) << LoadPlanError::Connections;
    QTest::newRow("too many") << aPlan(10'001, 2000, 30s) << LoadPlanError::Connections;
    QTest::newRow("no rate") << aPlan(100, 0, 30s) << LoadPlanError::Rate;
    QTest::newRow("a rate that is no number") << aPlan(100, std::nan(""), 30s) << LoadPlanError::Rate;
    QTest::newRow("too fast") << aPlan(100, 2001, 30s) << LoadPlanError::Rate;
    QTest::newRow("no time") << aPlan(1, 50, 0s) << LoadPlanError::Time;
    QTest::newRow("too long") << aPlan(100, 50, 3601s) << LoadPlanError::Time;
    QTest::newRow("no steps") << aPlan(100, 50, 30s, 0) << LoadPlanError::Steps;
    QTest::newRow("more steps than connections") << aPlan(3, 50, 30s, 4) << LoadPlanError::Steps;
    QTest::newRow("no time to begin") << aPlan(100, 5, 10s) << LoadPlanError::TooShort;
    QTest::newRow("no time in a step") << aPlan(100, 10, 20s, 2) << LoadPlanError::None;
    QTest::newRow("no time in a short step") << aPlan(100, 10, 8s, 2) << LoadPlanError::TooShort;
    LoadPlan plan = aPlan(1000, 100, 30s);
    plan.message = {observation::LoadMessage::Kind::Ping, {}, {}, 1ms};
    QTest::newRow("no pause") << plan << LoadPlanError::Pause;
    plan.message.every = 20ms;
    QTest::newRow("too many messages") << plan << LoadPlanError::Messages;
}

void TestLoadValues::plansAreBounded()
{
    QFETCH(LoadPlan, plan);
    QFETCH(LoadPlanError, error);
    QCOMPARE(observation::errorOf(plan), error);
    QCOMPARE(diagnosis::wordsOf(error, plan).isEmpty(), error == LoadPlanError::None);
}

void TestLoadValues::politeness_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Order::Kind>("kind");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("404") << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                         << Order::Kind::GoOn << qint64(0);
    QTest::newRow("503 alone") << QByteArray("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")
                               << Order::Kind::GoOn << qint64(0);
    QTest::newRow("503 with a time")
        << QByteArray("HTTP/1.1 503 Busy\r\nRetry-After: 4\r\nContent-Length: 0\r\n\r\n") << Order::Kind::Wait
        << qint64(14'000);
    QTest::newRow("429 without a time") << QByteArray("HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n")
                                        << Order::Kind::Wait << qint64(11'000);
    QTest::newRow("429 with a date")
        << QByteArray("HTTP/1.1 429 Slow\r\nRetry-After: Fri, 21 Nov 2025 12:00:07 GMT\r\n"
                      "Content-Length: 0\r\n\r\n")
        << Order::Kind::Wait << qint64(17'000);
    QTest::newRow("longer than there is time")
        << QByteArray("HTTP/1.1 429 Slow\r\nRetry-After: 20\r\nContent-Length: 0\r\n\r\n")
        << Order::Kind::GiveUp << qint64(0);
    QTest::newRow("two hours") << QByteArray(
                                      "HTTP/1.1 429 Slow\r\nRetry-After: 7200\r\nContent-Length: 0\r\n\r\n")
                               << Order::Kind::GiveUp << qint64(0);
}

/// Ten seconds into a test of thirty.
void TestLoadValues::politeness()
{
    QFETCH(QByteArray, answer);
    QFETCH(Order::Kind, kind);
    QFETCH(qint64, milliseconds);
    Politeness politeness;
    const QDateTime date(QDate(2025, 11, 21), QTime(12, 0), Qt::UTC);
    const Order order = politeness.onRefusal(anAnswer(answer), 9900ms, 10s, 30s, date);
    QCOMPARE(order.kind, kind);
    QCOMPARE(order.until.count() / 1000, milliseconds);
    QCOMPARE(politeness.restraint().gaveUp, kind == Order::Kind::GiveUp);
}

void TestLoadValues::alreadyAskedIsNoNewRequest()
{
    Politeness politeness;
    const auto slow = anAnswer("HTTP/1.1 429 Slow\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n");
    const QDateTime date = QDateTime::currentDateTimeUtc();
    QCOMPARE(politeness.onRefusal(slow, 0s, 1s, 60s, date).until, Duration(6s));
    // It began before; what it asks for is longer by a moment.
    QCOMPARE(politeness.onRefusal(slow, 900ms, 1100ms, 60s, date).until, Duration(6100ms));
    QCOMPARE(politeness.restraint().times, 1);
    QCOMPARE(politeness.restraint().waited, Duration(5100ms));
    QCOMPARE(politeness.onRefusal(slow, 6100ms, 6200ms, 60s, date).until, Duration(11200ms));
    QCOMPARE(politeness.restraint().times, 2);
}

void TestLoadValues::fourthRequestEndsIt()
{
    Politeness politeness;
    const auto slow = anAnswer("HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n");
    const QDateTime date = QDateTime::currentDateTimeUtc();
    Duration now = 1s;
    for (const auto wait : {1s, 2s, 4s}) {
        const Order order = politeness.onRefusal(slow, now, now, 600s, date);
        QCOMPARE(order.kind, Order::Kind::Wait);
        QCOMPARE(order.until, now + wait);
        now = order.until + 1s;
    }
    QCOMPARE(politeness.onRefusal(slow, now, now, 600s, date).kind, Order::Kind::GiveUp);
    QCOMPARE(politeness.onRefusal(slow, now, now, 600s, date).kind, Order::Kind::GoOn); // said once
}

void TestLoadValues::bendIsFound_data()
{
    QTest::addColumn<QList<LoadStep>>("steps");
    QTest::addColumn<int>("step"); // -1: none
    QTest::addColumn<LoadBend::What>("what");
    const auto row = [](const char *name, const QList<LoadStep> &steps, int step,
                        LoadBend::What what = LoadBend::What::Handshake) {
        QTest::newRow(name) << steps << step << what;
    };
    row("nothing", {}, -1);
    row("flat", stepsOf({20, 21, 19, 20, 22, 20}), -1);
    row("slow from the start", stepsOf({900, 950, 920, 940}), -1);
    row("rises slowly", stepsOf({20, 24, 28, 33, 38, 42}), -1);
    row("bends", stepsOf({20, 21, 20, 22, 90, 300}), 4);
    row("bends at the end", stepsOf({20, 21, 20, 22, 21, 60}), 5);
    row("one slow step that recovers", stepsOf({20, 21, 200, 22, 21, 20}), -1);
    row("small times waver", stepsOf({1, 1, 1, 4, 5, 4}), -1);
    row("too early for a line", stepsOf({20, 300, 300, 300}), -1);
    row("failures begin", stepsOf({20, 20, 20, 20}, {0, 0, 10, 50}), 2, LoadBend::What::Failures);
    row("failing all along", stepsOf({20, 20, 20, 20}, {10, 9, 11, 10}), -1);
    row("failures that stop again", stepsOf({20, 20, 20, 20}, {0, 0, 20, 0}), -1);
    row("failures before slowness", stepsOf({20, 20, 20, 200}, {0, 0, 10, 10}), 2, LoadBend::What::Failures);
    QList<LoadStep> few = stepsOf({20, 21, 20, 400});
    few.last().handshake.count = 5;
    row("too few to say", few, -1);
    QList<LoadStep> notBegun = stepsOf({20, 21, 90, 95});
    notBegun.append(LoadStep{});
    row("a step that never began", notBegun, 2);
    QList<LoadStep> drops = stepsOf({20, 20, 20, 20});
    drops[3].dropped = 60;
    row("drops", drops, 3, LoadBend::What::Failures);
}

void TestLoadValues::bendIsFound()
{
    QFETCH(QList<LoadStep>, steps);
    QFETCH(int, step);
    QFETCH(LoadBend::What, what);
    const std::optional<LoadBend> bend = diagnosis::findBend(steps);
    QCOMPARE(bend.has_value(), step >= 0);
    if (!bend)
        return;
    QCOMPARE(bend->step, step);
    QCOMPARE(bend->what, what);
    QCOMPARE(bend->connections, steps.at(step - 1).connections);
    observation::LoadTest test;
    test.steps = steps;
    QCOMPARE(diagnosis::judge(test).remarks.size(), 1);
    QVERIFY(diagnosis::judge(test).remarks.constFirst().contains(
        QStringLiteral("above %1 connections").arg(bend->connections)));
    if (what == LoadBend::What::Failures)
        return;
    test.steps[step].lateness = bend->seen; // we were as late as that ourselves
    QVERIFY(diagnosis::judge(test).remarks.at(1).contains(QStringLiteral("may be its own")));
}

void TestLoadValues::loopbackAlone_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("withProxy");
    QTest::addColumn<QByteArray>("resolvedTo");
    QTest::addColumn<bool>("stays");
    QTest::newRow("loopback") << QStringLiteral("ws://127.0.0.1:1/") << false << QByteArray() << true;
    QTest::newRow("name") << QStringLiteral("ws://localhost/") << false << QByteArray() << true;
    QTest::newRow("v6") << QStringLiteral("ws://[::1]/") << false << QByteArray() << true;
    QTest::newRow("elsewhere") << QStringLiteral("wss://example.org/") << false << QByteArray() << false;
    QTest::newRow("through a proxy") << QStringLiteral("ws://localhost/") << true << QByteArray() << false;
    QTest::newRow("led elsewhere") << QStringLiteral("ws://localhost/") << false << QByteArray("192.0.2.1")
                                   << false;
    QTest::newRow("led here") << QStringLiteral("ws://localhost/") << false << QByteArray("127.0.0.2")
                              << true;
}

void TestLoadValues::loopbackAlone()
{
    QFETCH(QString, url);
    QFETCH(bool, withProxy);
    QFETCH(QByteArray, resolvedTo);
    QFETCH(bool, stays);
    observation::Settings settings;
    if (withProxy)
        settings.proxy = {observation::ProxyChoice::Kind::Http, "proxy.example", 8080, {}, {}};
    if (!resolvedTo.isEmpty())
        settings.resolve.append({"localhost", 80, {resolvedTo}});
    QCOMPARE(load::staysHere(*observation::parseEndpoint(url).endpoint, settings), stays);
}

void TestLoadValues::manyKindsOfAnswersStayBounded()
{
    observation::Observation asked;
    asked.typed = QStringLiteral("ws://127.0.0.1:1/");
    asked.endpoint = observation::parseEndpoint(asked.typed);
    load::FailureTally tally(asked);
    constexpr int answers = 400;
    for (int i = 0; i < answers; ++i) {
        const QByteArray body = "request " + QByteArray::number(i).rightJustified(4, '0');
        auto exchange = anAnswer("HTTP/1.1 404 Not Found\r\nContent-Length: 12\r\n\r\n" + body);
        exchange.probe.endpoint = *asked.endpoint.endpoint;
        exchange.probe.name = "upgrade";
        tally.addRefusal(exchange);
    }
    int counted = 0;
    for (const observation::LoadFailure &failure : tally.failures()) {
        counted += failure.count;
        QVERIFY(failure.samples.size() <= observation::LoadFailure::KeptSamples);
    }
    QCOMPARE(counted, answers);
    QVERIFY(tally.failures().size() < 5);
}

QTEST_GUILESS_MAIN(TestLoadValues)
#include "test_load_values.moc"
