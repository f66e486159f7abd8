#include "services/catalog/usecases/moderation_parts.hpp"

#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {

std::optional<Target> target_of(std::string_view key) {
  const auto colon = key.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto kind = from_slug<TargetKind>(target_kind_slugs, key.substr(0, colon));
  const auto id = Uuid::parse(key.substr(colon + 1));
  if (!kind || !id) return std::nullopt;
  return Target{*kind, *id};
}

std::optional<CopyId> copy_of(const StoredCase& c) {
  const auto target = target_of(c.target);
  if (!target || target->kind != TargetKind::copy) return std::nullopt;
  return CopyId{target->id};
}

store::NewEvent case_event(const StoredCase& c, std::string_view what, std::optional<PersonId> by, std::string why) {
  Object body;
  body.set("case_id", c.id.to_string());
  body.set("what", std::string(what));
  body.set("person", c.person.to_string());
  if (by) body.set("by", by->to_string());
  if (!why.empty()) body.set("why", std::move(why));
  return {std::string(case_events) + std::string(what) + ".v1", std::move(body)};
}

namespace {

Result<KnownCase> known(const store::Document& d) {
  auto stored = shape::from_object<StoredCase>(d.body);
  if (!stored) return fail(stored.error());
  return KnownCase{std::move(*stored), d.version};
}

std::unexpected<Error> no_case() { return fail(ErrorKind::not_found, "case_not_found", "There is no such case."); }

}  // namespace

Task<KnownCase> case_by_id(Catalog& catalog, CaseId id) {
  auto document = co_await catalog.store.get("cases", id.to_string());
  if (!document) co_return fail(std::move(document).error());
  if (!*document) co_return no_case();
  co_return known(**document);
}

Task<KnownCase> update_case(Catalog& catalog, CaseId id, std::function<Result<store::Change>(KnownCase)> fn) {
  auto updated = co_await catalog.store.update("cases", id.to_string(),
                                               [fn = std::move(fn)](const store::Document& d) -> Result<store::Change> {
                                                 auto before = known(d);
                                                 if (!before) return fail(before.error());
                                                 return fn(std::move(*before));
                                               });
  if (!updated && updated.error().kind == ErrorKind::not_found) co_return no_case();
  if (!updated) co_return fail(std::move(updated).error());
  co_return known(*updated);
}

Task<void> open_case(Catalog& catalog, StoredCase fresh, std::optional<PersonId> by, std::string why) {
  auto event = case_event(fresh, "opened", by, std::move(why));
  const auto id = fresh.id.to_string();
  auto kept = co_await catalog.store.insert("cases", id, {shape::to_object(fresh), {std::move(event)}});
  if (!kept && kept.error().kind != ErrorKind::conflict) co_return fail(std::move(kept).error());
  co_return Result<void>{};
}

CaseCard case_card(const KnownCase& known_case) {
  const auto& c = known_case.stored;
  CaseCard out{.id = c.id,
               .version = known_case.version,
               .kind = c.kind,
               .state = c.state,
               .copy_id = copy_of(c),
               .person_id = seller_of(c.person),
               .opened_at = c.opened_at,
               .reports = c.reports,
               .rule_id = c.rule_id,
               .about = c.about,
               .taken_by = {},
               .taken_until = {},
               .decision = {}};
  if (c.state == CaseState::open && c.taken()) {
    out.taken_by = c.taken_by;
    out.taken_until = *c.taken_at + taken_for;
  }
  if (c.decision && c.decided_at)
    out.decision = CaseDecision{.action = c.decision->action,
                                .violation = c.decision->violation,
                                .ground = c.decision->ground,
                                .ground_text = c.decision->ground_text,
                                .text = c.decision->text,
                                .by = c.decision->by,
                                .at = *c.decided_at,
                                .applied = c.applied};
  return out;
}

}  // namespace bookmarket::catalog
