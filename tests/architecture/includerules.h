#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

namespace wirewise::tests {

/// What the files of one room may include. Names end where the file's folder or header group ends.
struct RoomRule
{
    QByteArray room;      ///< the folder below src/, for example "gui/widgets"
    QByteArrayList rooms; ///< other rooms; its own it may always
    QByteArrayList qtModules;
    QByteArrayList systemHeaders; ///< of those that belong to one room or another, see includeGroups()
};

/// One row a room, as the drawing in README.md has them.
[[nodiscard]] const QList<RoomRule> &roomRules();

/// The room that a folder below src/ belongs to, itself or one above it; empty if none.
[[nodiscard]] QByteArray roomOf(QByteArray folder);

/// One file's breaches of its room's rule, each as "file:line: what"; empty if it keeps to it.
/// qtHeaders is the folder that holds QtCore/, QtGui/ and so on.
[[nodiscard]] QByteArrayList includeBreaches(const RoomRule &rule, const QByteArray &file,
                                             const QByteArray &source, const QString &qtHeaders);

/// What is wrong with a file's or folder's name; empty if nothing is.
[[nodiscard]] QByteArray nameBreach(const QString &name);

} // namespace wirewise::tests
