#include "comparison/pair.h"

#include "comparison/passing.h"
#include "observation/placename.h"
#include "observation/printable.h"

#include <QLocale>

#include <algorithm>

namespace wirewise::comparison {

using diagnosis::Verdict;

namespace {

/// How bad a verdict is, for finding the side that has something to explain.
int badness(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Works:
        return 0;
    case Verdict::WorksWithWarnings:
        return 1;
    case Verdict::NotChecked:
        return 2;
    case Verdict::Fails:
        break;
    }
    return 3;
}

/// Where in the building of the connection a finding lies. What is said of an open connection belongs to the
/// session, whatever room its rule stands in.
Layer placeOf(const Half &half)
{
    switch (diagnosis::layerOf(half.findingId())) {
    case diagnosis::Layer::Url:
        return Layer::Url;
    case diagnosis::Layer::Dns:
        return Layer::Dns;
    case diagnosis::Layer::Local:
    case diagnosis::Layer::Tcp:
        return Layer::Tcp;
    case diagnosis::Layer::Proxy:
        return Layer::Proxy;
    case diagnosis::Layer::Tls:
        return Layer::Tls;
    case diagnosis::Layer::Health:
        return Layer::Http;
    case diagnosis::Layer::Session:
        return Layer::Session;
    default:
        return half.facts.works ? Layer::Session : Layer::Upgrade;
    }
}

bool asksTheSame(const Half &left, const Half &right)
{
    if (!left.facts.upgrade || !right.facts.upgrade)
        return false;
    const auto essence = [](const observation::Exchange &upgrade) {
        QList<QByteArray> lines{upgrade.request().target};
        const wire::Request request = upgrade.request();
        for (const wire::Header &header : request.headers) {
            const QByteArray name = header.name.toLower();
            if (name != "host" && name != "sec-websocket-key" && name != "user-agent")
                lines.append(name + ": " + header.value);
        }
        return lines;
    };
    return essence(*left.facts.upgrade) == essence(*right.facts.upgrade);
}

/// The programs that answered, by their names without versions.
QSet<QByteArray> stacksOf(const Half &half)
{
    QSet<QByteArray> all;
    for (const QList<diagnosis::Hop> &hops : {half.facts.hops, half.facts.getHops})
        for (const diagnosis::Hop &hop : hops)
            all.insert(hop.stack);
    return all;
}

/// Two runs of one endpoint are told apart by their hour, on different days by their day.
std::pair<QString, QString> timesOf(const Side &left, const Side &right)
{
    const QDateTime a = left.observation.startedAt.toLocalTime();
    const QDateTime b = right.observation.startedAt.toLocalTime();
    if (!a.isValid() || !b.isValid() || a.toSecsSinceEpoch() == b.toSecsSinceEpoch())
        return {Text::tr("the first"), Text::tr("the second")};
    if (a.date() != b.date()) {
        const QLatin1String format("d MMM yyyy, HH:mm");
        return {Text::tr("the run of %1").arg(QLocale::c().toString(a, format)),
                Text::tr("the run of %1").arg(QLocale::c().toString(b, format))};
    }
    const QLatin1String format("HH:mm:ss");
    return {Text::tr("the run at %1").arg(a.toString(format)),
            Text::tr("the run at %1").arg(b.toString(format))};
}

bool isSameAddress(const Side &left, const Side &right)
{
    const auto &a = left.observation.endpoint.endpoint;
    const auto &b = right.observation.endpoint.endpoint;
    return a && b ? a->url() == b->url() : left.observation.typed == right.observation.typed;
}

QString placeOf(const Side &side)
{
    const QString &from = side.shown.from;
    return from.isEmpty() ? Text::tr("this computer") : observation::placeName(from);
}

} // namespace

std::pair<QString, QString> namesOf(const Side &left, const Side &right)
{
    const auto differ = [](const QString &a, const QString &b) {
        return !a.isEmpty() && !b.isEmpty() && a != b;
    };
    if (differ(left.name, right.name))
        return {left.name, right.name};
    const auto &a = left.shown.endpoint.endpoint;
    const auto &b = right.shown.endpoint.endpoint;
    if (left.observation.from != right.observation.from && isSameAddress(left, right))
        return {placeOf(left), placeOf(right)};
    if (a && b) {
        constexpr qsizetype longest = 40;
        const auto text = [](const QByteArray &bytes) { return observation::printable(bytes, longest); };
        if (a->host != b->host)
            return {text(a->host), text(b->host)};
        if (a->hostHeader() != b->hostHeader())
            return {text(a->hostHeader()), text(b->hostHeader())};
        if (a->path() != b->path())
            return {text(a->path()), text(b->path())};
    }
    return timesOf(left, right);
}

Half::Half(const Side &itsSide, QString itsName)
    : side(itsSide)
    , facts(itsSide.observation)
    , name(std::move(itsName))
{
    breaksAt = placeOf(*this);
}

QByteArray Half::findingId() const
{
    return side.diagnosis.findings.isEmpty() ? QByteArray() : side.diagnosis.primary().id;
}

const diagnosis::Evidence *Half::quoted(const QByteArray &probe) const
{
    if (side.diagnosis.findings.isEmpty())
        return nullptr;
    const QList<diagnosis::Evidence> &evidence = side.diagnosis.primary().evidence;
    const auto found = std::find_if(evidence.begin(), evidence.end(), [&](const diagnosis::Evidence &item) {
        return item.probe == probe && item.direction == wire::Direction::Received && !item.inSession;
    });
    return found == evidence.end() ? nullptr : &*found;
}

Pair::Pair(const Side &leftSide, const Side &rightSide)
    : Pair(leftSide, rightSide, namesOf(leftSide, rightSide))
{
}

Pair::Pair(const Side &leftSide, const Side &rightSide, const std::pair<QString, QString> &names)
    : left(leftSide, names.first)
    , right(rightSide, names.second)
{
    outcomeDiffers =
        leftSide.diagnosis.verdict != rightSide.diagnosis.verdict || left.findingId() != right.findingId();
    sameRequest = asksTheSame(left, right);
    otherPlace =
        leftSide.observation.from != rightSide.observation.from && isSameAddress(leftSide, rightSide);
    const QSet<QByteArray> leftStacks = stacksOf(left), rightStacks = stacksOf(right);
    sameServer = !leftStacks.isEmpty() && leftStacks == rightStacks;
    otherServer = !leftStacks.isEmpty() && !rightStacks.isEmpty() && !leftStacks.intersects(rightStacks);
    if (!outcomeDiffers)
        return;
    const int leftBadness = badness(leftSide.diagnosis.verdict);
    const int rightBadness = badness(rightSide.diagnosis.verdict);
    left.isToExplain = leftBadness >= rightBadness && left.findingId() != "upgrade.ok";
    right.isToExplain = rightBadness >= leftBadness && right.findingId() != "upgrade.ok";
}

} // namespace wirewise::comparison
