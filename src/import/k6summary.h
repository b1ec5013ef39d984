#pragma once

#include "observation/loadtest.h"

#include <QIODevice>
#include <QString>
#include <QStringList>

namespace wirewise::imports {

/// Largest summary that is read, in bytes.
inline constexpr qint64 MaximumSummarySize = qint64(16) * 1024 * 1024;

/// What k6 says of a run: the file of --summary-export, or the data of handleSummary() as JSON.
struct K6Summary
{
    observation::LoadTest test; ///< finished; what k6 did not measure is empty
    QStringList remarks;        ///< how its figures were read, in sentences
    QString error;              ///< a sentence: why it is no summary that can be used
};

/// Whether the text's root has the metrics of a summary. The device is at its start, and is so afterwards.
[[nodiscard]] bool looksLikeK6Summary(QIODevice *device);
/// Metrics of k6/websockets and k6/ws, and those of the scripts that Wirewise writes. Memory does not grow
/// with the file. The device is at its start.
[[nodiscard]] K6Summary readK6Summary(QIODevice *device);

} // namespace wirewise::imports
