// The use cases of moderation: one file each, or per few that share one rule, named as the operation.
#pragma once

#include "services/catalog/usecases/catalog.hpp"
#include "services/catalog/views_moderation.hpp"

namespace bookmarket::catalog {

/// The same report again gives the same answer. Errors: `not_found` with code copy_not_found or seller_not_found;
/// `conflict` with code already_reported: an open report of theirs says something else; `rate_limited`; `invalid`.
Task<ReportView> report(Catalog& catalog, PersonId reporter, NewReport input);
Task<ReportsView> list_reports(Catalog& catalog, PersonId reporter, PageQuery page);

/// What was decided about somebody or their copies, where it took something from them.
Task<DecisionsView> list_decisions(Catalog& catalog, PersonId person, PageQuery page);
/// Once. Errors: `not_found` with code decision_not_found; `conflict` with code appeal_too_late, or already_appealed in
/// other words.
Task<DecisionView> appeal_decision(Catalog& catalog, PersonId person, CaseId id, NewAppeal input);
/// For somebody who cannot do it themselves, as their account is blocked: `by` writes down what they wrote.
Task<CaseCard> appeal_for(Catalog& catalog, PersonId by, CaseId id, NewAppeal input);

/// A moderator or administrator.
struct Moderator {
  PersonId id;
  bool admin = false;
};
struct CasesQuery {
  std::optional<CaseState> state;  ///< open unless told
  std::optional<CaseKind> kind;
  std::optional<bool> mine;
  std::optional<std::string> cursor;
  std::optional<unsigned> limit;
};
/// Those that wait longest first.
Task<CasesView> list_cases(Catalog& catalog, PersonId by, CasesQuery query);
/// Errors of all that follow: `not_found` with code case_not_found.
Task<CaseView> show_case(Catalog& catalog, CaseId id);
/// For an hour. Errors: `conflict` with code case_taken or case_decided; `forbidden` with code own_case, or
/// own_decision for an appeal against one's own decision while there is another moderator.
Task<CaseCard> take_case(Catalog& catalog, Moderator by, CaseId id);
/// Gives it back. `conflict` with code case_not_taken.
Task<CaseCard> release_case(Catalog& catalog, Moderator by, CaseId id);
/// What was decided is done within seconds, by apply_decisions(). Errors besides those of take_case(): `conflict` with
/// code case_not_taken or case_changed; `forbidden` as auth says of block_account; `invalid`.
Task<CaseCard> decide_case(Catalog& catalog, Moderator by, CaseId id, NewDecision input);

/// Takes new events: shelves of accounts that were blocked or opened, what happened at cases (for the audits), copies
/// that a rule flags. How many there were.
Task<std::uint64_t> follow_moderation(Catalog& catalog);
/// One round of decisions that are to be done, and of entries in people's own audits. How many there were.
Task<std::uint64_t> apply_decisions(Catalog& catalog);

/// A step of comparing the copies that are there with rules that are new.
struct RuleSweep {
  bool worked = false;  ///< there was something to do
  std::int64_t checked = 0, flagged = 0;
  bool done = false;
};
Task<RuleSweep> sweep_rules(Catalog& catalog);

}  // namespace bookmarket::catalog
