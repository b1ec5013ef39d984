#pragma once

#include "session/database.h"
#include "session/sessionfile.h"

#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace wirewise::session {

/// A file opened to read, sound or not.
struct OpenedFile
{
    std::unique_ptr<QTemporaryDir> folder; ///< holds a copy where the file's last commit must be undone first
    Database database;
    bool damaged = false;
    std::optional<qint64> cutAt; ///< where a file that was cut ends
};

/// Opens without writing to the file or its folder. A file that is cut or inconsistent is opened so that
/// what is left of it can be read; one that its writer left in the middle of a commit is repaired in a copy.
[[nodiscard]] Result<OpenedFile> openToRead(const QString &path);

} // namespace wirewise::session
