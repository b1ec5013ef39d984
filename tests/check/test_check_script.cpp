#include "check/scriptrun.h"

#include <QTest>

#include <chrono>

using namespace wirewise;
using namespace wirewise::check;
using namespace std::chrono_literals;

namespace {

using Outcome = StepResult::Outcome;

observation::Message received(qint64 number, const QByteArray &text)
{
    observation::Message message;
    message.number = number;
    message.payload = text;
    return message;
}

ScriptRun running(const QByteArray &text)
{
    const Script script = readScript(text);
    if (!script.problem.isEmpty())
        qFatal("%s", qPrintable(script.problem));
    ScriptRun run(script, [](QByteArrayView name) {
        return name == "env:TOKEN" ? std::optional(QByteArray("a b")) : std::nullopt;
    });
    run.start(0us);
    return run;
}

QByteArrayList sentBy(ScriptRun &run)
{
    QByteArrayList sent;
    for (const ScriptAction &action : run.takeActions())
        sent.append(action.payload);
    return sent;
}

} // namespace

class TestCheckScript : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistakes_data();
    void mistakes();
    void subscribesAndWaits();
    void limitMayStandBehind();
    void failsInTime();
    void saysWhatIsMissing();
    void keepsValues();
    void waitsAndCloses();
    void anEndFailsWhatIsExpected();
    void placeholdersMayHoldSpaces();
    void longMessages();
    void floodsAreForgotten();
};

void TestCheckScript::mistakes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *text, const char *problem) {
        QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(problem);
    };
    row("\n\ntell a", "Line 3: tell is no step");
    row("set a", "Line 1: A name and a value");
    row("keep a b", "Line 1: A path that begins with $");
    row("expect within soon a", "Line 1: A time such as 5s");
    row("expect /a", "Line 1: A slash is expected");
    row("wait", "Line 1: A time such as 5s");
    row("wait -1s", "Line 1: A time such as 5s");
    row("wait 1e99s", "Line 1: A time such as 5s");
    row("close 99", "Line 1: A close code");
    row("close 1005", "Line 1: A close code that may be sent");
    row("expect-close 1000 now", "Line 1: A close code and within");
    row("send <<END\na", "END alone is expected");
}

void TestCheckScript::mistakes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    const Script script = readScript(text);
    QVERIFY2(script.problem.contains(problem), qPrintable(script.problem));
    QVERIFY(script.steps.isEmpty());
}

void TestCheckScript::subscribesAndWaits()
{
    ScriptRun run = running("# a comment\n"
                            "set call_id EL_1\n"
                            "send {\"subscribe\":\"{{call_id}}\"}\n"
                            "expect within 5s type:subscription_confirmed\n"
                            "expect within 30s type:call_completed call_id:{{call_id}}\n");
    QCOMPARE(sentBy(run), QByteArrayList{R"({"subscribe":"EL_1"})"});
    QCOMPARE(run.deadline(), std::optional<observation::Duration>(5s));
    run.receive(received(1, R"({"type":"heartbeat"})"), 1s);
    QVERIFY(!run.isFinished());
    run.receive(received(2, R"({"type":"subscription_confirmed"})"), 2s);
    QCOMPARE(run.deadline(), std::optional<observation::Duration>(32s));
    run.receive(received(3, R"({"type":"call_completed","call_id":"EL_2"})"), 3s);
    QVERIFY(!run.isFinished());
    run.receive(received(4, R"({"type":"call_completed","call_id":"EL_1"})"), 4s);
    QVERIFY(run.hasPassed());
    QCOMPARE(run.results().at(3).message, qint64(4));
    QCOMPARE(run.results().at(3).took, observation::Duration(2s));
    QVERIFY(!run.deadline());
}

void TestCheckScript::limitMayStandBehind()
{
    const Script script = readScript("expect done within 7s\nexpect within 10s done within 7s\n"
                                     "expect \"within 7s\"\nexpect done within reach\nexpect within 2s\n");
    QVERIFY2(script.problem.isEmpty(), qPrintable(script.problem));
    const QList<std::pair<QByteArray, observation::Duration>> meant{
        {"done", 7s}, {"done within 7s", 10s}, {"\"within 7s\"", 10s}, {"done within reach", 10s}, {"", 2s}};
    QCOMPARE(script.steps.size(), meant.size());
    for (qsizetype i = 0; i < meant.size(); ++i) {
        QCOMPARE(script.steps.at(i).text, meant.at(i).first);
        QCOMPARE(script.steps.at(i).time, meant.at(i).second);
    }
}

