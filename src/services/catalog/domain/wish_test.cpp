#include "services/catalog/domain/wish.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/catalog/domain/offer.hpp"

namespace bookmarket::catalog {
namespace {

const WorkId the_work = WorkId::v8_of("work"), other_work = WorkId::v8_of("other work");
const EditionId edition = EditionId::v8_of("edition"), other_edition = EditionId::v8_of("other edition");
const ReaderId reader = ReaderId::v8_of("reader");
const Currency eur = *Currency::parse("EUR");

Wish wish(WishTerms terms = {}) { return {.reader_id = reader, .work_id = the_work, .terms = terms}; }
Copy copy() {
  return {.edition_id = edition, .work_id = the_work, .seller_id = SellerId::v8_of("seller"), .price = Money{25'000}};
}
Copy copy_for(Money price) {
  auto c = copy();
  c.price = price;
  return c;
}
Copy copy_of_grade(Grade grade) {
  auto c = copy();
  c.grade = grade;
  return c;
}

TEST(Wish, ForAWorkIsMetByAnyOfItsEditions) {
  EXPECT_TRUE(matches(wish(), copy()));
  auto another = copy();
  another.edition_id = other_edition;
  EXPECT_TRUE(matches(wish(), another));
  another.work_id = other_work;
  EXPECT_FALSE(matches(wish(), another));
}

TEST(Wish, ForAnEditionIsMetByThatEditionAlone) {
  auto w = wish();
  w.edition_id = edition;
  EXPECT_TRUE(matches(w, copy()));
  auto another = copy();
  another.edition_id = other_edition;
  EXPECT_FALSE(matches(w, another));
  auto moved = copy();
  moved.work_id = other_work;
  EXPECT_TRUE(matches(w, moved)) << "a corrected record may put the edition under another work";
}

TEST(Wish, TakesTheWorstGradeAndBetter) {
  const auto w = wish({.worst_grade = Grade::good});
  EXPECT_TRUE(matches(w, copy_of_grade(Grade::like_new)));
  EXPECT_TRUE(matches(w, copy_of_grade(Grade::good)));
  EXPECT_FALSE(matches(w, copy_of_grade(Grade::acceptable)));
  EXPECT_TRUE(matches(wish(), copy_of_grade(Grade::worn)));
}

TEST(Wish, PaysUpToItsTopPrice) {
  const auto w = wish({.price_max = Money{20'000}});
  EXPECT_TRUE(matches(w, copy_for(Money{20'000})));
  EXPECT_FALSE(matches(w, copy_for(Money{20'001})));
  EXPECT_FALSE(matches(w, copy_for(Money{1'000, eur}))) << "amounts of two currencies do not compare";
  EXPECT_TRUE(matches(wish(), copy_for(Money{1'000, eur})));
}

TEST(Wish, TakesACopyForExchangeOnlyWhereThatIsWelcome) {
  auto for_exchange = copy();
  for_exchange.price.reset();
  for_exchange.for_exchange = true;
  EXPECT_FALSE(matches(wish(), for_exchange));
  EXPECT_TRUE(matches(wish({.exchange = true}), for_exchange));
  for_exchange.price = Money{90'000};
  EXPECT_FALSE(matches(wish({.price_max = Money{20'000}}), for_exchange));
  EXPECT_TRUE(matches(wish({.price_max = Money{20'000}, .exchange = true}), for_exchange))
      << "too dear, but to be swapped for";
  EXPECT_TRUE(matches(wish({.exchange = true}), copy())) << "and it may be bought as well";
}

TEST(Wish, IsNotMetByWhatIsNotOnOffer) {
  using enum CopyStatus;
  for (const auto status : {reserved, sold, withdrawn, paused}) {
    auto c = copy();
    c.status = status;
    EXPECT_FALSE(matches(wish(), c)) << slug(status);
  }
}

TEST(Wish, IsNotMetByOnesOwnCopy) {
  auto own = copy();
  own.seller_id = {reader.uuid};
  EXPECT_FALSE(matches(wish(), own));
}

TEST(Wish, ForTheSameThingTwiceIsOneWish) {
  auto w = wish(), again = wish({.worst_grade = Grade::worn});
  EXPECT_EQ(wish_id(reader, target_of(w)), wish_id(reader, target_of(again)));
  again.edition_id = edition;
  EXPECT_NE(wish_id(reader, target_of(w)), wish_id(reader, target_of(again)));
  EXPECT_NE(wish_id(reader, target_of(w)), wish_id(ReaderId::v8_of("another"), target_of(w)));
}

TEST(Wish, HasATopPriceThatSomebodyMayPay) {
  EXPECT_TRUE(check(WishTerms{}).empty());
  EXPECT_TRUE(check(WishTerms{.price_max = Money{highest_price}}).empty());
  EXPECT_EQ(check(WishTerms{.price_max = Money{lowest_price - 1}}).at(0).pointer, "/body/price_max/amount");
  EXPECT_EQ(check(WishTerms{.price_max = Money{highest_price + 1}}).at(0).pointer, "/body/price_max/amount");
  EXPECT_EQ(check(WishTerms{.price_max = Money{25'000, eur}}).at(0).pointer, "/body/price_max/currency");
}

Grade any_grade() { return static_cast<Grade>(*rc::gen::inRange(0, 5)); }
Money any_price() { return {*rc::gen::inRange<std::int64_t>(0, 200), *rc::gen::element(Currency{}, eur)}; }
WishTerms any_terms() {
  WishTerms t{.exchange = *rc::gen::arbitrary<bool>()};
  if (*rc::gen::arbitrary<bool>()) t.worst_grade = any_grade();
  if (*rc::gen::arbitrary<bool>()) t.price_max = any_price();
  return t;
}
Copy any_copy() {
  auto c = copy_of_grade(any_grade());
  c.for_exchange = *rc::gen::arbitrary<bool>();
  c.price.reset();
  if (*rc::gen::arbitrary<bool>()) c.price = any_price();
  c.edition_id = *rc::gen::element(edition, other_edition);
  return c;
}

RC_GTEST_PROP(Wish, WhatIsMetByACopyIsMetByABetterAndCheaperOneToo, ()) {
  const auto w = wish(any_terms());
  auto c = any_copy();
  RC_PRE(matches(w, c));
  if (c.grade != Grade::like_new) c.grade = static_cast<Grade>(static_cast<int>(c.grade) - 1);
  if (c.price) c.price->amount -= *rc::gen::inRange<std::int64_t>(0, 100);
  RC_ASSERT(matches(w, c));
}

RC_GTEST_PROP(Wish, ThatAsksForLessIsMetByAllThatMetItBefore, ()) {
  auto w = wish(any_terms());
  const auto c = any_copy();
  RC_PRE(matches(w, c));
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      w.terms.worst_grade.reset();
      break;
    case 1:
      w.terms.price_max.reset();
      break;
    default:
      w.terms.exchange = true;
  }
  RC_ASSERT(matches(w, c));
}

RC_GTEST_PROP(Wish, ForAnEditionAsksForNoLessThanForItsWork, ()) {
  auto narrow = wish(any_terms());
  narrow.edition_id = edition;
  const auto c = any_copy();
  RC_PRE(matches(narrow, c));
  RC_ASSERT(matches(wish(narrow.terms), c));
}

}  // namespace
}  // namespace bookmarket::catalog
