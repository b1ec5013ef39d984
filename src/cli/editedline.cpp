#include "cli/editedline.h"

#include <QString>

#include <algorithm>
#include <csignal>

#include <unistd.h>

namespace wirewise::cli {

namespace {

constexpr std::size_t LongestPaste = 1024 * 1024;
/// The key behind which hide() calls its command; typed, it does nothing.
constexpr wchar_t HidingKey[] = L"\x1e";

std::wstring wide(const QByteArray &utf8)
{
    return QString::fromUtf8(utf8).toStdWString();
}

QByteArray narrow(const std::wstring &text)
{
    return QString::fromStdWString(text).toUtf8();
}

std::FILE *streamOn(int descriptor, const char *mode)
{
    const int own = ::dup(descriptor);
    std::FILE *stream = own < 0 ? nullptr : ::fdopen(own, mode);
    return stream ? stream : std::tmpfile();
}

} // namespace

EditedLine::EditedLine(int input, int screen, KeySource &keys, Completions completions)
    : m_keys(keys)
    , m_completions(completions)
    , m_in(streamOn(input, "r"))
    , m_out(streamOn(screen, "w"))
    , m_err(streamOn(screen, "w"))
    , m_editor(::el_init_fd("wirewise-cli", m_in, m_out, m_err, input, screen, screen))
    , m_history(::history_init())
{
    HistEvent event;
    ::history(m_history, &event, H_SETSIZE, 100000); // whoever fills it says how much
    ::history(m_history, &event, H_SETUNIQUE, 1);
    ::el_set(m_editor, EL_CLIENTDATA, this);
    ::el_set(m_editor, EL_SIGNAL, 0);
    ::el_set(m_editor, EL_EDITOR, "emacs");
    ::el_set(m_editor, EL_HIST, ::history, m_history);
    ::el_wset(m_editor, EL_GETCFN, &EditedLine::nextKey);
    ::el_wset(m_editor, EL_PROMPT_ESC, &EditedLine::promptOf, L'\1');
    // Ctrl+C, Ctrl+Z and Ctrl+\ are keys here; while there is no editor they are signals.
    ::el_set(m_editor, EL_SETTY, "-d", "-isig", nullptr);
    bindKeys();
}

EditedLine::~EditedLine()
{
    ::el_end(m_editor);
    ::history_end(m_history);
    for (std::FILE *stream : {m_in, m_out, m_err})
        std::fclose(stream);
}

void EditedLine::bindKeys()
{
    struct Own
    {
        const wchar_t *name;
        unsigned char (*function)(EditLine *, int);
    };
    constexpr Own own[] = {
        {L"wirewise-hide", call<&EditedLine::commandHide>},
        {L"wirewise-accept", call<&EditedLine::commandAccept>},
        {L"wirewise-interrupt", call<&EditedLine::commandInterrupt>},
        {L"wirewise-end", call<&EditedLine::commandEnd>},
        {L"wirewise-stop", call<&EditedLine::commandStop>},
        {L"wirewise-quit", call<&EditedLine::commandQuit>},
        {L"wirewise-paste", call<&EditedLine::commandPaste>},
        {L"wirewise-complete", call<&EditedLine::commandComplete>},
    };
    for (const Own &command : own)
        ::el_wset(m_editor, EL_ADDFN, command.name, command.name, command.function);
    struct Key
    {
        const char *key, *command;
    };
    constexpr Key keys[] = {
        {"^^", "wirewise-hide"},
        {"^M", "wirewise-accept"},
        {"^J", "wirewise-accept"},
        {"^C", "wirewise-interrupt"},
        {"^D", "wirewise-end"},
        {"^Z", "wirewise-stop"},
        {"\\034", "wirewise-quit"},
        {"\\ex", "ed-unassigned"}, // else a line for libedit's own commands
        {"\\e[200~", "wirewise-paste"},
        {"^I", "wirewise-complete"},
        {"^R", "em-inc-search-prev"},
        {"\\e[3~", "ed-delete-next-char"},
        {"\\e[1~", "ed-move-to-beg"},
        {"\\e[4~", "ed-move-to-end"},
        {"\\e[7~", "ed-move-to-beg"},
        {"\\e[8~", "ed-move-to-end"},
        {"\\e[H", "ed-move-to-beg"},
        {"\\e[F", "ed-move-to-end"},
        {"\\eOH", "ed-move-to-beg"},
        {"\\eOF", "ed-move-to-end"},
        {"\\e[1;5C", "em-next-word"},
        {"\\e[1;5D", "ed-prev-word"},
        {"\\e[2~", "ed-unassigned"},
        {"\\e[5~", "ed-search-prev-history"},
        {"\\e[6~", "ed-search-next-history"},
    };
    for (const Key &key : keys)
        ::el_set(m_editor, EL_BIND, key.key, key.command, nullptr);
}

EditedLine *EditedLine::of(EditLine *editor)
{
    void *self = nullptr;
    ::el_get(editor, EL_CLIENTDATA, &self);
    return static_cast<EditedLine *>(self);
}

template<EditedLine::Command command>
unsigned char EditedLine::call(EditLine *editor, int)
{
    return (of(editor)->*command)();
}

int EditedLine::nextKey(EditLine *editor, wchar_t *character)
{
    EditedLine *self = of(editor);
    ++self->m_taken;
    return !self->m_takesBack && self->m_keys.next(character) ? 1 : 0;
}

wchar_t *EditedLine::promptOf(EditLine *editor)
{
    EditedLine *self = of(editor);
    self->m_prompt.clear();
    const QByteArray &plain = self->m_look.prompt;
    // What stands between two \1 takes no room on the screen.
    if (!self->m_hidden && self->m_look.colour)
        self->m_prompt = wide("\1\x1b[1m\1" + plain + ">\1\x1b[0m\1 ");
    else if (!self->m_hidden)
        self->m_prompt = wide(plain + "> ");
    return self->m_prompt.data();
}

EditedLine::Outcome EditedLine::readKey()
{
    m_outcome = Outcome::Editing;
    m_taken = 0;
    int count = 0;
    ::el_wgets(m_editor, &count);
    // The key that ends a search is put back, to be read as a command: not what we wait for, so it is taken
    // now.
    m_takesBack = m_taken > 1 && m_outcome == Outcome::Editing;
    if (m_takesBack)
        ::el_wgets(m_editor, &count);
    m_takesBack = false;
    return m_outcome;
}

QByteArray EditedLine::text() const
{
    return narrow(m_text);
}

/// Keeps what was typed and empties the line, so that libedit wipes it off the screen.
void EditedLine::stash()
{
    const LineInfoW *line = ::el_wline(m_editor);
    m_text.assign(line->buffer, line->lastchar);
    m_cursor = static_cast<int>(line->cursor - line->buffer);
    ::el_cursor(m_editor, static_cast<int>(line->lastchar - line->cursor));
    ::el_wdeletestr(m_editor, static_cast<int>(m_text.size()));
    m_hidden = true;
}

void EditedLine::hide()
{
    if (m_hidden)
        return;
    m_hiding = true;
    ::el_wpush(m_editor, HidingKey);
    readKey();
    m_hiding = false;
}

void EditedLine::show()
{
    if (!m_hidden)
        return;
    m_hidden = false;
    insert(m_text);
    ::el_cursor(m_editor, m_cursor - static_cast<int>(m_text.size()));
    ::el_set(m_editor, EL_REFRESH);
    std::fflush(m_out);
}

void EditedLine::insert(const std::wstring &text)
{
    if (!text.empty())
        ::el_winsertstr(m_editor, text.c_str());
}

void EditedLine::setText(const QByteArray &text)
{
    m_text = wide(text);
    m_cursor = static_cast<int>(m_text.size());
}

void EditedLine::begin()
{
    m_text.clear();
    m_cursor = 0;
    // Only this makes libedit forget where in the history it was; it shows the new line.
    m_hidden = false;
    ::el_set(m_editor, EL_UNBUFFERED, 0);
    ::el_set(m_editor, EL_UNBUFFERED, 1);
    std::fflush(m_out);
}

void EditedLine::write(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), m_out);
    std::fflush(m_out);
}

