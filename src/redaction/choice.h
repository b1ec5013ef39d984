#pragma once

#include "redaction/secretkind.h"

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace wirewise::redaction {

/// What is removed. As it stands: every kind but the names of hosts.
struct Choice
{
    QSet<SecretKind> removed = usual();
    QList<QByteArray> keptValues; ///< these stay readable, whatever their kind
    QStringList added;            ///< removed as well: texts, or patterns between slashes

    [[nodiscard]] static QSet<SecretKind> usual();
    /// Everything stays as it was recorded.
    [[nodiscard]] static Choice nothing();
    [[nodiscard]] bool removesNothing() const { return removed.isEmpty(); }
};

/// Why a text cannot be one of Choice::added, in words for the user; nothing if it can.
[[nodiscard]] std::optional<QString> addedBreach(const QString &text);

} // namespace wirewise::redaction
