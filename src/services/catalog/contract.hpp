// All that other services may include of the catalog: its messages and its client.
#pragma once

#include "platform/base/tagged.hpp"
#include "platform/base/task.hpp"
#include "services/catalog/search_query.hpp"

namespace bookmarket::catalog {

/// In-process in role `all`; over HTTP when the catalog runs elsewhere. Decided by wiring alone.
class Client {
 public:
  virtual ~Client() = default;
  virtual Task<Tagged<SearchView>> search_works(SearchQuery query) = 0;
  virtual Task<Tagged<WorkView>> show_work(WorkId id) = 0;
  virtual Task<Tagged<EditionView>> show_edition(std::string isbn) = 0;
  virtual Task<Tagged<CopyView>> show_copy(CopyId id) = 0;
  virtual Task<Tagged<AuthorView>> show_author(AuthorId id) = 0;
  virtual Task<Tagged<ShelfView>> list_seller_copies(SellerId id) = 0;
  virtual Task<Tagged<std::vector<WorkId>>> list_work_ids(std::string shard) = 0;
};

}  // namespace bookmarket::catalog
