#pragma once

#include <QByteArrayView>
#include <QString>

namespace wirewise::endpoints {

/// Longest name of an endpoint or environment, folders included, in characters.
inline constexpr qsizetype MaximumName = 200;
/// Folders in folders.
inline constexpr qsizetype MaximumDepth = 8;

/// What can stand between the braces of {{name}}.
[[nodiscard]] bool isVariableName(QByteArrayView name);

/// Why a name cannot be that of a file in every operating system; empty if it can. An endpoint's name may
/// hold folders, "orders/prices"; nothing in it leads out of the folder.
[[nodiscard]] QString endpointNameProblem(const QString &name);
[[nodiscard]] QString environmentNameProblem(const QString &name);

} // namespace wirewise::endpoints
