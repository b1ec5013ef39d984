#pragma once

#include "report/exportcase.h"
#include "session/sessionfile.h"

namespace wirewise::gui {

class CheckSession;

/// One session as it is at the moment of its export. A value: the session may go on meanwhile.
struct ExportSource
{
    report::Case content; ///< nothing removed from it yet
    QString path;         ///< the session file, which holds the messages

    [[nodiscard]] static ExportSource of(CheckSession &session);
    [[nodiscard]] static ExportSource of(const session::SessionContent &content);

    /// "wirewise-staging.dispatch.example-2025-11-22": what a file of it may be called, without a suffix.
    /// Never a path or query, which may hold what was removed.
    [[nodiscard]] QString fileName(bool withHost) const;
};

} // namespace wirewise::gui
