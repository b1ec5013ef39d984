#pragma once

#include "wire/byterange.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace wirewise::comparison {

/// What a difference means for the outcome.
enum class Weight {
    Explains, ///< it tells why one side comes out otherwise than the other
    Setting,  ///< the two are set up differently; the outcome does not come from it
    Expected, ///< differs from run to run of the same endpoint: dates, keys, identifiers
};
QByteArray toString(Weight weight); ///< "explains", "setting", "expected"

/// Where in the building of a connection it lies, in that order.
enum class Layer { Url, Dns, Tcp, Proxy, Tls, Request, Upgrade, Http, Experiment, Session, Timing };
QByteArray toString(Layer layer); ///< "url" …

/// The bytes of one side in which a difference can be seen.
struct Place
{
    QByteArray probe; ///< name of the exchange
    wire::Direction direction = wire::Direction::Received;
    wire::ByteRange range; ///< in Exchange::sent or received

    friend bool operator==(const Place &, const Place &) = default;
};

/// One thing in which two checks differ.
struct Difference
{
    QByteArray id; ///< "upgrade.answer", "request.origin": the same for the same thing in every comparison
    Layer layer = Layer::Upgrade;
    Weight weight = Weight::Setting;
    QString title;       ///< "Answer to the upgrade"
    QString left, right; ///< what it is on each side, short
    QString tells;       ///< one sentence
    std::optional<Place> leftPlace, rightPlace;
};

/// What two checks have in common and what not.
struct Comparison
{
    QString leftName, rightName; ///< never empty, never equal
    bool outcomeDiffers = false; ///< another verdict, or another reason for it
    QString sentence;
    /// What explains the outcome first, then settings, then what is expected; each in the order in which a
    /// connection is built.
    QList<Difference> differences;

    [[nodiscard]] qsizetype count(Weight weight) const;
};

} // namespace wirewise::comparison
