#pragma once

#include "check/batch.h"
#include "cli/console.h"
#include "import/pasted.h"
#include "observation/settings.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <tl/expected.hpp>

namespace wirewise::cli {

/// What a text of other tools asks for, said on standard error before anything is sent: what was understood,
/// and what is not sent. An error is a sentence.
[[nodiscard]] tl::expected<QList<check::BatchItem>, QString>
readPasted(const QByteArray &text, const observation::Settings &settings, const Console &console);

/// An argument of `check`: an address as it is, `-` as the text on standard input, anything else as text of
/// other tools.
[[nodiscard]] tl::expected<QList<check::BatchItem>, QString>
readArgument(const QString &typed, const observation::Settings &settings, const Console &console);

/// Whether the text of a file is something else than a list of addresses with options of `check`.
[[nodiscard]] bool isOfOtherTools(const QByteArray &text);

/// The parts, one a line: taken and left out; those that change nothing are counted, or listed if all is set.
void tellParts(const QList<imports::Part> &parts, const Console &console, bool all);

} // namespace wirewise::cli
