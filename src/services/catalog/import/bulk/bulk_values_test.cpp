#include "services/catalog/import/bulk/bulk_values.hpp"

#include <gtest/gtest.h>

namespace bookmarket::catalog::import {
namespace {

std::string price(std::string_view text) {
  const auto read = price_in(text, Currency{});
  return read ? price_text(*read) + " " + std::string(read->currency.code()) : std::string(read.error());
}

TEST(BulkPrices, AreReadAsPeopleWriteThem) {
  EXPECT_EQ(price("250"), "250.00 UAH");
  EXPECT_EQ(price("250,5"), "250.50 UAH");
  EXPECT_EQ(price("1 250,50 грн."), "1250.50 UAH");
  EXPECT_EQ(price("₴99"), "99.00 UAH");
  EXPECT_EQ(price("$1,250.50"), "1250.50 USD");
  EXPECT_EQ(price("1.250.000"), "1250000.00 UAH");
  EXPECT_EQ(price("10 EUR"), "10.00 EUR");
  EXPECT_EQ(price("10.05 eur"), "10.05 EUR");
}

TEST(BulkPrices, ThatCouldBeTwoThingsAreNotGuessed) {
  EXPECT_EQ(price("1.250"), "ambiguous");
  EXPECT_EQ(price("1,250"), "ambiguous");
  for (const auto* bad : {"", "грн", "-5", "1.2.3", "1,25,000", "1.2345", "12345678901234", "1.", "5-10"})
    EXPECT_EQ(price(bad), "not_a_price") << bad;
  EXPECT_EQ(price("5 талерів"), "currency_unknown");
}

TEST(BulkGrades, WordsOfSellersAreUnderstood) {
  EXPECT_EQ(grade_in("VG+"), Grade::very_good);
  EXPECT_EQ(grade_in(" Near  Fine "), Grade::like_new);
  EXPECT_EQ(grade_in("Дуже добрий"), Grade::very_good);
  EXPECT_EQ(grade_in("удовлетворительное"), Grade::acceptable);
  EXPECT_EQ(grade_in("книга"), std::nullopt);
  for (const auto grade : {Grade::like_new, Grade::very_good, Grade::good, Grade::acceptable, Grade::worn}) {
    EXPECT_EQ(grade_in(slug(grade)), grade);
    EXPECT_EQ(grade_in(abebooks_condition(grade)), grade);
  }
}

}  // namespace
}  // namespace bookmarket::catalog::import
