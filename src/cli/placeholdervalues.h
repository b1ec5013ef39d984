#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace wirewise::cli {

/// {{env:NAME}} is the environment's, so that what is written down or typed holds no secrets.
[[nodiscard]] std::optional<QByteArray> placeholderValue(QByteArrayView name);

} // namespace wirewise::cli
