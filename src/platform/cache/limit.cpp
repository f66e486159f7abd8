#include "platform/cache/limit.hpp"

#include <algorithm>

namespace bookmarket::cache {

Task<void> allow(Cache& cache, std::string counter, std::int64_t most, std::chrono::seconds within) {
  auto counted = co_await cache.increment(std::move(counter), 1, within);
  if (!counted) co_return fail(std::move(counted).error());
  if (counted->value <= most) co_return Result<void>{};
  Error error{ErrorKind::rate_limited, "too_many_attempts", "Too many attempts. Wait a little and try again."};
  error.retry_after = std::max(std::chrono::seconds(1), std::chrono::ceil<std::chrono::seconds>(counted->left));
  co_return fail(std::move(error));
}

}  // namespace bookmarket::cache
