// All that other services may include of the catalog: its messages and its client.
#pragma once

#include "platform/base/tagged.hpp"
#include "platform/base/task.hpp"
#include "services/catalog/domain/wish.hpp"
#include "services/catalog/search_query.hpp"

namespace bookmarket::catalog {

/// The event that a copy on offer fits somebody's wish: a mail or a push may tell them. It comes once for every wish
/// and copy, however often the copy changes or goes and comes; which copies fitted already when the wish was made is
/// not told. By the time it is read the copy may be gone and the wish taken back: show_copy() says how the copy is now.
/// Its id is the event's to tell duplicates by, as `alert_id` is.
struct WishMatched {
  static constexpr const char* type = "catalog.wish_matched.v1";
  AlertId alert_id;  ///< of the notice that its reader finds under /api/v1/me/alerts
  WishId wish_id;
  ReaderId reader_id;  ///< the account to be told
  CopyId copy_id;
};

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

template <>
struct bookmarket::shape::Describe<bookmarket::catalog::WishMatched> {
  using T = catalog::WishMatched;
  static constexpr std::string_view name = "WishMatched", doc = "";
  static constexpr auto fields = std::tuple{field("alert_id", &T::alert_id, {}), field("wish_id", &T::wish_id, {}),
                                            field("reader_id", &T::reader_id, {}), field("copy_id", &T::copy_id, {})};
};