void EditedLine::measure()
{
    ::el_resize(m_editor);
}

void EditedLine::setKeysOneByOne(bool on)
{
    ::el_set(m_editor, EL_PREP_TERM, on ? 1 : 0);
    std::fflush(m_out);
}

void EditedLine::remember(const QByteArray &line)
{
    HistEvent event;
    ::history(m_history, &event, H_ENTER, line.constData());
}

unsigned char EditedLine::commandHide()
{
    if (!m_hiding)
        return CC_NORM;
    stash();
    return CC_REFRESH;
}

unsigned char EditedLine::commandAccept()
{
    stash();
    m_outcome = Outcome::Entered;
    return CC_REFRESH;
}

unsigned char EditedLine::commandInterrupt()
{
    stash();
    m_outcome = m_text.empty() ? Outcome::CtrlC : Outcome::Abandoned;
    return CC_REFRESH;
}

unsigned char EditedLine::commandEnd()
{
    const LineInfoW *line = ::el_wline(m_editor);
    if (line->lastchar == line->buffer) {
        stash();
        m_outcome = Outcome::CtrlD;
    } else if (line->cursor < line->lastchar) {
        ::el_cursor(m_editor, 1);
        ::el_wdeletestr(m_editor, 1);
    }
    return CC_REFRESH;
}

