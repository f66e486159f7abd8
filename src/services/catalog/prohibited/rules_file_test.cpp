#include "services/catalog/prohibited/rules_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bookmarket::catalog {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

constexpr std::string_view whole = R"([[rule]]
id = "all-of-it"
action = "refuse"
from = 2026-01-01
until = 2027-01-01
isbn_prefixes = ["978-5", "978985"]
publishers = ["Видавництво"]
places = ["Місто"]
authors = ["Автор Один"]
titles = ["Назва"]
languages = ["ru"]
year_from = 1992
year_until = 2020
ground = "Закон"
text_uk = "Не можна."
text_en = "Not allowed."
)";
constexpr std::string_view short_one = R"(
[[rule]]
id = "short"
action = "flag"
titles = ["Назва"]
ground = "Закон"
text_uk = "Ні."
text_en = "No."
)";

TEST(RulesFile, SaysEverythingThatARuleMayHave) {
  using namespace std::chrono_literals;
  const auto rules = read_rules(std::string(whole) + std::string(short_one));
  ASSERT_TRUE(rules) << rules.error().detail;
  ASSERT_THAT(*rules, SizeIs(2));
  EXPECT_EQ(rules->front(), (ProhibitedRule{.id = "all-of-it",
                                            .action = RuleAction::refuse,
                                            .from = std::chrono::sys_days(2026y / 1 / 1),
                                            .until = std::chrono::sys_days(2027y / 1 / 1),
                                            .ground = "Закон",
                                            .text_uk = "Не можна.",
                                            .text_en = "Not allowed.",
                                            .isbn_prefixes = {"9785", "978985"},
                                            .publishers = {"Видавництво"},
                                            .places = {"Місто"},
                                            .authors = {"Автор Один"},
                                            .titles = {"Назва"},
                                            .languages = {"ru"},
                                            .year_from = 1992,
                                            .year_until = 2020}));
  EXPECT_EQ(rules->back().action, RuleAction::flag);
  EXPECT_THAT(*read_rules("# nothing but words\n"), SizeIs(0));
}

TEST(RulesFile, ThatComesWithTheMarketIsRight) {
  const auto rules = load_rules("data/rules.toml");
  ASSERT_TRUE(rules) << rules.error().detail;
  for (const auto& r : *rules) EXPECT_EQ(r.action, RuleAction::flag) << r.id << " takes nothing off a shelf by itself";
}

struct Wrong {
  std::string from, to, line, what;
};
class RulesFileWrong : public testing::TestWithParam<Wrong> {};

TEST_P(RulesFileWrong, NamesTheLineAndWhatIsWrongWithIt) {
  const auto& [from, to, line, what] = GetParam();
  std::string text(whole);
  const auto at = text.find(from);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, from.size(), to);
  const auto rules = read_rules(text);
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().code, "rules_unreadable");
  EXPECT_THAT(rules.error().detail, testing::StartsWith("Line " + line + ": "));
  EXPECT_THAT(rules.error().detail, HasSubstr(what));
}

INSTANTIATE_TEST_SUITE_P(
    Each, RulesFileWrong,
    testing::Values(Wrong{"id = \"all-of-it\"", "id = \"All of it\"", "2", "small letters"},
                    Wrong{"\"refuse\"", "\"hide\"", "3", "action is"},
                    Wrong{"2026-01-01", "\"2026-01-01\"", "4", "date"},
                    Wrong{"2026-01-01", "2026-01-01T00:00:00", "4", "date"},
                    Wrong{"2027-01-01", "2025-01-01", "5", "after from"}, Wrong{"978-5", "977-5", "6", "978 or 979"},
                    Wrong{"978-5", "978-5x", "6", "978 or 979"},
                    Wrong{"[\"Видавництво\"]", "\"Видавництво\"", "7", "list"}, Wrong{"[\"Місто\"]", "[]", "8", "list"},
                    Wrong{"[\"Назва\"]", "[\"…\"]", "10", "no word"}, Wrong{"[\"ru\"]", "[1]", "11", "list"},
                    Wrong{"1992", "92", "12", "year"}, Wrong{"2020", "1991", "13", "before"},
                    Wrong{"2020", "2020.5", "13", "year"}, Wrong{"ground = \"Закон\"\n", "", "1", "no ground"},
                    Wrong{"text_en = \"Not allowed.\"", "text_fr = \"Non\"", "16", "text_fr"},
                    Wrong{"[[rule]]", "[rule]", "1", "only [[rule]]"}, Wrong{"id = ", "id = = ", "2", ""}));

TEST(RulesFile, HasNoRuleTwiceAndNoneForEveryBook) {
  const auto twice = read_rules(std::string(short_one) + std::string(short_one));
  ASSERT_FALSE(twice);
  EXPECT_THAT(twice.error().detail, HasSubstr("Line 11: another rule is called short"));
  std::string all(short_one);
  all.erase(all.find("titles"), std::string_view("titles = [\"Назва\"]\n").size());
  EXPECT_THAT(read_rules(all).error().detail, HasSubstr("Line 2: the rule has no condition"));
  EXPECT_THAT(load_rules("/nowhere/rules.toml").error().detail, HasSubstr("/nowhere/rules.toml cannot be read"));
}

}  // namespace
}  // namespace bookmarket::catalog
