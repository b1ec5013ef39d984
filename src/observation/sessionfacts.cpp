#include "observation/sessionfacts.h"

#include "observation/words.h"

namespace wirewise::observation {

namespace {

constexpr Word<SessionFacts::CloseBy> CloseByWords[] = {
    {SessionFacts::CloseBy::Nobody, "nobody"},
    {SessionFacts::CloseBy::Peer, "peer"},
    {SessionFacts::CloseBy::Us, "us"},
};

} // namespace

QByteArray toString(SessionFacts::CloseBy by)
{
    return wordOf(CloseByWords, by);
}

std::optional<SessionFacts::CloseBy> closeByFromString(const QByteArray &text)
{
    return valueOf(CloseByWords, text);
}

} // namespace wirewise::observation
