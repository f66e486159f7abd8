// When a key that signs access tokens comes, signs and goes. Pure: every instance plans the same from the same keys.
#pragma once

#include <string>
#include <vector>

#include "platform/base/clock.hpp"

namespace bookmarket::auth {

struct KeyTimes {
  std::chrono::seconds signs_for;                    ///< then the next one is made
  std::chrono::seconds published_before{15 * 60};    ///< it signs: whoever verifies has fetched it by then
  std::chrono::seconds tokens_for{10 * 60};          ///< the longest that a token lives
  std::chrono::seconds instances_differ_by{5 * 60};  ///< in their clocks, and in when they load keys
};
struct KeyAge {
  std::string id;
  Timestamp created_at;
};
struct KeyPlan {
  struct Kept {
    std::string id;
    Timestamp signs_from;
  };
  std::vector<Kept> kept;             ///< oldest first
  std::vector<std::string> outlived;  ///< no token of theirs is in force any more
  bool next_is_due = false;
};

[[nodiscard]] KeyPlan plan_keys(std::vector<KeyAge> keys, Timestamp now, const KeyTimes& times);

}  // namespace bookmarket::auth
