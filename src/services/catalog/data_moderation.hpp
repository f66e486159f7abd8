// The collections of moderation, their indexes, and their documents.
#pragma once

#include "platform/store/store.hpp"
#include "services/catalog/domain/described.hpp"
#include "services/catalog/domain/moderation.hpp"

namespace bookmarket::catalog {

/// A copy or a person. For a copy, `person` is its owner.
struct Target {
  TargetKind kind = TargetKind::copy;
  Uuid id = {};

  /// "copy:<id>"
  [[nodiscard]] std::string key() const {
    return std::string(target_kind_slugs[static_cast<std::size_t>(kind)]) + ":" + id.to_string();
  }
};

struct StoredDecision {
  DecisionAction action = DecisionAction::dismiss;
  std::optional<Violation> violation = {};
  std::optional<GroundKind> ground = {};
  std::optional<std::string> ground_text = {};
  std::string text;  ///< for whom it is about
  PersonId by;
  bool by_admin = false;  ///< what they were when they decided
};

/// What moderators decide. One case of reports is open for a target at a time: its id is made from the target and
/// `number`. Ids of the others are made from what they are about, too.
struct StoredCase {
  CaseId id;
  CaseKind kind = CaseKind::reports;
  CaseState state = CaseState::open;
  std::string target;  ///< Target::key()
  PersonId person;     ///< whom it is about
  Timestamp opened_at;
  std::int64_t reports = 0;                     ///< that came in; of other kinds 0
  std::optional<std::int64_t> number = {};      ///< of the target's cases of reports, from 1
  std::optional<std::string> rule_id = {};      ///< of prohibited items, that found it
  std::optional<CaseId> about = {};             ///< the case that is appealed, or that asked to amend
  std::optional<std::string> appeal_text = {};  ///< of who appeals
  std::optional<PersonId> taken_by = {};
  std::optional<Timestamp> taken_at = {};
  std::optional<StoredDecision> decision = {};
  std::optional<Timestamp> decided_at = {};
  std::optional<PersonId> statement_for = {};  ///< who gets a statement of reasons; absent: nobody lost anything
  bool applied = false;                        ///< what was decided has been done

  [[nodiscard]] std::optional<Taken> taken() const {
    if (!taken_by || !taken_at) return std::nullopt;
    return Taken{*taken_by, *taken_at};
  }
};

/// What one person says of a target. Id: made from case and reporter.
struct StoredReport {
  ReportId id;
  CaseId case_id;
  PersonId reporter_id;
  PersonId person;  ///< whom it is about
  Violation violation = Violation::other;
  std::string text;
  Timestamp at;
};

/// What happened at a case, for moderators. Id: of the event that told it.
struct StoredCaseEntry {
  CaseId case_id;
  Timestamp at;
  std::string what;                     ///< opened, reported, taken, …
  std::optional<PersonId> by = {};      ///< absent: a rule
  std::optional<std::string> why = {};  ///< a slug: of the violation, the action, or the rule
};

/// How far the copies have been compared with the rules of prohibited items. Id: "rules".
struct StoredRuleSweep {
  std::string fingerprint;
  std::string cursor;
  std::int64_t checked = 0, flagged = 0;
  bool done = false;
};

inline std::vector<store::Collection> moderation_collections() {
  return {{"cases",
           {{"by_state", {{"state"}, {"opened_at"}}},
            {"by_kind", {{"state"}, {"kind"}, {"opened_at"}}},
            {"by_taker", {{"taken_by"}, {"state"}, {"opened_at"}}},
            {"by_taker_kind", {{"taken_by"}, {"state"}, {"kind"}, {"opened_at"}}},
            {"by_target", {{"target"}, {"opened_at"}}},
            {"by_person", {{"person"}, {"opened_at"}}},
            {"by_number", {{"target"}, {"number"}}},
            {"by_statement", {{"statement_for"}, {"decided_at"}}}}},
          {"reports",
           {{"by_case", {{"case_id"}, {"at"}}},
            {"by_reporter", {{"reporter_id"}, {"at"}}},
            {"by_person", {{"person"}, {"at"}}}}},
          {"case_entries", {{"by_case", {{"case_id"}, {"at"}}}, {"by_actor", {{"by"}, {"at"}}}}}};
}

}  // namespace bookmarket::catalog

