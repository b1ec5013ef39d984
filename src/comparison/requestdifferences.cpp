#include "comparison/pair.h"

#include "observation/printable.h"

#include <QSet>

namespace wirewise::comparison {

using observation::Exchange;

namespace {

constexpr qsizetype LongestValue = 60;

/// All lines of that name, as one value.
QByteArray valueOf(const wire::HeaderList &headers, QByteArrayView name)
{
    QByteArrayList values;
    for (const wire::Header &header : headers.all(name))
        values.append(header.value);
    return values.join(", ");
}

std::optional<Place> placeOf(const wire::HeaderList &headers, QByteArrayView name)
{
    const wire::Header *header = headers.find(name);
    return header ? std::optional(Place{"upgrade", wire::Direction::Sent, header->range}) : std::nullopt;
}

bool isSetByHand(const Half &half, const QByteArray &name)
{
    if (name == "sec-websocket-key")
        return half.seen().settings.key.has_value();
    return false;
}

QString tellsOf(const Pair &pair, const QByteArray &name, bool onLeft, bool onRight, bool isPassing)
{
    if (isPassing)
        return Text::tr("New for every handshake.");
    const QString shownName = observation::printable(name, 40);
    if (!onLeft || !onRight)
        return Text::tr("Only %1 sends %2.").arg(onLeft ? pair.left.name : pair.right.name, shownName);
    return Text::tr("Each side sends another %1.").arg(shownName);
}

void addHeader(const Pair &pair, const wire::Request &left, const wire::Request &right,
               const QByteArray &spelled, Differences &differences)
{
    const QByteArray name = spelled.toLower();
    const QByteArray a = valueOf(left.headers, name), b = valueOf(right.headers, name);
    if (a == b)
        return;
    const bool isByHand = isSetByHand(pair.left, name) || isSetByHand(pair.right, name);
    // Of all that Wirewise sends only the key is made anew.
    const bool isPassing = !isByHand && name == "sec-websocket-key";
    const auto shown = [&](const Half &half, bool isThere) {
        const Exchange *exchange = half.shown("upgrade");
        if (!isThere || !exchange)
            return Text::tr("not sent");
        return observation::printable(valueOf(exchange->request().headers, name), LongestValue);
    };
    const bool onLeft = left.headers.contains(name), onRight = right.headers.contains(name);
    differences.append({"request." + name, Layer::Request, isPassing ? Weight::Expected : Weight::Setting,
                        observation::printable(spelled, 40),
                        isPassing ? Text::tr("random") : shown(pair.left, onLeft),
                        isPassing ? Text::tr("random") : shown(pair.right, onRight),
                        tellsOf(pair, spelled, onLeft, onRight, isPassing), placeOf(left.headers, name),
                        placeOf(right.headers, name)});
}

/// The Host header says what the address says, unless it was set.
bool isImplied(const Half &half, const wire::Request &request)
{
    return half.facts.endpoint && request.headers.value("Host") == half.facts.endpoint->hostHeader();
}

void addSent(const Pair &pair, Differences &differences)
{
    const QList<QByteArray> &a = pair.left.seen().settings.send, &b = pair.right.seen().settings.send;
    if (a == b)
        return;
    const auto words = [](const QList<QByteArray> &texts) {
        return texts.isEmpty() ? Text::tr("nothing") : Text::tr("%1 bytes").arg(texts.join().size());
    };
    differences.append({"session.sent",
                        Layer::Session,
                        Weight::Setting,
                        Text::tr("Sent after the upgrade"),
                        words(a),
                        words(b),
                        Text::tr("The server is told something else."),
                        {},
                        {}});
}

} // namespace

void addRequestDifferences(const Pair &pair, Differences &differences)
{
    addSent(pair, differences);
    const Exchange *left = pair.left.facts.upgrade, *right = pair.right.facts.upgrade;
    if (!left || !right || left->sent.isEmpty() || right->sent.isEmpty())
        return;
    const wire::Request one = left->request(), other = right->request();
    QSet<QByteArray> seen;
    if (isImplied(pair.left, one) && isImplied(pair.right, other))
        seen.insert("host");
    for (const wire::HeaderList &headers : {one.headers, other.headers}) {
        for (const wire::Header &header : headers) {
            const QByteArray name = header.name.toLower();
            if (!seen.contains(name))
                addHeader(pair, one, other, header.name, differences);
            seen.insert(name);
        }
    }
}

} // namespace wirewise::comparison
