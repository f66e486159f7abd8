// How this market moderates.
#pragma once

#include <atomic>
#include <memory>

#include "services/auth/contract.hpp"
#include "services/catalog/domain/prohibited.hpp"

namespace bookmarket::catalog {

struct ModerationOptions {
  ProhibitedRules rules = {};
  int appeal_days = 184;
  std::int64_t reports_per_day = 20;  ///< of one person
  /// Null where the process does not reach accounts: what needs them waits.
  auth::PeopleClient* people = nullptr;
  /// The day whose rules in force were last compared with the copies, in days since 1970.
  std::unique_ptr<std::atomic<std::int64_t>> rules_seen_on = std::make_unique<std::atomic<std::int64_t>>(-1);
};

}  // namespace bookmarket::catalog
