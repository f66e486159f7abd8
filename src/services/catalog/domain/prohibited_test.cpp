#include "services/catalog/domain/prohibited.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bookmarket::catalog {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const Printed book{.isbn13 = "9785041234567",
                   .title = "Острів скарбів",
                   .authors = {"Роберт Льюїс Стівенсон"},
                   .publisher = "Видавництво «Весна»",
                   .place = "Москва",
                   .language = "ru",
                   .year = 2005};
constexpr auto day = std::chrono::sys_days(2026y / 3 / 15);

TEST(Prohibited, ARuleHoldsWhereAllItsConditionsDo) {
  EXPECT_TRUE(matches({.isbn_prefixes = {"9785"}}, book));
  EXPECT_TRUE(matches({.isbn_prefixes = {"978985", "9785"}, .year_from = 1992}, book));
  EXPECT_FALSE(matches({.isbn_prefixes = {"9785"}, .year_from = 2006}, book));
  EXPECT_FALSE(matches({.isbn_prefixes = {"978617"}}, book));
  EXPECT_TRUE(matches({.authors = {"стивенсон р"}, .titles = {"острів"}},
                      {.title = "Острів скарбів", .authors = {"Р. Стівенсон"}}));
  EXPECT_FALSE(matches({.authors = {"Стівенсон"}, .titles = {"чорна стріла"}}, book));
  EXPECT_TRUE(matches({.publishers = {"весна"}, .places = {"МОСКВА"}, .languages = {"ru", "be"}}, book));
  EXPECT_FALSE(matches({.languages = {"uk"}}, book));
}

TEST(Prohibited, AnEntryIsAllItsWordsAndAListAnyEntry) {
  EXPECT_TRUE(matches({.titles = {"скарбів острів"}}, book)) << "in any order";
  EXPECT_FALSE(matches({.titles = {"острів мрій"}}, book));
  EXPECT_TRUE(matches({.titles = {"острів мрій", "скарбів"}}, book));
  EXPECT_FALSE(matches({.titles = {"скарб"}}, book)) << "whole words";
  EXPECT_FALSE(matches({.authors = {"Роберт Бернс"}}, {.authors = {"Роберт Льюїс", "Джон Бернс"}})) << "of one author";
}

TEST(Prohibited, YearsAreInclusive) {
  const ProhibitedRule from{.year_from = 1992}, until{.year_until = 1991};
  auto printed = book;
  printed.year = 1992;
  EXPECT_TRUE(matches(from, printed));
  EXPECT_FALSE(matches(until, printed));
  printed.year = 1991;
  EXPECT_FALSE(matches(from, printed));
  EXPECT_TRUE(matches(until, printed));
}

TEST(Prohibited, WhatIsNotKnownIsNotHeldAgainstABook) {
  EXPECT_FALSE(matches({.isbn_prefixes = {"9785"}, .year_from = 1992}, {.isbn13 = "9785041234567"}));
  EXPECT_FALSE(matches({.places = {"Москва"}}, {.title = "Москва"}));
  EXPECT_FALSE(matches({.languages = {"ru"}}, {}));
  EXPECT_FALSE(matches({.id = "none"}, book)) << "nor is a rule without conditions";
}

TEST(Prohibited, ARuleIsInForceFromItsFirstDayUntilItsLast) {
  const ProhibitedRule rule{.from = day, .until = day + std::chrono::days(2)};
  EXPECT_FALSE(is_in_force(rule, day - 1ms));
  EXPECT_TRUE(is_in_force(rule, day));
  EXPECT_TRUE(is_in_force(rule, day + 48h - 1ms));
  EXPECT_FALSE(is_in_force(rule, day + 48h));
  EXPECT_TRUE(is_in_force({}, day));
}