void TestCheckScript::failsInTime()
{
    ScriptRun run = running("expect within 2s hello\nsend never\n");
    run.tick(1999ms);
    QVERIFY(!run.isFinished());
    run.tick(2s);
    QVERIFY(run.isFinished() && !run.hasPassed());
    QCOMPARE(run.results().at(0).outcome, Outcome::Failed);
    QCOMPARE(run.results().at(1).outcome, Outcome::NotReached);
    run.receive(received(1, "hello"), 3s);
    QVERIFY(run.takeActions().isEmpty());
}

void TestCheckScript::saysWhatIsMissing()
{
    ScriptRun run = running("send {{nobody}}\n");
    QVERIFY(!run.hasPassed());
    QVERIFY(run.results().at(0).detail.contains(QStringLiteral("nobody")));
    QVERIFY(run.takeActions().isEmpty());
}

void TestCheckScript::keepsValues()
{
    ScriptRun run = running("expect hello\n"
                            "keep id $.list[1].id\n"
                            "keep word /he(ll)o/\n"
                            "send {{id}} {{word}} {{env:TOKEN}}\n"
                            "expect hello\n"
                            "keep none $.missing\n");
    run.receive(received(1, R"({"w":"hello","list":[{},{"id":7}]})"), 1s);
    QCOMPARE(sentBy(run), QByteArrayList{"7 ll a b"});
    run.receive(received(2, "hello"), 2s);
    QVERIFY(run.isFinished() && !run.hasPassed());
    QVERIFY(run.results().at(5).detail.contains(QStringLiteral("$.missing is not in the message")));
}

void TestCheckScript::waitsAndCloses()
{
    ScriptRun run =
        running("wait 500ms\nsend-binary 01 ff\nping hi\nclose 1000 done\nexpect-close 1000 within 1s\n");
    QVERIFY(run.takeActions().isEmpty());
    run.tick(500ms);
    const QList<ScriptAction> actions = run.takeActions();
    QCOMPARE(actions.size(), qsizetype(3));
    QCOMPARE(actions.at(0).payload, QByteArray("\x01\xff"));
    QCOMPARE(actions.at(2).kind, ScriptAction::Kind::Close);
    QCOMPARE(actions.at(2).code, std::optional<quint16>(1000));
    QCOMPARE(actions.at(2).payload, QByteArray("done"));
    run.receiveEnd(1000, 600ms);
    QVERIFY(run.hasPassed());
}

void TestCheckScript::anEndFailsWhatIsExpected()
{
    ScriptRun open = running("expect a\n");
    open.receiveEnd({}, 1s);
    QVERIFY(!open.hasPassed() && open.isFinished());
    ScriptRun other = running("expect-close 1000\n");
    other.receiveEnd(4401, 1s);
    QVERIFY(other.results().at(0).detail.contains(QStringLiteral("4401")));
    ScriptRun late = running("expect-close within 1s\n");
    late.tick(1s);
    QVERIFY(late.isFinished() && !late.hasPassed());
}

void TestCheckScript::placeholdersMayHoldSpaces()
{
    ScriptRun run = running("expect text:{{env:TOKEN}}\n");
    run.receive(received(1, R"({"text":"a"})"), 1s);
    QVERIFY(!run.isFinished());
    run.receive(received(2, R"({"text":"a b"})"), 1s);
    QVERIFY(run.hasPassed());
}

void TestCheckScript::longMessages()
{
    ScriptRun run = running("send <<END\nCONNECT\r\nhost:x\n\n{{NUL}}\nEND\n");
    QCOMPARE(sentBy(run), QByteArrayList{QByteArray("CONNECT\nhost:x\n\n\0", 17)});
}

void TestCheckScript::floodsAreForgotten()
{
    ScriptRun run = running("wait 1s\nexpect first\n");
    run.receive(received(1, "first"), 1ms);
    for (int i = 0; i < 100'000; ++i)
        run.receive(received(2 + i, "x"), 2ms);
    run.tick(1s);
    run.tick(20s);
    QVERIFY(run.isFinished() && !run.hasPassed());
}

QTEST_APPLESS_MAIN(TestCheckScript)
#include "test_check_script.moc"
