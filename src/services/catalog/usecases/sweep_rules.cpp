#include <map>

#include "services/catalog/usecases/moderation_parts.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

constexpr const char* sweep_work = "catalog.rules";
constexpr const char* sweep_id = "rules";

Task<StoredRuleSweep> sweep_now(Catalog& catalog) {
  auto stored = co_await store::find<StoredRuleSweep>(catalog.store, "catalog_state", sweep_id);
  if (!stored) co_return fail(std::move(stored).error());
  if (!*stored) co_return StoredRuleSweep{.fingerprint = {}, .cursor = {}, .done = true};
  co_return std::move(**stored);
}

Task<void> keep(Catalog& catalog, StoredRuleSweep sweep) {
  std::vector<std::pair<std::string, Object>> documents;
  documents.emplace_back(sweep_id, shape::to_object(sweep));
  co_return co_await catalog.store.put_many("catalog_state", std::move(documents));
}

/// On the first round, and on the first of a day, when other rules may have come into force.
Task<void> begin(Catalog& catalog) {
  const auto now = catalog.clock.now();
  const std::int64_t today = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
  if (*catalog.moderation.rules_seen_on == today) co_return Result<void>{};
  auto sweep = co_await sweep_now(catalog);
  if (!sweep) co_return fail(std::move(sweep).error());
  const auto wanted = fingerprint(catalog.moderation.rules, now);
  if (sweep->fingerprint != wanted) {
    auto kept = co_await keep(catalog, {.fingerprint = wanted, .cursor = {}});
    if (!kept) co_return fail(std::move(kept).error());
    sweep->done = false;
  }
  if (!sweep->done) {
    auto due = co_await catalog.store.schedule({.kind = sweep_work, .id = sweep_id, .due_at = now});
    if (!due) co_return fail(std::move(due).error());
  }
  *catalog.moderation.rules_seen_on = today;
  co_return Result<void>{};
}

Task<StoredRuleSweep> step(Catalog& catalog, StoredRuleSweep sweep) {
  auto page = co_await catalog.store.scan("copies", sweep.cursor, 200);
  if (!page) co_return fail(std::move(page).error());
  auto copies = store::read_all<Copy>(page->documents, catalog.unreadable);
  std::vector<std::string> ids;
  for (const auto& c : copies) ids.push_back(c.edition_id.to_string());
  auto editions =
      co_await store::find_many<StoredEdition>(catalog.store, "editions", std::move(ids), catalog.unreadable);
  if (!editions) co_return fail(std::move(editions).error());
  std::map<EditionId, StoredEdition> by_id;
  for (auto& e : *editions) by_id.emplace(e.id, std::move(e));
  for (auto& c : copies) {
    const auto edition = by_id.find(c.edition_id);
    if (edition == by_id.end()) continue;
    auto flagged = co_await flag_copy(catalog, std::move(c), edition->second);
    if (!flagged) co_return fail(std::move(flagged).error());
    sweep.flagged += *flagged > 0 ? 1 : 0;
  }
  sweep.checked += std::ssize(page->documents);
  sweep.cursor = page->next_cursor;
  sweep.done = sweep.cursor.empty();
  co_return sweep;
}

Task<void> sweep_step(Catalog& catalog, store::DueWork work, RuleSweep* told) {
  auto before = co_await sweep_now(catalog);
  if (!before) co_return fail(std::move(before).error());
  auto sweep = co_await step(catalog, std::move(*before));
  if (!sweep) co_return fail(std::move(sweep).error());
  auto kept = co_await keep(catalog, *sweep);
  if (!kept) co_return fail(std::move(kept).error());
  *told = {true, sweep->checked, sweep->flagged, sweep->done};
  if (sweep->done) co_return Result<void>{};
  work.attempts = 0;
  co_return co_await catalog.store.schedule(std::move(work));
}

}  // namespace

Task<std::int64_t> flag_copy(Catalog& catalog, Copy copy, StoredEdition edition) {
  std::int64_t matched = 0;
  if (copy.status == CopyStatus::sold || copy.status == CopyStatus::withdrawn) co_return matched;
  for (const auto* rule : matching(catalog.moderation.rules, printed(edition), catalog.clock.now())) {
    ++matched;
    auto opened = co_await open_case(catalog,
                                     {.id = CaseId::v8_of("rule:" + rule->id + ":" + copy.id.to_string()),
                                      .kind = CaseKind::rule,
                                      .target = Target{TargetKind::copy, copy.id.uuid}.key(),
                                      .person = person_of(copy.seller_id),
                                      .opened_at = catalog.clock.now(),
                                      .rule_id = rule->id},
                                     std::nullopt, rule->id);
    if (!opened) co_return fail(std::move(opened).error());
  }
  co_return matched;
}

Task<RuleSweep> sweep_rules(Catalog& catalog) {
  auto begun = co_await begin(catalog);
  if (!begun) co_return fail(std::move(begun).error());
  RuleSweep told;
  auto swept = co_await store::do_due(catalog.store, catalog.clock.now(), sweep_work,
                                      [&](store::DueWork work) { return sweep_step(catalog, std::move(work), &told); });
  if (!swept) co_return fail(std::move(swept).error());
  co_return told;
}

}  // namespace bookmarket::catalog
