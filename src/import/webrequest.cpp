#include "import/webrequest.h"

#include "import/endpointbuilder.h"
#include "import/shellwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace wirewise::imports {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::WebRequest)
};

/// The tokens of a PowerShell text as far as a web request needs them: bare words, texts without their
/// quotes, and the signs ( ) { } = , ; each by itself.
struct Token
{
    enum class Kind { Word, Text, Sign, LineEnd };
    Kind kind = Kind::Word;
    QByteArray text;
};

class Tokenizer
{
public:
    explicit Tokenizer(QByteArrayView text)
        : m_text(text)
    {
    }

    QList<Token> tokens()
    {
        constexpr qsizetype most = 100'000;
        while (m_at < m_text.size() && m_tokens.size() < most)
            step();
        flush();
        return std::move(m_tokens);
    }

private:
    void flush()
    {
        if (!m_word.isEmpty())
            m_tokens.append({Token::Kind::Word, std::exchange(m_word, {})});
    }

    void step()
    {
        const char c = m_text.at(m_at);
        const bool continues = c == '`' && m_at + 1 < m_text.size() &&
                               (m_text.at(m_at + 1) == '\n' || m_text.at(m_at + 1) == '\r');
        if (c == '"' || c == '\'') {
            flush();
            readQuoted(c);
        } else if (continues) {
            flush();
            m_at += m_text.at(m_at + 1) == '\r' ? 3 : 2;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            flush();
            ++m_at;
        } else if (c == '\n' || c == ';') {
            flush();
            m_tokens.append({Token::Kind::LineEnd, {}});
            ++m_at;
        } else if (QByteArrayView("(){}=,@[]").contains(c)) {
            flush();
            m_tokens.append({Token::Kind::Sign, QByteArray(1, c)});
            ++m_at;
        } else {
            m_word += c;
            ++m_at;
        }
    }

    /// The rules of quotes are those of the shell; its reader makes one word of it.
    void readQuoted(char quote)
    {
        const qsizetype begin = m_at++;
        for (; m_at < m_text.size(); ++m_at) {
            if (quote == '"' && m_text.at(m_at) == '`') {
                ++m_at;
            } else if (m_text.at(m_at) == quote) {
                if (m_at + 1 >= m_text.size() || m_text.at(m_at + 1) != quote)
                    break;
                ++m_at;
            }
        }
        m_at = std::min(m_at + 1, m_text.size());
        const QList<Command> read = splitCommands(m_text.sliced(begin, m_at - begin), Shell::PowerShell);
        const bool hasWord = !read.isEmpty() && !read.constFirst().words.isEmpty();
        m_tokens.append({Token::Kind::Text, hasWord ? read.constFirst().words.constFirst() : QByteArray()});
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    QByteArray m_word;
    QList<Token> m_tokens;
};

bool isWord(const Token &token, const char *word)
{
    return token.kind == Token::Kind::Word && qstricmp(token.text.constData(), word) == 0;
}

bool isSign(const Token &token, char sign)
{
    return token.kind == Token::Kind::Sign && token.text.at(0) == sign;
}

bool isRequest(const Token &token)
{
    return isWord(token, "Invoke-WebRequest") || isWord(token, "Invoke-RestMethod") || isWord(token, "iwr") ||
           isWord(token, "irm");
}

/// Each request with the session that stands in front of it: up to the line end behind its parameters.
QList<QList<Token>> requestsOf(const QList<Token> &tokens)
{
    QList<QList<Token>> requests;
    QList<Token> waiting;
    bool hasRequest = false;
    qint64 depth = 0;
    for (const Token &token : tokens) {
        if (token.kind == Token::Kind::Sign && QByteArrayView("({[").contains(token.text.at(0)))
            ++depth;
        else if (token.kind == Token::Kind::Sign && QByteArrayView(")}]").contains(token.text.at(0)))
            --depth;
        hasRequest = hasRequest || isRequest(token);
        waiting.append(token);
        if (token.kind == Token::Kind::LineEnd && hasRequest && depth <= 0) {
            requests.append(std::exchange(waiting, {}));
            hasRequest = false;
            depth = 0;
        }
    }
    if (hasRequest)
        requests.append(waiting);
    return requests;
}

class WebRequestReader
{
public:
    WebRequestReader(QList<Token> tokens, const observation::Settings &base)
        : m_tokens(std::move(tokens))
        , m_builder(base)
    {
    }

    Pasted read()
    {
        Pasted pasted;
        const auto request = std::find_if(m_tokens.begin(), m_tokens.end(), isRequest);
        if (request == m_tokens.end())
            return pasted;
        pasted.kind = TextKind::InvokeWebRequest;
        const qsizetype begin = request - m_tokens.begin();
        readSession(begin);
        m_at = begin + 1;
        while (m_at < m_tokens.size() && m_tokens.at(m_at).kind != Token::Kind::LineEnd)
            readParameter();
        if (!m_builder.hasAddress()) {
            pasted.error = Texts::tr("The request has no address: -Uri and a text were expected.");
            return pasted;
        }
        if (!m_cookies.isEmpty())
            m_builder.header(Texts::tr("cookies of the session"), "Cookie", m_cookies.join("; "));
        for (const auto &[name, value] : std::as_const(m_headers))
            takeHeader(name, value);
        pasted.endpoints.append(std::move(m_builder).build());
        return pasted;
    }

private:
    /// $session.UserAgent = "…"; $session.Cookies.Add((New-Object System.Net.Cookie("name", "value", …)))
    void readSession(qsizetype end)
    {
        for (qsizetype i = 0; i + 2 < end; ++i) {
            const QByteArray word =
                m_tokens.at(i).kind == Token::Kind::Word ? m_tokens.at(i).text.toLower() : QByteArray();
            if (word.endsWith(".useragent") && isSign(m_tokens.at(i + 1), '=')) {
                m_builder.header(Texts::tr("user agent of the session"), "User-Agent",
                                 m_tokens.at(i + 2).text);
            } else if (word == "system.net.cookie" && i + 4 < end && isSign(m_tokens.at(i + 1), '(')) {
                m_cookies.append(m_tokens.at(i + 2).text + '=' + m_tokens.at(i + 4).text);
            }
        }
    }

