#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>

#include <functional>
#include <optional>

namespace wirewise::observation {

/// Gives the value of a name; nothing where it is not known.
using PlaceholderValues = std::function<std::optional<QByteArray>(QByteArrayView name)>;

/// A text with its `{{name}}` filled in. A name is letters, digits and `_ - . :`; anything else between the
/// braces stays as it is, so that JSON and GraphQL need no escapes.
struct FilledText
{
    QByteArray text;           ///< what is not known stays as it was written
    QList<QByteArray> missing; ///< names without a value, each once
};
[[nodiscard]] FilledText fillPlaceholders(QByteArrayView text, const PlaceholderValues &values);

/// The names in it, each once, in the order written.
[[nodiscard]] QList<QByteArray> placeholdersIn(QByteArrayView text);

/// {{NUL}}, {{RS}} and {{LF}}: bytes that protocols end their packets with and that nobody can type.
[[nodiscard]] std::optional<QByteArray> controlPlaceholder(QByteArrayView name);

} // namespace wirewise::observation