namespace bookmarket::shape {

template <>
struct Slugs<catalog::TargetKind> {
  static constexpr std::string_view name = "TargetKind";
  static constexpr auto& values = catalog::target_kind_slugs;
};
template <>
struct Slugs<catalog::Violation> {
  static constexpr std::string_view name = "Violation";
  static constexpr auto& values = catalog::violation_slugs;
};
template <>
struct Slugs<catalog::CaseKind> {
  static constexpr std::string_view name = "CaseKind";
  static constexpr auto& values = catalog::case_kind_slugs;
};
template <>
struct Slugs<catalog::CaseState> {
  static constexpr std::string_view name = "CaseState";
  static constexpr auto& values = catalog::case_state_slugs;
};
template <>
struct Slugs<catalog::GroundKind> {
  static constexpr std::string_view name = "GroundKind";
  static constexpr auto& values = catalog::ground_kind_slugs;
};
template <>
struct Describe<catalog::StoredDecision> {
  using T = catalog::StoredDecision;
  static constexpr std::string_view name = "StoredDecision", doc = "";
  static constexpr auto fields =
      std::tuple{field("action", &T::action, {}),        field("violation", &T::violation, {}),
                 field("ground", &T::ground, {}),        field("ground_text", &T::ground_text, {.pii = true}),
                 field("text", &T::text, {.pii = true}), field("by", &T::by, {}),
                 field("by_admin", &T::by_admin, {})};
};
template <>
struct Describe<catalog::StoredCase> {
  using T = catalog::StoredCase;
  static constexpr std::string_view name = "StoredCase", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("kind", &T::kind, {}),
                                            field("state", &T::state, {}),
                                            field("target", &T::target, {}),
                                            field("person", &T::person, {}),
                                            field("opened_at", &T::opened_at, {}),
                                            field("reports", &T::reports, {}),
                                            field("number", &T::number, {}),
                                            field("rule_id", &T::rule_id, {}),
                                            field("about", &T::about, {}),
                                            field("appeal_text", &T::appeal_text, {.pii = true}),
                                            field("taken_by", &T::taken_by, {}),
                                            field("taken_at", &T::taken_at, {}),
                                            field("decision", &T::decision, {}),
                                            field("decided_at", &T::decided_at, {}),
                                            field("statement_for", &T::statement_for, {}),
                                            field("applied", &T::applied, {})};
};
template <>
struct Describe<catalog::StoredReport> {
  using T = catalog::StoredReport;
  static constexpr std::string_view name = "StoredReport", doc = "";
  static constexpr auto fields = std::tuple{
      field("id", &T::id, {}),         field("case_id", &T::case_id, {}),     field("reporter_id", &T::reporter_id, {}),
      field("person", &T::person, {}), field("violation", &T::violation, {}), field("text", &T::text, {.pii = true}),
      field("at", &T::at, {})};
};
template <>
struct Describe<catalog::StoredCaseEntry> {
  using T = catalog::StoredCaseEntry;
  static constexpr std::string_view name = "StoredCaseEntry", doc = "";
  static constexpr auto fields =
      std::tuple{field("case_id", &T::case_id, {}), field("at", &T::at, {}), field("what", &T::what, {}),
                 field("by", &T::by, {}), field("why", &T::why, {})};
};
template <>
struct Describe<catalog::StoredRuleSweep> {
  using T = catalog::StoredRuleSweep;
  static constexpr std::string_view name = "StoredRuleSweep", doc = "";
  static constexpr auto fields =
      std::tuple{field("fingerprint", &T::fingerprint, {}), field("cursor", &T::cursor, {}),
                 field("checked", &T::checked, {}), field("flagged", &T::flagged, {}), field("done", &T::done, {})};
};

}  // namespace bookmarket::shape
