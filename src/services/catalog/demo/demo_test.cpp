#include "services/catalog/demo/demo.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "services/catalog/demo/dice.hpp"

namespace bookmarket::catalog::demo {
namespace {

std::vector<Town> towns() {
  std::ifstream file("data/towns.csv");
  std::stringstream text;
  text << file.rdbuf();
  auto parsed = parse_towns(text.str());
  EXPECT_TRUE(parsed);
  return parsed ? *parsed : std::vector<Town>{};
}
std::vector<Edition> editions(int count) {
  std::vector<Edition> all;
  for (int i = 0; i < count; ++i) {
    Edition edition;
    edition.id = EditionId::v8_of("e" + std::to_string(i));
    edition.work_id = WorkId::v8_of("w" + std::to_string(i));
    edition.year = 1950 + i % 75;
    edition.language = "uk";
    all.push_back(std::move(edition));
  }
  return all;
}
std::vector<Printing> printings(const std::vector<Edition>& all) {
  std::vector<Printing> out;
  for (const Edition& e : all) out.push_back({&e, Genre::prose, 1});
  return out;
}

TEST(DemoTowns, AreRealSettlementsOfUkraine) {
  const auto all = towns();
  EXPECT_GT(all.size(), 100U);
  std::set<std::string> codes;
  for (const Town& town : all) {
    EXPECT_TRUE(town.place.code.starts_with("UA") && town.place.code.size() == 19) << town.place.code;
    EXPECT_TRUE(codes.insert(town.place.code).second) << town.place.name;
  }
}

TEST(DemoTowns, ABrokenFileIsRefusedWithItsLine) {
  for (std::string_view csv :
       {"", "code,name,region,weight\n", "code,name,region,weight\nUA,Львів,Львівська область\n",
        "code,name,region,weight\nUA,Львів,Львівська область,many\n", "code,name,region,weight\nUA,Львів,область,0\n"})
    EXPECT_FALSE(parse_towns(csv)) << csv;
}

TEST(DemoSellers, AreThreeHundredDifferentOnesMarkedAsDemo) {
  const auto all = sellers(towns());
  ASSERT_EQ(all.size(), seller_count);
  std::set<std::string> names;
  for (const Seller& seller : all) {
    EXPECT_TRUE(seller.demo);
    EXPECT_NE(seller.name.find("(демо)"), std::string::npos) << seller.name;
    EXPECT_TRUE(names.insert(seller.name).second) << seller.name;
    EXPECT_FALSE(seller.place.code.empty() || seller.place.name.empty()) << seller.name;
  }
}

TEST(DemoSellers, AreTheSameOnEveryMachine) {
  // Fixed on purpose: a change of these two lines changes every demonstration shelf.
  const auto all = sellers(towns());
  EXPECT_EQ(all[0].name, "Горище Бурштинової Сови (демо)");
  EXPECT_EQ(to_rfc3339(all[0].since), "2023-10-07T19:31:00.000Z");
}

TEST(DemoCopies, AreAcceptableAndOlderThanTheEpochButYoungerThanTheirSeller) {
  const auto all = sellers(towns());
  const auto books = editions(2000);
  const auto made = copies(printings(books), all);
  EXPECT_GT(made.size(), 1500U);
  EXPECT_LT(made.size(), 2800U);
  std::set<CopyId> ids;
  for (const Copy& copy : made) {
    EXPECT_TRUE(copy.price || copy.for_exchange);
    EXPECT_TRUE(ids.insert(copy.id).second);
    EXPECT_LT(copy.listed_at, epoch);
    const auto seller = std::ranges::find(all, copy.seller_id, &Seller::id);
    ASSERT_NE(seller, all.end());
    EXPECT_EQ(copy.place, seller->place);
    EXPECT_GT(copy.listed_at, seller->since);
    if (copy.price) EXPECT_GE(copy.price->amount, 2400);
  }
}

TEST(DemoCopies, EveryGradeOfferAndStateOccurs) {
  const auto books = editions(2000);
  const auto made = copies(printings(books), sellers(towns()));
  std::set<Grade> grades;
  std::set<CopyStatus> states;
  std::set<std::pair<bool, bool>> offers;
  for (const Copy& copy : made) {
    grades.insert(copy.grade);
    states.insert(copy.status);
    offers.insert({copy.price.has_value(), copy.for_exchange});
  }
  EXPECT_EQ(grades.size(), 5U);
  EXPECT_EQ(offers, (std::set<std::pair<bool, bool>>{{true, false}, {true, true}, {false, true}}));
  EXPECT_TRUE(states.contains(CopyStatus::reserved) && states.contains(CopyStatus::sold));
}

TEST(DemoCopies, WornBooksAreCheaperThanNewOnes) {
  const auto books = editions(3000);
  std::int64_t sum[5] = {}, count[5] = {};
  for (const Copy& copy : copies(printings(books), sellers(towns())))
    if (copy.price) sum[static_cast<int>(copy.grade)] += copy.price->amount, ++count[static_cast<int>(copy.grade)];
  for (int grade = 1; grade < 5; ++grade) EXPECT_LT(sum[grade] / count[grade], sum[grade - 1] / count[grade - 1]);
}

TEST(DemoCopies, AWorkOfManyEditionsHasMoreCopiesOfEach) {
  const auto books = editions(2000);
  auto many = printings(books);
  for (Printing& p : many) p.editions_of_work = 10;
  const auto all = sellers(towns());
  EXPECT_GT(copies(many, all).size(), copies(printings(books), all).size() * 5 / 4);
}

RC_GTEST_PROP(DemoCopies, BatchesDoNotMatter, ()) {
  static const auto all = sellers(towns());
  static const auto books = editions(60);
  const auto batch = printings(books);
  const auto cut = *rc::gen::inRange<std::size_t>(0, batch.size());
  auto parts = copies(std::span(batch).first(cut), all);
  const auto rest = copies(std::span(batch).subspan(cut), all);
  parts.insert(parts.end(), rest.begin(), rest.end());
  RC_ASSERT(parts == copies(batch, all));
}

RC_GTEST_PROP(Dice, StaysBelowItsBound, (const std::string& about)) {
  const auto n = *rc::gen::inRange<std::uint64_t>(1, 1000);
  Dice dice(about), same(about);
  for (int i = 0; i < 20; ++i) {
    const auto roll = dice.below(n);
    RC_ASSERT(roll < n);
    RC_ASSERT(roll == same.below(n));
  }
}

}  // namespace
}  // namespace bookmarket::catalog::demo
