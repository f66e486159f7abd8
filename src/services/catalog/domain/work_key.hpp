// When two records describe the same work, and the ids that follow from it.
#pragma once

#include <string>
#include <string_view>

#include "services/catalog/domain/author_name.hpp"
#include "services/catalog/domain/ids.hpp"
#include "services/catalog/domain/title.hpp"

namespace bookmarket::catalog {

/// Same work = same normalised title, first author and volume. `first_author`: nullptr when no author is
/// known.
[[nodiscard]] std::string work_key(const Title& title, const AuthorName* first_author);

/// The same key gives the same id on every machine and in every import.
[[nodiscard]] inline WorkId work_id(std::string_view key) { return WorkId::v8_of("work:" + std::string(key)); }
[[nodiscard]] inline EditionId edition_id(std::string_view record_key) {
  return EditionId::v8_of("edition:" + std::string(record_key));
}

}  // namespace bookmarket::catalog
