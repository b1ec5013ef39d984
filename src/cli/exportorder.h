#pragma once

#include "cli/arguments.h"
#include "redaction/choice.h"
#include "report/exportformats.h"

#include <QString>

#include <optional>
#include <span>

namespace wirewise::cli {

/// What an export shall do, as the command line says it.
struct ExportOrder
{
    QString file;
    std::optional<report::Format> format; ///< none: a session file
    QString output;                       ///< empty: standard output
    bool force = false;                   ///< a file of that name is replaced
    bool listOnly = false;                ///< says what would be removed, writes nothing
    qint64 check = 0;                     ///< from 1; 0: not said
    redaction::Choice choice;
};

[[nodiscard]] std::span<const Option> exportOptions();
/// Nothing where the options do not fit; problem says what was expected.
[[nodiscard]] std::optional<ExportOrder> readExportOrder(const Arguments &arguments, QString &problem);

} // namespace wirewise::cli
