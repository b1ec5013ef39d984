#include "check/scriptnames.h"
#include "check/scriptrun.h"
#include "check/scriptwriter.h"
#include "wire/closecode.h"

#include <QTest>

#include <chrono>

using namespace wirewise;
using namespace wirewise::check;
using namespace std::chrono_literals;
using wire::Direction;
using wire::Opcode;

namespace {

/// A session as it is recorded.
class Recorded
{
public:
    Recorded &sent(const QByteArray &payload, Opcode opcode = Opcode::Text)
    {
        return add(Direction::Sent, opcode, payload);
    }
    Recorded &received(const QByteArray &payload, Opcode opcode = Opcode::Text)
    {
        return add(Direction::Received, opcode, payload);
    }
    Recorded &after(observation::Duration time)
    {
        m_at += time;
        return *this;
    }
    [[nodiscard]] const QList<observation::Message> &messages() const { return m_messages; }
    [[nodiscard]] QByteArray script() const { return writeScript(m_messages, usualScriptKeys()); }

private:
    Recorded &add(Direction direction, Opcode opcode, const QByteArray &payload)
    {
        observation::Message message;
        message.number = m_messages.size() + 1;
        message.at = m_at;
        message.direction = direction;
        message.opcode = opcode;
        message.payload = payload;
        m_messages.append(message);
        return *this;
    }
    QList<observation::Message> m_messages;
    observation::Duration m_at{0};
};

} // namespace

/// Scripts made of sessions, and what scripts ask for.
class TestCheckRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsAreWritten_data();
    void stepsAreWritten();
    void theSameIsExpectedOnceUntilSomethingIsSent();
    void limitsFollowTheTimesSeen();
    void whatIsRecordedPasses();
    void whatWasSentGoesOutAgain_data();
    void whatWasSentGoesOutAgain();
    void typedBytesAreAComment();
    void namesAreAskedFor();
    void theEnvironmentGivesWhatIsSet();
};

void TestCheckRecording::stepsAreWritten_data()
{
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<QByteArray>("step");
    const auto row = [](const char *received, const char *step) {
        QTest::newRow(received) << QByteArray(received) << QByteArray(step);
    };
    row(R"({"type":"confirmed","id":7})", "expect within 5s type:confirmed");
    row(R"({"id":7,"status":"all good","event":"x"})", "expect within 5s event:x status:\"all good\"");
    row(R"({"data":{"type":"deep"}})", "expect within 5s type:deep");
    row(R"({"type":{"no":"scalar"},"n":1})", "expect within 5s type:");
    row(R"({"type":"say \"hi\"","n":1})", "expect within 5s type:");
    row(R"({"n":1})", "expect within 5s n:");
    row("plain words", "expect within 5s \"plain words\"");
    row("say \"hi\"", "expect within 5s \"say \"");
    row("\x01\x02", "# a message of 2 bytes came here");
}

void TestCheckRecording::stepsAreWritten()
{
    QFETCH(QByteArray, received);
    QFETCH(QByteArray, step);
    const QByteArray script = Recorded().received(received).script();
    QCOMPARE(script, QByteArray(step + "\nclose 1000\n"));
    QVERIFY2(readScript(script).problem.isEmpty(), qPrintable(readScript(script).problem));
}

void TestCheckRecording::theSameIsExpectedOnceUntilSomethingIsSent()
{
    const QByteArray script = Recorded()
                                  .received(R"({"type":"tick","n":1})")
                                  .received(R"({"type":"tick","n":2})")
                                  .received(R"({"type":"other"})")
                                  .received(R"({"type":"tick","n":3})")
                                  .sent("next")
                                  .received(R"({"type":"tick","n":4})")
                                  .script();
    QCOMPARE(script, QByteArray("expect within 5s type:tick\n"
                                "expect within 5s type:other\n"
                                "send next\n"
                                "expect within 5s type:tick\n"
                                "close 1000\n"));
}

void TestCheckRecording::limitsFollowTheTimesSeen()
{
    const QByteArray script =
        Recorded().sent("wake").after(12s).received("slept long").after(1s).received("then").script();
    QCOMPARE(script, QByteArray("send wake\nexpect within 24s \"slept long\"\n"
                                "expect within 5s \"then\"\nclose 1000\n"));
}

