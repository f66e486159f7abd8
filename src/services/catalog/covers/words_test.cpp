#include "services/catalog/covers/words.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/catalog/covers/face.hpp"

namespace bookmarket::catalog::covers {
namespace {

TEST(Words, ShortWordsClingToTheNextOne) {
  EXPECT_EQ(printable("Їжак у тумані й інші казки"), U"Їжак у\u00A0тумані й\u00A0інші казки");
  EXPECT_EQ(printable("І мертвим, і живим"), U"І\u00A0мертвим, і\u00A0живим");
  EXPECT_EQ(printable("The Call of the Wild"), U"The\u00A0Call of\u00A0the\u00A0Wild");
}

TEST(Words, ADashStaysWithTheWordBeforeIt) {
  EXPECT_EQ(printable("Київ - місто"), U"Київ\u00A0— місто");
  EXPECT_EQ(printable("Київ — місто"), U"Київ\u00A0— місто");
  EXPECT_EQ(printable("Мак-Аллістер"), U"Мак-Аллістер");
}

TEST(Words, MarksTakeTheirProperForm) {
  EXPECT_EQ(printable("Пам'ять про \"Вау!\""), U"Памʼять про\u00A0«Вау!»");
  EXPECT_EQ(printable("\"Lucifer's\" Hammer..."), U"“Lucifer’s” Hammer…");
}

TEST(Words, SpacesAreFoldedAndInvisibleCharactersDropped) {
  EXPECT_EQ(printable("  Лісова\t\n пісня\xE2\x80\x8B\xEF\xBB\xBF "), U"Лісова пісня");
  EXPECT_EQ(printable("за\xCC\x81мок"), U"замок");
}

TEST(Words, LettersWithRareMarksLoseTheMarkAndOtherScriptsAreDropped) {
  EXPECT_EQ(printable("Đặng Thùy"), U"Đăng Thùy");
  EXPECT_EQ(printable("村上春樹"), U"");
  EXPECT_EQ(printable("村上春樹 1"), U"");
  EXPECT_EQ(printable("Кобзар 村"), U"Кобзар");
  EXPECT_EQ(printable("📚📚📚 Я"), U"Я");
}

TEST(Words, BytesThatAreNoUtf8AreSkipped) {
  EXPECT_EQ(decode("а\xFF\xC0\x80\xED\xA0\x80\xF5б\xE2\x82"), U"аб");
  EXPECT_EQ(decode("\xF0\x9F\x93\x9A"), U"📚");
}

RC_GTEST_PROP(Words, AnyBytesBecomeCharactersTheFacesHave, (const std::string& bytes)) {
  for (const char32_t c : printable(bytes)) {
    RC_ASSERT(c == no_break_space || title_face.find(c) != nullptr);
    RC_ASSERT(c == no_break_space || author_face.find(c) != nullptr);
  }
}

TEST(Words, AHeadlineEndsAtTheFirstNaturalBreak) {
  EXPECT_EQ(headline(U"The Hunger Games (The Hunger Games, #1)"), U"The Hunger Games");
  EXPECT_EQ(headline(U"Історія України: підручник"), U"Історія України");
  EXPECT_EQ(headline(U"Схизматик. Діти Каїна"), U"Схизматик");
  EXPECT_EQ(headline(U"Твори Т. Г. Шевченка"), U"Твори Т. Г. Шевченка");
  EXPECT_EQ(headline(U"Твори. т. 3: [драматичні твори]"), U"Твори. т. 3");
  EXPECT_EQ(headline(U"Я"), U"Я");
}

TEST(Words, ALongBylineShortensTheGivenName) {
  EXPECT_EQ(byline("Михайло Коцюбинський"), U"Михайло Коцюбинський");
  EXPECT_EQ(byline("Володимир Винниченко-Нечуй"), U"В. Винниченко-Нечуй");
  EXPECT_EQ(byline("Іван Семенович Нечуй-Левицький"), U"І. С. Нечуй-Левицький");
  EXPECT_EQ(byline("Тарас Шевченко (1814–1861)"), U"Тарас Шевченко");
  EXPECT_EQ(byline("Ілля Ільф; Євген Петров"), U"Ілля Ільф");
  EXPECT_EQ(byline("Валерій Шевчук, Григір Тютюнник"), U"Валерій Шевчук");
}

TEST(Words, SpacingCaseAndPunctuationDoNotChangeTheHash) {
  EXPECT_EQ(hash_words("Лісова  пісня.", 1), hash_words("лісова ПІСНЯ", 1));
  EXPECT_EQ(hash_words("Ґудзик памʼяті", 1), hash_words("ґудзик пам'яті", 1));
  EXPECT_NE(hash_words("Лісова пісня", 1), hash_words("Лісова пісня", 2));
  EXPECT_NE(hash_words("Том 1", 1), hash_words("Том 2", 1));
}

}  // namespace
}  // namespace bookmarket::catalog::covers
