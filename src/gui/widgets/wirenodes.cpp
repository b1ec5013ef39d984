#include "gui/widgets/wirenodes.h"

#include "gui/widgets/bannercontent.h"
#include "gui/widgets/phasebar.h"
#include "observation/printable.h"

#include <QCoreApplication>

namespace wirewise::gui {

namespace {

using diagnosis::Layer;
using diagnosis::Verdict;
using observation::Exchange;
using observation::Outcome;
using observation::ProbeKind;
using Place = WireNode::Place;
using State = WireNode::State;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::WireNode)
};

constexpr qsizetype LongestDetail = 20;

Place placeOf(Layer layer)
{
    switch (layer) {
    case Layer::Url:
        return Place::Url;
    case Layer::Local:
    case Layer::Dns:
        return Place::Name;
    case Layer::Tcp:
        return Place::Tcp;
    case Layer::Proxy:
        return Place::Proxy;
    case Layer::Tls:
        return Place::Tls;
    case Layer::Http:
    case Layer::Health:
        return Place::Http;
    case Layer::Upgrade:
    case Layer::Engineio:
    case Layer::Auth:
        return Place::Upgrade;
    case Layer::Session:
        return Place::Session;
    }
    return Place::Upgrade;
}

QString nameOf(Place place)
{
    switch (place) {
    case Place::Url:
        return Words::tr("URL");
    case Place::Name:
        return Words::tr("Name");
    case Place::Tcp:
        return Words::tr("TCP");
    case Place::Proxy:
        return Words::tr("Proxy");
    case Place::Tls:
        return Words::tr("TLS");
    case Place::Http:
        return Words::tr("HTTP");
    case Place::Upgrade:
        return Words::tr("Upgrade");
    case Place::Session:
        return Words::tr("Session");
    }
    return {};
}

QList<WireNode> emptyWire()
{
    QList<WireNode> nodes;
    for (const Place place : {Place::Url, Place::Name, Place::Tcp, Place::Proxy, Place::Tls, Place::Http,
                              Place::Upgrade, Place::Session})
        nodes.append({place, State::Unreached, nameOf(place), {}});
    return nodes;
}

WireNode &at(QList<WireNode> &nodes, Place place)
{
    return nodes[static_cast<int>(place)];
}

// The exchange that tells most about the way: the upgrade, else whatever there is.
const Exchange *tellingExchange(const QList<Exchange> &exchanges)
{
    const Exchange *telling = nullptr;
    for (const Exchange &exchange : exchanges) {
        if (exchange.probe.kind == ProbeKind::Upgrade)
            return &exchange;
        if (telling == nullptr)
            telling = &exchange;
    }
    return telling;
}

const Exchange *find(const QList<Exchange> &exchanges, ProbeKind kind)
{
    for (const Exchange &exchange : exchanges) {
        if (exchange.probe.kind == kind)
            return &exchange;
    }
    return nullptr;
}

QString addressesOf(const Exchange &exchange)
{
    QStringList addresses;
    for (const observation::AddressAttempt &attempt : exchange.connection.attempts) {
        if (addresses.size() < 2)
            addresses.append(observation::printable(attempt.address, LongestDetail));
    }
    return addresses.join(u", ");
}

QString tlsName(const Exchange &exchange)
{
    if (!exchange.connection.tls || exchange.connection.tls->version.isEmpty())
        return nameOf(Place::Tls);
    QString version = observation::printable(exchange.connection.tls->version, LongestDetail);
    return version.startsWith(u"TLSv") ? u"TLS " % version.mid(4) : version;
}

QString durationDetail(const std::optional<observation::Duration> &duration)
{
    return duration ? durationText(*duration) : QString();
}

// The way of one exchange up to the request: what happened, without judging it.
void describeWay(QList<WireNode> &nodes, const observation::Endpoint &endpoint, const Exchange &exchange)
{
    at(nodes, Place::Name).detail = endpoint.isIpLiteral() || endpoint.isLoopback()
                                        ? addressesOf(exchange)
                                        : durationDetail(exchange.timing.name);
    at(nodes, Place::Tcp).detail = durationDetail(exchange.timing.connect);
    WireNode &proxy = at(nodes, Place::Proxy);
    if (!exchange.connection.proxy) {
        proxy.state = State::Unused;
        proxy.detail = Words::tr("none");
    }
    WireNode &tls = at(nodes, Place::Tls);
    if (!endpoint.secure) {
        tls.state = State::Unused;
        tls.detail = Words::tr("not used");
    } else {
        tls.name = tlsName(exchange);
        tls.detail = durationDetail(exchange.timing.tls);
    }
}

QString httpDetail(const QList<Exchange> &exchanges)
{
    const Exchange *get = find(exchanges, ProbeKind::Get);
    const Exchange *head = find(exchanges, ProbeKind::Head);
    const bool differ = get != nullptr && head != nullptr && get->status() != head->status();
    if (differ && get->status() == 200 && !statusText(*head).isEmpty())
        return Words::tr("HEAD %1").arg(statusText(*head));
    for (const Exchange *exchange : {get, head, find(exchanges, ProbeKind::Upgrade)}) {
        if (exchange != nullptr && !statusText(*exchange).isEmpty())
            return statusText(*exchange);
    }
    return {};
}

QString sessionDetail(const observation::SessionFacts &session)
{
    using CloseBy = observation::SessionFacts::CloseBy;
    if (session.closeCode)
        return Words::tr("closed %1").arg(*session.closeCode);
    if (session.closeBy == CloseBy::Nobody && session.endedAt)
        return Words::tr("dropped");
    return session.closeBy == CloseBy::Nobody ? Words::tr("open") : Words::tr("closed");
}

