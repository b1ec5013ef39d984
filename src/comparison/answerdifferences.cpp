#include "comparison/pair.h"

#include "comparison/answerwords.h"
#include "comparison/passing.h"
#include "observation/printable.h"
#include "wire/handshake.h"

#include <QSet>

namespace wirewise::comparison {

using observation::Exchange;
using observation::Outcome;

namespace {

constexpr qsizetype LongestValue = 60;

bool gotToTheRequest(const Exchange *exchange)
{
    if (!exchange || exchange->sent.isEmpty())
        return false;
    return exchange->outcome == Outcome::Answered || exchange->outcome == Outcome::Closed ||
           exchange->outcome == Outcome::Reset || exchange->outcome == Outcome::TimedOut;
}

std::optional<Place> placeOf(const Exchange &exchange)
{
    if (exchange.received.isEmpty())
        return std::nullopt;
    const wire::ByteRange range = exchange.response && !exchange.response->statusLine.isEmpty()
                                      ? exchange.response->statusLine
                                      : wire::ByteRange{0, qMin<qint64>(exchange.received.size(), 80)};
    return Place{exchange.name(), wire::Direction::Received, range};
}

/// Two answers to the same question, judged as a client does: of a 101 what it is worth, of a refusal what it
/// says.
bool isWorthTheSame(const Exchange &left, const Exchange &right)
{
    if (left.status() == 101 && right.status() == 101) {
        const auto breaches = [](const Exchange &exchange) {
            QList<wire::HandshakeBreach> all;
            for (const wire::HandshakeRemark &remark :
                 wire::judgeHandshake(exchange.request(), *exchange.response))
                all.append(remark.breach);
            return all;
        };
        return breaches(left) == breaches(right);
    }
    return answersAlike(left, right);
}

QString tellsOfUpgrade(const Pair &pair)
{
    const Half &worse = pair.worse();
    if (!pair.outcomeDiffers)
        return Text::tr("The words differ, the outcome does not.");
    if (worse.breaksAt != Layer::Upgrade)
        return Text::tr("The answers differ, and both are fine.");
    if (pair.sameRequest && pair.sameServer)
        return Text::tr("The same request and server. %1").arg(worse.title());
    return pair.sameRequest ? Text::tr("The same request. %1").arg(worse.title()) : worse.title();
}

QString tellsOfProbe(const Pair &pair, const QByteArray &probe)
{
    const diagnosis::Evidence *proof = pair.outcomeDiffers ? pair.worse().quoted(probe) : nullptr;
    if (proof && !proof->says.isEmpty())
        return proof->says;
    return probe == "head" ? Text::tr("What a monitor sees that sends HEAD.")
                           : Text::tr("What a browser sees that opens the address.");
}

void addAnswer(const Pair &pair, const QByteArray &probe, Layer layer, const QString &title,
               Differences &differences)
{
    const Exchange *left = pair.left.exchange(probe), *right = pair.right.exchange(probe);
    if (!gotToTheRequest(left) || !gotToTheRequest(right) || isWorthTheSame(*left, *right))
        return;
    const Exchange *shownLeft = pair.left.shown(probe), *shownRight = pair.right.shown(probe);
    if (!shownLeft || !shownRight)
        return;
    const bool isClear = answerWords(*left) != answerWords(*right);
    differences.append({probe + ".answer", layer, Weight::Setting, title,
                        isClear ? answerWords(*shownLeft) : longAnswerWords(*shownLeft),
                        isClear ? answerWords(*shownRight) : longAnswerWords(*shownRight),
                        probe == "upgrade" ? tellsOfUpgrade(pair) : tellsOfProbe(pair, probe), placeOf(*left),
                        placeOf(*right)});
}

// ---- who answered

QString hopsWords(const Half &half)
{
    QStringList names;
    for (const QList<diagnosis::Hop> &hops : {half.side.diagnosis.hops, half.facts.getHops})
        for (const diagnosis::Hop &hop : hops)
            if (!names.contains(hop.name))
                names.append(hop.name);
    const Exchange *upgrade = half.facts.upgrade;
    if (names.isEmpty() && upgrade && upgrade->response && upgrade->response->headers.contains("Server"))
        names.append(observation::printable(upgrade->response->headers.value("Server"), LongestValue));
    return names.isEmpty() ? Text::tr("not told") : names.join(QLatin1String(", "));
}

void addHops(const Pair &pair, Differences &differences)
{
    const QString left = hopsWords(pair.left), right = hopsWords(pair.right);
    if (left == right || !pair.left.facts.upgrade || !pair.right.facts.upgrade)
        return;
    const QString tells = pair.sameServer ? Text::tr("The same programs in other versions.")
                                          : Text::tr("Other programs answer, or stand before the app.");
    differences.append(
        {"http.hops", Layer::Http, Weight::Setting, Text::tr("Who answers"), left, right, tells, {}, {}});
}

// ---- header by header

struct HeaderPair
{
    const Exchange *left = nullptr, *right = nullptr;
    QByteArray name;
};

void addHeader(const Pair &pair, const HeaderPair &header, Differences &differences)
{
    const wire::Header *a = header.left->response->headers.find(header.name);
    const wire::Header *b = header.right->response->headers.find(header.name);
    const QByteArray left = a ? a->value : QByteArray(), right = b ? b->value : QByteArray();
    if (left == right)
        return;
    const bool isPassing = changesEveryRun(header.name, left, right) ||
                           variesWithin(pair.left.seen(), header.name) ||
                           variesWithin(pair.right.seen(), header.name);
    // What an answer is made of differs with the answer; that is told once.
    const bool isOfTheAnswer = header.left->status() != header.right->status();
    if (!isPassing && isOfTheAnswer)
        return;
    if (isPassing && (!a || !b))
        return;
    const auto shown = [&header](const Exchange *exchange, bool isThere) {
        return isThere && exchange && exchange->response
                   ? observation::printable(exchange->response->headers.value(header.name), LongestValue)
                   : Text::tr("not sent");
    };
    const QByteArray &probe = header.left->name();
    const auto place = [&probe](const wire::Header *found) {
        return found ? std::optional(Place{probe, wire::Direction::Received, found->range}) : std::nullopt;
    };
    differences.append({"response." + header.name.toLower(), Layer::Upgrade,
                        isPassing ? Weight::Expected : Weight::Setting,
                        observation::printable(header.name, 40), shown(pair.left.shown(probe), a != nullptr),
                        shown(pair.right.shown(probe), b != nullptr),
                        isPassing ? Text::tr("New in every answer.")
                                  : Text::tr("A header of the answer to %1.").arg(QString::fromUtf8(probe)),
                        place(a), place(b)});
}

void addHeaders(const Pair &pair, Differences &differences)
{
    QSet<QByteArray> told;
    for (const char *probe : {"upgrade", "get", "head"}) {
        const Exchange *left = pair.left.exchange(probe), *right = pair.right.exchange(probe);
        if (!left || !right || !left->response || !right->response)
            continue;
        for (const wire::HeaderList &headers : {left->response->headers, right->response->headers}) {
            for (const wire::Header &header : headers) {
                const QByteArray name = header.name.toLower();
                if (told.contains(name))
                    continue;
                const qsizetype before = differences.size();
                addHeader(pair, {left, right, header.name}, differences);
                if (differences.size() > before)
                    told.insert(name);
            }
        }
    }
}

} // namespace

void addAnswerDifferences(const Pair &pair, Differences &differences)
{
    addAnswer(pair, "upgrade", Layer::Upgrade, Text::tr("Answer to the upgrade"), differences);
    addAnswer(pair, "head", Layer::Http, Text::tr("Answer to HEAD"), differences);
    addAnswer(pair, "get", Layer::Http, Text::tr("Answer to GET"), differences);
    addHops(pair, differences);
    addHeaders(pair, differences);
}

} // namespace wirewise::comparison
