#include "services/catalog/domain/moderation.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bookmarket::catalog {
namespace {

using enum DecisionAction;

std::vector<std::string> faults(const Verdict& verdict, CaseKind kind, TargetKind target) {
  std::vector<std::string> out;
  for (const auto& e : check(verdict, kind, target)) out.push_back(e.pointer + " " + e.code);
  return out;
}
using Faults = std::vector<std::string>;

Verdict reasoned(DecisionAction action) {
  return {.action = action, .violation = Violation::fraud, .ground = GroundKind::market_rules, .ground_text = "п. 4"};
}

TEST(Moderation, WhatTakesSomethingFromSomebodyIsReasoned) {
  for (const auto action : {hide_copy, remove_copy, ask_to_amend, block_account}) {
    EXPECT_EQ(faults(reasoned(action), CaseKind::reports, TargetKind::copy), Faults{});
    EXPECT_EQ(faults({.action = action}, CaseKind::reports, TargetKind::copy),
              (Faults{"/body/violation required", "/body/ground required", "/body/ground_text required"}));
  }
  auto blank = reasoned(hide_copy);
  blank.ground_text = " \n ";
  EXPECT_EQ(faults(blank, CaseKind::reports, TargetKind::copy), Faults{"/body/ground_text required"});
  EXPECT_EQ(faults({.action = dismiss}, CaseKind::reports, TargetKind::copy), Faults{});
}

TEST(Moderation, AppealsAreUpheldOrRejectedAndNothingElseIs) {
  for (const auto action : {uphold, reject}) {
    EXPECT_EQ(faults({.action = action}, CaseKind::appeal, TargetKind::copy), Faults{});
    for (const auto kind : {CaseKind::reports, CaseKind::rule, CaseKind::amended})
      EXPECT_EQ(faults({.action = action}, kind, TargetKind::copy), Faults{"/body/action not_for_this_case"});
  }
  for (const auto action : {dismiss, hide_copy, remove_copy, ask_to_amend, block_account})
    EXPECT_EQ(faults(reasoned(action), CaseKind::appeal, TargetKind::copy), Faults{"/body/action not_for_this_case"});
}

TEST(Moderation, NobodyIsTakenOffAShelf) {
  for (const auto action : {hide_copy, remove_copy})
    EXPECT_EQ(faults(reasoned(action), CaseKind::reports, TargetKind::person),
              Faults{"/body/action not_for_this_case"});
  for (const auto action : {ask_to_amend, block_account})
    EXPECT_EQ(faults(reasoned(action), CaseKind::reports, TargetKind::person), Faults{});
}

const PersonId one = PersonId::v8_of("one"), other = PersonId::v8_of("other");

TEST(Moderation, ACaseIsOneModeratorsForAnHour) {
  const Timestamp now{std::chrono::hours(1000)};
  const std::optional<Taken> taken{{one, now}};
  EXPECT_TRUE(may_take(std::nullopt, one, now));
  EXPECT_TRUE(may_take(taken, one, now)) << "again";
  EXPECT_EQ(may_take(taken, other, now).error().code, "case_taken");
  const auto last = now + taken_for - std::chrono::milliseconds(1);
  EXPECT_EQ(may_take(taken, other, last).error().code, "case_taken");
  EXPECT_TRUE(may_take(taken, other, now + taken_for)) << "who went away does not keep it";
}

TEST(Moderation, OnlyWhoHasACaseDecidesIt) {
  const Timestamp now{std::chrono::hours(1000)};
  EXPECT_TRUE(has_taken(Taken{one, now}, one, now));
  EXPECT_EQ(has_taken(Taken{one, now}, other, now).error().code, "case_taken");
  EXPECT_EQ(has_taken(std::nullopt, one, now).error().code, "case_not_taken");
  EXPECT_EQ(has_taken(Taken{one, now}, other, now + taken_for).error().code, "case_not_taken") << "free is not taken";
  EXPECT_TRUE(has_taken(Taken{one, now}, one, now + taken_for)) << "nobody else wanted it";
}

RC_GTEST_PROP(Moderation, NeverDoTwoHaveACaseAtOnce, ()) {
  const auto at = *rc::gen::inRange<std::int64_t>(0, 200), now = *rc::gen::inRange<std::int64_t>(0, 400);
  const Taken taken{*rc::gen::element(one, other), Timestamp(std::chrono::minutes(at))};
  const Timestamp then{std::chrono::minutes(now)};
  RC_ASSERT(!(has_taken(taken, one, then) && has_taken(taken, other, then)));
}

}  // namespace
}  // namespace bookmarket::catalog
