#include "services/catalog/usecases/wishes.hpp"

namespace bookmarket::catalog {

Task<Tagged<WaitingView>> show_waiting(Catalog& catalog, WorkId id) {
  const auto key = id.to_string();
  auto work = co_await catalog.store.get("works", key);
  if (!work) co_return fail(std::move(work).error());
  if (!*work) co_return fail(ErrorKind::not_found, "work_not_found", "There is no such work.");
  auto waiting = co_await store::find<StoredWaiting>(catalog.store, "waiting", key);
  if (!waiting) co_return fail(std::move(waiting).error());
  Tagged<WaitingView> out{{}, {"work:" + key, "waiting:" + key}};
  if (*waiting) out.value = {(*waiting)->people, std::move((*waiting)->editions)};
  co_return out;
}

Task<std::map<WorkId, std::int64_t>> people_waiting(Catalog& catalog, std::vector<WorkId> works) {
  std::vector<std::string> ids;
  for (const auto& w : works) ids.push_back(w.to_string());
  auto found = co_await catalog.store.get_many("waiting", std::move(ids));
  if (!found) co_return fail(std::move(found).error());
  std::map<WorkId, std::int64_t> out;
  for (const auto& d : *found) {
    const auto waiting = shape::from_object<StoredWaiting>(d.body);
    if (const auto work = WorkId::parse(d.id); work && waiting) out[*work] = waiting->people;
  }
  co_return out;
}

}  // namespace bookmarket::catalog
