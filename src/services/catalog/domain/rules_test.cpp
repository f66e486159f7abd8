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
Copy good_copy() {
  Copy copy;
  copy.price = Money{18000};
  copy.place = {"UA46060250010015970", "Львів", "Львівська область"};
  return copy;
}
Edition good_edition() {
  Edition edition;
  edition.title = "Кобзар";
  return edition;
}

TEST(Rules, AGoodCopyHasNothingWrong) { EXPECT_EQ(wrong(check(good_copy())), ""); }

TEST(Rules, EveryWrongFieldIsNamedAtOnce) {
  Copy copy = good_copy();
  copy.price = Money{-1};
  copy.notes = std::string(2001, 'x');
  copy.place.code.clear();
  EXPECT_EQ(wrong(check(copy, "/body")), "/body/notes=too_long /body/price=out_of_range /body/place/code=required ");
}

TEST(Rules, ACopyIsForSaleOrForExchange) {
  Copy copy = good_copy();
  copy.price.reset();
  EXPECT_EQ(wrong(check(copy)), "/price=no_offer ");
  copy.for_exchange = true;
  EXPECT_EQ(wrong(check(copy)), "");
}

TEST(Rules, PricesEndAtTheCap) {
  Copy copy = good_copy();
  for (const auto& [amount, fine] : {std::pair{std::int64_t{0}, true}, {max_price, true}, {max_price + 1, false}}) {
    copy.price = Money{amount};
    EXPECT_EQ(check(copy).empty(), fine) << amount;
  }
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

TEST(Rules, TextMustBeUtf8) {
  Copy copy = good_copy();
  copy.notes = "\xCA\xEE";
  EXPECT_EQ(wrong(check(copy)), "/notes=not_utf8 ");
}

TEST(Rules, LanguagesAreCodes) {
  Edition edition = good_edition();
  for (const auto& [language, fine] :
       {std::pair{"uk", true}, {"", true}, {"crh", true}, {"Ukrainian", false}, {"UK", false}}) {
    edition.language = language;
    EXPECT_EQ(check(edition, 2026).empty(), fine) << language;
  }
}

TEST(Rules, ASellerNeedsANameAndAPlace) {
  EXPECT_EQ(wrong(check(Seller{}, "/body")),
            "/body/name=required /body/place/code=required /body/place/name=required ");
}

}  // namespace
}  // namespace bookmarket::catalog
