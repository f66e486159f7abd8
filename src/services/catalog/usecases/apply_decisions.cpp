#include "platform/base/failpoint.hpp"
#include "services/catalog/usecases/moderation_parts.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

/// `fn` gives the copy as it becomes. A copy that is gone needs nothing.
Task<std::optional<Copy>> update_copy(Catalog& catalog, CopyId id, std::function<Copy(Copy)> fn) {
  auto updated = co_await catalog.store.update(
      "copies", id.to_string(), [fn = std::move(fn)](const store::Document& d) -> Result<store::Change> {
        auto copy = shape::from_object<Copy>(d.body);
        if (!copy) return fail(copy.error());
        auto next = fn(*copy);
        if (next == *copy) return store::Change{d.body};
        return store::Change{shape::to_object(next), {copy_event(copy_changed, next)}};
      });
  if (!updated && updated.error().kind == ErrorKind::not_found) co_return std::optional<Copy>{};
  if (!updated) co_return fail(std::move(updated).error());
  auto copy = shape::from_object<Copy>(updated->body);
  if (!copy) co_return fail(std::move(copy).error());
  co_return std::optional(std::move(*copy));
}

Task<void> restrict_copy(Catalog& catalog, CopyId id, StoredCase by) {
  auto done = co_await update_copy(catalog, id, [by, now = catalog.clock.now()](Copy copy) {
    return restricted(std::move(copy), by.id, by.decision->action, now);
  });
  if (!done) co_return fail(std::move(done).error());
  co_return co_await move_pictures(catalog, id);
}

/// Whether a decision about a copy was neither taken back nor followed by another look.
Task<bool> stands(Catalog& catalog, StoredCase c) {
  if (!c.decision || !restricts_copy(c.decision->action)) co_return false;
  auto appeal = co_await store::find<StoredCase>(catalog.store, "cases", appeal_id(c.id).to_string());
  if (!appeal) co_return fail(std::move(appeal).error());
  if (*appeal && (*appeal)->decision && (*appeal)->decision->action == DecisionAction::uphold) co_return false;
  auto amended = co_await store::find<StoredCase>(catalog.store, "cases", amended_id(c.id).to_string());
  if (!amended) co_return fail(std::move(amended).error());
  co_return !*amended || !(*amended)->decision;
}

/// What else keeps a copy out of sight.
Task<std::optional<StoredCase>> another_that_stands(Catalog& catalog, CopyId id, CaseId but) {
  auto cases = co_await store::find_by<StoredCase>(catalog.store, "cases", "by_target",
                                                   Target{TargetKind::copy, id.uuid}.key(), catalog.unreadable);
  if (!cases) co_return fail(std::move(cases).error());
  for (const auto& c : *cases) {
    if (c.id == but) continue;
    auto standing = co_await stands(catalog, c);
    if (!standing) co_return fail(std::move(standing).error());
    if (*standing) co_return c;
  }
  co_return std::optional<StoredCase>{};
}

/// Takes back what was decided in `case_id`, where that still holds.
Task<void> release_copy(Catalog& catalog, CopyId id, PersonId owner, CaseId case_id) {
  auto seller = co_await store::find<Seller>(catalog.store, "sellers", owner.to_string());
  if (!seller) co_return fail(std::move(seller).error());
  const bool away = *seller && (*seller)->is_away();
  auto other = co_await another_that_stands(catalog, id, case_id);
  if (!other) co_return fail(std::move(other).error());
  auto done = co_await update_copy(catalog, id, [case_id, away, other = *other, now = catalog.clock.now()](Copy copy) {
    copy = released(std::move(copy), case_id, away);
    return other ? restricted(std::move(copy), other->id, other->decision->action, now) : copy;
  });
  if (!done) co_return fail(std::move(done).error());
  co_return co_await settle_later(catalog, seller_of(owner), catalog.clock.now());  // who came or went meanwhile
}

/// As letters take it: one line of at most 500 characters.
std::string in_a_line(std::string_view text) {
  auto out = tidy_line(text);
  std::size_t end = 0;
  for (std::size_t characters = 0; end < out.size(); ++end)
    if ((static_cast<unsigned char>(out[end]) & 0xC0U) != 0x80U && ++characters > 500) break;
  out.resize(end);
  return out;
}

