#include "comparison/passing.h"

#include "diagnosis/answers.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace wirewise::comparison {

using observation::Exchange;

namespace {

/// Bytes of a body that are compared; a page's head tells pages apart.
constexpr qsizetype ComparedBytes = 64 * 1024;

/// Their values are made anew for every answer, by what their definitions say.
const QSet<QByteArray> &namesOfPassingThings()
{
    static const QSet<QByteArray> names = {
        "date",
        "age",
        "expires",
        "etag",
        "last-modified",
        "set-cookie",
        "sec-websocket-key",
        "sec-websocket-accept",
        "cf-ray",
        "traceparent",
        "tracestate",
        "server-timing",
        "x-runtime",
        "nel",
        "report-to",
        "x-timer",
        "x-amz-cf-id",
        "x-vercel-id",
        "x-served-by",
        "x-cache-hits",
        "x-response-time",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "ratelimit-remaining",
        "ratelimit-reset",
        "content-security-policy-nonce",
    };
    return names;
}

/// A part of a name, between its dashes, that says so.
bool saysSo(QByteArrayView part)
{
    static const QSet<QByteArray> words = {"trace",  "traceid",  "requestid", "correlation",
                                           "span",   "nonce",    "timestamp", "elapsed",
                                           "timing", "duration", "uuid"};
    return words.contains(part.toByteArray());
}

bool namesAnIdentifier(const QByteArray &name)
{
    const QList<QByteArray> parts = name.split('-');
    if (std::any_of(parts.begin(), parts.end(), [](const QByteArray &part) { return saysSo(part); }))
        return true;
    return parts.size() > 1 && parts.constLast() == "id" && parts.contains("request");
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isIdentifierCharacter(char c)
{
    return isLetter(c) || isDigit(c) || c == '-' || c == '_' || c == '+' || c == '/' || c == '=';
}

int kindOf(char c)
{
    return isDigit(c) ? 0 : c >= 'a' && c <= 'z' ? 1 : c >= 'A' && c <= 'Z' ? 2 : 3;
}

/// Too long for a version or a word, and digits in it; or as restless between capitals and small letters as
/// no word is.
bool looksLikeIdentifier(QByteArrayView run)
{
    constexpr qsizetype shortest = 10, shortestOfLetters = 16;
    const auto digits = std::count_if(run.begin(), run.end(), isDigit);
    if (run.size() >= shortest && digits >= 2)
        return true;
    qsizetype changes = 0;
    for (qsizetype i = 1; i < run.size(); ++i)
        changes += kindOf(run[i]) != kindOf(run[i - 1]) ? 1 : 0;
    return run.size() >= shortestOfLetters && 2 * changes >= run.size();
}

/// Whether what follows the text is the value of a JSON member whose name says that it names something:
/// "sid", "requestId", "trace_id".
bool endsInNameOfIdentifier(QByteArrayView text)
{
    constexpr qsizetype longestName = 48;
    text = text.last(qMin(text.size(), longestName));
    while (!text.isEmpty() && (text.back() == ' ' || text.back() == '"' || text.back() == ':'))
        text.chop(1);
    const QByteArray end = text.toByteArray();
    const QByteArray name = end.mid(end.lastIndexOf('"') + 1);
    const qsizetype before = name.size() - 3; // what stands before "id"
    return name == "sid" || name == "id" || name == "nonce" || name.endsWith("Id") || name.endsWith("ID") ||
           (before >= 0 && name.endsWith("id") && !isLetter(name.at(before)));
}

/// The text with identifiers replaced by one sign.
QByteArray withoutIdentifiers(QByteArrayView text)
{
    QByteArray result;
    for (auto at = text.begin(); at != text.end();) {
        const auto end = std::find_if_not(at, text.end(), isIdentifierCharacter);
        const QByteArrayView run(at, end);
        const bool isNamed = end != at && at != text.begin() && *(at - 1) == '"' &&
                             endsInNameOfIdentifier(text.first(at - text.begin()));
        if (!run.isEmpty() && (isNamed || looksLikeIdentifier(run)))
            result.append('#');
        else
            result.append(run);
        at = end;
        if (at != text.end())
            result.append(*at++);
    }
    return result;
}

/// RFC 9110 section 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT".
bool isHttpDate(QByteArrayView value)
{
    return value.size() == 29 && value.endsWith(" GMT") && value.sliced(3, 2) == ", " && value[19] == ':';
}

} // namespace

bool differInIdentifiersOnly(QByteArrayView left, QByteArrayView right)
{
    return left != right && withoutIdentifiers(left) == withoutIdentifiers(right);
}

bool changesEveryRun(QByteArrayView name, QByteArrayView left, QByteArrayView right)
{
    const QByteArray lower = name.toByteArray().toLower();
    if (namesOfPassingThings().contains(lower) || namesAnIdentifier(lower))
        return true;
    if (left.isEmpty() || right.isEmpty())
        return false;
    return (isHttpDate(left) && isHttpDate(right)) || differInIdentifiersOnly(left, right);
}

bool answersAlike(const Exchange &left, const Exchange &right)
{
    if (diagnosis::sameAnswer(left, right))
        return true;
    if (left.outcome != right.outcome || !left.response || !right.response)
        return false;
    return left.status() == right.status() && left.response->reason == right.response->reason &&
           differInIdentifiersOnly(left.response->body.left(ComparedBytes),
                                   right.response->body.left(ComparedBytes));
}

bool variesWithin(const observation::Observation &observation, QByteArrayView name)
{
    QHash<QByteArray, QByteArray> values; // by target, method and status
    const auto differs = [&](const Exchange &exchange) {
        const wire::Header *header = exchange.response ? exchange.response->headers.find(name) : nullptr;
        if (!header)
            return false;
        const QByteArray key = toString(exchange.probe.kind) + ' ' +
                               QByteArray::number(exchange.response->status) + ' ' +
                               exchange.probe.endpoint.target;
        const auto known = values.constFind(key);
        if (known == values.constEnd()) {
            values.insert(key, header->value);
            return false;
        }
        return *known != header->value;
    };
    // Only the very same request tells: another one may be answered otherwise for a reason.
    const auto repeats = [&](const observation::ExperimentResult &result) {
        return result.experiment.id.startsWith("again-") && differs(result.exchange);
    };
    return std::any_of(observation.exchanges.begin(), observation.exchanges.end(), differs) ||
           std::any_of(observation.experiments.begin(), observation.experiments.end(), repeats);
}

} // namespace wirewise::comparison
