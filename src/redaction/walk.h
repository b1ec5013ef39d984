#pragma once

#include "observation/message.h"
#include "observation/observation.h"
#include "redaction/form.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>

namespace wirewise::redaction {

/// What is done with the places of an observation. Everything that is given back is as long as what was
/// given.
struct Rewriting
{
    /// Bytes of any kind.
    std::function<QByteArray(QByteArrayView)> bytes;
    /// A value that is a secret as a whole.
    std::function<QByteArray(const QByteArray &, Form, const QByteArray &name)> secret;
    /// What the next places belong to: "upgrade", "settings", "messages".
    std::function<void(const QByteArray &)> enter;
    /// Compressed bytes were put out of sight as a whole, because what follows them could not be kept.
    std::function<void()> blanked;
};

/// The observation with every place rewritten that files and reports are made from.
[[nodiscard]] observation::Observation rewritten(observation::Observation seen, const Rewriting &rewriting);
[[nodiscard]] observation::Message rewritten(observation::Message message, const Rewriting &rewriting);
/// upgrade: the exchange that opened it, which tells how its messages are compressed.
[[nodiscard]] observation::SessionFacts rewritten(observation::SessionFacts facts, const Rewriting &rewriting,
                                                  const observation::Exchange *upgrade = nullptr);

} // namespace wirewise::redaction
