#pragma once

#include "diagnosis/situation.h"
#include "diagnosis/variations.h"

#include <QCoreApplication>

#include <chrono>
#include <span>

namespace wirewise::diagnosis::experiments {

using Role = observation::Experiment::Role;

/// The translation context of every row.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Experiments)
};

/// The upgrade with one thing changed, as a row makes it.
struct Variation
{
    QString change; ///< what is shown in the table
    observation::Probe probe;
    QByteArray suffix = {}; ///< behind the row's id, where a row makes several
    std::chrono::milliseconds watch{0};
    std::chrono::milliseconds pingEvery{0};
};

/// Whether a row may send what the user gave as a credential.
enum class Credentials {
    Kept,    ///< over the connection that they were given for
    Removed, ///< never: another scheme, another place, or no verification
};

/// One kind of experiment.
struct Row
{
    const char *id;
    Role role = Role::Change;
    const char *tellsApart; ///< QT_TRANSLATE_NOOP("Experiments", …)
    Credentials credentials = Credentials::Kept;
    bool (*decides)(const Situation &now); ///< whether its answer can still change the verdict
    QList<Variation> (*vary)(const Situation &now);
};

/// A piece of text of a peer or user for use in a change.
[[nodiscard]] QString shown(const QByteArray &text);

// The tables, by what their rows change.
[[nodiscard]] std::span<const Row> handshake();
[[nodiscard]] std::span<const Row> offers();
[[nodiscard]] std::span<const Row> route();
[[nodiscard]] std::span<const Row> repeats(); ///< of the upgrade itself, and with Origins on a 101
[[nodiscard]] std::span<const Row> proofs();  ///< that what was found so far is no accident
[[nodiscard]] std::span<const Row> engineIo();
[[nodiscard]] std::span<const Row> host();
[[nodiscard]] std::span<const Row> transport();

} // namespace wirewise::diagnosis::experiments
