#include "diagnosis/facts.h"

#include "diagnosis/answers.h"
#include "diagnosis/evidence.h"
#include "observation/printable.h"
#include "observation/redaction.h"
#include "wire/headerlist.h"

#include <algorithm>

namespace wirewise::diagnosis {

using observation::Exchange;
using observation::ExperimentResult;
using observation::Outcome;
using observation::ProbeKind;

namespace {

QByteArray queryValue(const QByteArray &query, QByteArrayView name)
{
    const QList<QByteArray> parts = query.split('&');
    for (const QByteArray &part : parts)
        if (part.startsWith(name) && part.size() > name.size() && part.at(name.size()) == '=')
            return part.sliced(name.size() + 1);
    return {};
}

bool speaksWebSocket(const Exchange *exchange)
{
    if (!exchange || !exchange->response)
        return false;
    const wire::Response &response = *exchange->response;
    return response.status == 101 || response.status == 426 ||
           response.headers.contains("Sec-WebSocket-Version") ||
           response.headers.hasToken("Upgrade", "websocket") || says(*exchange, Saying::NoUpgradeSeen);
}

bool isIntermediary(const Hop &hop)
{
    return hop.kind == Hop::Kind::Proxy || hop.kind == Hop::Kind::Platform;
}

bool isAny(const Hop &hop, std::initializer_list<const char *> stacks)
{
    return std::any_of(stacks.begin(), stacks.end(), [&](const char *stack) { return hop.stack == stack; });
}

} // namespace

QString shown(QByteArrayView bytes, qsizetype maximum)
{
    return observation::printable(bytes, maximum);
}

Facts::Facts(const observation::Observation &observation)
    : seen(observation)
{
    if (seen.endpoint.endpoint)
        endpoint = &*seen.endpoint.endpoint;
    head = seen.exchange(ProbeKind::Head);
    get = seen.exchange(ProbeKind::Get);
    upgrade = seen.exchange(ProbeKind::Upgrade);
    leading = upgrade ? upgrade : get ? get : head;
    readExchanges();
    readHops();
    readRequest();
    readTokens();
    readEngineIo();
    compare();
}

void Facts::readExchanges()
{
    const auto answered = [](const Exchange *exchange) {
        return exchange && exchange->outcome == Outcome::Answered && exchange->response &&
               exchange->response->status > 0;
    };
    getAnswered = answered(get);
    headAnswered = answered(head);
    getStatus = getAnswered ? get->status() : 0;
    headStatus = headAnswered ? head->status() : 0;
    if (!upgrade)
        return;
    request = upgrade->request();
    status = upgrade->status();
    if (status == 101)
        remarks = wire::judgeHandshake(request, *upgrade->response);
    works = status == 101 && wire::opensWebSocket(remarks);
    refused = answered(upgrade) && status != 101;
    dropped = upgrade->outcome == Outcome::Closed || upgrade->outcome == Outcome::Reset;
    unanswered = upgrade->outcome == Outcome::TimedOut;
}

void Facts::readHops()
{
    if (upgrade)
        hops = hopsOf(*upgrade);
    if (get)
        getHops = hopsOf(*get);
    for (const ExperimentResult &result : seen.experiments)
        m_experimentHops.append(hopsOf(result.exchange));
    speaker = speakerOf(hops);
    const auto find = [this](const QList<Hop> &list) {
        for (const Hop &hop : list)
            if (isIntermediary(hop) && !hop.wrote)
                intermediary = intermediary ? intermediary : &hop;
    };
    find(hops);
    find(getHops);
    // One port has one server: where another program answers another path, it stands in front.
    const bool passedOn = !hops.isEmpty() && !isIntermediary(hops.constFirst());
    for (qsizetype i = 0; passedOn && !intermediary && i < m_experimentHops.size(); ++i) {
        if (seen.experiments[i].exchange.probe.endpoint.port != upgrade->probe.endpoint.port)
            continue;
        for (const Hop &hop : m_experimentHops.at(i))
            intermediary = intermediary || !isIntermediary(hop) ? intermediary : &hop;
    }
}

void Facts::compare()
{
    knowsWebSocket = works || speaksWebSocket(upgrade) || speaksWebSocket(get) || speaksWebSocket(head);
    for (const ExperimentResult &result : seen.experiments)
        knowsWebSocket = knowsWebSocket || speaksWebSocket(&result.exchange);
    flaps = contradicted();
    if (!refused)
        return;
    sameAsGet = getAnswered && sameAnswer(*upgrade, *get);
    sameHandAsGet = getAnswered && sameHand(*upgrade, *get);
    const Exchange *impossibleGet = exchangeOf("get-impossible");
    catchAll =
        changesNothing("impossible-path") || (sameAsGet && impossibleGet && sameAnswer(*impossibleGet, *get));
    const Exchange *root = exchangeOf("get-root");
    sameEverywhere = sameAsGet && (!headAnswered || headStatus == status) &&
                     (!root || (root->status() == status && sameAnswer(*root, *get))) &&
                     (!impossibleGet || sameAnswer(*impossibleGet, *get));
}

/// A repeat of the refused upgrade worked, or a repeat of the change that helped got the old refusal.
bool Facts::contradicted() const
{
    return std::any_of(seen.experiments.begin(), seen.experiments.end(), [&](const ExperimentResult &result) {
        const QByteArray &id = result.experiment.id;
        if (id.startsWith("again-"))
            return result.helps;
        return id.startsWith("confirm-") && !result.exchange.upgraded() && upgrade && !works &&
               sameAnswer(result.exchange, *upgrade);
    });
}

void Facts::readRequest()
{
    engineIoPath = endpoint && wire::looksLikeEngineIo(endpoint->target);
    if (!upgrade)
        return;
    asksRightly = request.headers.hasToken("Upgrade", "websocket") &&
                  request.headers.hasToken("Connection", "upgrade") &&
                  request.headers.all("Connection").size() == 1 && request.headers.all("Upgrade").size() == 1;
    originSent = request.headers.contains("Origin");
    origin = request.headers.value("Origin");
    credentialsSent = observation::carriesCredentials(upgrade->probe.endpoint, upgrade->probe.settings);
    requestSize = upgrade->sent.size();
}

void Facts::readTokens()
{
    if (!upgrade || !seen.startedAt.isValid())
        return;
    const qint64 now = seen.startedAt.toSecsSinceEpoch();
    // Told where there is a token: most requests have none, and quoting masks the whole head.
    const auto add = [&](const QByteArray &text, const auto &place, const auto &evidence) {
        const QList<wire::Jwt> found = wire::findJwts(text);
        for (const wire::Jwt &jwt : found)
            tokens.append({jwt, place(), evidence(), jwt.expires && *jwt.expires <= now,
                           jwt.notBefore && *jwt.notBefore > now});
    };
    add(
        request.target, [] { return Text::tr("the address"); }, [this] { return requestLine(*upgrade, {}); });
    for (const wire::Header &header : request.headers)
        add(
            header.value, [&] { return Text::tr("the header %1").arg(shown(header.name)); },
            [&] { return sent(*upgrade, header.range, {}); });
}

void Facts::readEngineIo()
{
    if (endpoint) {
        eio = queryValue(endpoint->query(), "EIO");
        transport = queryValue(endpoint->query(), "transport");
        sid = queryValue(endpoint->query(), "sid");
    }
    // On any other path a bare "Bad Request" or "Forbidden" is nobody's in particular.
    const bool byForm = refused && upgrade->response->body.startsWith("{\"code\":");
    if (refused && (engineIoPath || byForm))
        engineIoRefusal = wire::readEngineIoRefusal(upgrade->response->body, engineIoPath);
    static constexpr const char *polls[] = {"polling", "polling-eio4", "polling-eio3"};
    for (const char *id : polls) {
        const Exchange *exchange = exchangeOf(id);
        if (!pollOpen && exchange && exchange->status() == 200) {
            pollOpen = wire::readEngineIoOpen(exchange->response->body);
            poll = pollOpen ? exchange : nullptr;
        }
    }
    if (!pollOpen && getStatus == 200) {
        pollOpen = wire::readEngineIoOpen(get->response->body);
        poll = pollOpen ? get : nullptr;
    }
}

const Exchange *Facts::exchangeOf(const QByteArray &id) const
{
    const ExperimentResult *result = tried(id);
    return result ? &result->exchange : nullptr;
}

bool Facts::helps(const QByteArray &id) const
{
    const ExperimentResult *result = tried(id);
    return result && result->helps && (!flaps || id.startsWith("again-"));
}

const ExperimentResult *Facts::helpingOf(const QByteArray &family) const
{
    for (const ExperimentResult &result : seen.experiments)
        if (result.experiment.id.startsWith(family) && helps(result.experiment.id))
            return &result;
    return nullptr;
}

int Facts::statusOf(const QByteArray &id) const
{
    const Exchange *exchange = exchangeOf(id);
    return exchange && exchange->outcome == Outcome::Answered ? exchange->status() : 0;
}

bool Facts::changesNothing(const QByteArray &id) const
{
    const Exchange *exchange = exchangeOf(id);
    return exchange && upgrade && sameAnswer(*exchange, *upgrade);
}

bool Facts::changes(const QByteArray &id) const
{
    return statusOf(id) != 0 && !changesNothing(id);
}

const ExperimentResult *Facts::firstHelping(std::initializer_list<const char *> ids) const
{
    for (const char *id : ids)
        if (helps(id))
            return tried(id);
    return nullptr;
}

bool Facts::spokenBy(std::initializer_list<const char *> stacks) const
{
    return speaker && isAny(*speaker, stacks);
}

bool Facts::shows(std::initializer_list<const char *> stacks) const
{
    const auto among = [&](const QList<Hop> &list) {
        return std::any_of(list.begin(), list.end(), [&](const Hop &hop) { return isAny(hop, stacks); });
    };
    return among(hops) || among(getHops) ||
           std::any_of(m_experimentHops.begin(), m_experimentHops.end(), among);
}

bool Facts::intermediarySpoke() const
{
    return speaker && isIntermediary(*speaker) && speaker->wrote;
}

QString Facts::path() const
{
    return endpoint ? shown(endpoint->path()) : QString();
}

QString Facts::host() const
{
    return endpoint ? shown(endpoint->hostHeader(), 45) : QString();
}

QString Facts::speakerName(const QString &otherwise) const
{
    if (!speaker)
        return otherwise;
    // An intermediary that put only its name on the answer has passed it on.
    return isIntermediary(*speaker) && !speaker->wrote ? Text::tr("What is behind %1").arg(speaker->name)
                                                       : speaker->name;
}

QString Facts::intermediaryName(const QString &otherwise) const
{
    return intermediary ? intermediary->name : otherwise;
}

QString Facts::whereSpeaker() const
{
    if (!speaker)
        return Text::tr("The fix belongs in the server.");
    return isIntermediary(*speaker) && !speaker->wrote
               ? Text::tr("The fix belongs behind %1, or in what it sends there.").arg(speaker->name)
               : Text::tr("The fix belongs in %1.").arg(speaker->name);
}

} // namespace wirewise::diagnosis
