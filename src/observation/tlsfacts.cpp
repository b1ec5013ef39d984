#include "observation/tlsfacts.h"

#include "observation/words.h"

namespace wirewise::observation {

namespace {

constexpr Word<TlsFacts::Result> TlsResultWords[] = {
    {TlsFacts::Result::NotStarted, "not-started"},      {TlsFacts::Result::Complete, "complete"},
    {TlsFacts::Result::VerifyFailed, "verify-failed"},  {TlsFacts::Result::AlertReceived, "alert-received"},
    {TlsFacts::Result::ClosedByPeer, "closed-by-peer"}, {TlsFacts::Result::ResetByPeer, "reset-by-peer"},
    {TlsFacts::Result::TimedOut, "timed-out"},          {TlsFacts::Result::NotTls, "not-tls"},
    {TlsFacts::Result::OtherError, "other-error"},
};

constexpr Word<StapledStatus::State> StapledStateWords[] = {
    {StapledStatus::State::Good, "good"},
    {StapledStatus::State::Revoked, "revoked"},
    {StapledStatus::State::Unknown, "unknown"},
    {StapledStatus::State::Unreadable, "unreadable"},
};

} // namespace

QByteArray toString(TlsFacts::Result result)
{
    return wordOf(TlsResultWords, result);
}

std::optional<TlsFacts::Result> tlsResultFromString(const QByteArray &text)
{
    return valueOf(TlsResultWords, text);
}

QByteArray toString(StapledStatus::State state)
{
    return wordOf(StapledStateWords, state);
}

std::optional<StapledStatus::State> stapledStateFromString(const QByteArray &text)
{
    return valueOf(StapledStateWords, text);
}

} // namespace wirewise::observation
