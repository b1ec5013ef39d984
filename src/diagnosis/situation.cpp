#include "diagnosis/situation.h"

#include "observation/redaction.h"
#include "wire/engineio.h"
#include "wire/signature.h"

namespace wirewise::diagnosis {

using observation::Exchange;
using observation::Outcome;
using observation::ProbeKind;

namespace {

bool saysEngineIo(const Exchange *exchange)
{
    if (!exchange || !exchange->response || exchange->status() == 101)
        return false;
    const auto refusal = wire::readEngineIoRefusal(exchange->response->body);
    return refusal && refusal->code;
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
    works = upgrade->upgraded();
    getAnswered = get && get->outcome == Outcome::Answered && get->response;
    engineIo = wire::looksLikeEngineIo(endpoint().target) || saysEngineIo(upgrade) || saysEngineIo(get);
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
    return (refused() && status() != 429) || (silent() && getAnswered);
}

bool Situation::mayBeTls() const
{
    if (silent())
        return !getAnswered;
    if (!answered)
        return false;
    if (upgrade->notHttp) {
        const wire::Signature signature = wire::signatureOf(upgrade->received);
        return signature == wire::Signature::TlsAlert || signature == wire::Signature::TlsHandshake ||
               signature == wire::Signature::Binary;
    }
    if (!refused() || status() != 400)
        return false;
    const QByteArray words = (upgrade->response->reason + ' ' + upgrade->response->body.left(8192)).toLower();
    return words.contains("https") || words.contains("tls") || words.contains("ssl");
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
