// The catalog's client within its own process.
#pragma once

#include "services/catalog/contract.hpp"
#include "services/catalog/usecases/catalog.hpp"

namespace bookmarket::catalog {

class LocalClient final : public Client {
 public:
  explicit LocalClient(Catalog& catalog) : catalog_(catalog) {}
  Task<Tagged<SearchView>> search_works(SearchQuery query) override {
    return catalog::search_works(catalog_, std::move(query));
  }
  Task<Tagged<WorkView>> show_work(WorkId id) override { return catalog::show_work(catalog_, id); }
  Task<Tagged<EditionView>> show_edition(std::string isbn) override {
    return catalog::show_edition(catalog_, std::move(isbn));
  }
  Task<Tagged<CopyView>> show_copy(CopyId id) override { return catalog::show_copy(catalog_, id); }
  Task<Tagged<AuthorView>> show_author(AuthorId id) override { return catalog::show_author(catalog_, id, {}); }
  Task<Tagged<ShelfView>> list_seller_copies(SellerId id) override {
    return catalog::list_seller_copies(catalog_, id, {});
  }
  Task<Tagged<std::vector<WorkId>>> list_work_ids(std::string shard) override {
    return catalog::list_work_ids(catalog_, std::move(shard));
  }

 private:
  Catalog& catalog_;
};

}  // namespace bookmarket::catalog
