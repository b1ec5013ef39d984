#pragma once

#include "cli/editedline.h"

#include <QByteArray>
#include <QIODevice>
#include <QList>
#include <QObject>

#include <memory>

namespace wirewise::cli {

/// A line that is typed at a terminal, while other text goes on being printed above it. libedit waits for
/// keys inside its own functions (a search, a key of several bytes), so it has a thread of its own; only
/// values cross. One at a time.
class LineEditor : public QObject
{
    Q_OBJECT
public:
    struct Setup
    {
        int input = 0; ///< descriptors of the terminal
        int screen = 1;
        EditedLine::Look look;
        QList<QByteArray> history; ///< oldest first
        Completions completions = nullptr;
    };

    explicit LineEditor(Setup setup, QObject *parent = nullptr);
    /// Prints what waits and leaves the terminal as it was.
    ~LineEditor() override;

    /// Whole lines, above what is typed. Where the terminal does not keep up, lines are left out, with a line
    /// that says so. From any thread.
    void print(const QByteArray &lines);
    void setPrompt(const QByteArray &prompt);
    /// In place of what is typed, to go on with.
    void setText(const QByteArray &text);

    static constexpr qsizetype MostWaiting = 1024 * 1024; ///< bytes to be printed

Q_SIGNALS:
    /// A line was entered; it is off the screen.
    void line(const QByteArray &text);
    /// Ctrl+C on an empty line.
    void interrupted();
    /// Ctrl+D on an empty line, or the terminal has gone.
    void ended();

private:
    class Thread;
    std::unique_ptr<Thread> m_thread;
};

/// Everything written goes above the line of a LineEditor, which must outlive it.
class AboveLine : public QIODevice
{
    Q_OBJECT
public:
    explicit AboveLine(LineEditor *editor);

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override;

private:
    LineEditor *m_editor;
};

} // namespace wirewise::cli