void describeAnswers(QList<WireNode> &nodes, const observation::Observation &observation)
{
    at(nodes, Place::Http).detail = httpDetail(observation.exchanges);
    if (const Exchange *upgrade = observation.exchange(ProbeKind::Upgrade))
        at(nodes, Place::Upgrade).detail = statusText(*upgrade);
    if (observation.session && observation.session->opened)
        at(nodes, Place::Session).detail = sessionDetail(*observation.session);
}

void breakAt(QList<WireNode> &nodes, Place place)
{
    for (WireNode &node : nodes) {
        if (node.place < place && node.state != State::Unused)
            node.state = State::Done;
        else if (node.place == place)
            node.state = State::Broken;
        else if (node.place > place) {
            node.state = State::Unreached;
            if (node.place != Place::Upgrade)
                node.detail.clear();
        }
    }
    if (place != Place::Session)
        at(nodes, Place::Session).detail = Words::tr("not reached");
}

void wholeWire(QList<WireNode> &nodes)
{
    for (WireNode &node : nodes) {
        if (node.state != State::Unused)
            node.state = State::Done;
    }
}

// How far one exchange has come: the first place that is not behind it.
Place reached(const Exchange &exchange, bool secure)
{
    if (!exchange.timing.name)
        return Place::Name;
    if (!exchange.timing.connect)
        return Place::Tcp;
    if (exchange.connection.proxy &&
        exchange.connection.proxy->result != observation::ProxyFacts::Result::Tunnelled &&
        exchange.connection.proxy->result != observation::ProxyFacts::Result::None)
        return Place::Proxy;
    if (secure && !exchange.timing.tls)
        return Place::Tls;
    return Place::Http;
}

void markUpTo(QList<WireNode> &nodes, Place place)
{
    for (WireNode &node : nodes) {
        if (node.place < place && node.state != State::Unused)
            node.state = State::Done;
        else if (node.place == place)
            node.state = State::Now;
    }
}

} // namespace

QString wordOf(WireNode::State state)
{
    switch (state) {
    case State::Done:
        return Words::tr("fine");
    case State::Broken:
        return Words::tr("broken here");
    case State::Warned:
        return Words::tr("with a warning");
    case State::Unused:
        return Words::tr("not used");
    case State::Unreached:
        return Words::tr("not reached");
    case State::Now:
        return Words::tr("in progress");
    }
    return {};
}

QList<WireNode> wireNodes(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis)
{
    QList<WireNode> nodes = emptyWire();
    const std::optional<observation::Endpoint> &endpoint = observation.endpoint.endpoint;
    if (observation.offline) {
        at(nodes, Place::Url).state = State::Done;
        at(nodes, Place::Name).detail = Words::tr("no network");
        return nodes;
    }
    const Exchange *telling = tellingExchange(observation.exchanges);
    if (endpoint && telling != nullptr) {
        describeWay(nodes, *endpoint, *telling);
        describeAnswers(nodes, observation);
    }
    const bool judged = !diagnosis.findings.isEmpty();
    const Place place = judged ? placeOf(diagnosis::layerOf(diagnosis.primary().id)) : Place::Url;
    if (diagnosis.verdict == Verdict::Fails && judged) {
        breakAt(nodes, place);
    } else if (diagnosis.verdict == Verdict::NotChecked || !judged) {
        if (endpoint) {
            const QList<WireNode> running =
                runningWireNodes(*endpoint, observation.exchanges, observation.took);
            for (int index = 0; index < nodes.size(); ++index) {
                const State state = running.at(index).state;
                nodes[index].state = state == State::Now ? State::Unreached : state;
            }
        }
    } else {
        wholeWire(nodes);
        if (diagnosis.verdict == Verdict::WorksWithWarnings)
            at(nodes, place).state = State::Warned;
    }
    return nodes;
}

QList<WireNode> runningWireNodes(const observation::Endpoint &endpoint, const QList<Exchange> &exchanges,
                                 observation::Duration elapsed)
{
    QList<WireNode> nodes = emptyWire();
    at(nodes, Place::Url).state = State::Done;
    const Exchange *telling = tellingExchange(exchanges);
    if (telling == nullptr) {
        at(nodes, Place::Name).state = State::Now;
        return nodes;
    }
    describeWay(nodes, endpoint, *telling);
    const Exchange *upgrade = find(exchanges, ProbeKind::Upgrade);
    const bool answered = upgrade != nullptr && upgrade->outcome == Outcome::Answered;
    const QString http = httpDetail(exchanges);
    Place place = answered ? Place::Upgrade : reached(*telling, endpoint.secure);
    if (place == Place::Http && !http.isEmpty() && upgrade != nullptr)
        place = Place::Upgrade;
    if (answered && upgrade->upgraded())
        place = Place::Session;
    if (place >= Place::Http)
        at(nodes, Place::Http).detail = http;
    markUpTo(nodes, place);
    WireNode &now = at(nodes, place);
    if (place == Place::Session)
        at(nodes, Place::Upgrade).detail = statusText(*upgrade);
    else if (telling->outcome == Outcome::Running || telling->outcome == Outcome::NotStarted)
        now.detail = place == Place::Upgrade ? durationText(elapsed) : now.detail;
    else
        now.detail = statusText(*telling);
    return nodes;
}

QList<WireNode> legendWireNodes()
{
    QList<WireNode> nodes = emptyWire();
    breakAt(nodes, Place::Upgrade);
    at(nodes, Place::Proxy).state = State::Unused;
    at(nodes, Place::Http).detail = QStringLiteral("HEAD, GET");
    at(nodes, Place::Session).detail.clear();
    return nodes;
}

} // namespace wirewise::gui