TEST(Prohibited, OnlyRulesInForceThatRefuseRefuse) {
  const ProhibitedRules rules{
      {.id = "flag", .action = RuleAction::flag, .isbn_prefixes = {"9785"}},
      {.id = "later", .action = RuleAction::refuse, .from = day + std::chrono::days(1), .isbn_prefixes = {"9785"}},
      {.id = "other", .action = RuleAction::refuse, .isbn_prefixes = {"978617"}},
      {.id = "now", .action = RuleAction::refuse, .isbn_prefixes = {"9785"}}};
  ASSERT_NE(refusing(rules, book, day), nullptr);
  EXPECT_EQ(refusing(rules, book, day)->id, "now");
  EXPECT_EQ(refusing(rules, book, day + 24h)->id, "later");
  EXPECT_EQ(refusing({rules.front()}, book, day), nullptr);
  std::vector<std::string> ids;
  for (const auto* r : matching(rules, book, day)) ids.push_back(r->id);
  EXPECT_THAT(ids, ElementsAre("flag", "now"));
}

TEST(Prohibited, ThePrintOfTheRulesFollowsWhatTheyMatch) {
  const ProhibitedRules rules{{.id = "a", .from = day, .isbn_prefixes = {"9785"}}, {.id = "b", .titles = {"x", "y"}}};
  const auto print = fingerprint(rules, day);
  EXPECT_EQ(fingerprint(rules, day + 24h), print);
  EXPECT_NE(fingerprint(rules, day - 1ms), print) << "another rule is in force";
  auto other = rules;
  other[1].titles = {"x y"};
  EXPECT_NE(fingerprint(other, day), print);
  other = rules;
  other[0].text_uk = "інші слова";
  EXPECT_EQ(fingerprint(other, day), print) << "words for people match nothing";
  EXPECT_THAT(fingerprint({{.id = "a", .from = day}}, day - 1ms), IsEmpty());
}

/// Small alphabets, so that rules and books meet.
Printed any_book() {
  const auto word = rc::gen::element<std::string>("весна", "острів", "книга");
  return {.isbn13 = *rc::gen::element<std::string>("9785041234567", "9786170000000", ""),
          .title = *word + " " + *word,
          .authors = *rc::gen::container<std::vector<std::string>>(word),
          .publisher = *word,
          .place = *word,
          .language = *rc::gen::element<std::string>("uk", "ru", ""),
          .year = *rc::gen::element<std::optional<int>>(std::nullopt, 1980, 1991, 1992, 2010)};
}
ProhibitedRule any_rule() {
  const auto words =
      rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("весна", "острів", "ОСТРІВ книга"));
  return {
      .id = "r",
      .isbn_prefixes = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("9785", "978617")),
      .publishers = *words,
      .titles = *words,
      .languages = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("uk", "ru")),
      .year_from = *rc::gen::element<std::optional<int>>(std::nullopt, 1992)};
}

RC_GTEST_PROP(Prohibited, OneMoreConditionNeverMatchesMore, ()) {
  const auto rule = any_rule();
  const auto printed = any_book();
  auto narrower = rule;
  narrower.places = {*rc::gen::element<std::string>("весна", "острів")};
  narrower.year_until = 2000;
  if (has_condition(rule) && matches(narrower, printed)) RC_ASSERT(matches(rule, printed));
}

RC_GTEST_PROP(Prohibited, OneMoreEntryInAListNeverMatchesLess, ()) {
  auto rule = any_rule();
  const auto printed = any_book();
  RC_PRE(!rule.titles.empty());
  const bool before = matches(rule, printed);
  rule.titles.push_back("книга");
  if (before) RC_ASSERT(matches(rule, printed));
}

RC_GTEST_PROP(Prohibited, CaseAndPunctuationDoNotMatter, ()) {
  const auto rule = any_rule();
  const auto printed = any_book();
  auto shown = printed;
  shown.title = "«" + printed.title + "!»";
  shown.publisher = "Вид-во \"" + printed.publisher + "\"";
  RC_ASSERT(matches(rule, printed) == matches(rule, shown));
}

}  // namespace
}  // namespace bookmarket::catalog
