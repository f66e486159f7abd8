// What people report and are told of decisions, and what moderators see and decide.
#pragma once

#include "services/catalog/data_moderation.hpp"
#include "services/catalog/views_shelf.hpp"

namespace bookmarket::catalog {

struct NewReport {
  std::optional<CopyId> copy_id;
  std::optional<SellerId> seller_id;
  Violation violation = Violation::other;
  std::optional<std::string> text;
};
/// What its reporter is told. That something was done, not what: that concerns its owner.
enum class ReportOutcome : std::uint8_t { pending, no_action, action_taken };
struct ReportView {
  ReportId id;
  std::optional<CopyId> copy_id;
  std::optional<SellerId> seller_id;
  Violation violation = Violation::other;
  std::optional<std::string> text;
  Timestamp at;
  ReportOutcome outcome = ReportOutcome::pending;
  std::optional<Timestamp> decided_at;
};
struct ReportsView {
  std::vector<ReportView> items;
  std::optional<std::string> next_cursor;
};

struct NewAppeal {
  std::string text;
};
enum class AppealState : std::uint8_t { pending, upheld, rejected };
struct AppealView {
  AppealState state = AppealState::pending;
  std::string text;
  Timestamp at;
  std::optional<Timestamp> decided_at;
  std::optional<std::string> answer;
};
/// A statement of reasons.
struct DecisionView {
  CaseId id;
  std::optional<CopyId> copy_id;
  DecisionAction action = DecisionAction::hide_copy;
  Violation violation = Violation::other;
  GroundKind ground = GroundKind::market_rules;
  std::string ground_text, text;
  CaseKind found_by = CaseKind::reports;
  Timestamp decided_at, appeal_until;
  bool may_appeal = false;
  std::optional<AppealView> appeal;
};
struct DecisionsView {
  std::vector<DecisionView> items;
  std::optional<std::string> next_cursor;
};

struct CaseDecision {
  DecisionAction action = DecisionAction::dismiss;
  std::optional<Violation> violation;
  std::optional<GroundKind> ground;
  std::optional<std::string> ground_text;
  std::string text;
  PersonId by;
  Timestamp at;
  bool applied = false;
};
struct CaseCard {
  CaseId id;
  std::int64_t version = 0;
  CaseKind kind = CaseKind::reports;
  CaseState state = CaseState::open;
  std::optional<CopyId> copy_id;
  SellerId person_id;
  Timestamp opened_at;
  std::int64_t reports = 0;
  std::optional<std::string> rule_id;
  std::optional<CaseId> about;
  std::optional<PersonId> taken_by;
  std::optional<Timestamp> taken_until;
  std::optional<CaseDecision> decision;
};
struct CasesView {
  std::vector<CaseCard> items;
  std::optional<std::string> next_cursor;
};
struct CaseReport {
  PersonId reporter_id;
  Violation violation = Violation::other;
  std::optional<std::string> text;
  Timestamp at;
};
struct CaseEntryView {
  Timestamp at;
  std::string what;
  std::optional<PersonId> by;
  std::optional<std::string> why;
};
struct CaseView : CaseCard {
  std::optional<std::string> appeal_text;
  std::vector<CaseReport> of_readers;
  std::optional<OwnCopyView> copy;
  std::optional<SellerView> person;
  std::vector<CaseEntryView> history;
  std::vector<CaseCard> others;
};
struct NewDecision {
  std::int64_t version = 0;
  DecisionAction action = DecisionAction::dismiss;
  std::optional<Violation> violation;
  std::optional<GroundKind> ground;
  std::optional<std::string> ground_text;
  std::string text;
};

}  // namespace bookmarket::catalog

