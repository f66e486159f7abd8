#include "services/catalog/domain/offer.hpp"

#include <gtest/gtest.h>

namespace bookmarket::catalog {
namespace {

std::vector<std::string> codes(const Terms& terms) {
  std::vector<std::string> out;
  for (const auto& e : check(terms)) out.push_back(e.pointer + " " + e.code);
  return out;
}
using Codes = std::vector<std::string>;

TEST(Offer, IsForSaleForExchangeOrBoth) {
  EXPECT_EQ(codes({.price = Money{25'000}, .for_exchange = false}), Codes{});
  EXPECT_EQ(codes({.price = {}, .for_exchange = true}), Codes{});
  EXPECT_EQ(codes({.price = Money{25'000}, .for_exchange = true}), Codes{});
  EXPECT_EQ(codes({}), Codes{"/body/price nothing_offered"});
}

TEST(Offer, HasAPriceThatSomebodyMayPay) {
  EXPECT_EQ(codes({.price = Money{lowest_price}}), Codes{});
  EXPECT_EQ(codes({.price = Money{highest_price}}), Codes{});
  for (const auto wrong : {lowest_price - 1, std::int64_t{0}, std::int64_t{-25'000}, highest_price + 1})
    EXPECT_EQ(codes({.price = Money{wrong}}), Codes{"/body/price/amount out_of_range"}) << wrong;
  EXPECT_EQ(codes({.price = Money{25'000, *Currency::parse("EUR")}}), Codes{"/body/price/currency currency_unknown"});
}

TEST(Offer, ThatSomebodyIsBuyingStaysAsItIs) {
  using enum ShelfAction;
  for (const auto action : {change, withdraw, offer_again, sell_elsewhere})
    EXPECT_EQ(after(action, CopyStatus::reserved).error().code, "copy_reserved");
  EXPECT_EQ(after(pause, CopyStatus::reserved), CopyStatus::reserved);
  EXPECT_EQ(after(resume, CopyStatus::reserved), CopyStatus::reserved);
}

TEST(Offer, ThatIsSoldIsNeverOfferedAgain) {
  using enum ShelfAction;
  for (const auto action : {change, withdraw, offer_again})
    EXPECT_EQ(after(action, CopyStatus::sold).error().code, "copy_sold");
  for (const auto action : {sell_elsewhere, pause, resume})
    EXPECT_EQ(after(action, CopyStatus::sold), CopyStatus::sold);
}

TEST(Offer, IsTakenDownAndPutBack) {
  using enum ShelfAction;
  EXPECT_EQ(after(withdraw, CopyStatus::available), CopyStatus::withdrawn);
  EXPECT_EQ(after(withdraw, CopyStatus::withdrawn), CopyStatus::withdrawn);
  EXPECT_EQ(after(offer_again, CopyStatus::withdrawn), CopyStatus::available);
  EXPECT_EQ(after(sell_elsewhere, CopyStatus::available), CopyStatus::sold);
  EXPECT_EQ(after(sell_elsewhere, CopyStatus::withdrawn).error().code, "copy_not_offered");
}

TEST(Offer, RestsWhileItsOwnerIsAway) {
  using enum ShelfAction;
  EXPECT_EQ(after(pause, CopyStatus::available), CopyStatus::paused);
  EXPECT_EQ(after(resume, CopyStatus::paused), CopyStatus::available);
  EXPECT_EQ(after(pause, CopyStatus::withdrawn), CopyStatus::withdrawn);
  EXPECT_EQ(after(resume, CopyStatus::withdrawn), CopyStatus::withdrawn) << "what was taken down stays so";
}

const CaseId first = CaseId::v8_of("first"), second = CaseId::v8_of("second");
constexpr Timestamp now{std::chrono::hours(1)};

TEST(Offer, ThatAModeratorHidIsNobodysToMoveButTheirs) {
  using enum ShelfAction;
  const auto hidden = restricted({}, first, DecisionAction::hide_copy, now);
  EXPECT_EQ(hidden.status, CopyStatus::hidden);
  for (const auto action : {change, withdraw, offer_again, sell_elsewhere})
    EXPECT_EQ(after(action, hidden).error().code, "copy_hidden");
  for (const auto action : {pause, resume}) EXPECT_EQ(after(action, hidden), CopyStatus::hidden);
}

TEST(Offer, ThatIsToBeAmendedMayBeChangedAndStaysHidden) {
  using enum ShelfAction;
  const auto hidden = restricted({}, first, DecisionAction::ask_to_amend, now);
  EXPECT_EQ(after(change, hidden), CopyStatus::hidden);
  for (const auto action : {withdraw, offer_again, sell_elsewhere})
    EXPECT_EQ(after(action, hidden).error().code, "copy_hidden");
}

TEST(Offer, ThatIsReleasedIsWhatItWas) {
  using enum CopyStatus;
  for (const auto status : {available, reserved, sold, withdrawn}) {
    const Copy before{.status = status};
    const auto hidden = restricted(before, first, DecisionAction::remove_copy, now);
    EXPECT_EQ(hidden.status == CopyStatus::hidden, status == available || status == withdrawn);
    EXPECT_EQ(released(hidden, first, false), before);
  }
  const auto on_offer = restricted({.status = available}, first, DecisionAction::hide_copy, now);
  EXPECT_EQ(released(on_offer, first, true).status, paused) << "its owner is away by now";
  const auto at_rest = restricted({.status = paused}, first, DecisionAction::hide_copy, now);
  EXPECT_EQ(released(at_rest, first, false).status, available) << "its owner is back";
}

TEST(Offer, IsReleasedOnlyFromTheDecisionThatHolds) {
  const auto once = restricted({}, first, DecisionAction::hide_copy, now);
  EXPECT_EQ(restricted(once, first, DecisionAction::hide_copy, now + std::chrono::hours(1)), once) << "done twice";
  const auto twice = restricted(once, second, DecisionAction::remove_copy, now);
  EXPECT_EQ(released(twice, first, false), twice);
  EXPECT_EQ(released(twice, second, false).status, CopyStatus::available);
}

}  // namespace
}  // namespace bookmarket::catalog
