#include "services/catalog/usecases/moderation_parts.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

std::unexpected<Error> decided_already() {
  return fail(ErrorKind::conflict, "case_decided", "This case is decided already.");
}

std::string slug_of(DecisionAction action) {
  return std::string(decision_action_slugs[static_cast<std::size_t>(action)]);
}

/// Nobody decides about themselves, nor about an appeal against what they decided, as long as there is somebody else.
Task<void> may_judge(Catalog& catalog, Moderator by, StoredCase c) {
  if (c.person == by.id)
    co_return fail(ErrorKind::forbidden, "own_case", "This is about you or a copy of yours: somebody else decides it.");
  if (c.kind != CaseKind::appeal || !c.about) co_return Result<void>{};
  auto first = co_await case_by_id(catalog, *c.about);
  if (!first) co_return fail(std::move(first).error());
  if (!first->stored.decision || first->stored.decision->by != by.id) co_return Result<void>{};
  if (catalog.moderation.people == nullptr) co_return no_accounts();
  auto others = co_await catalog.moderation.people->has_other_moderator({account_of(by.id), account_of(c.person)});
  if (!others) co_return fail(std::move(others).error());
  if (*others)
    co_return fail(ErrorKind::forbidden, "own_decision",
                   "This appeals a decision of yours: another moderator decides.");
  co_return Result<void>{};
}

Task<void> may_block(Catalog& catalog, Moderator by, PersonId person) {
  if (catalog.moderation.people == nullptr) co_return no_accounts();
  co_return co_await catalog.moderation.people->may_block({account_of(by.id), by.admin}, account_of(person));
}

}  // namespace

Task<CaseCard> take_case(Catalog& catalog, Moderator by, CaseId id) {
  auto before = co_await case_by_id(catalog, id);
  if (!before) co_return fail(std::move(before).error());
  auto may = co_await may_judge(catalog, by, before->stored);
  if (!may) co_return fail(std::move(may).error());
  const auto now = catalog.clock.now();
  auto taken = co_await update_case(catalog, id, [by, now](KnownCase c) -> Result<store::Change> {
    if (c.stored.state == CaseState::decided) return decided_already();
    if (auto free = may_take(c.stored.taken(), by.id, now); !free) return fail(std::move(free).error());
    c.stored.taken_by = by.id;
    c.stored.taken_at = now;
    return store::Change{shape::to_object(c.stored), {case_event(c.stored, "taken", by.id, "")}};
  });
  if (!taken) co_return fail(std::move(taken).error());
  co_return case_card(*taken);
}

Task<CaseCard> release_case(Catalog& catalog, Moderator by, CaseId id) {
  const auto now = catalog.clock.now();
  auto released = co_await update_case(catalog, id, [by, now](KnownCase c) -> Result<store::Change> {
    if (c.stored.state == CaseState::decided) return decided_already();
    if (auto mine = has_taken(c.stored.taken(), by.id, now); !mine) return fail(std::move(mine).error());
    c.stored.taken_by.reset();
    c.stored.taken_at.reset();
    return store::Change{shape::to_object(c.stored), {case_event(c.stored, "released", by.id, "")}};
  });
  if (!released) co_return fail(std::move(released).error());
  co_return case_card(*released);
}

Task<CaseCard> decide_case(Catalog& catalog, Moderator by, CaseId id, NewDecision input) {
  auto before = co_await case_by_id(catalog, id);
  if (!before) co_return fail(std::move(before).error());
  if (input.ground_text) input.ground_text = tidy(*input.ground_text);
  auto fields = check(Verdict{input.action, input.violation, input.ground, input.ground_text}, before->stored.kind,
                      copy_of(before->stored) ? TargetKind::copy : TargetKind::person);
  input.text = tidy(input.text);
  if (input.text.empty()) fields.push_back({"/body/text", "too_short", "Say why."});
  if (!fields.empty()) co_return wrong_fields(std::move(fields));
  auto may = co_await may_judge(catalog, by, before->stored);
  if (may && input.action == DecisionAction::block_account)
    may = co_await may_block(catalog, by, before->stored.person);
  if (!may) co_return fail(std::move(may).error());
  const auto now = catalog.clock.now();
  auto decided = co_await update_case(catalog, id, [by, now, input](KnownCase c) -> Result<store::Change> {
    auto& s = c.stored;
    if (s.state == CaseState::decided) return decided_already();
    if (auto mine = has_taken(s.taken(), by.id, now); !mine) return fail(std::move(mine).error());
    if (c.version != input.version)
      return fail(ErrorKind::conflict, "case_changed", "Something came in since you looked. Look again.");
    s.state = CaseState::decided;
    s.decided_at = now;
    s.decision = StoredDecision{.action = input.action,
                                .violation = input.violation,
                                .ground = input.ground,
                                .ground_text = input.ground_text,
                                .text = input.text,
                                .by = by.id,
                                .by_admin = by.admin};
    if (restricts(input.action)) s.statement_for = s.person;
    return store::Change{shape::to_object(s), {case_event(s, "decided", by.id, slug_of(input.action))}};
  });
  if (!decided) co_return fail(std::move(decided).error());
  co_return case_card(*decided);
}

}  // namespace bookmarket::catalog
