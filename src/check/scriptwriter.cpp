#include "check/scriptwriter.h"

#include "wire/framejudge.h"
#include "wire/json.h"
#include "wire/utf8.h"

#include <QSet>

#include <algorithm>

namespace wirewise::check {

namespace {

using observation::Message;
using std::chrono::seconds;
using wire::Direction;
using wire::Opcode;

constexpr qsizetype LongestValue = 80;   // bytes of a member that is expected
constexpr qsizetype LongestWord = 40;    // of the beginning of a text
constexpr qsizetype LongestSent = 65536; // bytes that are written down
constexpr qsizetype MostTerms = 3;

/// Between quotation marks of a filter line any byte but these stands for itself.
bool isQuotable(QByteArrayView text)
{
    return !text.isEmpty() && wire::isValidUtf8(text) && !text.contains("{{") &&
           std::none_of(text.begin(), text.end(),
                        [](char c) { return c == '"' || static_cast<quint8>(c) < 0x20 || c == 0x7F; });
}

bool isPlain(QByteArrayView value)
{
    return std::none_of(value.begin(), value.end(), [](char c) { return c == ' ' || c == '\t'; });
}

bool isKeyName(QByteArrayView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               QByteArrayView("_-$@").contains(c);
    });
}

/// The first member of that name with a value that a term can hold.
QByteArray keyTerm(const wire::JsonTree &tree, QByteArrayView json, const QByteArray &key)
{
    for (const wire::JsonNode &node : tree.nodes()) {
        const bool isScalar = node.kind != wire::JsonKind::Array && node.kind != wire::JsonKind::Object;
        if (!isScalar || node.keyStart < 0 || wire::keyOf(node, json) != key)
            continue;
        const QByteArray value = wire::valueOf(node, json);
        if (value.size() > LongestValue || !isQuotable(value))
            continue;
        return isPlain(value) ? QByteArray(key + ':' + value) : QByteArray(key + ":\"" + value + '"');
    }
    return {};
}

QByteArray termsFor(const Message &message, const QList<QByteArray> &keys)
{
    QByteArrayList terms;
    const wire::JsonTree tree = wire::JsonTree::parse(message.payload);
    if (tree.isValid()) {
        for (const QByteArray &key : keys) {
            const QByteArray term = keyTerm(tree, message.payload, key);
            if (!term.isEmpty() && terms.size() < MostTerms)
                terms.append(term);
        }
    }
    if (!terms.isEmpty())
        return terms.join(' ');
    // Any JSON object is told better by having its first member than by its brace.
    if (const qsizetype first = tree.isValid() ? tree.child(0, 0) : -1; first >= 0) {
        const QByteArray name = wire::keyOf(tree.at(first), message.payload);
        if (isKeyName(name))
            return name + ':';
    }
    QByteArray word = message.payload.left(LongestWord);
    while (!word.isEmpty() && !isQuotable(word))
        word.chop(1);
    return word.isEmpty() ? QByteArray() : '"' + word + '"';
}

class ScriptWriter
{
public:
    explicit ScriptWriter(const QList<QByteArray> &keys)
        : m_keys(keys)
    {
    }

    void write(const Message &message)
    {
        const bool isSent = message.direction == Direction::Sent;
        if (message.frames == 0)
            comment("bytes were sent here as they were typed: " +
                    message.payload.left(LongestWord).toHex(' '));
        else if (message.opcode == Opcode::Close)
            writeClose(message, isSent);
        else if (!wire::isControl(message.opcode) && isSent)
            writeSent(message);
        else if (!wire::isControl(message.opcode))
            writeExpected(message);
    }

    [[nodiscard]] QByteArray script()
    {
        if (!m_closed)
            step("close 1000");
        return m_script;
    }

private:
    void step(const QByteArray &line) { m_script += line + '\n'; }
    void comment(const QByteArray &words) { step("# " + words); }

    void writeSent(const Message &message)
    {
        m_expected.clear(); // after it the same may be expected anew
        m_waitsSince = message.at;
        const QByteArray &text = message.payload;
        if (text.size() > LongestSent)
            return comment("a message of " + QByteArray::number(text.size()) + " bytes was sent here");
        if (message.opcode == Opcode::Binary)
            return step("send-binary " + text.toHex(' '));
        const bool isOneLine = text == text.trimmed() && !text.contains('\n') && !text.startsWith("<<");
        if (isOneLine)
            return step(text.isEmpty() ? QByteArray("send") : "send " + text);
        const QByteArrayList lines = text.split('\n');
        QByteArray mark = "END";
        while (std::any_of(lines.begin(), lines.end(),
                           [&mark](const QByteArray &line) { return line.trimmed() == mark; }))
            mark += '_';
        if (text.contains('\r'))
            comment("line ends were CR LF");
        step("send <<" + mark);
        step(text);
        step(mark);
    }

    void writeExpected(const Message &message)
    {
        const QByteArray terms = termsFor(message, m_keys);
        if (terms.isEmpty())
            return comment("a message of " + QByteArray::number(message.payload.size()) + " bytes came here");
        if (m_expected.contains(terms))
            return;
        m_expected.insert(terms);
        step("expect within " + QByteArray::number(limitFor(message)) + "s " + terms);
        m_waitsSince = message.at;
    }

    void writeClose(const Message &message, bool isSent)
    {
        const wire::CloseBody body = wire::readCloseBody(message.payload);
        const QByteArray code = body.code ? ' ' + QByteArray::number(*body.code) : QByteArray();
        const bool isAnswer = m_closed;
        m_closed = true;
        if (isSent && !isAnswer && !body.breach)
            step(QByteArray("close" + code + ' ' + body.reason.simplified()).trimmed());
        else if (!isSent && !body.breach)
            step("expect-close" + code + " within " + QByteArray::number(limitFor(message)) + 's');
    }

    /// Twice the time that it took, and not less than five seconds: another run is never as fast.
    [[nodiscard]] qint64 limitFor(const Message &message) const
    {
        const auto took = std::chrono::ceil<seconds>(message.at - m_waitsSince).count();
        return std::clamp<qint64>(2 * took, 5, 3600);
    }

    const QList<QByteArray> &m_keys;
    QByteArray m_script;
    QSet<QByteArray> m_expected; ///< since the last message that was sent
    observation::Duration m_waitsSince{0};
    bool m_closed = false;
};

} // namespace

QList<QByteArray> usualScriptKeys()
{
    return {"type", "event", "op", "action", "method", "topic", "status"};
}

QByteArray writeScript(const QList<Message> &messages, const QList<QByteArray> &keys)
{
    ScriptWriter writer(keys);
    for (const Message &message : messages)
        writer.write(message);
    return writer.script();
}

} // namespace wirewise::check
