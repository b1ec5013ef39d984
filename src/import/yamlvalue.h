#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <tl/expected.hpp>

namespace wirewise::imports {

/// Bounds of a document; beyond them it is refused.
struct YamlLimits
{
    int depth = 100;
    qsizetype values = 200'000; ///< those that aliases repeat counted each time
};

/// The first document of a YAML text as the JSON value that it stands for: mappings by the text of their
/// keys, plain true, false, null and numbers as such, everything else as text. An alias is the value it
/// names. The error is the second half of a sentence.
[[nodiscard]] tl::expected<QJsonValue, QString> readYaml(const QByteArray &text, YamlLimits limits = {});

} // namespace wirewise::imports
