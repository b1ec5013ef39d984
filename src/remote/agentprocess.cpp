#include "remote/agentprocess.h"

#include "observation/printable.h"

#include <csignal>
#include <utility>

namespace wirewise::remote {

namespace {

using namespace std::chrono_literals;

constexpr qsizetype LongestWords = 4096;
/// What a login may print before the program that it was asked for.
constexpr qsizetype LongestBanner = 64 * 1024;
/// For the agent to end its checks and itself.
constexpr auto TimeToLeave = 2s;
/// For the program here to end when it is asked to, in milliseconds.
constexpr int TimeToGiveBack = 500;

} // namespace

AgentProcess::AgentProcess(Place place, Questions questions, Patience patience, QObject *parent)
    : QObject(parent)
    , m_place(std::move(place))
    , m_patience(patience)
    , m_questions(questions)
    , m_process(this)
    , m_limit(this)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] { fail(Ending::Kind::Silent); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &AgentProcess::readAnswers);
    connect(&m_process, &QProcess::readyReadStandardError, this, &AgentProcess::readWords);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(Ending::Kind::NotStarted);
    });
    connect(&m_process, &QProcess::finished, this, [this](int status, QProcess::ExitStatus how) {
        readAnswers();
        readWords();
        m_ending.status = how == QProcess::NormalExit ? status : -1;
        fail(Ending::Kind::Ended);
    });
}

AgentProcess::~AgentProcess()
{
    abandon();
}

void AgentProcess::abandon()
{
    m_ended = true;
    m_limit.stop();
    disconnect();
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    // With the program here its connection goes, and with that the agent. ssh may hold the terminal for a
    // password: asked to end, it gives it back as it was.
    m_process.terminate();
    if (m_process.waitForFinished(TimeToGiveBack))
        return;
    m_process.kill();
    m_process.waitForFinished(1000);
}

void AgentProcess::start()
{
    m_limit.start(m_questions == Questions::CanBeAnswered ? m_patience.questions : m_patience.greeting);
    // Ctrl+C reaches every program of the terminal; what is on its way is still to be told.
    m_process.setChildProcessModifier([] { std::signal(SIGINT, SIG_IGN); });
    m_process.start(m_place.command, m_place.arguments);
}

void AgentProcess::say(const QByteArray &line)
{
    if (!m_ended && !m_closing)
        m_process.write(line);
}

void AgentProcess::close()
{
    if (m_closing || m_ended)
        return;
    m_closing = true;
    if (!m_ending.greeted)
        return fail(Ending::Kind::Ended); // it may wait for a password
    m_limit.start(TimeToLeave);
    m_process.closeWriteChannel();
}

void AgentProcess::refuse()
{
    fail(Ending::Kind::Foreign);
}

void AgentProcess::readAnswers()
{
    m_waiting += m_process.readAllStandardOutput();
    while (!m_ended) {
        const qsizetype end = m_waiting.indexOf('\n', m_searched);
        if (end < 0) {
            m_searched = m_waiting.size();
            break;
        }
        const QByteArray line = m_waiting.first(end);
        m_waiting.remove(0, end + 1);
        m_searched = 0;
        takeLine(line);
    }
    const qsizetype most = m_ending.greeted ? MaximumLine : LongestBanner;
    if (!m_ended && m_waiting.size() > most) {
        m_ending.foreign += m_waiting.first(LongestWords);
        fail(Ending::Kind::Foreign);
    }
}

void AgentProcess::takeLine(const QByteArray &line)
{
    if (!m_ending.greeted)
        return greet(line);
    if (!m_closing)
        m_limit.start(m_patience.silence);
    if (const std::optional<Answer> answer = readAnswer(line))
        Q_EMIT told(*answer);
    else
        fail(Ending::Kind::Foreign);
}

/// A login may say something of its own first.
void AgentProcess::greet(const QByteArray &line)
{
    const std::optional<Greeting> greeting = readGreeting(line);
    if (!greeting) {
        m_ending.foreign += line + '\n';
        if (m_ending.foreign.size() > LongestBanner)
            fail(Ending::Kind::Foreign);
        return;
    }
    if (greeting->protocol != ProtocolVersion) {
        m_ending.version = greeting->version;
        return fail(Ending::Kind::OtherVersion);
    }
    m_ending.greeted = true;
    m_ending.words.clear(); // they were about the way there
    m_limit.start(m_patience.silence);
    Q_EMIT greeted();
}

void AgentProcess::readWords()
{
    const QByteArray words = m_process.readAllStandardError();
    if (words.isEmpty())
        return;
    m_ending.words = (m_ending.words + words.last(qMin(words.size(), LongestWords)));
    if (m_ending.words.size() > LongestWords)
        m_ending.words = m_ending.words.last(LongestWords);
    if (m_ending.greeted)
        return;
    const QList<QByteArray> lines = words.last(qMin(words.size(), LongestWords)).split('\n');
    for (const QByteArray &line : lines) {
        if (const QByteArray text = line.trimmed(); !text.isEmpty())
            Q_EMIT remarked(observation::printable(text));
    }
}

void AgentProcess::fail(Ending::Kind kind)
{
    if (m_ended)
        return;
    m_ending.kind = kind;
    finish(m_closing ? QString() : sentenceOn(m_ending, m_place));
}

void AgentProcess::finish(const QString &sentence)
{
    m_ended = true;
    m_limit.stop();
    m_waiting.clear();
    if (m_process.state() != QProcess::NotRunning) {
        m_process.terminate();
        QTimer::singleShot(TimeToGiveBack, &m_process, &QProcess::kill);
    }
    Q_EMIT ended(sentence);
}

} // namespace wirewise::remote
