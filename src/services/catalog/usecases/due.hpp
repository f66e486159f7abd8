// What use cases that work off due-work do alike.
#pragma once

#include "services/catalog/usecases/catalog.hpp"

namespace bookmarket::catalog {

/// Kinds of due-work. Of matching: `copy_id`, `target` (target_of) and `cursor` among those who wish for it. Of
/// counting: its id is the work's.
inline constexpr const char* match_work = "catalog.match_wishes";
inline constexpr const char* count_work = "catalog.count_waiting";

/// A member that is a text; empty: there is none.
[[nodiscard]] inline std::string text_in(const Object& body, std::string_view name) {
  const auto* value = body.find(name);
  const auto* text = value == nullptr ? nullptr : value->as<std::string>();
  return text == nullptr ? std::string() : *text;
}

/// When somebody scheduled it again meanwhile, it stays due.
inline Task<void> complete(Catalog& catalog, store::DueWork work) {
  auto done = co_await catalog.store.complete(std::move(work));
  if (!done && done.error().code != "lease_lost") co_return fail(std::move(done).error());
  co_return Result<void>{};
}

/// One round of at most `limit`. How many there were.
inline Task<std::uint64_t> each_due(Catalog& catalog, const char* kind, unsigned limit,
                                    Task<void> (*take)(Catalog& catalog, store::DueWork work)) {
  auto due = co_await catalog.store.claim_due(kind, catalog.clock.now(), std::chrono::minutes(2), limit);
  if (!due) co_return fail(std::move(due).error());
  for (auto& work : *due) {
    auto done = co_await take(catalog, std::move(work));
    if (!done) co_return fail(std::move(done).error());
  }
  co_return due->size();
}

}  // namespace bookmarket::catalog
