#pragma once

#include "cli/arguments.h"
#include "observation/settings.h"

#include <QList>
#include <QString>

#include <span>

namespace wirewise::cli {

/// The options that shape the probes of one endpoint; shared by check, connect and the lines of --file.
[[nodiscard]] std::span<const Option> probeOptions();

/// Options of a verb that makes upgrades alone: its own, then those of probeOptions() that mean something to
/// it.
[[nodiscard]] QList<Option> withUpgradeOptions(std::span<const Option> own);

/// What holds without options: compression is offered as browsers offer it.
[[nodiscard]] observation::Settings usualSettings();

/// Writes the given options into settings. Empty if all could be used, else a sentence that says what was
/// expected; settings are then half written.
[[nodiscard]] QString applyOptions(const Arguments &arguments, observation::Settings &settings);

/// A whole number within bounds from an option that may be absent; the sentence goes to error.
[[nodiscard]] int wholeNumber(const Arguments &arguments, const char *name, int absent, int least, int most,
                              QString &error);

} // namespace wirewise::cli
