#include <algorithm>

#include "services/auth/usecases/people.hpp"

namespace bookmarket::auth {

Task<bool> has_other_moderator(Auth& auth, std::vector<AccountId> but) {
  for (const char* index : {"by_moderator", "by_admin"}) {
    store::Query query{.collection = "accounts", .index = index, .equals = {true}};
    do {
      auto page = co_await auth.store.query(query);
      if (!page) co_return fail(std::move(page).error());
      for (const auto& a : store::read_all<StoredAccount>(page->documents, {}))
        if (std::ranges::find(but, a.id) == but.end() && is_open(a)) co_return true;
      query.cursor = page->next_cursor;
    } while (!query.cursor.empty());
  }
  co_return false;
}

}  // namespace bookmarket::auth
