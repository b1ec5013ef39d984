#pragma once

#include "gui/exportsource.h"

#include <QTemporaryDir>

namespace wirewise::test {

/// A session with a secret in every usual place, as a file and as what the dialog is given. Throws nothing;
/// an empty path says that it could not be written.
struct ExportSample
{
    QTemporaryDir folder;
    gui::ExportSource source;

    explicit ExportSample(qint64 messages = 3);
    [[nodiscard]] QString filePath(const QString &name) const { return folder.filePath(name); }
};

/// What must not be in anything that is exported by default.
[[nodiscard]] QByteArrayList exportSecrets();

} // namespace wirewise::test
