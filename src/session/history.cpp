#include "session/history.h"

namespace wirewise::session {

namespace {

using diagnosis::Verdict;

bool works(const SessionInfo &info)
{
    return info.verdict == Verdict::Works || info.verdict == Verdict::WorksWithWarnings;
}

bool isDecided(const SessionInfo &info)
{
    return works(info) || info.verdict == Verdict::Fails;
}

} // namespace

std::optional<SessionInfo> changedSince(const QList<SessionInfo> &sessions, const SessionInfo &now)
{
    if (!isDecided(now))
        return {};
    const SessionInfo *latest = nullptr;
    for (const SessionInfo &earlier : sessions) {
        const bool isSame = earlier.url == now.url && earlier.path != now.path && earlier.checks <= 1;
        if (!isSame || !isDecided(earlier) || earlier.startedAt >= now.startedAt)
            continue;
        if (!works(now) && !works(earlier))
            continue; // fails as long as nothing else is found
        if (!latest || earlier.startedAt > latest->startedAt)
            latest = &earlier;
    }
    if (!latest || works(*latest) == works(now))
        return {};
    return *latest;
}

} // namespace wirewise::session