Task<void> block(Catalog& catalog, StoredCase c) {
  if (catalog.moderation.people == nullptr) co_return no_accounts();
  const auto& d = *c.decision;
  const auto reason = in_a_line(d.ground_text.value_or("") + ". " + d.text);
  auto done = co_await catalog.moderation.people->block({account_of(d.by), d.by_admin}, account_of(c.person), reason);
  if (!done && done.error().kind == ErrorKind::not_found) co_return Result<void>{};  // gone since
  co_return done;
}

/// The decision that an appeal upholds is taken back.
Task<void> take_back(Catalog& catalog, StoredCase appeal) {
  auto first = co_await case_by_id(catalog, *appeal.about);
  if (!first) co_return fail(std::move(first).error());
  const auto& c = first->stored;
  if (!c.applied) co_return fail(ErrorKind::conflict, "not_applied", "", "what is appealed has not been done yet");
  if (c.decision->action == DecisionAction::block_account) {
    if (catalog.moderation.people == nullptr) co_return no_accounts();
    const auto& d = *appeal.decision;
    auto done = co_await catalog.moderation.people->unblock({account_of(d.by), d.by_admin}, account_of(c.person));
    if (!done && done.error().kind == ErrorKind::not_found) co_return Result<void>{};  // gone since
    co_return done;
  }
  const auto copy = copy_of(c);
  if (!copy) co_return Result<void>{};
  co_return co_await release_copy(catalog, *copy, c.person, c.id);
}

Task<void> carry_out(Catalog& catalog, StoredCase c) {
  const auto copy = copy_of(c);
  switch (c.decision->action) {
    case DecisionAction::hide_copy:
    case DecisionAction::remove_copy:
    case DecisionAction::ask_to_amend:
      if (copy) co_return co_await restrict_copy(catalog, *copy, c);
      break;
    case DecisionAction::block_account:
      co_return co_await block(catalog, c);
    case DecisionAction::uphold:
      co_return co_await take_back(catalog, c);
    case DecisionAction::dismiss:  // of an amended copy: it is as it should be
      if (c.kind == CaseKind::amended && copy && c.about)
        co_return co_await release_copy(catalog, *copy, c.person, *c.about);
      break;
    case DecisionAction::reject:
      break;
  }
  co_return Result<void>{};
}

Task<void> apply_decision(Catalog& catalog, CaseId id) {
  if (auto alive = failpoint("apply_decision.begun"); !alive) co_return fail(std::move(alive).error());
  auto found = co_await case_by_id(catalog, id);
  if (!found) co_return fail(std::move(found).error());
  if (!found->stored.decision || found->stored.applied) co_return Result<void>{};
  auto done = co_await carry_out(catalog, found->stored);
  if (!done) co_return fail(std::move(done).error());
  if (auto alive = failpoint("apply_decision.done"); !alive) co_return fail(std::move(alive).error());
  auto noted = co_await update_case(catalog, id, [](KnownCase c) -> Result<store::Change> {
    if (c.stored.applied) return store::Change{shape::to_object(c.stored)};
    c.stored.applied = true;
    return store::Change{shape::to_object(c.stored), {case_event(c.stored, "applied", std::nullopt, "")}};
  });
  if (!noted) co_return fail(std::move(noted).error());
  co_return Result<void>{};
}

Task<void> apply_decision(Catalog& catalog, store::DueWork work) {
  const auto id = CaseId::parse(work.id);
  if (!id) co_return Result<void>{};
  co_return co_await apply_decision(catalog, *id);
}

}  // namespace

Task<std::uint64_t> apply_decisions(Catalog& catalog) {
  const auto now = catalog.clock.now();
  auto applied = co_await store::do_due(catalog.store, now, decision_work,
                                        [&](store::DueWork work) { return apply_decision(catalog, std::move(work)); });
  if (!applied) co_return fail(std::move(applied).error());
  auto noted = co_await store::do_due(catalog.store, now, note_work,
                                      [&](store::DueWork work) { return write_note(catalog, std::move(work)); });
  if (!noted) co_return fail(std::move(noted).error());
  co_return *applied + *noted;
}

}  // namespace bookmarket::catalog
