#pragma once

#include "session/listrun.h"

#include <QString>

#include <atomic>

namespace wirewise::gui {

/// A format in which a run over a list is handed on; the writers are those of the command line.
struct ListFormat
{
    enum class Kind { Csv, Markdown, Json, Ndjson, Junit };
    Kind kind = Kind::Csv;
    const char *suffix; ///< "csv"

    [[nodiscard]] QString filter() const; ///< "Table (*.csv)"
};
[[nodiscard]] const QList<ListFormat> &listFormats();

/// Writes a run from its session file, known secrets masked, whole or not at all. Reads check after check, so
/// that memory holds one of them; not for a window's thread. Ends early once stopped. Empty if all went well,
/// else a sentence.
[[nodiscard]] QString writeList(const session::ListRun &run, ListFormat::Kind kind, const QString &target,
                                const std::atomic_bool &stopped);

} // namespace wirewise::gui
