#include "redaction/logins.h"

#include "redaction/tellingnames.h"
#include "wire/headerlist.h"

namespace wirewise::redaction {

namespace {

/// Longer messages are no logins.
constexpr qsizetype LongestLogin = 16 * 1024;
constexpr qsizetype ShortestWord = 4;
constexpr qsizetype ShortestRandom = 12;

bool isBlank(char c)
{
    return static_cast<quint8>(c) <= ' ';
}

bool isLoginWord(QByteArrayView word)
{
    constexpr qsizetype longest = 15;
    if (word.size() < ShortestWord || word.size() > longest)
        return false;
    for (const char *login : {"auth", "authenticate", "authentication", "authorize", "authorise", "login",
                              "logon", "signin", "identify", "token", "connect_auth", "connection_init"}) {
        if (wire::equalsIgnoringCase(word, login))
            return true;
    }
    return false;
}

void add(QByteArrayView text, qsizetype from, qsizetype end, Form form, const char *name, Sightings &found)
{
    if (!isPlaceholder(text.sliced(from, end - from)))
        found.append({{from, end - from}, form, name});
}

qsizetype wordEnd(QByteArrayView text, qsizetype from)
{
    while (from < text.size() && !isBlank(text.at(from)))
        ++from;
    return from;
}

/// Commands in capitals, whose last word is a password whatever it looks like.
void findCommands(QByteArrayView text, Sightings &found)
{
    for (const char *word : {"PASS ", "AUTH ", "IDENTIFY ", "LOGIN "}) {
        const QByteArrayView command(word);
        for (qsizetype at = text.indexOf(command); at >= 0;) {
            const bool startsLine = at == 0 || text.at(at - 1) == '\n' || text.at(at - 1) == ':' ||
                                    (command.startsWith('I') && text.at(at - 1) == ' ');
            qsizetype from = at + command.size();
            qsizetype end = wordEnd(text, from);
            while (end + 1 < text.size() && text.at(end) == ' ' && !isBlank(text.at(end + 1))) {
                from = end + 1;
                end = wordEnd(text, from);
            }
            if (startsLine && end - from >= ShortestWord)
                add(text, from, end, Form::Password, word, found);
            at = end < text.size() ? text.indexOf(command, end) : -1;
        }
    }
}

/// "authenticate 8f3…" as the whole message.
void findSpokenLogin(QByteArrayView text, Sightings &found)
{
    qsizetype end = wordEnd(text, 0);
    if (text.size() > LongestLogin || !isLoginWord(text.first(end)))
        return;
    while (end < text.size()) {
        const qsizetype from = end + 1;
        end = wordEnd(text, from);
        if (from < end && looksRandom(text.sliced(from, end - from), ShortestRandom))
            add(text, from, end, Form::Token, "login", found);
    }
}

/// curl -u jane:secret, --user jane:secret, sshpass -p secret.
void findArguments(QByteArrayView text, Sightings &found)
{
    for (const char *word : {" -u ", " --user ", "sshpass -p "}) {
        const QByteArrayView option(word);
        for (qsizetype at = text.indexOf(option); at >= 0;) {
            qsizetype from = at + option.size();
            const qsizetype end = wordEnd(text, from);
            const qsizetype colon = text.sliced(from, end - from).indexOf(':');
            const bool isNamed = !option.startsWith('s');
            from += isNamed ? colon + 1 : 0;
            while (from < end && (text.at(from) == '\'' || text.at(from) == '"'))
                ++from;
            qsizetype last = end;
            while (last > from && (text.at(last - 1) == '\'' || text.at(last - 1) == '"'))
                --last;
            if ((!isNamed || colon > 0) && last - from >= ShortestWord)
                add(text, from, last, Form::Password, "command", found);
            at = end < text.size() ? text.indexOf(option, end) : -1;
        }
    }
}

/// A string of JSON: from behind its quote to the next one.
struct Quoted
{
    qsizetype start = 0, end = 0;
    bool isName = false; ///< a colon follows
};

Quoted nextQuoted(QByteArrayView text, qsizetype quote)
{
    Quoted quoted{quote + 1, quote + 1, false};
    while (quoted.end < text.size() && text.at(quoted.end) != '"')
        quoted.end += text.at(quoted.end) == '\\' ? 2 : 1;
    quoted.end = qMin(quoted.end, text.size());
    qsizetype next = quoted.end + 1;
    while (next < text.size() && isBlank(text.at(next)))
        ++next;
    quoted.isName = next < text.size() && text.at(next) == ':';
    return quoted;
}

/// {"type": "auth", "payload": "8f3…"}: where a value says that it logs in, the random ones are what it logs
/// in with.
void findTypedLogin(QByteArrayView text, Sightings &found)
{
    const char first = text.isEmpty() ? '\0' : text.trimmed().isEmpty() ? '\0' : text.trimmed().front();
    if (text.size() > LongestLogin || (first != '{' && first != '['))
        return;
    Sightings random;
    bool isLogin = false;
    for (qsizetype quote = text.indexOf('"'); quote >= 0;) {
        const Quoted quoted = nextQuoted(text, quote);
        const QByteArrayView said = text.sliced(quoted.start, quoted.end - quoted.start);
        isLogin = isLogin || (!quoted.isName && isLoginWord(said));
        if (!quoted.isName && looksRandom(said, ShortestRandom))
            add(text, quoted.start, quoted.end, Form::Token, "login", random);
        const qsizetype next = quoted.end + 1;
        quote = next < text.size() ? text.indexOf('"', next) : -1;
    }
    if (isLogin)
        found.append(random);
}

} // namespace

void findLogins(QByteArrayView text, Sightings &found)
{
    findCommands(text, found);
    findSpokenLogin(text, found);
    findArguments(text, found);
    findTypedLogin(text, found);
}

} // namespace wirewise::redaction
