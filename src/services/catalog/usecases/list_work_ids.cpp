#include "platform/store/typed.hpp"
#include "services/catalog/usecases/catalog.hpp"

namespace bookmarket::catalog {

Task<Tagged<std::vector<WorkId>>> list_work_ids(Catalog& catalog, std::string shard) {
  Tagged<std::vector<WorkId>> out{{}, {"works:" + shard}};
  std::string cursor;
  do {
    auto page = co_await catalog.store.query(
        {.collection = "works", .index = "by_shard", .equals = {shard}, .cursor = cursor, .limit = 1000});
    if (!page) co_return fail(std::move(page).error());
    for (const auto& d : page->documents)
      if (const auto id = WorkId::parse(d.id); id && d.readable) out.value.push_back(*id);
    cursor = page->next_cursor;
  } while (!cursor.empty());
  co_return out;
}

}  // namespace bookmarket::catalog
