#pragma once

#include "cli/arguments.h"
#include "cli/checkitems.h"
#include "session/listrun.h"

#include <QString>

#include <tl/expected.hpp>

#include <span>

namespace wirewise::cli {

/// --resume, --failing-of, --since: the options of runs that go on from earlier ones.
[[nodiscard]] std::span<const Option> listRunOptions();

/// Whether the endpoints come from an earlier run, and from nowhere else.
[[nodiscard]] bool comesFromRun(const Arguments &arguments);
/// The whole list of --session FILE --resume, with the numbers of the checks that are done; of --failing-of
/// FILE those that did not work. An error is a sentence that says what was expected.
[[nodiscard]] tl::expected<CheckItems, QString> itemsOfRun(const Arguments &arguments);

/// Behind the sentence that a session file exists already: how to go on with it, if it was stopped.
[[nodiscard]] QString hintToResume(const QString &path);

/// An endpoint of this run as a session keeps it.
[[nodiscard]] session::PlannedEndpoint plannedOf(const check::BatchItem &item, const ItemOrigin &origin);
[[nodiscard]] QList<session::PlannedEndpoint> planOf(const CheckItems &items);

} // namespace wirewise::cli
