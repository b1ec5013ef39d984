#pragma once

#include "observation/ratebuckets.h"

#include <QString>

#include <atomic>

namespace wirewise::record {

/// The rate of messages over a recorded session, from the headers of its blocks: payloads are not read.
/// Takes a while for many messages; ends early when cancelled is set. Any thread.
[[nodiscard]] observation::RateBuckets readRate(const QString &path, const std::atomic<bool> &cancelled);

} // namespace wirewise::record
