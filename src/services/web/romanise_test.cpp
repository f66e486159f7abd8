#include "services/web/romanise.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace bookmarket::web {
namespace {

// The examples of the resolution, and names of the demonstration catalogue: the same list as in the client's test.
TEST(Romanise, FollowsTheResolutionOf2010) {
  constexpr std::pair<std::string_view, std::string_view> examples[] = {
      {"Алушта", "Alushta"},    {"Борщагівка", "Borshchahivka"},
      {"Вінниця", "Vinnytsia"}, {"Ґалаґан", "Galagan"},
      {"Донецьк", "Donetsk"},   {"Єнакієве", "Yenakiieve"},
      {"Наєнко", "Naienko"},    {"Їжакевич", "Yizhakevych"},
      {"Кадиївка", "Kadyivka"}, {"Йосипівка", "Yosypivka"},
      {"Стрий", "Stryi"},       {"Згурський", "Zghurskyi"},
      {"Розгон", "Rozghon"},    {"Біла Церква", "Bila Tserkva"},
      {"Юрій", "Yurii"},        {"Крюківка", "Kriukivka"},
      {"Яготин", "Yahotyn"},    {"Ічня", "Ichnia"},
      {"Русь", "Rus"},          {"Камʼянець-Подільський", "Kamianets-Podilskyi"},
      {"Марʼїне", "Marine"},
  };
  for (const auto& [ukrainian, latin] : examples) EXPECT_EQ(romanise(ukrainian), latin);
}

TEST(Romanise, ReadsEveryKindOfApostropheAsOne) {
  for (const auto* town : {"Знам'янка", "Знам’янка", "Знамʼянка", "Знам`янка"}) EXPECT_EQ(romanise(town), "Znamianka");
}

TEST(Romanise, KeepsCapitalsWhereTheWholeWordIsInCapitals) {
  EXPECT_EQ(romanise("ЩАСТЯ"), "SHCHASTIA");
  EXPECT_EQ(romanise("Щастя"), "Shchastia");
}

TEST(Romanise, LeavesEverythingElseAlone) {
  EXPECT_EQ(romanise("Lviv, 79000 (UA) “é”"), "Lviv, 79000 (UA) “é”");
  EXPECT_EQ(romanise("\xD0"), "\xD0");
  EXPECT_EQ(romanise(""), "");
}

}  // namespace
}  // namespace bookmarket::web
