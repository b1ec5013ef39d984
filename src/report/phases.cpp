#include "report/phases.h"

#include <algorithm>

namespace wirewise::report {

using observation::Duration;

QList<Phase> phasesOf(const observation::Timing &timing)
{
    QList<Phase> phases;
    Duration at{0};
    const auto add = [&](const char *name, const std::optional<Duration> &took) {
        if (!took)
            return;
        const Duration start = std::clamp(at, Duration(0), timing.total);
        phases.append({name, start, std::clamp(*took, Duration(0), timing.total - start)});
        at = start + phases.constLast().took;
    };
    add("name", timing.name);
    add("connect", timing.connect);
    add("tls", timing.tls);
    const Duration answering = timing.send.value_or(Duration(0)) + timing.wait.value_or(Duration(0)) +
                               timing.receive.value_or(Duration(0));
    if (timing.wait)
        at = std::max(at, timing.total - answering);
    add("send", timing.send);
    add("wait", timing.wait);
    add("receive", timing.receive);
    return phases;
}

} // namespace wirewise::report
