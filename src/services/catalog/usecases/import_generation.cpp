#include "services/catalog/usecases/catalog.hpp"

namespace bookmarket::catalog {

Task<std::string> import_generation(Catalog& catalog) {
  auto found =
      co_await store::find_many<ImportGeneration>(catalog.store, "catalog_state", {"imports"}, catalog.unreadable);
  if (!found) co_return fail(std::move(found).error());
  co_return found->empty() ? "none" : std::move(found->front().generation);
}

Task<void> begin_import(Catalog& catalog) {
  std::vector<std::pair<std::string, Object>> documents;
  documents.emplace_back("imports", shape::to_object(ImportGeneration{Uuid::v7(catalog.clock.now()).to_string()}));
  return catalog.store.put_many("catalog_state", std::move(documents));
}

}  // namespace bookmarket::catalog
