#include "comparison/pair.h"

#include "comparison/answerwords.h"

namespace wirewise::comparison {

using observation::Duration;
using observation::Exchange;

namespace {

/// Less than this is the noise of a network, or of a busy server.
constexpr Duration Noticeable = std::chrono::milliseconds(200);
constexpr int Factor = 3;

bool partsWidely(const std::optional<Duration> &a, const std::optional<Duration> &b)
{
    if (!a || !b)
        return false;
    const Duration longer = std::max(*a, *b), shorter = std::min(*a, *b);
    return longer - shorter >= Noticeable && longer >= shorter * Factor;
}

struct Phase
{
    const char *id;
    std::optional<Duration> observation::Timing::*duration;
    const char *title; ///< %1 is the probe
};

constexpr Phase phases[] = {
    {"name", &observation::Timing::name,
     QT_TRANSLATE_NOOP("wirewise::comparison::Comparison", "Time to look up the name, %1")},
    {"connect", &observation::Timing::connect,
     QT_TRANSLATE_NOOP("wirewise::comparison::Comparison", "Time to connect, %1")},
    {"tls", &observation::Timing::tls,
     QT_TRANSLATE_NOOP("wirewise::comparison::Comparison", "Time of the TLS handshake, %1")},
    {"wait", &observation::Timing::wait,
     QT_TRANSLATE_NOOP("wirewise::comparison::Comparison", "Time to the first byte, %1")},
};

QString nameOf(const QByteArray &probe)
{
    return probe == "upgrade" ? Text::tr("upgrade") : QString::fromUtf8(probe.toUpper());
}

} // namespace

void addTimingDifferences(const Pair &pair, Differences &differences)
{
    for (const char *probe : {"upgrade", "get", "head"}) {
        const Exchange *left = pair.left.exchange(probe), *right = pair.right.exchange(probe);
        if (!left || !right)
            continue;
        for (const Phase &phase : phases) {
            const auto &a = left->timing.*phase.duration, &b = right->timing.*phase.duration;
            if (!partsWidely(a, b))
                continue;
            differences.append({QByteArray("timing.") + probe + '.' + phase.id,
                                Layer::Timing,
                                Weight::Setting,
                                Text::tr(phase.title).arg(nameOf(probe)),
                                durationWords(*a),
                                durationWords(*b),
                                Text::tr("One side took %1 times as long; the first request after a start "
                                         "often does.")
                                    .arg(std::max(*a, *b) / std::max(Duration(1), std::min(*a, *b))),
                                {},
                                {}});
        }
    }
}

} // namespace wirewise::comparison
