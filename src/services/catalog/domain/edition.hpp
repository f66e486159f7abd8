// An edition: one printing of a work, with what its title page says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/catalog/domain/ids.hpp"
#include "services/catalog/domain/isbn.hpp"

namespace bookmarket::catalog {

/// Empty strings and lists: not known.
struct Edition {
  EditionId id = {};
  WorkId work_id = {};
  std::optional<Isbn> isbn = {};
  std::string title = {};
  std::vector<std::string> authors = {};  ///< as printed
  std::optional<int> year = {};
  std::string language = {};  ///< ISO 639-1, or -2 where there is no two-letter code
  std::string place = {};     ///< of publication
  std::string publisher = {};
  std::string translator = {};
  std::string source = {};     ///< catalogue the record came from
  std::string record_id = {};  ///< its id there

  bool operator==(const Edition&) const = default;
};

}  // namespace bookmarket::catalog
