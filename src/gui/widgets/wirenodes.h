#pragma once

#include "diagnosis/finding.h"
#include "observation/exchange.h"
#include "observation/observation.h"

#include <QList>
#include <QString>

namespace wirewise::gui {

/// One station of the wire.
struct WireNode
{
    enum class Place { Url, Name, Tcp, Proxy, Tls, Http, Upgrade, Session };
    enum class State {
        Done,      ///< tick in a ring
        Broken,    ///< octagon, the line before it is broken
        Warned,    ///< triangle
        Unused,    ///< small empty ring
        Unreached, ///< dashed ring
        Now,       ///< dot in a ring
    };
    Place place = Place::Url;
    State state = State::Unreached;
    QString name;   ///< "TLS 1.3"
    QString detail; ///< "41 ms", "404", "not reached"; may be empty

    friend bool operator==(const WireNode &, const WireNode &) = default;
};

/// The word of a state for assistive technology: "fine", "broken here", "with a warning", …
[[nodiscard]] QString wordOf(WireNode::State state);

/// The whole wire of a finished check: broken at the layer of the primary finding if it fails, a triangle
/// there if it works with warnings, dashed after the URL if offline.
[[nodiscard]] QList<WireNode> wireNodes(const observation::Observation &observation,
                                        const diagnosis::Diagnosis &diagnosis);
/// While a check runs: what its exchanges have shown so far. elapsed is the time since the upgrade began.
[[nodiscard]] QList<WireNode> runningWireNodes(const observation::Endpoint &endpoint,
                                               const QList<observation::Exchange> &exchanges,
                                               observation::Duration elapsed);
/// The example of the start page.
[[nodiscard]] QList<WireNode> legendWireNodes();

} // namespace wirewise::gui
