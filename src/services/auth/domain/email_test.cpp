#include "services/auth/domain/email.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace bookmarket::auth {
namespace {

bool is_good(std::string_view typed) { return parse_email(typed, "/body/email").has_value(); }
Email email(std::string_view typed) { return parse_email(typed, "/body/email").value_or(Email{}); }

TEST(Email, OrdinaryAddressesAreTaken) {
  for (std::string_view typed : {"olena@example.com", "o.k-1_2+books@mail.example.co.uk", "o'brien@example.ie",
                                 "root@localhost", "олена@пошта.укр", "a@b.co", "x@xn--80a1acny.xn--j1amh"})
    EXPECT_TRUE(is_good(typed)) << typed;
}

TEST(Email, WhatIsNoAddressIsRefused) {
  for (std::string_view typed : {"",
                                 "@",
                                 "olena",
                                 "olena@",
                                 "@example.com",
                                 "a@b@example.com",
                                 "olena@example",
                                 "olena@example.",
                                 "olena@.com",
                                 "olena@exa..mple.com",
                                 ".olena@example.com",
                                 "olena.@example.com",
                                 "o..k@example.com",
                                 "olena@-example.com",
                                 "olena@example-.com",
                                 "olena@exa_mple.com",
                                 "olena@127.0.0.1",
                                 "olena@[127.0.0.1]",
                                 " olena@example.com",
                                 "olena@example.com ",
                                 "ole na@example.com",
                                 "a@example.com,b@example.com",
                                 "a@example.com;b@example.com",
                                 "\"olena\"@example.com",
                                 "Olena <olena@example.com>",
                                 "olena(x)@example.com",
                                 "ol\\ena@example.com",
                                 "ole\u00A0na@example.com",
                                 "ole\u200Bna@example.com",
                                 "olena\u202E@example.com",
                                 "olena＠example.com",
                                 "olena@example。com",
                                 "olena\xff@example.com"})
    EXPECT_FALSE(is_good(typed)) << typed;
}

TEST(Email, NoLineOfAHeaderCanBeAdded) {
  for (std::string_view typed : {"a@example.com\r\nBcc: b@example.com", "a\n@example.com", "a@exam\rple.com",
                                 "a@example.com\n", "a@example.com\u2028", "a@example.com\u0085"})
    EXPECT_FALSE(is_good(typed)) << typed;
  EXPECT_FALSE(is_good(std::string_view("a\0@example.com", 14)));
}

TEST(Email, LengthsAreThoseOfTheStandard) {
  const std::string label(63, 'd');
  EXPECT_TRUE(is_good(std::string(64, 'a') + "@example.com"));
  EXPECT_FALSE(is_good(std::string(65, 'a') + "@example.com"));
  EXPECT_FALSE(is_good(std::string(59, 'a') + "єєє@example.com")) << "octets, not letters";
  std::string grows;  // Ⱥ has two octets, its lower case three
  for (int i = 0; i < 22; ++i) grows += "Ⱥ";
  EXPECT_FALSE(is_good(grows + "@example.com")) << "the key has to be an address, too";
  EXPECT_TRUE(is_good("a@" + label + ".com"));
  EXPECT_FALSE(is_good("a@" + label + "d.com"));
  const std::string domain = label + "." + label + "." + label;  // 191
  EXPECT_TRUE(is_good(std::string(58, 'a') + "@" + domain + ".com"));
  EXPECT_FALSE(is_good(std::string(59, 'a') + "@" + domain + ".com"));
  EXPECT_FALSE(is_good(std::string(1'000'000, 'a') + "@example.com"));
}

TEST(Email, TheDomainIsLowerCaseAndTheLocalPartStaysAsTyped) {
  EXPECT_EQ(email("Olena.K@Example.COM").address, "Olena.K@example.com");
  EXPECT_EQ(email("ОЛЕНА@ПОШТА.УКР").address, "ОЛЕНА@пошта.укр");
}

TEST(Email, TheKeyIsTheSameForEveryCaseAndForm) {
  EXPECT_EQ(email("OLENA@Example.com").key, "olena@example.com");
  EXPECT_EQ(email("ОЛЕНА@пошта.укр").key, "олена@пошта.укр");
  EXPECT_EQ(email("rene\u0301@example.com"), email("ren\u00E9@example.com"));
}

TEST(Email, DotsAndTagsMakeAnotherAddress) {
  EXPECT_NE(email("o.lena@example.com").key, email("olena@example.com").key);
  EXPECT_NE(email("olena+a@example.com").key, email("olena@example.com").key);
}

TEST(Email, TheErrorNamesTheField) {
  const auto wrong = parse_email("olena", "/body/new_email");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::invalid);
  EXPECT_EQ(wrong.error().fields,
            (std::vector<FieldError>{{"/body/new_email", "bad_email", "Use an address like name@example.com."}}));
}

/// Addresses of letters whose case or composition is unusual, about half of them with something wrong in them.
rc::Gen<std::string> typed_address() {
  static const std::vector<std::string> letters = {"a", "Z", "7", "_", "є", "Є", "İ",      "Ⱥ",     "ß",
                                                   "Σ", "и", "é", "E", "ǅ", "K", "\u0306", "\u0301"};
  static const std::vector<std::string> wrong = {".", "-", "\r", "\n", " ", ",", "\"", "@", "\u2028", "\xff"};
  const auto some = rc::gen::container<std::vector<std::string>>(
      rc::gen::weightedOneOf<std::string>({{60, rc::gen::elementOf(letters)}, {1, rc::gen::elementOf(wrong)}}));
  return rc::gen::map(rc::gen::pair(some, some), [](const auto& parts) {
    std::string out = "b";
    for (const auto& piece : parts.first) out += piece;
    out += "@b";
    for (const auto& piece : parts.second)
      if (piece != "_") out += piece;
    return out + ".Com";
  });
}

RC_GTEST_PROP(Email, NormalisingTwiceChangesNothing, ()) {
  const auto typed = *typed_address();
  const auto once = parse_email(typed, "/body/email");
  RC_CLASSIFY(once.has_value(), "an address");
  if (!once) return;
  RC_ASSERT(email(once->address) == *once);
  RC_ASSERT(email(once->key).key == once->key);
  RC_ASSERT(email(once->key).address == once->key);
}

RC_GTEST_PROP(Email, WhatIsTakenIsOneLineAndOneAddress, ()) {
  const auto taken = parse_email(*rc::gen::oneOf(typed_address(), rc::gen::arbitrary<std::string>()), "/body/email");
  if (!taken) return;
  for (const std::string& text : {taken->address, taken->key}) {
    RC_ASSERT(std::ranges::count(text, '@') == 1);
    RC_ASSERT(std::ranges::none_of(text, [](unsigned char c) { return c <= ' ' || c == 0x7F; }));
    RC_ASSERT(text.find_first_of(",;:<>()[]\"\\") == std::string::npos);
    RC_ASSERT(text.size() <= 254U);
  }
}

}  // namespace
}  // namespace bookmarket::auth