/// What was recorded passes against the very same messages.
void TestCheckRecording::whatIsRecordedPasses()
{
    const QByteArray closing = wire::closePayload(1000, "done");
    const Recorded session = Recorded()
                                 .received(R"({"type":"welcome"})")
                                 .sent(R"({"subscribe":"EL_1"})")
                                 .sent("ping 1", Opcode::Ping)
                                 .received("ping 1", Opcode::Pong)
                                 .received(R"({"type":"confirmed","status":"two words"})")
                                 .received("42[\"event\",{\"a\":1}]")
                                 .received(QByteArray::fromHex("00ff"), Opcode::Binary)
                                 .sent(QByteArray::fromHex("c000"), Opcode::Binary)
                                 .sent(closing, Opcode::Close)
                                 .received(closing, Opcode::Close);
    const Script script = readScript(session.script());
    QVERIFY2(script.problem.isEmpty(), qPrintable(script.problem));
    ScriptRun run(script, [](QByteArrayView) { return std::optional<QByteArray>(); });
    run.start(0us);
    QList<ScriptAction> actions = run.takeActions();
    for (const observation::Message &message : session.messages()) {
        run.receive(message, message.at);
        actions += run.takeActions();
    }
    run.receiveEnd(quint16(1000), 1s);
    QVERIFY(run.isFinished());
    for (qsizetype step = 0; step < script.steps.size(); ++step)
        QVERIFY2(run.results().at(step).outcome == StepResult::Outcome::Passed,
                 qPrintable(script.steps.at(step).written + u": " + run.results().at(step).detail));
    QCOMPARE(actions.size(), 3);
    QCOMPARE(actions.at(0).payload, QByteArray(R"({"subscribe":"EL_1"})"));
    QCOMPARE(actions.at(1).payload, QByteArray::fromHex("c000"));
    QCOMPARE(actions.at(2).code, std::optional<quint16>(1000));
}

void TestCheckRecording::whatWasSentGoesOutAgain_data()
{
    QTest::addColumn<QByteArray>("payload");
    for (const char *payload : {"", "one", "two\nlines", " spaces around ", "<<END", "END\nEND_\n",
                                "# no comment", "send x", "{\"a\":\n 1}", "\n"})
        QTest::newRow(QByteArray(payload).toPercentEncoding()) << QByteArray(payload);
}

void TestCheckRecording::whatWasSentGoesOutAgain()
{
    QFETCH(QByteArray, payload);
    const Script script = readScript(Recorded().sent(payload).script());
    QVERIFY2(script.problem.isEmpty(), qPrintable(script.problem));
    QCOMPARE(script.steps.size(), 2);
    QCOMPARE(script.steps.constFirst().kind, ScriptStep::Kind::Send);
    QCOMPARE(script.steps.constFirst().text, payload);
}

void TestCheckRecording::typedBytesAreAComment()
{
    observation::Message typed;
    typed.direction = Direction::Sent;
    typed.opcode = Opcode::Binary;
    typed.frames = 0;
    typed.payload = QByteArray::fromHex("8180");
    QCOMPARE(writeScript({typed}, {}),
             QByteArray("# bytes were sent here as they were typed: 81 80\nclose 1000\n"));
}

void TestCheckRecording::namesAreAskedFor()
{
    const Script script = readScript("set call {{caller}}\n"
                                     "send {{call}} {{token}} {{env:TOKEN}} {{LF}}\n"
                                     "expect id:{{id}}\n"
                                     "keep id $.id\n"
                                     "send {{id}} {{env:OTHER}} {{env:TOKEN}}\n");
    QVERIFY2(script.problem.isEmpty(), qPrintable(script.problem));
    const ScriptNames names = namesIn(script);
    QCOMPARE(names.asked, (QList<QByteArray>{"caller", "token", "id"}));
    QCOMPARE(names.environment, (QList<QByteArray>{"TOKEN", "OTHER"}));
}

void TestCheckRecording::theEnvironmentGivesWhatIsSet()
{
    qputenv("WIREWISE_SCRIPT_TEST", "a value");
    QCOMPARE(environmentValue("env:WIREWISE_SCRIPT_TEST"), std::optional<QByteArray>("a value"));
    QVERIFY(!environmentValue("WIREWISE_SCRIPT_TEST"));
    QVERIFY(!environmentValue("env:"));
    qunsetenv("WIREWISE_SCRIPT_TEST");
    QVERIFY(!environmentValue("env:WIREWISE_SCRIPT_TEST"));
}

QTEST_GUILESS_MAIN(TestCheckRecording)
#include "test_check_recording.moc"
