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

  bool operator==(const Seller&) const = default;
};

}  // namespace bookmarket::catalog
