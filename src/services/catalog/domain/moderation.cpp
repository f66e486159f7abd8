#include "services/catalog/domain/moderation.hpp"

namespace bookmarket::catalog {

std::vector<FieldError> check(const Verdict& verdict, CaseKind kind, TargetKind target) {
  using enum DecisionAction;
  const auto action = verdict.action;
  const bool of_appeals = action == uphold || action == reject;
  if (of_appeals != (kind == CaseKind::appeal))
    return {{"/body/action", "not_for_this_case",
             of_appeals ? "This decides appeals, and the case is none." : "An appeal is upheld or rejected."}};
  std::vector<FieldError> fields;
  if (target == TargetKind::person && (action == hide_copy || action == remove_copy))
    fields.push_back({"/body/action", "not_for_this_case", "This case is about a person, not about a copy."});
  if (!restricts(action)) return fields;
  if (!verdict.violation) fields.push_back({"/body/violation", "required", "Say what is wrong."});
  if (!verdict.ground) fields.push_back({"/body/ground", "required", "Say what the decision rests on."});
  if (!verdict.ground_text || verdict.ground_text->find_first_not_of(" \n") == std::string::npos)
    fields.push_back({"/body/ground_text", "required", "Name the law or the rule."});
  return fields;
}

Result<void> may_take(const std::optional<Taken>& taken, PersonId by, Timestamp now) {
  if (!taken || taken->by == by || taken->at + taken_for <= now) return {};
  return fail(ErrorKind::conflict, "case_taken", "Another moderator is at this case.");
}

Result<void> has_taken(const std::optional<Taken>& taken, PersonId by, Timestamp now) {
  if (auto free = may_take(taken, by, now); !free) return free;
  if (taken && taken->by == by) return {};
  return fail(ErrorKind::conflict, "case_not_taken", "Take the case first, so that nobody else decides it meanwhile.");
}

}  // namespace bookmarket::catalog
