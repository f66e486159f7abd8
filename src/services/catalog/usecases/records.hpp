// How records become stored works and editions.
#pragma once

#include "services/catalog/data.hpp"
#include "services/catalog/import/record.hpp"

namespace bookmarket::catalog {

[[nodiscard]] StoredWork stored_work(const import::CatalogueEntry& entry);
[[nodiscard]] StoredEdition stored_edition(const Edition& edition);
/// What is known already stays; what was not known is filled in. So the order of imports does not lose anything.
void merge(StoredWork& into, const StoredWork& more);

}  // namespace bookmarket::catalog
