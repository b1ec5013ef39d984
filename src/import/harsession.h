#pragma once

#include "import/harfile.h"
#include "session/result.h"

#include <QList>
#include <QString>

#include <functional>

namespace wirewise::imports {

/// Requests of a HAR that make one session: a request, or all exchanges of a case that Wirewise exported.
using HarGroup = QList<qsizetype>;

/// What of a HAR can be made sessions of: each WebSocket by itself; of ours all exchanges together. Without a
/// WebSocket it is empty, and single entries can still be chosen.
[[nodiscard]] QList<HarGroup> sessionGroups(const HarListing &listing);

/// What came of it.
struct HarSession
{
    QString path;
    QString url; ///< secrets masked
    QString summary;
    bool works = false;
    qint64 messages = 0;
    QStringList remarks; ///< what was rebuilt or left out; also in the session's notes
};

/// Called now and then with what was read of the file, from 0 to 1; false stops and leaves no file behind.
using HarProgress = std::function<bool(double)>;

/// Makes a session of entries of the HAR at harPath: exchanges with their heads rebuilt byte by byte where
/// the HAR has none, all messages, and the verdict of today's rules. The file must not exist. Callable from
/// any thread.
[[nodiscard]] session::Result<HarSession> makeSession(const QString &harPath, const HarListing &listing,
                                                      const HarGroup &group, const QString &sessionPath,
                                                      const HarProgress &progress = {});

} // namespace wirewise::imports
