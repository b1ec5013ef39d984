#pragma once

#include "observation/ratebuckets.h"

#include <QString>

#include <atomic>

namespace wirewise::record {

/// The rate of messages over a recorded session, from the headers of its blocks: payloads are not read.
/// Of more than a million messages some parts are read that lie evenly over the session, and what is between
/// them counts as if it had come evenly; so it takes no longer for any number. A close between those parts is
/// not seen. Ends early when cancelled is set. Any thread.
[[nodiscard]] observation::RateBuckets readRate(const QString &path, const std::atomic<bool> &cancelled);

} // namespace wirewise::record
