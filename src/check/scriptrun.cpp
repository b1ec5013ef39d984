#include "check/scriptrun.h"

#include "observation/hextext.h"
#include "observation/printable.h"
#include "wire/json.h"

#include <QCoreApplication>

namespace wirewise::check {

using observation::Duration;
using observation::Message;

namespace {

using Kind = ScriptStep::Kind;
using Outcome = StepResult::Outcome;

/// Messages that nobody expected yet; a script that only sends must not gather what a peer floods.
constexpr qint64 mostUnreadBytes = 64 * 1024 * 1024;
constexpr qsizetype mostUnread = 100'000;
constexpr qsizetype longestQuote = 80;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ScriptRun)
};

QString quoted(QByteArrayView bytes)
{
    return observation::printable(bytes, longestQuote);
}

/// The value at "$.a.b[1]"; nothing if the way ends before.
std::optional<QByteArray> valueAt(QByteArrayView json, QByteArrayView path)
{
    const wire::JsonTree tree = wire::JsonTree::parse(json);
    for (qsizetype i = 0; tree.isValid() && i < tree.size(); ++i) {
        if (tree.pathOf(i, json) == path)
            return wire::valueOf(tree.at(i), json);
    }
    return {};
}

/// The first group of /pattern/, or all of what matches.
std::optional<QByteArray> groupIn(QByteArrayView payload, const QByteArray &written)
{
    const observation::FilterLine line = observation::readFilterLine(QString::fromUtf8(written));
    if (line.terms.size() != 1 || line.terms.constFirst().kind != observation::FilterTerm::Kind::Pattern)
        return {};
    const QRegularExpressionMatch match = line.terms.constFirst().pattern.match(QString::fromUtf8(payload));
    if (!match.hasMatch())
        return {};
    return match.captured(match.lastCapturedIndex() > 0 ? 1 : 0).toUtf8();
}

} // namespace

ScriptRun::ScriptRun(Script script, observation::PlaceholderValues values)
    : m_script(std::move(script))
    , m_values(std::move(values))
    , m_results(m_script.steps.size())
{
}

void ScriptRun::start(Duration now)
{
    goOn(now);
}

void ScriptRun::receive(const Message &message, Duration now)
{
    if (message.direction != wire::Direction::Received || isControl(message.opcode))
        return;
    m_unread.append(message);
    m_unreadBytes += message.payload.size();
    while (m_unread.size() > mostUnread || m_unreadBytes > mostUnreadBytes)
        m_unreadBytes -= m_unread.takeFirst().payload.size();
    goOn(now);
}

void ScriptRun::receiveEnd(std::optional<quint16> code, Duration now)
{
    m_ended = true;
    m_endCode = code;
    goOn(now);
}

void ScriptRun::tick(Duration now)
{
    goOn(now);
}

QList<ScriptAction> ScriptRun::takeActions()
{
    return std::exchange(m_actions, {});
}

std::optional<Duration> ScriptRun::deadline() const
{
    if (isFinished() || !m_waiting)
        return {};
    return m_stepBegan + m_script.steps.at(m_step).time;
}

bool ScriptRun::isFinished() const
{
    return m_failed || m_step >= m_script.steps.size();
}

bool ScriptRun::hasPassed() const
{
    return !m_failed && m_step >= m_script.steps.size();
}

void ScriptRun::goOn(Duration now)
{
    while (!isFinished()) {
        if (!m_waiting) {
            m_stepBegan = now;
            m_results[m_step].outcome = Outcome::Waiting;
        }
        if (!begin(m_script.steps.at(m_step), now))
            return;
        ++m_step;
        m_waiting = false;
    }
}

bool ScriptRun::begin(const ScriptStep &step, Duration now)
{
    m_waiting = true;
    switch (step.kind) {
    case Kind::Set: {
        const auto text = filled(step.text, now);
        if (!text)
            return false;
        m_kept.insert(step.name, *text);
        return pass(now);
    }
    case Kind::Send:
        return send(step, ScriptAction::Kind::SendText, now);
    case Kind::SendBinary:
        return send(step, ScriptAction::Kind::SendBinary, now);
    case Kind::Ping:
        return send(step, ScriptAction::Kind::Ping, now);
    case Kind::Close:
        return send(step, ScriptAction::Kind::Close, now);
    case Kind::Wait:
        return now - m_stepBegan >= step.time && pass(now);
    case Kind::Keep:
        return keep(step, now);
    case Kind::Expect:
        return expect(step, now);
    case Kind::ExpectClose:
        if (m_ended && step.code && m_endCode != step.code)
            return fail(now, m_endCode ? Texts::tr("The connection closed with %1.").arg(*m_endCode)
                                       : Texts::tr("The connection ended without a Close frame."));
        if (m_ended)
            return pass(now);
        return now - m_stepBegan >= step.time && fail(now, Texts::tr("The connection is still open."));
    }
    return false;
}

