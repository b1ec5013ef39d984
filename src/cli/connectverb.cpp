#include "cli/connectverb.h"

#include "cli/checkoptions.h"
#include "cli/interactiveconsole.h"
#include "cli/keepalive.h"
#include "cli/messageline.h"
#include "cli/recordoptions.h"
#include "cli/reopening.h"
#include "cli/stdinlines.h"
#include "diagnosis/breachwords.h"
#include "report/text.h"
#include "wire/closecode.h"
#include "wire/utf8.h"

#include <QCoreApplication>
#include <QTimer>

#include <limits>

#include <unistd.h>

namespace wirewise::cli {

namespace {

using observation::Message;
using observation::MessageView;
using observation::MessageViews;
using wire::Direction;
using wire::Opcode;

constexpr Option consoleOptionTable[] = {
    {"echo", nullptr,
     QT_TRANSLATE_NOOP("Options", "answer each message with itself, text as text, binary as binary")},
    {"quiet", nullptr, QT_TRANSLATE_NOOP("Options", "print no messages")},
    {"count", "N", QT_TRANSLATE_NOOP("Options", "leave after N messages received")},
    {"ping", "SECONDS",
     QT_TRANSLATE_NOOP("Options", "send a ping that often, and print how long its answer took")},
    {"no-pong", nullptr,
     QT_TRANSLATE_NOOP("Options", "do not answer pings, to see when the server gives up")},
    {"heartbeat", nullptr,
     QT_TRANSLATE_NOOP("Options",
                       "keep up the heartbeat of the protocol inside, as its clients do: Socket.IO, "
                       "graphql-transport-ws, SignalR, MQTT, STOMP, Phoenix")},
    {"reconnect", "[N]",
     QT_TRANSLATE_NOOP("Options", "open the connection again when it ends, with pauses that grow; N: at most "
                                  "so many tries in a row")},
    {"script", "FILE",
     QT_TRANSLATE_NOOP("Options", "run a saved conversation; exit status 0 if every step passes")},
    {"session", "FILE",
     QT_TRANSLATE_NOOP("Options", "keep the exchange and every message in a session file")},
    MaximumFileOption,
    {"keep-secrets", nullptr, QT_TRANSLATE_NOOP("Options", "do not mask credentials in what is printed")},
    {"history", "N",
     QT_TRANSLATE_NOOP("Options",
                       "at a terminal: keep that many typed lines for the next time; default 1000, "
                       "0 keeps none")},
};

/// What was broken, by which bytes, and what the peer was told.
QString breachSentence(const observation::SessionFacts &facts)
{
    constexpr qsizetype shown = 16;
    const QString words = diagnosis::breachWords(*facts.breach);
    const QString section = QString::fromLatin1(wire::sectionOf(*facts.breach));
    QString bytes = QString::fromLatin1(facts.breachBytes.right(shown).toHex(' '));
    if (!bytes.isEmpty())
        bytes = ConnectVerb::tr(" Byte %1 after the handshake: %2.").arg(facts.breachRange.offset).arg(bytes);
    const int code = wire::closeCodeFor(*facts.breach);
    return section.isEmpty()
               ? ConnectVerb::tr("The server sent %1. The connection was closed with %2.")
                     .arg(words)
                     .arg(code)
               : ConnectVerb::tr("The server broke %1: %2.%3 The connection was closed with %4.")
                     .arg(section, words, bytes)
                     .arg(code);
}

} // namespace

ConnectVerb::ConnectVerb(const Console &console, QObject *parent)
    : Verb(console, parent)
{
}

ConnectVerb::~ConnectVerb() = default;

std::span<const Option> ConnectVerb::options()
{
    static const QList<Option> all = [] {
        QList<Option> list;
        for (const Option &option : consoleOptionTable)
            list.append(option);
        for (const Option &option : probeOptions())
            if (qstrcmp(option.name, "probe") != 0 && qstrcmp(option.name, "listen") != 0)
                list.append(option);
        list.append({"listen", "SECONDS",
                     QT_TRANSLATE_NOOP(
                         "Options", "how long to wait for answers after the end of the input; default 1")});
        return list;
    }();
    return {all.constData(), static_cast<std::size_t>(all.size())};
}

void ConnectVerb::run(const Arguments &arguments)
{
    observation::Settings settings = usualSettings();
    QString error = applyOptions(arguments, settings);
    m_echo = arguments.has("echo");
    m_quiet = arguments.has("quiet");
    m_count = wholeNumber(arguments, "count", 0, 1, std::numeric_limits<int>::max(), error);
    m_pingEvery = std::chrono::seconds(wholeNumber(arguments, "ping", 0, 1, 86400, error));
    m_autoPong = !arguments.has("no-pong");
    m_heartbeat = arguments.has("heartbeat");
    m_historySize =
        wholeNumber(arguments, "history", InputHistory::UsualSize, 0, InputHistory::MostLines, error);
    const record::RecordLimits limits = recordLimits(arguments, error);
    const int tries =
        arguments.value("reconnect").isEmpty() ? 0 : wholeNumber(arguments, "reconnect", 0, 1, 1000, error);
    m_secrets = arguments.has("keep-secrets") ? report::Secrets::Kept : report::Secrets::Masked;
    if (arguments.has("reconnect") && arguments.has("script") && error.isEmpty())
        error = tr("--script is for one connection; it does not go with --reconnect.");
    if (arguments.positional().size() != 1)
        error = tr("One address was expected, for example: wirewise-cli connect wss://example.org/ws");
    if (!error.isEmpty())
        return refuse(error);
    if (arguments.has("script") && !readScriptFile(arguments.value("script")))
        return;
    if (arguments.has("session") && !openSession(arguments.value("session"), limits))
        return;
    m_send = std::exchange(settings.send, {});
    settings.probes = {observation::ProbeKind::Upgrade};
    settings.experiments = false;
    m_linger = settings.listen;
    settings.listen = {};
    m_check = std::make_unique<check::Check>(arguments.positional().constFirst(), settings);
    m_check->setKeepConnection(true);
    if (arguments.has("reconnect"))
        prepareReopening(arguments.positional().constFirst(), settings, tries);
    if (m_recorder)
        m_recorder->follow(m_check.get());
    connect(m_check.get(), &check::Check::connectionOpened, this, &ConnectVerb::onOpened);
    connect(m_check.get(), &check::Check::finished, this, &ConnectVerb::onChecked);
    m_check->start();
}

bool ConnectVerb::openSession(const QString &path, const record::RecordLimits &limits)
{
    session::Result<session::SessionFile> file = session::SessionFile::create(path);
    if (!file) {
        refuse(file.error().text);
        return false;
    }
    m_recorder = std::make_unique<record::Recorder>(*std::move(file), limits);
    connect(m_recorder.get(), &record::Recorder::failed, this,
            [this](const QString &sentence) { shown().complain(notKeptSince(sentence)); });
    // What cannot be written yet is not read yet: the server waits, nothing is lost.
    connect(m_recorder.get(), &record::Recorder::fellBehind, this, [this](bool behind) {
        if (m_connection)
            m_connection->setReading(!behind);
        m_diskBehind = behind;
        holdInput();
    });
    return true;
}

/// What cannot be sent or kept yet waits where it comes from.
void ConnectVerb::holdInput()
{
    if (m_lines)
        m_lines->setReading(!m_diskBehind && !m_serverBehind);
}

void ConnectVerb::onOpened()
{
    takeOver(m_check->takeConnection(), m_check->observation().exchange("upgrade"), 1);
    m_atTerminal = ::isatty(m_input) == 1 && !m_script;
    greet();
    if (m_atTerminal)
        startTerminal();
    for (const QByteArray &text : std::as_const(m_send))
        m_connection->sendText(text);
    if (m_script)
        return playScript();
    // An echo goes on without input, and whatever stands in its pipe belongs to who started it.
    if (m_atTerminal || m_echo)
        return;
    // Only who types can mean a command: what is piped in goes out as it is.
    m_lines = std::make_unique<StdinLines>(m_input);
    connect(m_lines.get(), &StdinLines::line, this, &ConnectVerb::send);
    connect(m_lines.get(), &StdinLines::ended, this, &ConnectVerb::leaveAfterAnswers);
}

void ConnectVerb::greet() const
{
    if (m_quiet)
        return;
    console().err->write((m_script ? tr("Connected. The script runs; Ctrl+C stops it.\n")
                          : m_atTerminal
                              ? tr("Connected. Lines that you type are sent, /help lists commands; Ctrl+D or "
                                   "Ctrl+C closes.\n")
                              : tr("Connected. Lines that you type are sent; Ctrl+D or Ctrl+C closes.\n"))
                             .toUtf8());
}

void ConnectVerb::startTerminal()
{
    m_terminal = std::make_unique<InteractiveConsole>(
        console(), InteractiveConsole::Setup{m_input, m_historySize, m_quiet}, &m_dialect);
    m_terminal->attach(m_connection.get(), m_keepalive.get());
    connect(m_terminal.get(), &InteractiveConsole::interrupted, this, &ConnectVerb::interrupt);
    connect(m_terminal.get(), &InteractiveConsole::closing, this, &ConnectVerb::noteLeaving);
    connect(m_terminal.get(), &InteractiveConsole::ended, this,
            console().screen >= 0 ? &ConnectVerb::leave : &ConnectVerb::leaveAfterAnswers);
}

const Console &ConnectVerb::shown() const
{
    return m_terminal ? m_terminal->shown() : console();
}

/// An echo or a counted run goes on without input; a console ends with it, once the answers to what was piped
/// into it had time to come.
void ConnectVerb::leaveAfterAnswers()
{
    if (!m_echo && m_count == 0)
        QTimer::singleShot(m_linger, this, &ConnectVerb::leave);
}

void ConnectVerb::keepAlive()
{
    m_keepalive = std::make_unique<Keepalive>(m_connection.get());
    connect(m_keepalive.get(), &Keepalive::roundTrip, this, [this](std::chrono::microseconds time) {
        if (!m_quiet)
            shown().line(tr("Round trip %1 ms").arg(static_cast<double>(time.count()) / 1000.0, 0, 'f', 3));
    });
    connect(m_keepalive.get(), &Keepalive::unanswered, this, [this] {
        if (!m_leaving)
            shown().complain(tr("The ping before has not been answered yet."));
    });
    if (m_heartbeat)
        m_keepalive->answerHeartbeats(m_dialect.clientPings());
    if (m_pingEvery > std::chrono::seconds(0))
        m_keepalive->startPings(m_pingEvery);
}

void ConnectVerb::send(const QByteArray &line)
{
    if (!m_connection || m_leaving)
        return;
    if (m_reopening && !m_connection->isOpen())
        shown().complain(tr("There is no connection now; that line was not sent."));
    else if (wire::isValidUtf8(line))
        m_connection->sendText(line);
    else
        shown().complain(tr("That line is not UTF-8 and was not sent; a text message must be."));
}

void ConnectVerb::onMessages(const MessageViews &seen)
{
    const MessageViews messages = m_marks.continued(seen);
    if (m_recorder)
        m_recorder->addMessages(messages);
    const bool readsData = !m_quiet || m_echo || m_heartbeat || m_terminal;
    for (const MessageView &message : messages) {
        if (readsData || wire::isControl(message.opcode))
            onMessage(message.toMessage());
        const bool counts = m_count > 0 && message.isReceived() && !wire::isControl(message.opcode);
        if (counts && ++m_received == m_count)
            leave();
    }
}

void ConnectVerb::onMessage(const Message &message)
{
    const bool named = m_terminal || (!m_quiet && console().colour);
    const QList<wire::Packet> packets =
        named || m_heartbeat ? m_dialect.read(message) : QList<wire::Packet>();
    if (m_terminal)
        m_terminal->see(message, packets);
    else if (!m_quiet)
        console().line(messageLine(message, named ? packets : QList<wire::Packet>(), {console().colour}));
    if (m_keepalive)
        m_keepalive->take(message, packets);
    if (message.direction != Direction::Received)
        return;
    if (message.opcode == Opcode::Close)
        m_closeReceived = true;
    if (!m_echo || m_leaving || !m_connection)
        return;
    if (message.opcode == Opcode::Text)
        m_connection->sendText(message.payload);
    else if (message.opcode == Opcode::Binary)
        m_connection->sendBinary(message.payload);
}

void ConnectVerb::leave()
{
    if (m_leaving)
        return;
    noteLeaving();
    if (m_reopening && m_reopening->isUnderWay()) {
        m_reopening->stop();
        m_ended = true;
        finishIfOver();
    } else if (m_connection) {
        m_connection->close(wire::closecode::Normal);
    }
}

void ConnectVerb::noteLeaving()
{
    m_leaving = true;
    if (m_terminal)
        m_terminal->setClosing();
}

void ConnectVerb::interrupt()
{
    if (m_connection && m_leaving)
        m_connection->abort(); // asked for twice: no more waiting for an answer to our Close frame
    else if (m_connection)
        leave();
    else if (m_check)
        m_check->stop();
}

void ConnectVerb::onChecked(const observation::Observation &observation,
                            const diagnosis::Diagnosis &diagnosis)
{
    m_checked = true;
    if (m_connection) {
        finishIfOver();
        return;
    }
    console().print(
        report::toText({observation, diagnosis}, {console().colour, console().width, false}, m_secrets));
    if (m_recorder)
        m_recorder->flush();
    Q_EMIT finished(ExitStatus::Fails);
}

void ConnectVerb::onEnded()
{
    const observation::SessionFacts facts = m_connection->facts();
    m_marks.end(facts);
    // The check had the first connection; the others stand beside it.
    if (m_recorder && m_marks.list().size() == 1)
        m_recorder->setSessionFacts(facts);
    recordConnections();
    if (m_terminal)
        m_terminal->noteEnd();
    if (m_reopening && !m_leaving && m_reopening->begin(facts))
        return;
    m_ended = true;
    finishIfOver();
}

/// The check's own verdict comes first, so that a session file is complete; a script may outlive the
/// connection.
void ConnectVerb::finishIfOver()
{
    const bool played = !m_player || m_player->run().isFinished();
    if (m_checked && m_ended && played && !std::exchange(m_finished, true))
        finish();
}

void ConnectVerb::finish()
{
    if (m_terminal)
        m_terminal->stop();
    const observation::SessionFacts facts = m_connection->facts();
    if (m_recorder)
        m_recorder->flush();
    const bool closed = facts.closeBy != observation::SessionFacts::CloseBy::Nobody;
    // RFC 6455 section 7.1.4: clean once Close frames went both ways. Ours answers the peer's at once.
    const bool clean = m_closeReceived && !facts.breach;
    if (facts.breach)
        console().complain(breachSentence(facts));
    else if (closed && !m_closeReceived)
        console().complain(tr("The server did not answer the Close frame."));
    else if (!closed)
        console().complain(tr("The connection ended without a Close frame (1006)."));
    const bool passed = !m_player || m_player->run().hasPassed();
    const bool sound = m_player ? !facts.breach : clean; // a script says itself which end it expects
    Q_EMIT finished(passed && sound ? ExitStatus::Works : ExitStatus::Fails);
}

} // namespace wirewise::cli
