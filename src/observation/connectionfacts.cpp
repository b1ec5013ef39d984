#include "observation/connectionfacts.h"

#include "observation/words.h"

namespace wirewise::observation {

namespace {

constexpr Word<Outcome> OutcomeWords[] = {
    {Outcome::NotStarted, "not-started"},
    {Outcome::Running, "running"},
    {Outcome::Answered, "answered"},
    {Outcome::NameNotFound, "name-not-found"},
    {Outcome::NameFailed, "name-failed"},
    {Outcome::NameTimedOut, "name-timed-out"},
    {Outcome::Refused, "refused"},
    {Outcome::ConnectTimedOut, "connect-timed-out"},
    {Outcome::Unreachable, "unreachable"},
    {Outcome::Offline, "offline"},
    {Outcome::ProxyFailed, "proxy-failed"},
    {Outcome::TlsFailed, "tls-failed"},
    {Outcome::TlsTimedOut, "tls-timed-out"},
    {Outcome::Closed, "closed"},
    {Outcome::Reset, "reset"},
    {Outcome::TimedOut, "timed-out"},
    {Outcome::Stopped, "stopped"},
    {Outcome::Withheld, "withheld"},
    {Outcome::LocalFailure, "local-failure"},
};

constexpr Word<StreamEnd> StreamEndWords[] = {
    {StreamEnd::Open, "open"},
    {StreamEnd::ClosedByPeer, "closed-by-peer"},
    {StreamEnd::ResetByPeer, "reset-by-peer"},
    {StreamEnd::ClosedByUs, "closed-by-us"},
    {StreamEnd::LimitReached, "limit-reached"},
    {StreamEnd::TimedOut, "timed-out"},
};

constexpr Word<ProxyFacts::Result> ProxyResultWords[] = {
    {ProxyFacts::Result::None, "none"},
    {ProxyFacts::Result::Tunnelled, "tunnelled"},
    {ProxyFacts::Result::Unreachable, "unreachable"},
    {ProxyFacts::Result::AuthRequired, "auth-required"},
    {ProxyFacts::Result::Denied, "denied"},
    {ProxyFacts::Result::TargetUnreachable, "target-unreachable"},
    {ProxyFacts::Result::WrongKind, "wrong-kind"},
    {ProxyFacts::Result::TimedOut, "timed-out"},
    {ProxyFacts::Result::Closed, "closed"},
};

} // namespace

QByteArray toString(Outcome outcome)
{
    return wordOf(OutcomeWords, outcome);
}

std::optional<Outcome> outcomeFromString(const QByteArray &text)
{
    return valueOf(OutcomeWords, text);
}

QByteArray toString(StreamEnd end)
{
    return wordOf(StreamEndWords, end);
}

std::optional<StreamEnd> streamEndFromString(const QByteArray &text)
{
    return valueOf(StreamEndWords, text);
}

QByteArray toString(ProxyFacts::Result result)
{
    return wordOf(ProxyResultWords, result);
}

std::optional<ProxyFacts::Result> proxyResultFromString(const QByteArray &text)
{
    return valueOf(ProxyResultWords, text);
}

} // namespace wirewise::observation
