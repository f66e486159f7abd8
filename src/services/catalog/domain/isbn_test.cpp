#include "services/catalog/domain/isbn.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace bookmarket::catalog {
namespace {

std::string digits(std::string_view text) {
  const auto isbn = Isbn::parse(text);
  return isbn ? std::string(isbn->digits()) : "";
}
std::string hyphenated(std::string_view text) {
  const auto isbn = Isbn::parse(text);
  return isbn ? isbn->hyphenated() : "";
}

TEST(Isbn, TenDigitsBecomeThirteen) {
  EXPECT_EQ(digits("0439023483"), "9780439023481");
  EXPECT_EQ(digits("080442957X"), "9780804429573");
  EXPECT_EQ(digits("080442957x"), "9780804429573");
}

TEST(Isbn, HyphensDashesSpacesAndTheWordItselfDoNotMatter) {
  for (std::string_view text : {"9786177409402", "978-617-7409-40-2", "978 617 7409 40 2", "978–617–7409–40–2",
                                "ISBN 978-617-7409-40-2", "isbn: 9786177409402", "ISBN-13: 978-617-7409-40-2"})
    EXPECT_EQ(digits(text), "9786177409402") << text;
}

TEST(Isbn, WrongCheckDigitIsToldFromWhatIsNoIsbn) {
  EXPECT_EQ(Isbn::parse("9786177409401").error(), IsbnError::wrong_check_digit);
  EXPECT_EQ(Isbn::parse("0439023484").error(), IsbnError::wrong_check_digit);
  EXPECT_EQ(Isbn::parse("4820000000000").error(), IsbnError::wrong_prefix);
  for (std::string_view text : {"", "978", "97861774094021", "X439023483", "978617740940X", "Кобзар", "\xff\xfe"})
    EXPECT_EQ(Isbn::parse(text).error(), IsbnError::not_an_isbn) << text;
}

TEST(Isbn, HyphensStandWhereTheAgencyPutThem) {
  EXPECT_EQ(hyphenated("9786177409402"), "978-617-7409-40-2");
  EXPECT_EQ(hyphenated("9789660104693"), "978-966-01-0469-3");
  EXPECT_EQ(hyphenated("9780439023481"), "978-0-439-02348-1");
  EXPECT_EQ(hyphenated("9783161484100"), "978-3-16-148410-0");
  EXPECT_EQ(hyphenated("9791090636071"), "979-10-90636-07-1");
}

TEST(Isbn, AnUnassignedRangeStaysWithoutHyphens) { EXPECT_EQ(hyphenated("9791500000003"), "9791500000003"); }

TEST(Isbn, Only978HasATenDigitForm) {
  EXPECT_EQ(Isbn::parse("9780804429573")->isbn10(), "080442957X");
  EXPECT_EQ(Isbn::parse("9791090636071")->isbn10(), "");
}

char check13(const std::string& twelve) {
  int sum = 0;
  for (std::size_t i = 0; i < 12; ++i) sum += (twelve[i] - '0') * (i % 2 ? 3 : 1);
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

rc::Gen<std::string> any_isbn13() {
  return rc::gen::map(rc::gen::container<std::string>(9, rc::gen::inRange('0', ':')), [](std::string nine) {
    std::string twelve = (nine[0] % 3 ? "978" : "979") + nine;
    return twelve + check13(twelve);
  });
}

RC_GTEST_PROP(Isbn, HyphensNeverChangeTheNumberAndMakeFiveParts, ()) {
  const auto text = *any_isbn13();
  const auto isbn = Isbn::parse(text);
  RC_ASSERT(isbn.has_value());
  const std::string shown = isbn->hyphenated();
  RC_ASSERT(digits(shown) == text);
  const auto hyphens = std::count(shown.begin(), shown.end(), '-');
  RC_ASSERT(hyphens == 0 || hyphens == 4);
  RC_ASSERT(shown.find("--") == std::string::npos);
}

RC_GTEST_PROP(Isbn, TheTenDigitFormLeadsBackToTheSameIsbn, ()) {
  const auto isbn = Isbn::parse(*any_isbn13());
  RC_ASSERT(isbn.has_value());
  if (!isbn->isbn10().empty()) RC_ASSERT(digits(isbn->isbn10()) == isbn->digits());
}

RC_GTEST_PROP(Isbn, OneMistypedDigitIsAlwaysNoticed, ()) {
  auto text = *any_isbn13();
  const auto at = *rc::gen::inRange<std::size_t>(3, 13);
  text[at] = static_cast<char>('0' + (text[at] - '0' + *rc::gen::inRange(1, 10)) % 10);
  RC_ASSERT(digits(text).empty());
}

RC_GTEST_PROP(Isbn, AnyBytesAreAnsweredWithoutACrash, (const std::string& bytes)) {
  const auto isbn = Isbn::parse(bytes);
  if (isbn) RC_ASSERT(digits(isbn->hyphenated()) == isbn->digits());
}

}  // namespace
}  // namespace bookmarket::catalog