/// As the terminal would have done: everybody in the foreground is stopped.
unsigned char EditedLine::commandStop()
{
    ::kill(0, SIGTSTP);
    return CC_NORM;
}

unsigned char EditedLine::commandQuit()
{
    ::kill(0, SIGQUIT);
    return CC_NORM;
}

/// What a terminal marks as pasted, line breaks included: Enter sends it.
unsigned char EditedLine::commandPaste()
{
    const std::wstring end = L"\x1b[201~";
    std::wstring pasted;
    bool isWhole = false;
    wchar_t character = 0;
    while (!isWhole && ::el_wgetc(m_editor, &character) == 1) {
        pasted += character == L'\r' ? L'\n' : character;
        isWhole = pasted.ends_with(end);
        if (!isWhole && pasted.size() > LongestPaste)
            pasted.erase(LongestPaste - end.size(), 1); // its end has still to be found
    }
    if (isWhole)
        pasted.resize(pasted.size() - end.size());
    if (pasted.ends_with(L'\n'))
        pasted.pop_back();
    std::erase(pasted, L'\0');
    insert(pasted);
    return CC_REFRESH;
}

unsigned char EditedLine::commandComplete()
{
    const LineInfoW *line = ::el_wline(m_editor);
    const QByteArray typed = narrow(std::wstring(line->buffer, line->cursor));
    const QList<QByteArray> all = m_completions ? m_completions(typed) : QList<QByteArray>();
    if (!typed.startsWith('/')) {
        insert(L"\t");
        return CC_REFRESH;
    }
    if (all.isEmpty())
        return CC_REFRESH_BEEP;
    QByteArray common = all.constFirst();
    for (const QByteArray &one : all) {
        const auto [end, other] = std::mismatch(common.cbegin(), common.cend(), one.cbegin(), one.cend());
        common.truncate(end - common.cbegin());
    }
    if (common.size() > typed.size())
        insert(wide(common.sliced(typed.size())));
    else
        m_notice = all.join("  ") + '\n';
    return CC_REFRESH;
}

} // namespace wirewise::cli
