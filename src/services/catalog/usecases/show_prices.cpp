#include <algorithm>

#include "services/catalog/usecases/selling.hpp"

namespace bookmarket::catalog {

Task<Tagged<PricesView>> show_prices(Catalog& catalog, WorkId id) {
  auto work = co_await catalog.store.get("works", id.to_string());
  if (!work) co_return fail(std::move(work).error());
  if (!*work) co_return fail(ErrorKind::not_found, "work_not_found", "There is no such work.");
  auto copies = co_await store::find_by<Copy>(catalog.store, "copies", "by_work", id.to_string(), catalog.unreadable);
  if (!copies) co_return fail(std::move(copies).error());
  std::vector<std::int64_t> prices;
  for (const auto& c : *copies)
    if (c.status == CopyStatus::available && c.price && c.price->currency == Currency{})
      prices.push_back(c.price->amount);
  std::ranges::sort(prices);
  Tagged<PricesView> out{{.copies = std::ssize(prices), .min = {}, .median = {}, .max = {}},
                         {"work:" + id.to_string()}};
  if (!prices.empty()) {
    out.value.min = Money{prices.front()};
    out.value.median = Money{prices[(prices.size() - 1) / 2]};
    out.value.max = Money{prices.back()};
  }
  co_return out;
}

}  // namespace bookmarket::catalog
