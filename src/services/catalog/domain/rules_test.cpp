#include "services/catalog/domain/rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bookmarket::catalog {
namespace {

std::string wrong(const std::vector<FieldError>& errors) {
  std::string all;
  for (const FieldError& e : errors) all += e.pointer + "=" + e.code + " ";
  return all;
}
Edition good_edition() {
  Edition edition;
  edition.title = "Кобзар";
  return edition;
}

TEST(Rules, WhatFollowsThemHasNothingWrong) {
  EXPECT_EQ(wrong(check(Work{.title = "Кобзар", .authors = {{{}, "Тарас Шевченко"}}})), "");
  EXPECT_EQ(wrong(check(good_edition(), 2026)), "");
}

TEST(Rules, EveryWrongFieldIsNamedAtOnce) {
  const Work work{.title = "", .authors = {{{}, "Тарас Шевченко"}, {{}, " "}}, .volume = std::string(201, 'x')};
  EXPECT_EQ(wrong(check(work)), "/title=required /volume=too_long /authors/1/name=required ");
}

TEST(Rules, YearsRunFromTheFirstPrintedBooksToNextYear) {
  Edition edition = good_edition();
  for (const auto& [year, fine] : {std::pair{1399, false}, {1400, true}, {2027, true}, {2028, false}, {-441, false}}) {
    edition.year = year;
    EXPECT_EQ(check(edition, 2026).empty(), fine) << year;
  }
}

TEST(Rules, LimitsCountCharactersNotBytes) {
  Work work{.title = {}};
  for (int i = 0; i < 500; ++i) work.title += "ї";
  EXPECT_EQ(wrong(check(work)), "");
  work.title += "ї";
  EXPECT_EQ(wrong(check(work)), "/title=too_long ");
}

TEST(Rules, ATitleOfSpacesIsNoTitle) {
  Work work{.title = " \t"};
  EXPECT_EQ(wrong(check(work)), "/title=required ");
}

TEST(Rules, TextMustBeUtf8) { EXPECT_EQ(wrong(check(Work{.title = "\xCA\xEE"})), "/title=not_utf8 "); }

TEST(Rules, LanguagesAreCodes) {
  Edition edition = good_edition();
  for (const auto& [language, fine] :
       {std::pair{"uk", true}, {"", true}, {"crh", true}, {"Ukrainian", false}, {"UK", false}}) {
    edition.language = language;
    EXPECT_EQ(check(edition, 2026).empty(), fine) << language;
  }
}

}  // namespace
}  // namespace bookmarket::catalog
