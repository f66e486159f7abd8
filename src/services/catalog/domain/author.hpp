#pragma once

#include <string>

#include "services/catalog/domain/ids.hpp"

namespace bookmarket::catalog {

struct Author {
  AuthorId id = {};
  std::string name = {};  ///< as shown: "Тарас Шевченко"

  bool operator==(const Author&) const = default;
};

}  // namespace bookmarket::catalog