    void readParameter()
    {
        const Token token = m_tokens.at(m_at++);
        if (token.kind == Token::Kind::Text ||
            (token.kind == Token::Kind::Word && !token.text.startsWith('-'))) {
            if (m_builder.hasAddress())
                m_builder.left(Texts::tr("word"), token.text, Texts::tr("no parameter that is known here"));
            else
                m_builder.setAddress(Texts::tr("address"), token.text, "http");
            return;
        }
        if (token.kind == Token::Kind::Sign)
            return;
        const QString name = QString::fromUtf8(token.text);
        const QByteArray lower = token.text.toLower();
        if (lower == "-headers")
            return readTable();
        if (lower == "-usebasicparsing" || lower == "-disablekeepalive" || lower == "-passthru")
            return m_builder.implied(name, {}, Texts::tr("it changes nothing of what is sent"));
        if (lower == "-skipcertificatecheck")
            return m_builder.insecure(name);
        apply(name, lower, m_at < m_tokens.size() ? m_tokens.at(m_at++).text : QByteArray());
    }

    void apply(const QString &name, const QByteArray &lower, const QByteArray &value)
    {
        if (lower == "-uri")
            m_builder.setAddress(name, value, "http");
        else if (lower == "-method")
            m_builder.method(name, value.toUpper());
        else if (lower == "-useragent")
            m_builder.header(name, "User-Agent", value);
        else if (lower == "-contenttype")
            m_builder.header(name, "Content-Type", value);
        else if (lower == "-body")
            skipRest([&] { m_builder.body(name, value); });
        else if (lower == "-proxy")
            m_builder.proxy(name, value);
        else if (lower == "-timeoutsec")
            m_builder.timeLimit(name, value);
        else if (lower == "-websession")
            m_builder.implied(name, value, Texts::tr("what the text says of the session is taken"));
        else if (lower == "-maximumredirection")
            m_builder.left(name, value, Texts::tr("redirects are shown and explained, not followed"));
        else
            m_builder.left(name, value, Texts::tr("a check does not do this"));
    }

    /// An expression in brackets, as Chrome writes bodies: ([System.Text.Encoding]::UTF8.GetBytes("…"))
    template<typename Note>
    void skipRest(Note note)
    {
        note();
        int depth = m_at > 0 && isSign(m_tokens.at(m_at - 1), '(') ? 1 : 0;
        while (depth > 0 && m_at < m_tokens.size()) {
            depth += isSign(m_tokens.at(m_at), '(') ? 1 : isSign(m_tokens.at(m_at), ')') ? -1 : 0;
            ++m_at;
        }
    }

    /// @{ "name"="value" … }
    void readTable()
    {
        while (m_at < m_tokens.size() && !isSign(m_tokens.at(m_at), '{'))
            ++m_at;
        ++m_at;
        while (m_at < m_tokens.size() && !isSign(m_tokens.at(m_at), '}')) {
            const bool isPair = m_at + 2 < m_tokens.size() && isSign(m_tokens.at(m_at + 1), '=');
            if (isPair)
                m_headers.append({m_tokens.at(m_at).text, m_tokens.at(m_at + 2).text});
            else if (m_tokens.at(m_at).kind != Token::Kind::LineEnd)
                m_builder.left(QStringLiteral("-Headers"), m_tokens.at(m_at).text,
                               Texts::tr("\"name\"=\"value\" was expected"));
            m_at += isPair ? 3 : 1;
        }
        ++m_at;
    }

    /// Chrome writes the pseudo headers of HTTP/2 without their colon.
    void takeHeader(const QByteArray &name, const QByteArray &value)
    {
        const bool hasAuthority = std::any_of(m_headers.begin(), m_headers.end(),
                                              [](const auto &pair) { return pair.first == "authority"; });
        const bool isPseudo = name == "authority" || name == "method" || name == "path" || name == "scheme";
        m_builder.header(QString::fromUtf8(name), isPseudo && hasAuthority ? ':' + name : name, value);
    }

    QList<Token> m_tokens;
    qsizetype m_at = 0;
    EndpointBuilder m_builder;
    QList<QByteArray> m_cookies;
    QList<std::pair<QByteArray, QByteArray>> m_headers;
};

} // namespace

Pasted readWebRequest(QByteArrayView text, const observation::Settings &base)
{
    Pasted all;
    for (const QList<Token> &tokens : requestsOf(Tokenizer(text).tokens())) {
        Pasted one = WebRequestReader(tokens, base).read();
        if (one.kind == TextKind::Unknown)
            continue;
        all.kind = one.kind;
        all.endpoints += one.endpoints;
        if (!one.error.isEmpty())
            all.left.append({Part::Fate::Left, Texts::tr("a web request"), {}, one.error});
    }
    if (all.endpoints.isEmpty() && !all.left.isEmpty())
        all.error = all.left.constFirst().meaning;
    return all;
}

} // namespace wirewise::imports
