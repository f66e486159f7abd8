#include "platform/base/failpoint.hpp"
#include "services/catalog/usecases/moderation_parts.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

using store::text_in;

constexpr const char* reviewing = "catalog.moderation";

/// What people find in their own audits. Of who reported them nobody is told; a block is noted by auth itself.
Task<void> note_for_people(Catalog& catalog, store::Event e, std::string what, std::optional<PersonId> by,
                           std::optional<PersonId> person, std::string why) {
  if (what == "reported" && by) co_return co_await note_later(catalog, e.id, {.account = *by, .action = "report"});
  if (what == "opened" && why == "appeal" && by) {
    if (by == person) co_return co_await note_later(catalog, e.id, {.account = *by, .action = "appeal_decision"});
    co_return co_await note_later(catalog, e.id, {.account = *by, .action = "appeal_for", .to = person});
  }
  if (what == "taken" && by)
    co_return co_await note_later(catalog, e.id, {.account = *by, .action = "take_case", .to = person});
  if (what != "decided" || !by || !person) co_return Result<void>{};
  auto noted = co_await note_later(catalog, e.id, {.account = *by, .action = "decide_case", .to = person});
  if (!noted) co_return fail(std::move(noted).error());
  if (why == "dismiss" || why == "block_account") co_return Result<void>{};
  const auto decided = CaseId::parse(text_in(e.body, "case_id"));
  // Not who it was: a decision is the market's.
  co_return co_await note_later(catalog, e.id + "/of", {.account = *person, .action = why, .decided = decided});
}

Task<void> take_case_event(Catalog& catalog, store::Event e) {
  const auto id = CaseId::parse(text_in(e.body, "case_id"));
  if (!id) co_return Result<void>{};
  const auto what = text_in(e.body, "what"), why = text_in(e.body, "why");
  const auto by = PersonId::parse(text_in(e.body, "by"));
  StoredCaseEntry entry{.case_id = *id, .at = e.at, .what = what, .by = by, .why = {}};
  if (!why.empty()) entry.why = why;
  auto kept = co_await catalog.store.insert("case_entries", e.id, {shape::to_object(entry)});
  if (!kept && kept.error().kind != ErrorKind::conflict) co_return fail(std::move(kept).error());
  if (what == "decided") {
    if (auto alive = failpoint("decide_case.told"); !alive) co_return fail(std::move(alive).error());
    auto due =
        co_await catalog.store.schedule({.kind = decision_work, .id = id->to_string(), .due_at = catalog.clock.now()});
    if (!due) co_return fail(std::move(due).error());
  }
  co_return co_await note_for_people(catalog, e, what, by, PersonId::parse(text_in(e.body, "person")), why);
}

/// Its owner has changed what they were asked to.
Task<void> look_again(Catalog& catalog, CaseId asked, Copy copy) {
  co_return co_await open_case(catalog,
                               {.id = amended_id(asked),
                                .kind = CaseKind::amended,
                                .target = Target{TargetKind::copy, copy.id.uuid}.key(),
                                .person = person_of(copy.seller_id),
                                .opened_at = catalog.clock.now(),
                                .about = asked},
                               person_of(copy.seller_id), "amended");
}

Task<void> take_copy_event(Catalog& catalog, store::Event e) {
  const auto asked = CaseId::parse(text_in(e.body, "amends"));
  if (!asked && catalog.moderation.rules.empty()) co_return Result<void>{};
  auto copy = co_await store::find<Copy>(catalog.store, "copies", e.document_id);
  if (!copy) co_return fail(std::move(copy).error());
  if (!*copy) co_return Result<void>{};
  if (asked) {
    auto opened = co_await look_again(catalog, *asked, **copy);
    if (!opened) co_return fail(std::move(opened).error());
  }
  if (catalog.moderation.rules.empty()) co_return Result<void>{};
  auto edition = co_await store::find<StoredEdition>(catalog.store, "editions", (*copy)->edition_id.to_string());
  if (!edition) co_return fail(std::move(edition).error());
  if (!*edition) co_return Result<void>{};
  auto flagged = co_await flag_copy(catalog, std::move(**copy), std::move(**edition));
  if (!flagged) co_return fail(std::move(flagged).error());
  co_return Result<void>{};
}

Task<void> take(Catalog& catalog, store::Event e) {
  if (e.type == auth::account_blocked || e.type == auth::account_unblocked) {
    const auto id = SellerId::parse(text_in(e.body, "account_id"));
    if (!id) co_return Result<void>{};
    co_return co_await close_shelf(catalog, *id, e.type == auth::account_blocked, e.document_version);
  }
  if (e.type.starts_with(case_events)) co_return co_await take_case_event(catalog, std::move(e));
  if (e.type == copy_offered || e.type == copy_changed) co_return co_await take_copy_event(catalog, std::move(e));
  co_return Result<void>{};
}

}  // namespace

Task<std::uint64_t> follow_moderation(Catalog& catalog) {
  auto cursor = co_await catalog.store.load_cursor(reviewing);
  if (!cursor) co_return fail(std::move(cursor).error());
  auto page = co_await catalog.store.events_after(*cursor, 200);
  // The store was restored from a backup: all of it is taken again, which changes nothing that is done.
  if (!page && page.error().code == "bad_cursor") page = co_await catalog.store.events_after("", 200);
  if (!page) co_return fail(std::move(page).error());
  if (page->events.empty()) co_return std::uint64_t{0};
  for (auto& e : page->events) {
    auto taken = co_await take(catalog, std::move(e));
    if (!taken) co_return fail(std::move(taken).error());
  }
  auto saved = co_await catalog.store.save_cursor(reviewing, page->cursor);
  if (!saved) co_return fail(std::move(saved).error());
  co_return page->events.size();
}

}  // namespace bookmarket::catalog
