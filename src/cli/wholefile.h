#pragma once

#include <QByteArray>
#include <QString>

namespace wirewise::cli {

/// A pipe, a device: replacing it by a file would take it away from whoever reads it.
[[nodiscard]] bool isSpecial(const QString &path);

/// Whether a file could be written there, said before a long run, not after it. Empty if so, else the
/// system's reason. Leaves nothing behind.
[[nodiscard]] QString whyNotWritable(const QString &path);

/// Writes all or nothing: whoever reads the file sees the old one or the new one. A pipe or a device is
/// written as it is. Empty if it went well, else the system's reason.
[[nodiscard]] QString writeWhole(const QString &path, const QByteArray &bytes);

} // namespace wirewise::cli
