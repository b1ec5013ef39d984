#include "load/descriptorlimit.h"

#include <algorithm>

#include <sys/resource.h>

namespace wirewise::load {

namespace {
/// For everything else that the program has open, and may open meanwhile.
constexpr rlim_t Reserve = 128;
} // namespace

int roomForConnections(int wanted)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return wanted;
    const rlim_t needed = static_cast<rlim_t>(std::max(0, wanted)) + Reserve;
    if (limit.rlim_cur < needed && limit.rlim_cur != RLIM_INFINITY) {
        rlimit raised = limit;
        raised.rlim_cur = limit.rlim_max == RLIM_INFINITY ? needed : std::min(needed, limit.rlim_max);
        if (::setrlimit(RLIMIT_NOFILE, &raised) == 0)
            limit = raised;
    }
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= needed)
        return wanted;
    return static_cast<int>(limit.rlim_cur > Reserve ? limit.rlim_cur - Reserve : 0);
}

} // namespace wirewise::load
