#include "diagnosis/situation.h"

#include "diagnosis/answers.h"
#include "diagnosis/stacks.h"
#include "diagnosis/words.h"
#include "observation/redaction.h"
#include "wire/engineio.h"
#include "wire/signature.h"

#include <algorithm>

namespace wirewise::diagnosis {

using observation::Exchange;
using observation::ExperimentResult;
using observation::Outcome;
using observation::ProbeKind;
using observation::TlsFacts;

namespace {

bool saysEngineIo(const Exchange *exchange)
{
    if (!exchange || !exchange->response || exchange->status() == 101)
        return false;
    const auto refusal = wire::readEngineIoRefusal(exchange->response->body);
    return refusal && refusal->code;
}

bool isAnswered(const Exchange *exchange)
{
    return exchange && exchange->outcome == Outcome::Answered && exchange->response;
}

bool isRepeat(const ExperimentResult &result)
{
    return result.experiment.id.startsWith("again-");
}

/// A gateway that has nobody behind it, while another answer came through it.
bool isGatewayFailure(const Exchange *exchange)
{
    return isAnswered(exchange) && exchange->status() >= 502 && exchange->status() <= 504;
}

} // namespace

Situation::Situation(const observation::Observation &observation)
    : seen(observation)
    , upgrade(observation.exchange(ProbeKind::Upgrade))
    , get(observation.exchange(ProbeKind::Get))
{
    if (!upgrade)
        return;
    answered = upgrade->outcome == Outcome::Answered;
    // A session is watched after a right handshake only: that one is not judged again.
    works = (upgrade->status() == 101 && observation.session) || upgrade->upgraded();
    getAnswered = isAnswered(get);
    plainAnswered = getAnswered || isAnswered(observation.exchange(ProbeKind::Head));
    engineIo = wire::looksLikeEngineIo(endpoint().target) || saysEngineIo(upgrade) || saysEngineIo(get);
}

bool Situation::isSettled() const
{
    return works && settings().probes == QList{ProbeKind::Upgrade};
}

bool Situation::refused() const
{
    return answered && upgrade->response && status() != 101;
}

bool Situation::silent() const
{
    return upgrade->outcome == Outcome::Closed || upgrade->outcome == Outcome::Reset ||
           upgrade->outcome == Outcome::TimedOut;
}

bool Situation::requestMayMatter() const
{
    return (refused() && status() != 429) || (silent() && plainAnswered);
}

bool Situation::mayBeTls() const
{
    if (silent())
        return !plainAnswered;
    if (!answered)
        return false;
    if (upgrade->notHttp) {
        const wire::Signature signature = wire::signatureOf(upgrade->received);
        return signature == wire::Signature::TlsAlert || signature == wire::Signature::TlsHandshake ||
               signature == wire::Signature::Binary;
    }
    if (!refused() || status() < 400)
        return false;
    if (says(upgrade, Saying::PlainHttpOnTlsPort))
        return true;
    const QByteArray words = (upgrade->response->reason + ' ' + upgrade->response->body.left(8192)).toLower();
    return status() == 400 && (words.contains("https") || words.contains("tls") || words.contains("ssl"));
}

TlsFacts::Result Situation::tlsResult() const
{
    const auto &tls = upgrade->connection.tls;
    return tls ? tls->result : TlsFacts::Result::NotStarted;
}

bool Situation::endsWithoutByte() const
{
    if (upgrade->outcome == Outcome::TlsFailed)
        return tlsResult() == TlsFacts::Result::ClosedByPeer || tlsResult() == TlsFacts::Result::ResetByPeer;
    return (upgrade->outcome == Outcome::Closed || upgrade->outcome == Outcome::Reset) && !plainAnswered;
}

bool Situation::carriesHostOverride() const
{
    return settings().host || std::any_of(settings().headers.cbegin(), settings().headers.cend(),
                                          [](const observation::HeaderPair &header) {
                                              return wire::equalsIgnoringCase(header.first, "Host");
                                          });
}

bool Situation::smellsOfHostCheck() const
{
    if (!refused()) // a server may hang up on a name that it does not know
        return endsWithoutByte() && upgrade->outcome != Outcome::TlsFailed;
    if (status() == 421 || says(upgrade, Saying::BlamesHost) || says(get, Saying::BlamesHost))
        return true;
    // A proxy without a place for the name says so to every request alike.
    if (!getAnswered || get->status() != status() || !sameAnswer(*get, *upgrade))
        return false;
    const Hop *speaker = nullptr;
    const QList<Hop> hops = hopsOf(*upgrade);
    speaker = speakerOf(hops);
    const bool byProxy = speaker && speaker->wrote && speaker->kind <= Hop::Kind::Proxy;
    return byProxy && (status() == 400 || status() == 403 || status() == 404 || status() == 503 ||
                       (status() == 200 && upgrade->response->body.isEmpty()));
}

const ExperimentResult *Situation::helping() const
{
    const auto found =
        std::find_if(seen.experiments.cbegin(), seen.experiments.cend(),
                     [](const ExperimentResult &result) { return result.helps && !isRepeat(result); });
    return found == seen.experiments.cend() ? nullptr : &*found;
}

bool Situation::repeatHelped() const
{
    return std::any_of(seen.experiments.cbegin(), seen.experiments.cend(),
                       [](const ExperimentResult &result) { return isRepeat(result) && result.helps; });
}

bool Situation::differsByItself() const
{
    const auto repeated = [&](auto &&matches) {
        return std::any_of(
            seen.experiments.cbegin(), seen.experiments.cend(),
            [&](const ExperimentResult &result) { return isRepeat(result) && matches(result.exchange); });
    };
    if (repeated([&](const Exchange &exchange) { return exchange.upgraded() != works; }))
        return false; // shown both ways
    if (!works)
        return repeated([&](const Exchange &exchange) { return !sameAnswer(exchange, *upgrade); });
    const Exchange *own = seen.exchange("own-origin");
    const Exchange *other = seen.exchange("other-origin");
    return isGatewayFailure(get) || isGatewayFailure(other) || (isAnswered(own) && !own->upgraded());
}

std::optional<QByteArray> Situation::origin() const
{
    if (settings().origin)
        return settings().origin;
    for (const observation::HeaderPair &header : settings().headers)
        if (wire::equalsIgnoringCase(header.first, "Origin"))
            return header.second;
    return {};
}

bool Situation::carriesCredentials() const
{
    return observation::carriesCredentials(endpoint(), settings());
}

QByteArray Situation::queryValue(QByteArrayView name) const
{
    const QByteArray prefix = name.toByteArray() + '=';
    const QList<QByteArray> parts = endpoint().query().split('&');
    for (const QByteArray &part : parts)
        if (part.startsWith(prefix))
            return part.sliced(prefix.size());
    return {};
}

bool Situation::unknownSession() const
{
    const auto refusal = refused() ? wire::readEngineIoRefusal(upgrade->response->body) : std::nullopt;
    return refusal && refusal->code == 1;
}

QByteArray Situation::sidOf(const QByteArray &name) const
{
    const Exchange *exchange = seen.exchange(name);
    if (!exchange || !exchange->response || exchange->status() != 200)
        return {};
    const auto open = wire::readEngineIoOpen(exchange->response->body);
    return open ? open->sid : QByteArray();
}

} // namespace wirewise::diagnosis
