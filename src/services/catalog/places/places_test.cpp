#include "services/catalog/places/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <ranges>
#include <set>
#include <sstream>

#include "services/catalog/domain/fold.hpp"

namespace bookmarket::catalog {
namespace {

using namespace std::string_literals;

const Places& places() {
  static const auto loaded = Places::load("data/places.csv");
  return **loaded;
}
/// Every settlement of the file, by the suggestions' own type.
const std::vector<Settlement>& all() {
  static const auto everything = [] {
    std::vector<Settlement> out;
    for (const auto* letter : {"а", "б", "в", "г", "д", "е", "є", "ж", "з", "и", "і", "ї", "й", "к", "л", "м",
                               "н", "о", "п", "р", "с", "т", "у", "ф", "х", "ц", "ч", "ш", "щ", "ю", "я"})
      for (const auto& place : places().suggest(letter, SIZE_MAX))
        if (fold(place.name).starts_with(letter)) out.push_back(place);
    return out;
  }();
  return everything;
}

std::vector<std::string> names(std::string_view text, std::size_t limit = 10) {
  std::vector<std::string> out;
  for (const auto& place : places().suggest(text, limit)) out.emplace_back(place.name);
  return out;
}
std::string first(std::string_view text) {
  const auto found = names(text, 1);
  return found.empty() ? "nothing" : found.front();
}

const std::string header = "code,category,name,population\n";
const std::string lviv = header +
                         "UA46000000000026241,O,Львівська,\n"
                         "UA46060000000042587,P,Львівський,\n"
                         "UA46060250000025047,H,Львівська,\n"
                         "UA46060250010015970,M,Львів,717273\n";

TEST(PlacesFile, HasEveryTownOfTheDemonstrationUnderTheSameCodeNameAndRegion) {
  std::ifstream file("data/towns.csv");
  std::string line;
  int towns = 0;
  for (std::getline(file, line); std::getline(file, line); ++towns) {
    std::vector<std::string> fields;
    std::istringstream in(line);
    for (std::string field; std::getline(in, field, ',');) fields.push_back(field);
    EXPECT_EQ(places().find(fields.at(0)), (Place{fields.at(0), fields.at(1), fields.at(2)}));
  }
  EXPECT_EQ(towns, 117);
}

TEST(PlacesFile, HasTheSettlementsOfTwentyFourRegionsCrimeaKyivAndSevastopol) {
  ASSERT_EQ(all().size(), places().size());
  std::map<std::string_view, int> by_region;
  std::map<PlaceCategory, int> by_category;
  for (const auto& place : all()) {
    ++by_region[place.region];
    ++by_category[place.category];
  }
  EXPECT_EQ(by_region.size(), 27U);
  EXPECT_EQ(std::ranges::count_if(by_region, [](const auto& r) { return r.first.ends_with(" область"); }), 24);
  EXPECT_EQ(by_region["Львівська область"], 1928);
  EXPECT_EQ(by_region["Автономна Республіка Крим"], 1050);
  EXPECT_EQ(by_region["Київ"], 1);
  EXPECT_EQ(by_region["Севастополь"], 1);
  EXPECT_EQ(by_category[PlaceCategory::city], 463);
  EXPECT_EQ(by_category[PlaceCategory::settlement], 2007);
  EXPECT_EQ(by_category[PlaceCategory::village], 27'237);
}

TEST(PlacesFile, SaysOfEverySettlementWhereItIs) {
  std::set<std::string_view> codes, outside;
  for (const auto& place : all()) {
    EXPECT_TRUE(codes.insert(place.code).second) << place.code;
    EXPECT_FALSE(place.region.empty()) << place.code;
    EXPECT_EQ(place.district.empty(), place.community.empty()) << place.code;
    EXPECT_TRUE(place.district.empty() || place.district.ends_with(" район")) << place.code;
    EXPECT_TRUE(place.community.empty() || place.community.ends_with(" громада")) << place.code;
    if (place.district.empty()) outside.insert(place.name);
  }
  EXPECT_EQ(codes.size(), places().size());
  EXPECT_EQ(outside, (std::set<std::string_view>{"Київ", "Севастополь", "Припʼять", "Чорнобиль"}));
}

TEST(Places, AreFoundByCodeAndOnlyByTheirs) {
  EXPECT_EQ(places().find("UA80000000000093317"), (Place{"UA80000000000093317", "Київ", "Київ"}));
  for (const auto* none : {"", "UA", "UA46060250010015971", "ua46060250010015970", "UA460602500100159700",
                           "UA46000000000026241", "UA46060000000042587", "UA46060250000025047", "UA99999999999999999"})
    EXPECT_EQ(places().find(none), std::nullopt) << none;
}

TEST(Places, AreSuggestedByTheirBeginningLargerFirst) {
  EXPECT_EQ(names("К", 3), (std::vector{"Київ"s, "Кривий Ріг"s, "Камʼянське"s}));
  EXPECT_EQ(names("мик", 3), (std::vector{"Миколаїв"s, "Миколаїв"s, "Миколаївка"s}));
  EXPECT_EQ(first("од"), "Одеса");
}

TEST(Places, CitiesComeBeforeSettlementsBeforeVillages) {
  const auto found = places().suggest("Бр", 60);
  ASSERT_EQ(found.size(), 60U);
  EXPECT_TRUE(std::ranges::is_sorted(found, {}, &Settlement::category));
  EXPECT_EQ(found.front().category, PlaceCategory::city);
  EXPECT_EQ(found.back().category, PlaceCategory::village);
}

TEST(Places, AWholeNameComesBeforeLongerOnes) {
  EXPECT_EQ(first("Бар"), "Бар");
  EXPECT_EQ(first("Яр"), "Яр");  // a village, before the city of Яремче
  EXPECT_EQ(first("Миколаїв"), "Миколаїв");
}

TEST(Places, WhatFitsAsWrittenComesBeforeWhatFitsByItsSound) {
  for (const auto& name : names("Бил", 3)) EXPECT_TRUE(name.starts_with("Бил")) << name;
  EXPECT_EQ(first("Біл"), "Біла Церква");
}

TEST(Places, AreSuggestedByAnyWordOfTheirName) {
  EXPECT_EQ(names("Ріг", 3), (std::vector{"Ріг"s, "Ріг"s, "Кривий Ріг"s}));
  EXPECT_EQ(first("Франківськ"), "Івано-Франківськ");
  EXPECT_EQ(first("дністровськ"), "Білгород-Дністровський");
}

TEST(Places, ApostrophesOfEveryKindAndNoneAreOne) {
  for (const auto* typed :
       {"Кам'янське", "Кам’янське", "Камʼянське", "Кам`янське", "Кам‘янське", "Камянське", "КАМ'ЯНСЬКЕ"})
    EXPECT_EQ(first(typed), "Камʼянське") << typed;
}

TEST(Places, LatinLettersAreRead) {
  for (const auto& [typed, name] : std::map<std::string, std::string>{{"Lviv", "Львів"},
                                                                      {"Lvov", "Львів"},
                                                                      {"Kyi", "Київ"},
                                                                      {"Kiev", "Київ"},
                                                                      {"kharkiv", "Харків"},
                                                                      {"Zaporizh", "Запоріжжя"},
                                                                      {"Mari", "Маріуполь"},
                                                                      {"Mariupol", "Маріуполь"},
                                                                      {"kamianets-pod", "Камʼянець-Подільський"},
                                                                      {"Chernihiv", "Чернігів"}})
    EXPECT_EQ(first(typed), name) << typed;
}

TEST(Places, NamesInRussianAreRead) {
  for (const auto& [typed, name] : std::map<std::string, std::string>{{"Киев", "Київ"},
                                                                      {"Львов", "Львів"},
                                                                      {"Харьков", "Харків"},
                                                                      {"Одесса", "Одеса"},
                                                                      {"Николаев", "Миколаїв"},
                                                                      {"Запорожье", "Запоріжжя"},
                                                                      {"Белая Церковь", "Біла Церква"},
                                                                      {"Ровно", "Рівне"},
                                                                      {"Кривой Рог", "Кривий Ріг"},
                                                                      {"Днепр", "Дніпро"},
                                                                      {"Винница", "Вінниця"},
                                                                      {"Каменец-Подольский", "Камʼянець-Подільський"}})
    EXPECT_EQ(first(typed), name) << typed;
}

TEST(Places, TheWrongKeyboardLayoutIsUnderstood) {
  EXPECT_EQ(first("kmdsd"), "Львів");        // English instead of Ukrainian
  EXPECT_EQ(first("Rb]d"), "Київ");          // with the key of ї
  EXPECT_EQ(first("[fhrsd"), "Харків");      // with the key of х
  EXPECT_EQ(first("Лншм"), "Київ");          // Ukrainian instead of English
  EXPECT_EQ(first("Чернывцы"), "Чернівці");  // Russian instead of Ukrainian
}

TEST(Places, OneMistakeIsForgivenInFourLettersAndMore) {
  for (const auto* typed : {"Житомр", "Життомир", "Жиомир", "Жтиомир", "Жутомир", "Житомив", "Дитомир"})
    EXPECT_EQ(first(typed), "Житомир") << typed;
  EXPECT_EQ(first("Бррди"), "Броди");
  EXPECT_EQ(first("Кчв"), "nothing");
}

TEST(Places, TheSameNameIsToldApartByWhereItIs) {
  const auto of = [](std::string_view text) {
    std::set<std::string_view> regions;
    for (const auto& place : places().suggest(text, 10)) {
      EXPECT_THAT(place.name, testing::HasSubstr("Миколаївка")) << text;
      regions.insert(place.region);
    }
    return regions;
  };
  EXPECT_EQ(of("Миколаївка, Сумська"), (std::set<std::string_view>{"Сумська область"}));
  EXPECT_EQ(of("миколаївка одес"), (std::set<std::string_view>{"Одеська область"}));
  EXPECT_EQ(of("Mykolaivka, Odeska oblast"), (std::set<std::string_view>{"Одеська область"}));
  EXPECT_EQ(of("с. Миколаївка, Березівський р-н, Одеська обл."), (std::set<std::string_view>{"Одеська область"}));
  EXPECT_TRUE(names("Житомир, Одеська").empty());
}

TEST(Places, TheKindBeforeANameIsPassedOver) {
  EXPECT_EQ(first("м. Київ"), "Київ");
  EXPECT_EQ(first("місто Львів"), "Львів");
  EXPECT_EQ(first("смт Брошнів"), "Брошнів");
  EXPECT_EQ(first("м"), "Миколаїв");
}

TEST(Places, NothingIsSuggestedForWhatIsNoName) {
  for (const auto* typed :
       {",", " , ,", "'", "абвгдеж", "щщщщщщ", "фыва олдж", "\xFF\xFE", "Київ, Київ, Київ щось інше"})
    EXPECT_EQ(first(typed), "nothing") << typed;
  EXPECT_TRUE(names("Київ", 0).empty());
}

TEST(Places, AFileThatIsNotTheirsIsRefusedAndTheLineIsNamed) {
  EXPECT_TRUE(Places::parse(lviv));
  const auto refused = [](std::string csv) {
    const auto done = Places::parse(std::move(csv));
    return done ? "taken"s : done.error().code + ": " + done.error().detail;
  };
  EXPECT_THAT(refused(""), testing::HasSubstr("no settlements"));
  EXPECT_THAT(refused(header), testing::HasSubstr("no settlements"));
  EXPECT_THAT(refused("code,name\n"), testing::HasSubstr("Line 1 "));
  for (const std::string bad :
       {"UA46060250010015970,M,Львів,1", "UA46060250010015969,M,Львів,1", "UA4606025001001597x,M,Львів,1",
        "UA46060250020015970,Y,Львів,1", "UA46060250020015970,M,,1", "UA46060250020015970,M,Львів,many",
        "UA46060250020015970,M,Львів,1,2", "UA46060250020015970,M,Львів,-1", "UA46060250020015970", "",
        "UA47060250020015970,M,Львів,1"})
    EXPECT_THAT(refused(lviv + bad + "\n"), testing::HasSubstr("places_unreadable: Line 6 ")) << bad;
  EXPECT_THAT(Places::load("no/such/file").error().detail, testing::HasSubstr("no/such/file"));
}

/// A settlement of the file, and the beginning of its name in so many letters.
struct Begun {
  Settlement place;
  std::string text;
};
Begun begun(std::size_t least) {
  const auto place = *rc::gen::elementOf(all());
  const auto letters = *rc::gen::inRange<std::size_t>(least, length(place.name) + 1);
  std::size_t bytes = 0;
  for (std::size_t n = 0; bytes < place.name.size(); ++bytes)
    if ((place.name[bytes] & 0xC0) != 0x80 && n++ == letters) break;
  return {place, std::string(place.name.substr(0, bytes))};
}
bool has(const std::vector<Settlement>& found, const Settlement& place) {
  return std::ranges::find(found, place.code, &Settlement::code) != found.end();
}

RC_GTEST_PROP(Places, EveryBeginningOfANameSuggestsIt, ()) {
  const auto [place, text] = begun(1);
  RC_ASSERT(has(places().suggest(text, places().size()), place));
}

RC_GTEST_PROP(Places, ANameWithItsCommunityAndDistrictIsAmongTheFirst, ()) {
  const auto place = *rc::gen::elementOf(all());
  const auto text = std::string(place.name) + ", " + std::string(place.community) + ", " + std::string(place.district);
  RC_ASSERT(has(places().suggest(text, 10), place));
}

RC_GTEST_PROP(Places, AShorterListIsTheBeginningOfALongerOne, ()) {
  const auto text = begun(1).text;
  const auto limit = *rc::gen::inRange<std::size_t>(0, 20);
  const auto some = places().suggest(text, limit), more = places().suggest(text, limit + 10);
  RC_ASSERT(some.size() <= limit);
  for (std::size_t i = 0; i < some.size(); ++i) RC_ASSERT(some[i].code == more[i].code);
  RC_ASSERT(some.size() == limit || some.size() == more.size());
}

RC_GTEST_PROP(Places, WhateverIsTypedEachIsSuggestedOnce, (const std::string& bytes)) {
  std::set<std::string_view> codes;
  for (const auto& place : places().suggest(bytes, 50)) RC_ASSERT(codes.insert(place.code).second);
}

}  // namespace
}  // namespace bookmarket::catalog