bool ScriptRun::send(const ScriptStep &step, ScriptAction::Kind kind, Duration now)
{
    if (m_ended)
        return fail(now, Texts::tr("The connection has ended."));
    auto payload = filled(step.text, now);
    if (!payload)
        return false;
    if (kind == ScriptAction::Kind::SendBinary) {
        payload = observation::bytesFromHex(*payload);
        if (!payload)
            return fail(now, Texts::tr("Pairs of hexadecimal digits are expected."));
    }
    m_actions.append({kind, *payload, step.code});
    return pass(now);
}

/// Placeholders are filled in after the line was taken apart, so that a value may hold spaces and quotes.
std::optional<observation::MessageFilter> ScriptRun::filterOf(const ScriptStep &step, Duration now)
{
    observation::MessageFilter filter;
    filter.terms = observation::readFilterLine(QString::fromUtf8(step.text)).terms;
    for (observation::FilterTerm &term : filter.terms) {
        if (term.kind == observation::FilterTerm::Kind::Pattern)
            continue;
        const auto word = filled(term.word, now);
        const auto value = word ? filled(term.value, now) : std::nullopt;
        if (!value)
            return {};
        term.anyCase = term.anyCase && *word == term.word;
        term.word = *word;
        term.value = *value;
    }
    return filter;
}

bool ScriptRun::expect(const ScriptStep &step, Duration now)
{
    const auto filter = filterOf(step, now);
    if (!filter)
        return false;
    while (!m_unread.isEmpty()) {
        const Message message = m_unread.takeFirst();
        m_unreadBytes -= message.payload.size();
        if (!filter->passes(message))
            continue;
        m_found = message;
        m_results[m_step].message = message.number;
        return pass(now, quoted(message.payload));
    }
    if (m_ended)
        return fail(
            now, m_endCode
                     ? Texts::tr("The connection closed with %1 before such a message came.").arg(*m_endCode)
                     : Texts::tr("The connection ended before such a message came."));
    return now - m_stepBegan >= step.time && fail(now, Texts::tr("No such message came in time."));
}

bool ScriptRun::keep(const ScriptStep &step, Duration now)
{
    if (m_found.number == 0)
        return fail(now, Texts::tr("Nothing was expected before, so there is no message to keep from."));
    const auto value =
        step.text.startsWith('$') ? valueAt(m_found.payload, step.text) : groupIn(m_found.payload, step.text);
    if (!value)
        return fail(now, Texts::tr("%1 is not in the message: %2")
                             .arg(QString::fromUtf8(step.text), quoted(m_found.payload)));
    m_kept.insert(step.name, *value);
    return pass(now, QString::fromUtf8(step.name) + QStringLiteral(" = ") + quoted(*value));
}

bool ScriptRun::pass(Duration now, const QString &detail)
{
    StepResult &result = m_results[m_step];
    result.outcome = Outcome::Passed;
    result.took = now - m_stepBegan;
    result.detail = detail;
    return true;
}

/// False, so that nothing follows.
bool ScriptRun::fail(Duration now, const QString &detail)
{
    StepResult &result = m_results[m_step];
    result.outcome = Outcome::Failed;
    result.took = now - m_stepBegan;
    result.detail = detail;
    m_failed = true;
    return false;
}

std::optional<QByteArray> ScriptRun::filled(const QByteArray &text, Duration now)
{
    const observation::FilledText filled =
        observation::fillPlaceholders(text, [this](QByteArrayView name) -> std::optional<QByteArray> {
            const auto kept = m_kept.constFind(name.toByteArray());
            return kept == m_kept.constEnd() ? m_values(name) : std::optional(*kept);
        });
    if (filled.missing.isEmpty())
        return filled.text;
    fail(now, Texts::tr("{{%1}} has no value. Set it before, or keep it from a message.")
                  .arg(QString::fromUtf8(filled.missing.constFirst())));
    return {};
}

} // namespace wirewise::check
