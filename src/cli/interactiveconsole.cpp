#include "cli/interactiveconsole.h"

#include "cli/framecommand.h"
#include "cli/keepalive.h"
#include "cli/lineeditor.h"
#include "cli/messageline.h"
#include "cli/stdinlines.h"
#include "observation/printable.h"

#include <QCoreApplication>
#include <QFile>

#include <unistd.h>

namespace wirewise::cli {

using observation::Message;
using Kind = ConsoleCommand::Kind;

InteractiveConsole::InteractiveConsole(const Console &console, const Setup &setup,
                                       const check::SpokenDialect *dialect, QObject *parent)
    : QObject(parent)
    , m_console(console)
    , m_shown(console)
    , m_setup(setup)
    , m_dialect(dialect)
    , m_history(InputHistory::usualPath(), console.screen >= 0 ? setup.historySize : 0)
{
    m_since.start();
    if (console.screen >= 0) {
        startEditor(m_history.lines());
        return;
    }
    m_lines = std::make_unique<StdinLines>(setup.input);
    connect(m_lines.get(), &StdinLines::line, this, &InteractiveConsole::perform);
    connect(m_lines.get(), &StdinLines::ended, this, &InteractiveConsole::ended);
}

InteractiveConsole::~InteractiveConsole() = default;

void InteractiveConsole::startEditor(const QList<QByteArray> &history)
{
    m_editor = std::make_unique<LineEditor>(LineEditor::Setup{
        m_setup.input, m_console.screen, {"connected", m_console.colour}, history, completionsOf});
    connect(m_editor.get(), &LineEditor::line, this, &InteractiveConsole::perform);
    connect(m_editor.get(), &LineEditor::interrupted, this, &InteractiveConsole::interrupted);
    connect(m_editor.get(), &LineEditor::ended, this, &InteractiveConsole::ended);
    m_above = std::make_unique<AboveLine>(m_editor.get());
    if (m_console.screen == STDOUT_FILENO)
        m_shown.out = m_above.get();
    if (m_console.interactive)
        m_shown.err = m_above.get();
}

void InteractiveConsole::attach(probe::Connection *connection, Keepalive *keepalive)
{
    m_connection = connection;
    m_keepalive = keepalive;
    m_closing = false;
    m_since.start();
    updatePrompt();
}

void InteractiveConsole::setClosing()
{
    m_closing = true;
    updatePrompt();
}

void InteractiveConsole::stop()
{
    m_shown = m_console;
    m_above.reset();
    m_editor.reset();
}

bool InteractiveConsole::isOpen() const
{
    return m_connection && m_connection->isOpen();
}

void InteractiveConsole::updatePrompt()
{
    if (!m_editor)
        return;
    QByteArray prompt = m_closing ? "closing" : isOpen() ? "connected" : "not connected";
    if (!m_filter.isEmpty())
        prompt += ", filtered";
    if (m_paused)
        prompt += ", paused";
    m_editor->setPrompt(prompt);
}

void InteractiveConsole::see(const Message &message, const QList<wire::Packet> &packets)
{
    m_stats.see(message);
    m_recent.add(message);
    if (m_setup.quiet || !m_filter.passes(message))
        return;
    const QString line = messageLine(message, packets, {m_shown.colour, true});
    if (!m_paused)
        return m_shown.line(line);
    if (m_held.size() == MostHeld) {
        m_held.removeFirst();
        ++m_heldBefore;
    }
    m_held.append(line);
}

void InteractiveConsole::perform(const QByteArray &line)
{
    const ConsoleCommand command = readConsoleCommand(line);
    m_history.add(line);
    if (!m_history.problem().isEmpty() && !std::exchange(m_historyFailed, true))
        m_shown.complain(tr("The history cannot be kept in %1: %2. --history 0 keeps none.")
                             .arg(InputHistory::usualPath(), m_history.problem()));
    echo(line, command);
    if (command.kind == Kind::Wrong)
        m_shown.complain(command.problem);
    else if (!send(command) && !change(command))
        answer(command);
}

/// The editor takes a line off the screen: a message that goes out is told in a line of its own, all else
/// stands here.
void InteractiveConsole::echo(const QByteArray &line, const ConsoleCommand &command)
{
    constexpr qsizetype longest = 1000;
    const bool isMessage = command.kind == Kind::Text && isOpen() && !m_setup.quiet && !m_paused &&
                           m_filter.passes(wire::Direction::Sent, wire::Opcode::Text, command.payload);
    if (!m_editor || isMessage || command.kind == Kind::Nothing)
        return;
    const bool isSecret = line.startsWith("/secret ");
    m_shown.line(QLatin1String("> ") +
                 observation::printable(isSecret ? QByteArray("/secret \xe2\x80\xa6") : line, longest));
}

bool InteractiveConsole::send(const ConsoleCommand &command)
{
    const bool sends = command.kind <= Kind::Close;
    if (!sends)
        return false;
    if (!isOpen()) {
        m_shown.complain(tr("There is no connection now; nothing was sent."));
        return true;
    }
    switch (command.kind) {
    case Kind::Text:
        m_connection->sendText(command.payload);
        break;
    case Kind::Binary:
        m_connection->sendBinary(command.payload);
        break;
    case Kind::Fragments:
        m_connection->sendFragmented(wire::Opcode::Text, command.payload, command.number);
        break;
    case Kind::Raw:
        m_shown.line(command.note);
        m_connection->sendBytes(command.payload);
        break;
    case Kind::Ping:
        if (m_keepalive)
            m_keepalive->ping(command.payload);
        break;
    case Kind::Pong:
        m_connection->sendPong(command.payload);
        break;
    default:
        Q_EMIT closing();
        m_connection->close(command.code, command.payload);
    }
    return true;
}

bool InteractiveConsole::change(const ConsoleCommand &command)
{
    switch (command.kind) {
    case Kind::AutoPong:
        if (m_connection)
            m_connection->setAutoPong(command.on);
        break;
    case Kind::AutoPing:
        if (m_keepalive && command.on)
            m_keepalive->startPings(std::chrono::seconds(command.number));
        else if (m_keepalive)
            m_keepalive->stopPings();
        break;
    case Kind::Heartbeat:
        if (m_keepalive && command.on)
            m_keepalive->answerHeartbeats(m_dialect->clientPings());
        else if (m_keepalive)
            m_keepalive->ignoreHeartbeats();
        break;
    case Kind::Filter:
        setFilter(command.payload);
        break;
    case Kind::Pause:
        setPaused(!m_paused);
        break;
    default:
        return false;
    }
    return true;
}

void InteractiveConsole::answer(const ConsoleCommand &command)
{
    switch (command.kind) {
    case Kind::Show:
        showMessage(command.number);
        break;
    case Kind::Save:
        saveMessage(command.number, command.payload);
        break;
    case Kind::Stats:
        m_shown.print(m_stats.text(observation::Duration(m_since.nsecsElapsed() / 1000)));
        break;
    case Kind::Templates:
        listTemplates();
        break;
    case Kind::Template:
        takeTemplate(command.number);
        break;
    case Kind::Help:
        m_shown.err->write(consoleHelp().toUtf8());
        break;
    case Kind::FrameHelp:
        m_shown.err->write(frameHelp().toUtf8());
        break;
    default:
        break;
    }
}

void InteractiveConsole::setFilter(const QByteArray &line)
{
    observation::FilterLine read = observation::readFilterLine(QString::fromUtf8(line));
    if (!read.problem.isEmpty())
        return m_shown.complain(read.problem);
    m_filter.terms = std::move(read.terms);
    updatePrompt();
}

void InteractiveConsole::setPaused(bool on)
{
    m_paused = on;
    updatePrompt();
    if (on)
        return;
    if (const qint64 before = std::exchange(m_heldBefore, 0); before > 0)
        m_shown.line(tr("\u2026 %n earlier line(s) left out", nullptr, int(before)));
    const QStringList held = std::exchange(m_held, {});
    for (const QString &line : held)
        m_shown.line(line);
}

void InteractiveConsole::showMessage(qint64 number)
{
    const Message *message = m_recent.find(number);
    if (!message)
        return m_shown.complain(tr("That message is not here: the last %1 can be shown, up to 64 MiB.")
                                    .arg(RecentMessages::Most));
    m_shown.line(tr("Message %1: %2, %3 bytes")
                     .arg(message->number)
                     .arg(QString::fromLatin1(wire::toString(message->opcode)))
                     .arg(message->payload.size()));
    m_shown.print(wholeMessage(*message));
}

void InteractiveConsole::saveMessage(qint64 number, const QByteArray &path)
{
    const Message *message = m_recent.find(number);
    if (!message)
        return m_shown.complain(tr("That message is not here: the last %1 can be saved, up to 64 MiB.")
                                    .arg(RecentMessages::Most));
    QFile file(QString::fromUtf8(path));
    const bool written = file.open(QIODevice::WriteOnly | QIODevice::NewOnly) &&
                         file.write(message->payload) == message->payload.size() && file.flush();
    if (!written)
        return m_shown.complain(tr("%1 cannot be written: %2.").arg(file.fileName(), file.errorString()));
    m_shown.line(tr("%1 bytes are in %2").arg(message->payload.size()).arg(observation::printable(path)));
}

void InteractiveConsole::listTemplates()
{
    const wire::Decoder *decoder = wire::decoderOf(m_dialect->dialect());
    if (!decoder || decoder->templates.empty())
        return m_shown.line(tr("The protocol inside is not known so far, or has no templates."));
    m_shown.line(tr("%1; /template N takes one:").arg(QString::fromLatin1(decoder->name)));
    int number = 0;
    for (const wire::MessageTemplate &offered : decoder->templates)
        m_shown.line(QStringLiteral("%1  %2  %3")
                         .arg(++number, 3)
                         .arg(QCoreApplication::translate("Dialects", offered.name).leftJustified(28),
                              observation::printable(QByteArrayView(offered.payload), 100)));
}

void InteractiveConsole::takeTemplate(qint64 number)
{
    const wire::Decoder *decoder = wire::decoderOf(m_dialect->dialect());
    if (!decoder || number > std::ssize(decoder->templates))
        return m_shown.complain(tr("There is no template %1. /templates lists them.").arg(number));
    const wire::MessageTemplate &taken = decoder->templates[static_cast<std::size_t>(number - 1)];
    const QByteArray line =
        (taken.opcode == wire::Opcode::Text ? "/text " : "/binary ") + QByteArray(taken.payload);
    if (m_editor)
        m_editor->setText(line);
    else
        m_shown.line(QString::fromUtf8(line));
}

} // namespace wirewise::cli
