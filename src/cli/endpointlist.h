#pragma once

#include "check/batch.h"
#include "observation/settings.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <tl/expected.hpp>

namespace wirewise::cli {

/// Largest list that is read, in bytes.
inline constexpr qint64 MaximumListSize = 64 * 1024 * 1024;

/// The endpoints of a list: one a line, `#` comments, options of `check` after the address. An address
/// that cannot be used is kept, since that is a finding; an option that cannot be used is an error that
/// names its line. Into lines goes the number of each endpoint's line, from 1.
[[nodiscard]] tl::expected<QList<check::BatchItem>, QString>
readEndpointList(const QByteArray &text, const observation::Settings &settings,
                 QList<qsizetype> *lines = nullptr);

/// Words of a line: separated by white space, with single or double quotes around what holds some;
/// a word that begins with # and everything behind it is a comment.
/// Nothing if a quote is not closed.
[[nodiscard]] std::optional<QStringList> splitWords(const QString &line);

} // namespace wirewise::cli