namespace bookmarket::shape {

namespace moderation_fields {
inline constexpr Info violation{.doc = "What is wrong."};
inline constexpr Info report_text{.doc = "In one's own words. Needed where the violation is `other`.",
                                  .example = "Обкладинка з іншого видання, книжка — копія.",
                                  .max_length = 1000,
                                  .pii = true};
inline constexpr Info appeal_text{.doc = "Why the decision is wrong.",
                                  .example = "Це видання 1989 року, ось титул.",
                                  .min_length = 1,
                                  .max_length = 2000,
                                  .pii = true};
inline constexpr Info decision_text{.doc =
                                        "For whom it is about: which facts, and what they can do. Of an appeal: for "
                                        "who appealed. Reporters do not see it.",
                                    .example = "Книга видана в Мінську 2003 року.",
                                    .min_length = 1,
                                    .max_length = 2000,
                                    .pii = true};
inline constexpr Info ground_text{.doc = "Which law or which rule of the market.",
                                  .example = "Закон України «Про видавничу справу», ст. 28-1",
                                  .max_length = 300};
}  // namespace moderation_fields

template <>
struct Slugs<catalog::ReportOutcome> {
  static constexpr std::string_view name = "ReportOutcome";
  static constexpr std::array<std::string_view, 3> values{"pending", "no_action", "action_taken"};
};
template <>
struct Slugs<catalog::AppealState> {
  static constexpr std::string_view name = "AppealState";
  static constexpr std::array<std::string_view, 3> values{"pending", "upheld", "rejected"};
};
template <>
struct Describe<catalog::NewReport> {
  using T = catalog::NewReport;
  static constexpr std::string_view name = "NewReport", doc = "What somebody should look at: a copy or a person.";
  static constexpr auto fields =
      std::tuple{field("copy_id", &T::copy_id, {.doc = "The copy. Either this or seller_id."}),
                 field("seller_id", &T::seller_id, {.doc = "The person."}),
                 field("violation", &T::violation, moderation_fields::violation),
                 field("text", &T::text, moderation_fields::report_text)};
};
template <>
struct Describe<catalog::ReportView> {
  using T = catalog::ReportView;
  static constexpr std::string_view name = "Report",
                                    doc = "A report, for who made it: that it came in, and its outcome.";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("copy_id", &T::copy_id, {}),
                                            field("seller_id", &T::seller_id, {}),
                                            field("violation", &T::violation, {}),
                                            field("text", &T::text, {.pii = true}),
                                            field("at", &T::at, {}),
                                            field("outcome", &T::outcome, {}),
                                            field("decided_at", &T::decided_at, {})};
};
template <>
struct Describe<catalog::ReportsView> {
  using T = catalog::ReportsView;
  static constexpr std::string_view name = "Reports", doc = "";
  static constexpr auto fields =
      std::tuple{field("items", &T::items, {.doc = "Newest first."}), field("next_cursor", &T::next_cursor, {})};
};
template <>
struct Describe<catalog::NewAppeal> {
  using T = catalog::NewAppeal;
  static constexpr std::string_view name = "NewAppeal", doc = "";
  static constexpr auto fields = std::tuple{field("text", &T::text, moderation_fields::appeal_text)};
};
template <>
struct Describe<catalog::AppealView> {
  using T = catalog::AppealView;
  static constexpr std::string_view name = "Appeal", doc = "";
  static constexpr auto fields =
      std::tuple{field("state", &T::state, {}), field("text", &T::text, {.pii = true}), field("at", &T::at, {}),
                 field("decided_at", &T::decided_at, {}), field("answer", &T::answer, {.pii = true})};
};
template <>
struct Describe<catalog::DecisionView> {
  using T = catalog::DecisionView;
  static constexpr std::string_view
      name = "Decision",
      doc = "What was decided about somebody or their copy, and why: a statement of reasons.";
  static constexpr auto fields = std::tuple{
      field("id", &T::id, {}),
      field("copy_id", &T::copy_id, {.doc = "Left out: it is about the person."}),
      field("action", &T::action, {}),
      field("violation", &T::violation, {}),
      field("ground", &T::ground, {}),
      field("ground_text", &T::ground_text, {}),
      field("text", &T::text, {.pii = true}),
      field("found_by", &T::found_by, {.doc = "`rule`: a rule found it by itself. A person decided in any case."}),
      field("decided_at", &T::decided_at, {}),
      field("appeal_until", &T::appeal_until, {}),
      field("may_appeal", &T::may_appeal, {.doc = "Whether appeal_decision is open: once, until then."}),
      field("appeal", &T::appeal, {})};
};
template <>
struct Describe<catalog::DecisionsView> {
  using T = catalog::DecisionsView;
  static constexpr std::string_view name = "Decisions", doc = "";
  static constexpr auto fields =
      std::tuple{field("items", &T::items, {.doc = "Newest first."}), field("next_cursor", &T::next_cursor, {})};
};
template <>
struct Describe<catalog::CaseDecision> {
  using T = catalog::CaseDecision;
  static constexpr std::string_view name = "CaseDecision", doc = "";
  static constexpr auto fields = std::tuple{field("action", &T::action, {}),
                                            field("violation", &T::violation, {}),
                                            field("ground", &T::ground, {}),
                                            field("ground_text", &T::ground_text, {}),
                                            field("text", &T::text, {.pii = true}),
                                            field("by", &T::by, {}),
                                            field("at", &T::at, {}),
                                            field("applied", &T::applied, {.doc = "Whether it has been done."})};
};
template <>
struct Describe<catalog::CaseCard> {
  using T = catalog::CaseCard;
  static constexpr std::string_view name = "CaseCard", doc = "Something that moderators decide.";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {}),
                 field("version", &T::version,
                       {.doc = "Send it with the decision: what came in meanwhile is not decided unseen."}),
                 field("kind", &T::kind, {}),
                 field("state", &T::state, {}),
                 field("copy_id", &T::copy_id, {.doc = "Left out: it is about the person."}),
                 field("person_id", &T::person_id, {.doc = "Whom it is about; of a copy: its owner."}),
                 field("opened_at", &T::opened_at, {}),
                 field("reports", &T::reports, {.doc = "How many came in."}),
                 field("rule_id", &T::rule_id, {.doc = "Of prohibited items, that found it."}),
                 field("about", &T::about, {.doc = "The case that is appealed, or that asked to amend."}),
                 field("taken_by", &T::taken_by, {}),
                 field("taken_until", &T::taken_until, {}),
                 field("decision", &T::decision, {})};
};
template <>
struct Describe<catalog::CasesView> {
  using T = catalog::CasesView;
  static constexpr std::string_view name = "Cases", doc = "";
  static constexpr auto fields = std::tuple{field("items", &T::items, {.doc = "Those that wait longest first."}),
                                            field("next_cursor", &T::next_cursor, {})};
};
template <>
struct Describe<catalog::CaseReport> {
  using T = catalog::CaseReport;
  static constexpr std::string_view name = "CaseReport", doc = "";
  static constexpr auto fields =
      std::tuple{field("reporter_id", &T::reporter_id, {}), field("violation", &T::violation, {}),
                 field("text", &T::text, {.pii = true}), field("at", &T::at, {})};
};
template <>
struct Describe<catalog::CaseEntryView> {
  using T = catalog::CaseEntryView;
  static constexpr std::string_view name = "CaseEntry", doc = "What happened at a case.";
  static constexpr auto fields = std::tuple{
      field("at", &T::at, {}),
      field("what", &T::what, {.doc = "opened, reported, taken, released, decided, applied", .example = "taken"}),
      field("by", &T::by, {.doc = "Left out: the market itself."}),
      field("why", &T::why, {.doc = "Violation, action or rule.", .example = "counterfeit"})};
};
template <>
struct Describe<catalog::CaseView> {
  using T = catalog::CaseView;
  static constexpr std::string_view name = "Case", doc = "A case with all that is known of it.";
  static constexpr auto fields = std::tuple_cat(
      Describe<catalog::CaseCard>::fields,
      std::tuple{field("appeal_text", &T::appeal_text, {.pii = true}),
                 field("of_readers", &T::of_readers, {.doc = "The newest hundred reports."}),
                 field("copy", &T::copy, {.doc = "As it stands."}),
                 field("person", &T::person, {.doc = "What they say of themselves; left out: nothing."}),
                 field("history", &T::history, {.doc = "Oldest first; of more than two hundred entries the newest."}),
                 field("others", &T::others, {.doc = "Other cases about the same, newest first, at most fifty."})});
};
template <>
struct Describe<catalog::NewDecision> {
  using T = catalog::NewDecision;
  static constexpr std::string_view name = "NewDecision", doc = "What a moderator decides, and why.";
  static constexpr auto fields = std::tuple{
      field("version", &T::version, {.doc = "Of the case as it was seen.", .example = "2", .min = 1}),
      field(
          "action", &T::action,
          {.doc =
               "`uphold` (the decision was wrong) and `reject` are for appeals, the others for the rest. `hide_copy`, "
               "`remove_copy` and `ask_to_amend` take it out of sight; the last until its owner has changed it and "
               "moderators have looked again."}),
      field("violation", &T::violation, {.doc = "Needed where something is taken from somebody."}),
      field("ground", &T::ground, {.doc = "What it rests on; needed likewise."}),
      field("ground_text", &T::ground_text, moderation_fields::ground_text),
      field("text", &T::text, moderation_fields::decision_text)};
};

}  // namespace bookmarket::shape
