#include "services/web/head.hpp"

#include <gtest/gtest.h>

namespace bookmarket::web {
namespace {

catalog::WorkView kobzar(std::int64_t copies_total) {
  catalog::WorkView work{.id = catalog::WorkId::parse("5b54c356-0685-8f0d-96b5-b514e96ae5e8").value(),
                         .title = "Кобзар"};
  for (const auto price : {12'000, 30'000}) {
    catalog::CopyCard copy;
    copy.price = Money{price, {}};
    work.copies.push_back(copy);
  }
  work.copies_total = copies_total;
  return work;
}

std::string book_of(const catalog::WorkView& work) {
  return head_of(work, {Language::uk, {}, {}}, "https://books.example").json_ld.at(0);
}

TEST(Head, TellsHowManyOffersThereAreAndTheHighestPriceOfAllThatAreKnown) {
  const auto book = book_of(kobzar(2));
  EXPECT_NE(book.find(R"("lowPrice":"120.00")"), std::string::npos) << book;
  EXPECT_NE(book.find(R"("highPrice":"300.00")"), std::string::npos) << book;
  EXPECT_NE(book.find(R"("offerCount":2)"), std::string::npos) << book;
}

TEST(Head, TellsNeitherWhileSomeOffersAreNotKnown) {
  const auto book = book_of(kobzar(600));
  EXPECT_NE(book.find(R"("lowPrice":"120.00")"), std::string::npos) << book;
  EXPECT_EQ(book.find("highPrice"), std::string::npos) << book;
  EXPECT_EQ(book.find("offerCount"), std::string::npos) << book;
}

TEST(Head, OfAnEditionTellsThePriceOfItsOwnCopies) {
  catalog::EditionView edition;
  edition.isbn13 = "9786178248932";
  edition.work.offers.price_min = Money{6'000, {}};
  edition.copies.emplace_back().price = Money{22'000, {}};
  const Voice voice{Language::uk, {{"price.from", "від {price}"}}, {}};
  const auto head = head_of(edition, voice, "https://books.example");
  EXPECT_NE(head.description.find("від 220\u00A0₴"), std::string::npos) << head.description;
}

}  // namespace
}  // namespace bookmarket::web
