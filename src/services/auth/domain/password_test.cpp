#include "services/auth/domain/password.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/auth/domain/unicode.hpp"

namespace bookmarket::auth {
namespace {

constexpr PasswordContext olena{
    .pointer = "/body/password", .email = "olena.kovalenko87@ukrposhta.example", .name = "Олена Коваленко"};
constexpr PasswordContext with_second_factor{.pointer = "/body/password", .only_factor = false, .email = "x@y.example"};

const BreachedPasswords& leaked() {
  static const auto filter =
      BreachedPasswords::load(BreachedPasswords::build(std::vector<std::string>{"Correct Horse Battery", "trustno1"}),
                              "test")
          .value();
  return filter;
}

std::string verdict(std::string_view password, const PasswordContext& context = olena) {
  const auto checked = check_password(password, context, leaked());
  if (checked) return "good";
  EXPECT_EQ(checked.error().kind, ErrorKind::invalid);
  EXPECT_EQ(checked.error().fields.size(), 1U);
  EXPECT_EQ(checked.error().fields[0].pointer, "/body/password");
  EXPECT_TRUE(checked.error().fields[0].detail.ends_with('.'));
  return checked.error().fields[0].code;
}

std::string times(std::size_t n, std::string_view piece) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += piece;
  return out;
}

/// `n` characters of no order.
std::string irregular(std::size_t n) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += static_cast<char>('a' + (i * i * 7 + i * 11 + i / 5) % 23);
  return out;
}

TEST(Password, PhrasesInAnyScriptAreGood) {
  for (std::string_view password : {"a shelf of quiet winter books", "тихі зимові книжки на полиці", "Pf8#kQ2!vLw9@xTz",
                                    "мій кіт читає газети", "48151623427092311", "本棚の上の静かな猫と冬の夜の物語",
                                    "🐈🌲📚🧦🍐🚲🎻🌧🗝🧭🪁🥝🫖🪵🛶", "maple7!tundra.oboe"})
    EXPECT_EQ(verdict(password), "good") << password;
}

TEST(Password, FifteenCharactersAreNeededAloneAndEightBesideAnotherFactor) {
  EXPECT_EQ(verdict("plum wagon tre"), "too_short");
  EXPECT_EQ(verdict("plum wagon tree"), "good");
  EXPECT_EQ(verdict("слива й вагон"), "too_short");
  EXPECT_EQ(verdict("plumwag", with_second_factor), "too_short");
  EXPECT_EQ(verdict("plumwago", with_second_factor), "good");
  EXPECT_EQ(verdict(""), "too_short");
}

TEST(Password, CharactersAreCountedNotBytesNorMarks) {
  EXPECT_EQ(verdict("їжачок", with_second_factor), "too_short");
  EXPECT_EQ(verdict("cafe\u0301 de", with_second_factor), "too_short") << "seven in form C";
}

