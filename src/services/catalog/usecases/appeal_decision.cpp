#include "services/catalog/usecases/cards.hpp"
#include "services/catalog/usecases/moderation_parts.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

std::unexpected<Error> no_such_decision() {
  return fail(ErrorKind::not_found, "decision_not_found", "There is no such decision about you.");
}

std::optional<AppealView> view_of(const std::optional<StoredCase>& appeal) {
  if (!appeal) return std::nullopt;
  AppealView out{.state = AppealState::pending,
                 .text = appeal->appeal_text.value_or(""),
                 .at = appeal->opened_at,
                 .decided_at = appeal->decided_at,
                 .answer = {}};
  if (appeal->decision) {
    out.state = appeal->decision->action == DecisionAction::uphold ? AppealState::upheld : AppealState::rejected;
    out.answer = appeal->decision->text;
  }
  return out;
}

/// Of a decision that took something.
DecisionView view_of(const StoredCase& c, const std::optional<StoredCase>& appeal, Timestamp now, int days) {
  const auto& d = *c.decision;
  DecisionView out{.id = c.id,
                   .copy_id = copy_of(c),
                   .action = d.action,
                   .violation = d.violation.value_or(Violation::other),
                   .ground = d.ground.value_or(GroundKind::market_rules),
                   .ground_text = d.ground_text.value_or(""),
                   .text = d.text,
                   .found_by = c.kind,
                   .decided_at = *c.decided_at,
                   .appeal_until = appeal_until(*c.decided_at, days),
                   .may_appeal = false,
                   .appeal = view_of(appeal)};
  out.may_appeal = !appeal && now < out.appeal_until;
  return out;
}

Task<DecisionView> with_appeal(Catalog& catalog, StoredCase c) {
  auto appeal = co_await store::find<StoredCase>(catalog.store, "cases", appeal_id(c.id).to_string());
  if (!appeal) co_return fail(std::move(appeal).error());
  co_return view_of(c, *appeal, catalog.clock.now(), catalog.moderation.appeal_days);
}

/// Opens the appeal; the same words again are the same appeal.
Task<void> open_appeal(Catalog& catalog, StoredCase about, PersonId by, std::string text) {
  const auto id = appeal_id(about.id);
  const auto now = catalog.clock.now();
  if (text.empty()) co_return wrong_fields({{"/body/text", "too_short", "Say why the decision is wrong."}});
  auto before = co_await store::find<StoredCase>(catalog.store, "cases", id.to_string());
  if (!before) co_return fail(std::move(before).error());
  if (!*before) {
    if (now >= appeal_until(*about.decided_at, catalog.moderation.appeal_days))
      co_return fail(ErrorKind::conflict, "appeal_too_late", "This decision can no longer be appealed.");
    auto opened = co_await open_case(catalog,
                                     {.id = id,
                                      .kind = CaseKind::appeal,
                                      .target = about.target,
                                      .person = about.person,
                                      .opened_at = now,
                                      .about = about.id,
                                      .appeal_text = text},
                                     by, "appeal");
    if (!opened) co_return fail(std::move(opened).error());
    before = co_await store::find<StoredCase>(catalog.store, "cases", id.to_string());
    if (!before) co_return fail(std::move(before).error());
  }
  if (!*before || (*before)->appeal_text != text)
    co_return fail(ErrorKind::conflict, "already_appealed", "This decision was appealed already.");
  co_return Result<void>{};
}

}  // namespace

Task<DecisionsView> list_decisions(Catalog& catalog, PersonId person, PageQuery query) {
  auto page = co_await catalog.store.query({.collection = "cases",
                                            .index = "by_statement",
                                            .equals = {person.to_string()},
                                            .descending = true,
                                            .cursor = query.cursor.value_or(""),
                                            .limit = query.limit.value_or(24)});
  if (!page) co_return fail(std::move(page).error());
  DecisionsView out{.items = {}, .next_cursor = unless_empty(page->next_cursor)};
  for (auto& c : store::read_all<StoredCase>(page->documents, catalog.unreadable)) {
    auto view = co_await with_appeal(catalog, std::move(c));
    if (!view) co_return fail(std::move(view).error());
    out.items.push_back(std::move(*view));
  }
  co_return out;
}

Task<DecisionView> appeal_decision(Catalog& catalog, PersonId person, CaseId id, NewAppeal input) {
  auto about = co_await store::find<StoredCase>(catalog.store, "cases", id.to_string());
  if (!about) co_return fail(std::move(about).error());
  if (!*about || (*about)->statement_for != person) co_return no_such_decision();
  auto opened = co_await open_appeal(catalog, **about, person, tidy(input.text));
  if (!opened) co_return fail(std::move(opened).error());
  co_return co_await with_appeal(catalog, std::move(**about));
}

Task<CaseCard> appeal_for(Catalog& catalog, PersonId by, CaseId id, NewAppeal input) {
  auto about = co_await case_by_id(catalog, id);
  if (!about) co_return fail(std::move(about).error());
  if (!about->stored.statement_for)
    co_return fail(ErrorKind::conflict, "nothing_to_appeal", "This case took nothing from anybody.");
  auto opened = co_await open_appeal(catalog, about->stored, by, tidy(input.text));
  if (!opened) co_return fail(std::move(opened).error());
  auto appeal = co_await case_by_id(catalog, appeal_id(id));
  if (!appeal) co_return fail(std::move(appeal).error());
  co_return case_card(*appeal);
}

}  // namespace bookmarket::catalog
