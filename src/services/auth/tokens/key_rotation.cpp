#include "services/auth/tokens/key_rotation.hpp"

#include <algorithm>

namespace bookmarket::auth {

KeyPlan plan_keys(std::vector<KeyAge> keys, Timestamp now, const KeyTimes& times) {
  std::ranges::sort(keys, {}, [](const KeyAge& k) { return std::pair(k.created_at, k.id); });
  KeyPlan plan{
      .kept = {}, .outlived = {}, .next_is_due = keys.empty() || keys.back().created_at + times.signs_for <= now};
  for (std::size_t i = 0; i < keys.size(); ++i) {
    // The first of all has none before it that could sign.
    const auto signs_from = keys[i].created_at + (i == 0 ? std::chrono::seconds(0) : times.published_before);
    const auto last_token_ends = i + 1 == keys.size() ? Timestamp::max()
                                                      : keys[i + 1].created_at + times.published_before +
                                                            times.tokens_for + times.instances_differ_by;
    if (last_token_ends <= now)
      plan.outlived.push_back(keys[i].id);
    else
      plan.kept.push_back({keys[i].id, signs_from});
  }
  return plan;
}

}  // namespace bookmarket::auth