TEST(Password, TwoHundredFiftySixCharactersAreTakenWholeAndMoreAreRefused) {
  const auto longest = irregular(max_password);
  EXPECT_EQ(check_password(longest, olena, leaked()).value(), longest);
  EXPECT_EQ(verdict(irregular(max_password + 1)), "too_long");
  EXPECT_EQ(verdict(times(max_password, "🐈")), "too_common") << "in four bytes each, still not too long";
  EXPECT_EQ(verdict(irregular(1'000'000)), "too_long");
  EXPECT_EQ(verdict(times(500'000, "\xff")), "too_long");
}

TEST(Password, WhatNoKeyboardGivesIsRefused) {
  EXPECT_EQ(verdict("plum wagon tree\n"), "bad_format");
  EXPECT_EQ(verdict(std::string_view("plum wagon\0tree", 15)), "bad_format");
  EXPECT_EQ(verdict("plum wagon tree\xff"), "bad_format");
}

TEST(Password, EveryKeyboardsFormOfALetterIsTheSame) {
  EXPECT_EQ(normalise_password("у кіннотника и\u0306ого"), normalise_password("у кіннотника його"));
  EXPECT_EQ(check_password("e\u0301toile du matin", olena, leaked()).value(), "étoile du matin");
  EXPECT_EQ(normalise_password("  spaces stay  "), "  spaces stay  ");
}

TEST(Password, WordsOfTheAccountAndTheSiteDoNotMakeOne) {
  for (std::string_view password :
       {"bookmarket12345678", "BookMarket-2026!!!", "Olena Kovalenko", "olena.kovalenko87@ukrposhta.example",
        "kovalenko19870512", "OLENAOLENAkovalenko", "Коваленко Олена!", "оленаолена1987!", "ukrposhta ukrposhta",
        "2026!Ukrposhta!2026", "ｂｏｏｋｍａｒｋｅｔ１２３４５", "8305521940olena7716"})
    EXPECT_EQ(verdict(password), "contains_account_words") << password;
}

TEST(Password, WordsOfTheAccountMayStandInAPhrase) {
  for (std::string_view password :
       {"olena plays chess at night", "Коваленко любить старі листівки", "bookmarket is where I sell atlases"})
    EXPECT_EQ(verdict(password), "good") << password;
}

TEST(Password, AnAccountWithoutWordsForbidsNone) {
  EXPECT_EQ(verdict("plum wagon tree", {.pointer = "/body/password", .email = "", .name = ""}), "good");
  EXPECT_EQ(verdict("plum wagon tree", {.pointer = "/body/password", .email = "a@b", .name = "Ян"}), "good");
}

TEST(Password, SequencesAndRepetitionsAreRefused) {
  for (std::string_view password :
       {"aaaaaaaaaaaaaaa", "               ", "123456789012345", "987654321098765", "qwertyuiopasdfghjkl",
        "йцукенгшщзфівапролдж", "ЙЦУКЕНГШЩЗ12345", "abcdefghijklmnop", "абвгґдеєжзиіїйкл", "1qaz2wsx3edc4rfv",
        "aaaabbbbcccc1111", "abcabcabcabcabc", "Hello!hello!HELLO!"})
    EXPECT_EQ(verdict(password), "too_common") << password;
  EXPECT_EQ(verdict("a" + times(15, "\u200B")), "too_common") << "seen as one letter";
}

TEST(Password, LeakedOnesAreRefusedInAnyCase) {
  EXPECT_EQ(verdict("Correct Horse Battery"), "breached");
  EXPECT_EQ(verdict("CORRECT horse battery"), "breached");
  EXPECT_EQ(verdict("correct horse batter"), "good");
  EXPECT_EQ(verdict("TrustNo1", with_second_factor), "breached");
}

/// Letters, marks and syllables that compose, and now and then what is refused.
rc::Gen<std::string> typed_password() {
  static const std::vector<std::string> pieces = {
      "a",      "e",      "і",      "и",      "A",      "Й", "\u0301", "\u0306", "\u0308", "\u0327", "\u1100",
      "\u1161", "\u11A8", "\u212B", "\uFB01", "\u0344", "ґ", " ",      "7",      "🐈",     "!",      "ю"};
  const auto typed = rc::gen::container<std::vector<std::string>>(rc::gen::weightedOneOf<std::string>(
      {{60, rc::gen::elementOf(pieces)}, {1, rc::gen::element<std::string>("\n", "\xff", "\xD0")}}));
  return rc::gen::map(rc::gen::scale(2.0, typed), [](const auto& parts) {
    std::string out;
    for (const auto& part : parts) out += part;
    return out;
  });
}

RC_GTEST_PROP(Password, WhatIsTakenIsNormalAndStaysSo, ()) {
  const auto typed = *typed_password();
  const auto once = normalise_password(typed);
  RC_CLASSIFY(once.has_value(), "normalised");
  if (once) RC_ASSERT(normalise_password(*once) == once);

  const auto checked = check_password(typed, with_second_factor, leaked());
  RC_CLASSIFY(checked.has_value(), "good");
  if (checked) RC_ASSERT(*checked == once.value());
}

}  // namespace
}  // namespace bookmarket::auth
