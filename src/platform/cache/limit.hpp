// Limits that are counted in the cache.
#pragma once

#include "platform/cache/cache.hpp"

namespace bookmarket::cache {

/// Counts one use of `counter`. Error `rate_limited` with code too_many_attempts, and how long to wait, from the one
/// after `most` within `within` on.
Task<void> allow(Cache& cache, std::string counter, std::int64_t most, std::chrono::seconds within);

}  // namespace bookmarket::cache
