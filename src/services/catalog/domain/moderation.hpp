// Moderation: what is reported, what may be decided about it, and by whom. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.hpp"
#include "platform/base/result.hpp"
#include "services/catalog/domain/ids.hpp"

namespace bookmarket::catalog {

enum class TargetKind : std::uint8_t { copy, person };
inline constexpr std::array<std::string_view, 2> target_kind_slugs{"copy", "person"};

/// What is wrong with a copy or a person.
enum class Violation : std::uint8_t {
  prohibited,  ///< may not be sold at all
  counterfeit,
  not_as_described,
  fraud,
  offensive,
  personal_data,
  spam,
  other
};
inline constexpr std::array<std::string_view, 8> violation_slugs{
    "prohibited", "counterfeit", "not_as_described", "fraud", "offensive", "personal_data", "spam", "other"};

/// How a case came to be: readers reported something, a rule of prohibited items found it, its owner amended it as they
/// were asked to, or somebody appeals a decision.
enum class CaseKind : std::uint8_t { reports, rule, amended, appeal };
inline constexpr std::array<std::string_view, 4> case_kind_slugs{"reports", "rule", "amended", "appeal"};

enum class CaseState : std::uint8_t { open, decided };
inline constexpr std::array<std::string_view, 2> case_state_slugs{"open", "decided"};

/// The last two decide appeals, the others everything else.
enum class DecisionAction : std::uint8_t {
  dismiss,
  hide_copy,
  remove_copy,
  ask_to_amend,
  block_account,
  uphold,
  reject
};
inline constexpr std::array<std::string_view, 7> decision_action_slugs{
    "dismiss", "hide_copy", "remove_copy", "ask_to_amend", "block_account", "uphold", "reject"};

/// What a decision rests on.
enum class GroundKind : std::uint8_t { law, market_rules };
inline constexpr std::array<std::string_view, 2> ground_kind_slugs{"law", "market_rules"};

/// Whether it takes something from somebody, who then gets a statement of reasons and may appeal.
[[nodiscard]] constexpr bool restricts(DecisionAction action) {
  using enum DecisionAction;
  return action == hide_copy || action == remove_copy || action == ask_to_amend || action == block_account;
}
[[nodiscard]] constexpr bool restricts_copy(DecisionAction action) {
  return restricts(action) && action != DecisionAction::block_account;
}

/// What a moderator says.
struct Verdict {
  DecisionAction action = DecisionAction::dismiss;
  std::optional<Violation> violation = {};
  std::optional<GroundKind> ground = {};
  std::optional<std::string> ground_text = {};  ///< which law or rule
};
/// JSON pointers are under /body.
[[nodiscard]] std::vector<FieldError> check(const Verdict& verdict, CaseKind kind, TargetKind target);

/// Who has taken a case. After `taken_for` another may take it.
struct Taken {
  PersonId by = {};
  Timestamp at = {};

  bool operator==(const Taken&) const = default;
};
inline constexpr std::chrono::minutes taken_for{60};
/// Whether `by` may take it now: `conflict` with code case_taken.
[[nodiscard]] Result<void> may_take(const std::optional<Taken>& taken, PersonId by, Timestamp now);
/// Whether `by` has it: `conflict` with code case_not_taken.
[[nodiscard]] Result<void> has_taken(const std::optional<Taken>& taken, PersonId by, Timestamp now);

/// Until when a decision may be appealed.
[[nodiscard]] inline Timestamp appeal_until(Timestamp decided_at, int days) {
  return decided_at + std::chrono::days(days);
}

}  // namespace bookmarket::catalog
