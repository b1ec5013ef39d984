#include "comparison/pair.h"

#include "comparison/passing.h"
#include "observation/printable.h"

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

/// By the programs' names, without their versions.
bool answeredByTheSame(const Half &left, const Half &right)
{
    const auto stacks = [](const Half &half) {
        QList<QByteArray> all;
        for (const QList<diagnosis::Hop> &hops : {half.facts.hops, half.facts.getHops})
            for (const diagnosis::Hop &hop : hops)
                if (!all.contains(hop.stack))
                    all.append(hop.stack);
        std::sort(all.begin(), all.end());
        return all;
    };
    return !stacks(left).isEmpty() && stacks(left) == stacks(right);
}

QString whenOf(const Side &side)
{
    const QDateTime local = side.observation.startedAt.toLocalTime();
    return local.isValid() ? local.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) : QString();
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
    if (differ(whenOf(left), whenOf(right)))
        return {Text::tr("the run of %1").arg(whenOf(left)), Text::tr("the run of %1").arg(whenOf(right))};
    return {Text::tr("the first"), Text::tr("the second")};
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

bool Half::quotes(const QByteArray &probe) const
{
    if (side.diagnosis.findings.isEmpty())
        return false;
    const QList<diagnosis::Evidence> &evidence = side.diagnosis.primary().evidence;
    return std::any_of(evidence.begin(), evidence.end(), [&](const diagnosis::Evidence &item) {
        return item.probe == probe && item.direction == wire::Direction::Received && !item.inSession;
    });
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
    sameServer = answeredByTheSame(left, right);
    if (!outcomeDiffers)
        return;
    const int leftBadness = badness(leftSide.diagnosis.verdict);
    const int rightBadness = badness(rightSide.diagnosis.verdict);
    left.isToExplain = leftBadness >= rightBadness && left.findingId() != "upgrade.ok";
    right.isToExplain = rightBadness >= leftBadness && right.findingId() != "upgrade.ok";
}

} // namespace wirewise::comparison
