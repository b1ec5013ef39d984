#include "cli/lineeditor.h"

#include "cli/inputhistory.h"
#include "cli/terminalmode.h"

#include <QMutex>
#include <QThread>

#include <array>
#include <atomic>
#include <functional>
#include <optional>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace wirewise::cli {

namespace {

/// A byte in it wakes who polls.
class Bell
{
public:
    Bell()
    {
        if (::pipe2(m_ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
            m_ends = {-1, -1};
    }
    ~Bell()
    {
        ::close(m_ends[0]);
        ::close(m_ends[1]);
    }
    Q_DISABLE_COPY_MOVE(Bell)

    [[nodiscard]] int descriptor() const { return m_ends[0]; }
    void ring() const
    {
        const char byte = 1;
        [[maybe_unused]] const ssize_t written = ::write(m_ends[1], &byte, 1);
    }
    void hush() const
    {
        std::array<char, 256> bytes;
        while (::read(m_ends[0], bytes.data(), bytes.size()) > 0) {
        }
    }

private:
    std::array<int, 2> m_ends{-1, -1};
};

} // namespace

/// The thread, and what is told to it.
class LineEditor::Thread : public QThread
{
public:
    Thread(LineEditor *editor, Setup setup)
        : m_editor(editor)
        , m_setup(std::move(setup))
    {
    }

    void tell(const std::function<void()> &change)
    {
        const QMutexLocker lock(&m_mutex);
        change();
        m_wake.ring();
    }
    void print(const QByteArray &lines)
    {
        tell([&] {
            if (m_waiting.size() + lines.size() > MostWaiting)
                m_leftOut += lines.count('\n');
            else
                m_waiting += lines;
        });
    }
    void setPrompt(const QByteArray &prompt)
    {
        tell([&] { m_prompt = prompt; });
    }
    void setText(const QByteArray &text)
    {
        tell([&] { m_text = text; });
    }
    void finish()
    {
        m_stopping = true;
        m_stop.ring();
        wait();
    }

protected:
    void run() override;

private:
    void waitForSomething(const TerminalMode &mode);
    void onEvents(TerminalMode &mode, EditedLine &line);
    void takeWhatIsTold(EditedLine &line);
    void onOutcome(EditedLine::Outcome outcome, EditedLine &line);

    LineEditor *m_editor;
    Setup m_setup;
    Bell m_wake, m_stop;
    KeySource m_keys{m_setup.input, m_stop.descriptor()};
    std::atomic<bool> m_stopping{false};
    QMutex m_mutex; ///< guards what follows
    QByteArray m_waiting;
    qint64 m_leftOut = 0; ///< lines
    std::optional<QByteArray> m_prompt, m_text;
};

void LineEditor::Thread::run()
{
    TerminalMode mode(m_setup.input);
    EditedLine line(m_setup.input, m_setup.screen, m_keys, m_setup.completions);
    for (const QByteArray &entry : std::as_const(m_setup.history))
        line.remember(entry);
    line.setLook(m_setup.look);
    line.begin();
    mode.setMarksPaste(true);
    while (!m_keys.isOver()) {
        if (!m_keys.hasBytes())
            waitForSomething(mode);
        onEvents(mode, line);
        takeWhatIsTold(line);
        if (m_keys.hasBytes())
            onOutcome(line.readKey(), line);
    }
    takeWhatIsTold(line);
    line.hide();
    mode.setMarksPaste(false);
    line.setKeysOneByOne(false);
    if (!m_stopping)
        Q_EMIT m_editor->ended();
}

void LineEditor::Thread::waitForSomething(const TerminalMode &mode)
{
    std::array<pollfd, 4> sources{{{m_setup.input, POLLIN, 0},
                                   {m_stop.descriptor(), POLLIN, 0},
                                   {m_wake.descriptor(), POLLIN, 0},
                                   {mode.events(), POLLIN, 0}}};
    if (::poll(sources.data(), sources.size(), -1) < 0)
        return;
    if (sources[1].revents != 0)
        m_keys.end();
    else if (sources[0].revents != 0)
        m_keys.read();
}

void LineEditor::Thread::onEvents(TerminalMode &mode, EditedLine &line)
{
    while (const std::optional<TerminalMode::Event> event = mode.next()) {
        line.hide();
        if (*event == TerminalMode::Event::Resized) {
            line.measure();
        } else {
            line.setKeysOneByOne(false);
            if (*event == TerminalMode::Event::StopAsked)
                mode.stopProgram();
            line.setKeysOneByOne(true); // a shell has set the terminal as it likes it
            mode.setMarksPaste(true);
            line.measure();
        }
        line.show();
    }
}

void LineEditor::Thread::takeWhatIsTold(EditedLine &line)
{
    QMutexLocker lock(&m_mutex);
    m_wake.hush();
    QByteArray output = std::exchange(m_waiting, {});
    const qint64 leftOut = std::exchange(m_leftOut, 0);
    const std::optional<QByteArray> prompt = std::exchange(m_prompt, {});
    const std::optional<QByteArray> text = std::exchange(m_text, {});
    lock.unlock();
    if (leftOut > 0)
        output +=
            tr("… %n line(s) left out: they came faster than the terminal shows them", nullptr, int(leftOut))
                .toUtf8() +
            '\n';
    if (output.isEmpty() && !prompt && !text)
        return;
    line.hide();
    if (!output.isEmpty())
        line.write(output.endsWith('\n') ? output : output + '\n');
    if (prompt)
        line.setLook({*prompt, m_setup.look.colour});
    if (text)
        line.setText(*text);
    line.show();
}

void LineEditor::Thread::onOutcome(EditedLine::Outcome outcome, EditedLine &line)
{
    using Outcome = EditedLine::Outcome;
    if (const QByteArray notice = line.takeNotice(); !notice.isEmpty()) {
        line.hide();
        line.write(notice);
        line.show();
    }
    if (outcome == Outcome::Editing)
        return;
    const QByteArray text = line.text();
    if (outcome == Outcome::Entered && InputHistory::keeps(text))
        line.remember(text);
    line.begin();
    if (outcome == Outcome::Entered)
        Q_EMIT m_editor->line(text);
    else if (outcome == Outcome::CtrlC)
        Q_EMIT m_editor->interrupted();
    else if (outcome == Outcome::CtrlD)
        Q_EMIT m_editor->ended();
}

// ---- LineEditor

LineEditor::LineEditor(Setup setup, QObject *parent)
    : QObject(parent)
    , m_thread(std::make_unique<Thread>(this, std::move(setup)))
{
    m_thread->start();
}

LineEditor::~LineEditor()
{
    m_thread->finish();
}

void LineEditor::print(const QByteArray &lines)
{
    m_thread->print(lines);
}

void LineEditor::setPrompt(const QByteArray &prompt)
{
    m_thread->setPrompt(prompt);
}

void LineEditor::setText(const QByteArray &text)
{
    m_thread->setText(text);
}

// ---- AboveLine

AboveLine::AboveLine(LineEditor *editor)
    : m_editor(editor)
{
    open(QIODevice::WriteOnly | QIODevice::Unbuffered);
}

qint64 AboveLine::writeData(const char *data, qint64 size)
{
    m_editor->print(QByteArray(data, size));
    return size;
}

} // namespace wirewise::cli
