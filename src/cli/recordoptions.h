#pragma once

#include "cli/arguments.h"
#include "record/recordlimits.h"

#include <QtGlobal>

namespace wirewise::cli {

/// `--max-file SIZE`, of verbs that keep a session file.
inline constexpr Option MaximumFileOption = {
    "max-file", "SIZE",
    QT_TRANSLATE_NOOP("Options", "how large the session file may become, for example 500MB or 2GB, or none; "
                                 "default 16GB. What a full disk needs stays free in any case")};

/// On a bad value error says what was expected.
[[nodiscard]] record::RecordLimits recordLimits(const Arguments &arguments, QString &error);

/// What is said where recording stopped, now, for that reason.
[[nodiscard]] QString notKeptSince(const QString &sentence);

/// Bytes of "1500000", "500 MB", "2g" (thousands, as disks are sold), "64 MiB"; nothing for other text.
[[nodiscard]] std::optional<qint64> readSize(const QString &text);

} // namespace wirewise::cli
