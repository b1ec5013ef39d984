#include "observation/idletest.h"

#include "observation/words.h"

namespace wirewise::observation {

namespace {

using End = IdleTrial::End;

constexpr Word<End> ends[] = {
    {End::Opening, "opening"},
    {End::Open, "open"},
    {End::CloseFrame, "close-frame"},
    {End::Fin, "fin"},
    {End::Reset, "reset"},
    {End::DeadPath, "dead-path"},
    {End::Broken, "broke-protocol"},
    {End::NotOpened, "not-opened"},
};

} // namespace

QByteArray toString(IdleTrial::End end)
{
    return wordOf(ends, end);
}

} // namespace wirewise::observation
