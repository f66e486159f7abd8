// A work: what one wants to read, whatever edition it comes in.
#pragma once

#include <string>
#include <vector>

#include "services/catalog/domain/author.hpp"
#include "services/catalog/domain/ids.hpp"
#include "services/catalog/domain/vocabulary.hpp"

namespace bookmarket::catalog {

struct Work {
  WorkId id = {};
  std::string title = {};
  std::vector<Author> authors = {};
  std::string volume = {};  ///< as printed, "т. 1"; empty: the work is not a volume
  Genre genre = Genre::other;
  std::string genre_note = {};  ///< the cataloguer's own words; empty: none

  bool operator==(const Work&) const = default;
};

}  // namespace bookmarket::catalog
