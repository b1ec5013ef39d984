#include "wire/jsonpath.h"

#include "wire/utf8.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace wirewise::wire {

namespace {

bool endsName(char c)
{
    return c == '.' || c == '[';
}

/// Whether a name can stand behind a point without quotes.
bool isPlain(const QByteArray &name)
{
    return !name.isEmpty() && name != "$" && std::none_of(name.begin(), name.end(), [](char c) {
        return endsName(c) || c == ']' || c == '"' || static_cast<uchar>(c) <= 0x20;
    });
}

QByteArray quoted(const QByteArray &name)
{
    const QByteArray list = QJsonDocument(QJsonArray{QString::fromUtf8(name)}).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

/// Index behind the string that begins at `from`; -1 without an end.
qsizetype stringEnd(QByteArrayView written, qsizetype from)
{
    for (qsizetype at = from + 1; at < written.size(); ++at) {
        if (written[at] == '\\')
            ++at;
        else if (written[at] == '"')
            return at + 1;
    }
    return -1;
}

/// What stands in brackets: a place or a quoted name. `at` moves behind the closing one.
std::optional<JsonPath::Step> readBrackets(QByteArrayView written, qsizetype *at)
{
    const qsizetype start = *at + 1;
    const bool isName = start < written.size() && written[start] == '"';
    const qsizetype end = isName ? stringEnd(written, start) : written.indexOf(']', start);
    if (end < 0 || end >= written.size() || written[end] != ']')
        return {};
    const QByteArrayView inside = written.sliced(start, end - start);
    *at = end + 1;
    JsonPath::Step step;
    if (isName) {
        const JsonTree name = JsonTree::parse(inside);
        if (!name.isValid())
            return {};
        step.name = valueOf(name.at(0), inside);
        return isValidUtf8(step.name) ? std::optional(step) : std::nullopt;
    }
    bool isNumber = false;
    step.nth = inside.toByteArray().toLongLong(&isNumber);
    if (!isNumber || step.nth < 0)
        return {};
    return step;
}

} // namespace

std::optional<JsonPath> JsonPath::read(QByteArrayView written)
{
    JsonPath path;
    qsizetype at = 0;
    if (written.startsWith('$') && (written.size() == 1 || endsName(written[1])))
        at = 1;
    const bool isRooted = at == 1;
    if (written.isEmpty() || !isValidUtf8(written))
        return {};
    while (at < written.size()) {
        if (path.m_steps.size() >= MostSteps)
            return {};
        if (written[at] == '[') {
            const auto step = readBrackets(written, &at);
            if (!step)
                return {};
            path.m_steps.append(*step);
            continue;
        }
        const bool isFirst = !isRooted && path.m_steps.isEmpty();
        if ((written[at] == '.') == isFirst)
            return {};
        at += isFirst ? 0 : 1;
        const qsizetype start = at;
        while (at < written.size() && !endsName(written[at]))
            ++at;
        Step step;
        step.name = written.sliced(start, at - start).toByteArray();
        if (!isPlain(step.name) && step.name != "$")
            return {};
        path.m_steps.append(step);
    }
    return path;
}

QByteArray JsonPath::written() const
{
    if (m_steps.isEmpty())
        return QByteArrayLiteral("$");
    QByteArray text;
    for (const Step &step : m_steps) {
        if (step.nth >= 0)
            text += '[' + QByteArray::number(step.nth) + ']';
        else if (!isPlain(step.name))
            text += '[' + quoted(step.name) + ']';
        else
            text += text.isEmpty() ? step.name : QByteArray('.' + step.name);
    }
    return text;
}

QByteArray JsonPath::lastName() const
{
    const auto found =
        std::find_if(m_steps.crbegin(), m_steps.crend(), [](const Step &step) { return step.nth < 0; });
    return found == m_steps.crend() ? QByteArray() : found->name;
}

qsizetype JsonPath::find(const JsonTree &tree, QByteArrayView text) const
{
    qsizetype at = tree.isValid() ? 0 : -1;
    for (const Step &step : m_steps) {
        if (at < 0)
            return -1;
        const JsonKind kind = tree.at(at).kind;
        if (step.nth >= 0)
            at = kind == JsonKind::Array ? tree.child(at, step.nth) : -1;
        else
            at = kind == JsonKind::Object ? tree.member(at, step.name, text) : -1;
    }
    return at;
}

} // namespace wirewise::wire
