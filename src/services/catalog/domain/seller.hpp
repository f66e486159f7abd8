// A seller: whose shelf it is.
#pragma once

#include <string>
#include <vector>

#include "services/catalog/domain/copy.hpp"

namespace bookmarket::catalog {

struct Seller {
  SellerId id = {};
  std::string name = {};
  Place place = {};
  std::string about = {};
  Timestamp since = {};
  bool demo = false;                        ///< invented, for the demonstration catalogue
  std::vector<std::string> languages = {};  ///< that they speak, ISO 639-1
  std::optional<Timestamp> paused_at = {};  ///< present while they are away: nothing of theirs is on offer
  std::optional<Timestamp> blocked_at =
      {};                            ///< present while their account is blocked: nothing of theirs is to be seen
  std::int64_t account_version = 0;  ///< of the account when it was last said to be blocked or not

  /// Whether what they offer has to wait.
  [[nodiscard]] bool is_away() const { return paused_at.has_value() || blocked_at.has_value(); }

  bool operator==(const Seller&) const = default;
};

/// Whether anybody but its owner and moderators may see a copy, whatever its status.
[[nodiscard]] inline bool is_shown(const Copy& copy, const Seller& owner) {
  return !copy.restriction && !owner.blocked_at;
}

}  // namespace bookmarket::catalog
