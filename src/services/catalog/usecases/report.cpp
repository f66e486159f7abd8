#include "services/catalog/usecases/cards.hpp"
#include "services/catalog/usecases/moderation_parts.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

struct Reported {
  Target target;
  PersonId person;
};

/// What everybody can see may be reported.
Task<Reported> reported(Catalog& catalog, NewReport input) {
  if (input.copy_id) {
    const auto no_such = [] { return fail(ErrorKind::not_found, "copy_not_found", "There is no such copy."); };
    auto copy = co_await store::find<Copy>(catalog.store, "copies", input.copy_id->to_string());
    if (!copy) co_return fail(std::move(copy).error());
    if (!*copy) co_return no_such();
    auto owner = co_await store::find<Seller>(catalog.store, "sellers", (*copy)->seller_id.to_string());
    if (!owner) co_return fail(std::move(owner).error());
    if (!*owner || !is_shown(**copy, **owner)) co_return no_such();
    co_return Reported{{TargetKind::copy, input.copy_id->uuid}, person_of((*copy)->seller_id)};
  }
  auto seller = co_await store::find<Seller>(catalog.store, "sellers", input.seller_id->to_string());
  if (!seller) co_return fail(std::move(seller).error());
  if (!*seller || (*seller)->blocked_at)
    co_return fail(ErrorKind::not_found, "seller_not_found", "There is no such seller.");
  co_return Reported{{TargetKind::person, input.seller_id->uuid}, person_of(*input.seller_id)};
}

/// The target's newest case of reports.
Task<std::optional<StoredCase>> newest_case(Catalog& catalog, std::string target) {
  auto page = co_await catalog.store.query(
      {.collection = "cases", .index = "by_number", .equals = {std::move(target)}, .descending = true, .limit = 1});
  if (!page) co_return fail(std::move(page).error());
  if (page->documents.empty()) co_return std::optional<StoredCase>{};
  auto found = shape::from_object<StoredCase>(page->documents.front().body);
  if (!found) co_return fail(std::move(found).error());
  co_return std::optional(std::move(*found));
}

/// The open one, made when there is none: of two who make it at once, one does.
Task<StoredCase> open_case_of(Catalog& catalog, Reported about, PersonId by, std::string why) {
  for (;;) {
    auto newest = co_await newest_case(catalog, about.target.key());
    if (!newest) co_return fail(std::move(newest).error());
    if (*newest && (*newest)->state == CaseState::open) co_return std::move(**newest);
    const std::int64_t number = *newest ? *(*newest)->number + 1 : 1;
    const auto id = CaseId::v8_of("reports:" + about.target.key() + ":" + std::to_string(number));
    auto opened = co_await open_case(catalog,
                                     {.id = id,
                                      .kind = CaseKind::reports,
                                      .target = about.target.key(),
                                      .person = about.person,
                                      .opened_at = catalog.clock.now(),
                                      .number = number},
                                     by, why);
    if (!opened) co_return fail(std::move(opened).error());
  }
}

ReportView view_of(const StoredReport& r, const StoredCase& c) {
  ReportView out{.id = r.id,
                 .copy_id = copy_of(c),
                 .seller_id = {},
                 .violation = r.violation,
                 .text = unless_empty(r.text),
                 .at = r.at,
                 .outcome = ReportOutcome::pending,
                 .decided_at = c.decided_at};
  if (!out.copy_id) out.seller_id = seller_of(c.person);
  if (c.decision) out.outcome = restricts(c.decision->action) ? ReportOutcome::action_taken : ReportOutcome::no_action;
  return out;
}

std::vector<FieldError> check(const NewReport& input) {
  std::vector<FieldError> fields;
  if (input.copy_id.has_value() == input.seller_id.has_value())
    fields.push_back({"/body/copy_id", "one_of_two", "Name a copy or a seller."});
  if (input.violation == Violation::other && tidy(input.text.value_or("")).empty())
    fields.push_back({"/body/text", "required", "Say what is wrong."});
  return fields;
}

}  // namespace

Task<ReportView> report(Catalog& catalog, PersonId reporter, NewReport input) {
  if (auto fields = check(input); !fields.empty()) co_return wrong_fields(std::move(fields));
  auto about = co_await reported(catalog, input);
  if (!about) co_return fail(std::move(about).error());
  if (about->person == reporter)
    co_return wrong_fields({{input.copy_id ? "/body/copy_id" : "/body/seller_id", "your_own", "This is your own."}});
  const std::string why{violation_slugs[static_cast<std::size_t>(input.violation)]};
  auto newest = co_await newest_case(catalog, about->target.key());
  if (!newest) co_return fail(std::move(newest).error());
  const auto report_id = [&](CaseId c) {
    return ReportId::v8_of("report:" + c.to_string() + ":" + reporter.to_string());
  };
  const auto text = tidy(input.text.value_or(""));
  if (*newest && (*newest)->state == CaseState::open) {
    auto before = co_await store::find<StoredReport>(catalog.store, "reports", report_id((*newest)->id).to_string());
    if (!before) co_return fail(std::move(before).error());
    if (*before && (*before)->violation == input.violation && (*before)->text == text)
      co_return view_of(**before, **newest);
    if (*before)
      co_return fail(ErrorKind::conflict, "already_reported", "You have reported this already; moderators will look.");
  }
  auto allowed = co_await allow(catalog, seller_of(reporter), "report", catalog.moderation.reports_per_day,
                                std::chrono::hours(24));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto open = co_await open_case_of(catalog, *about, reporter, why);
  if (!open) co_return fail(std::move(open).error());
  const StoredReport fresh{.id = report_id(open->id),
                           .case_id = open->id,
                           .reporter_id = reporter,
                           .person = about->person,
                           .violation = input.violation,
                           .text = text,
                           .at = catalog.clock.now()};
  auto kept = co_await catalog.store.insert("reports", fresh.id.to_string(),
                                            {shape::to_object(fresh), {case_event(*open, "reported", reporter, why)}});
  if (!kept && kept.error().kind == ErrorKind::conflict)
    co_return fail(ErrorKind::conflict, "already_reported", "You have reported this already; moderators will look.");
  if (!kept) co_return fail(std::move(kept).error());
  // One that comes in just as the case is decided shares its outcome.
  auto counted = co_await update_case(catalog, open->id, [](KnownCase c) -> Result<store::Change> {
    ++c.stored.reports;
    return store::Change{shape::to_object(c.stored)};
  });
  if (!counted) co_return fail(std::move(counted).error());
  co_return view_of(fresh, counted->stored);
}

Task<ReportsView> list_reports(Catalog& catalog, PersonId reporter, PageQuery query) {
  auto page = co_await catalog.store.query({.collection = "reports",
                                            .index = "by_reporter",
                                            .equals = {reporter.to_string()},
                                            .descending = true,
                                            .cursor = query.cursor.value_or(""),
                                            .limit = query.limit.value_or(24)});
  if (!page) co_return fail(std::move(page).error());
  ReportsView out{.items = {}, .next_cursor = unless_empty(page->next_cursor)};
  for (const auto& r : store::read_all<StoredReport>(page->documents, catalog.unreadable)) {
    auto about = co_await store::find<StoredCase>(catalog.store, "cases", r.case_id.to_string());
    if (!about) co_return fail(std::move(about).error());
    if (*about) out.items.push_back(view_of(r, **about));
  }
  co_return out;
}

}  // namespace bookmarket::catalog
