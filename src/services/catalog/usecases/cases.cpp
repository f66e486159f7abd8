#include <algorithm>

#include "services/catalog/usecases/cards.hpp"
#include "services/catalog/usecases/moderation_parts.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

std::vector<CaseCard> cards(const Catalog& catalog, const std::vector<store::Document>& documents) {
  std::vector<CaseCard> out;
  for (const auto& d : documents) {
    auto read = store::read_all<StoredCase>({d}, catalog.unreadable);
    if (!read.empty()) out.push_back(case_card({std::move(read.front()), d.version}));
  }
  return out;
}

Task<void> add_reports(Catalog& catalog, CaseId id, CaseView* view) {
  auto page = co_await catalog.store.query(
      {.collection = "reports", .index = "by_case", .equals = {id.to_string()}, .descending = true, .limit = 100});
  if (!page) co_return fail(std::move(page).error());
  for (auto& r : store::read_all<StoredReport>(page->documents, catalog.unreadable))
    view->of_readers.push_back({r.reporter_id, r.violation, unless_empty(std::move(r.text)), r.at});
  co_return Result<void>{};
}

Task<void> add_history(Catalog& catalog, CaseId id, CaseView* view) {
  auto page = co_await catalog.store.query(
      {.collection = "case_entries", .index = "by_case", .equals = {id.to_string()}, .descending = true, .limit = 200});
  if (!page) co_return fail(std::move(page).error());
  std::ranges::reverse(page->documents);
  for (auto& e : store::read_all<StoredCaseEntry>(page->documents, catalog.unreadable))
    view->history.push_back({e.at, std::move(e.what), e.by, std::move(e.why)});
  // The report that opens a case comes in the same millisecond.
  std::ranges::stable_sort(view->history, {}, [](const auto& e) { return std::pair(e.at, e.what != "opened"); });
  co_return Result<void>{};
}

/// The copy and its owner as they stand; what is gone is left out.
Task<void> add_target(Catalog& catalog, CaseView* view) {
  auto seller = co_await store::find<Seller>(catalog.store, "sellers", view->person_id.to_string());
  if (!seller) co_return fail(std::move(seller).error());
  if (*seller) {
    const auto& s = **seller;
    view->person = SellerView{s.id, s.name, s.place, unless_empty(s.about), s.since, s.demo};
  }
  if (!view->copy_id) co_return Result<void>{};
  auto copy = co_await store::find<Copy>(catalog.store, "copies", view->copy_id->to_string());
  if (!copy) co_return fail(std::move(copy).error());
  if (!*copy || !*seller) co_return Result<void>{};
  auto shown = co_await own_copy_view(catalog, std::move(**copy));
  if (!shown) co_return fail(std::move(shown).error());
  view->copy = std::move(*shown);
  co_return Result<void>{};
}

Task<void> add_others(Catalog& catalog, std::string target, CaseView* view) {
  auto page = co_await catalog.store.query(
      {.collection = "cases", .index = "by_target", .equals = {std::move(target)}, .descending = true, .limit = 51});
  if (!page) co_return fail(std::move(page).error());
  view->others = cards(catalog, page->documents);
  std::erase_if(view->others, [&](const CaseCard& c) { return c.id == view->id; });
  if (view->others.size() > 50) view->others.resize(50);
  co_return Result<void>{};
}

}  // namespace

Task<CasesView> list_cases(Catalog& catalog, PersonId by, CasesQuery query) {
  const bool mine = query.mine.value_or(false);
  store::Query wanted{.collection = "cases",
                      .index = mine && query.kind ? "by_taker_kind"
                               : mine             ? "by_taker"
                               : query.kind       ? "by_kind"
                                                  : "by_state",
                      .cursor = query.cursor.value_or(""),
                      .limit = query.limit.value_or(24)};
  if (mine) wanted.equals.emplace_back(by.to_string());
  wanted.equals.emplace_back(case_state_slugs[static_cast<std::size_t>(query.state.value_or(CaseState::open))]);
  if (query.kind) wanted.equals.emplace_back(case_kind_slugs[static_cast<std::size_t>(*query.kind)]);
  auto page = co_await catalog.store.query(std::move(wanted));
  if (!page) co_return fail(std::move(page).error());
  co_return CasesView{cards(catalog, page->documents), unless_empty(page->next_cursor)};
}

Task<CaseView> show_case(Catalog& catalog, CaseId id) {
  auto found = co_await case_by_id(catalog, id);
  if (!found) co_return fail(std::move(found).error());
  CaseView out;
  static_cast<CaseCard&>(out) = case_card(*found);
  out.appeal_text = found->stored.appeal_text;
  auto done = co_await add_reports(catalog, id, &out);
  if (done) done = co_await add_history(catalog, id, &out);
  if (done) done = co_await add_target(catalog, &out);
  if (done) done = co_await add_others(catalog, found->stored.target, &out);
  if (!done) co_return fail(std::move(done).error());
  co_return out;
}

}  // namespace bookmarket::catalog
