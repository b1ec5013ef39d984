#pragma once

#include "cli/keysource.h"

#include <QByteArray>
#include <QList>

#include <cstdio>
#include <memory>
#include <string>

#include <histedit.h>

namespace wirewise::cli {

/// What may stand in place of a line that is half typed, whole lines; called on the thread that edits.
using Completions = QList<QByteArray> (*)(const QByteArray &typed);

/// The line that is being typed, over libedit. It can be taken off the screen and put back between two keys.
/// For one thread; what it does there may wait for the keys that belong to one.
class EditedLine
{
public:
    struct Look
    {
        QByteArray prompt; ///< of ASCII
        bool colour = false;
    };
    enum class Outcome {
        Editing,
        Entered,   ///< text() was finished; the line is off the screen
        Abandoned, ///< Ctrl+C: what was typed is gone
        CtrlC,     ///< on an empty line
        CtrlD,     ///< on an empty line
    };

    /// Nothing is shown before show().
    EditedLine(int input, int screen, KeySource &keys, Completions completions);
    ~EditedLine();
    Q_DISABLE_COPY_MOVE(EditedLine)

    /// The next key, with all that it sets off; waits for it.
    Outcome readKey();
    [[nodiscard]] QByteArray text() const;
    /// What the last key has to say, once: a list of completions.
    [[nodiscard]] QByteArray takeNotice() { return std::exchange(m_notice, {}); }

    void hide();
    void show();
    /// While it is hidden.
    void setLook(const Look &look) { m_look = look; }
    void setText(const QByteArray &text);
    void begin();
    void write(const QByteArray &bytes);
    /// The terminal has another size now.
    void measure();
    /// Line by line, as shells want it; keys one by one.
    void setKeysOneByOne(bool on);
    /// The up arrow brings it back.
    void remember(const QByteArray &line);

private:
    using Command = unsigned char (EditedLine::*)();
    template<Command command>
    static unsigned char call(EditLine *editor, int key);
    static EditedLine *of(EditLine *editor);
    static int nextKey(EditLine *editor, wchar_t *character);
    static wchar_t *promptOf(EditLine *editor);

    void bindKeys();
    void stash();
    void insert(const std::wstring &text);
    unsigned char commandHide();
    unsigned char commandAccept();
    unsigned char commandInterrupt();
    unsigned char commandEnd();
    unsigned char commandStop();
    unsigned char commandQuit();
    unsigned char commandPaste();
    unsigned char commandComplete();

    KeySource &m_keys;
    Completions m_completions;
    Look m_look;
    std::wstring m_prompt;
    std::FILE *m_in, *m_out, *m_err;
    EditLine *m_editor;
    History *m_history;
    std::wstring m_text; ///< while it is hidden
    int m_cursor = 0;
    bool m_hidden = true;
    bool m_hiding = false;
    int m_taken = 0;          ///< keys, for the last command
    bool m_takesBack = false; ///< only keys that libedit has put back are read
    Outcome m_outcome = Outcome::Editing;
    QByteArray m_notice;
};

} // namespace wirewise::cli
