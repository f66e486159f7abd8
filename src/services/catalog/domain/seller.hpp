// A seller: whose shelf it is.
#pragma once

#include <string>

#include "services/catalog/domain/copy.hpp"

namespace bookmarket::catalog {

struct Seller {
  SellerId id = {};
  std::string name = {};
  Place place = {};
  std::string about = {};
  Timestamp since = {};
  bool demo = false;  ///< invented, for the demonstration catalogue

  bool operator==(const Seller&) const = default;
};

}  // namespace bookmarket::catalog
