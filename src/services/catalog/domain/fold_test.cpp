#include "services/catalog/domain/fold.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bookmarket::catalog {
namespace {

TEST(Fold, CasePunctuationAndSpacesDoNotMatter) {
  EXPECT_EQ(fold("«Історія  України-Руси»"), "історія україни руси");
  EXPECT_EQ(fold("КАЙДАШЕВА СІМ'Я!"), "кайдашева сімя");
}

TEST(Fold, EveryApostropheIsTheSame) {
  for (std::string_view text : {"сім'я", "сім’я", "сімʼя", "сім`я", "сім′я"}) EXPECT_EQ(fold(text), "сімя") << text;
}

TEST(Fold, StressMarksAndAccentsAreDroppedButNotTheLettersЙAndЇ) {
  EXPECT_EQ(fold("Тілло́"), "тілло");
  EXPECT_EQ(fold("Émile Brontë"), "emile bronte");
  EXPECT_EQ(fold("Мій їжак"), "мій їжак");
  EXPECT_EQ(fold("Ми\u0306 і\u0308жак"), "мй їжак") << "composed from letter and mark";
}

TEST(Fold, ҐIsГAndЁIsЕ) { EXPECT_EQ(fold("Ґіацинтове ёлка"), "гіацинтове елка"); }

TEST(Fold, LatinLookAlikesInsideCyrillicWordsAreCyrillic) {
  EXPECT_EQ(fold("Жадан Cергій"), fold("Жадан Сергій"));
  EXPECT_EQ(fold("cat"), "cat");
}

TEST(Fold, BytesThatAreNoTextSeparateWords) { EXPECT_EQ(fold("one\xff\xfetwo"), "one two"); }

TEST(FoldName, SpellingsOfForeignNamesCoincide) {
  EXPECT_EQ(fold_name("Ремарк Ерих"), fold_name("Ремарк Еріх"));
  EXPECT_EQ(fold_name("Дойль"), fold_name("Дойл"));
  EXPECT_EQ(fold_name("Ґеррітсен"), fold_name("Герітсен"));
}

RC_GTEST_PROP(Fold, FoldingTwiceChangesNothing, (const std::string& bytes)) {
  const std::string once = fold(bytes);
  RC_ASSERT(fold(once) == once);
  RC_ASSERT(is_utf8(once));
}

RC_GTEST_PROP(Fold, FoldingTwiceChangesNothingForLetters, (const std::vector<unsigned>& codes)) {
  std::string text;
  for (unsigned code : codes) {  // U+0000..U+07FF, where our letters live
    const unsigned c = code % 0x800;
    if (c < 0x80)
      text += static_cast<char>(c);
    else
      (text += static_cast<char>(0xC0 | c >> 6)) += static_cast<char>(0x80 | (c & 0x3F));
  }
  const std::string once = fold(text);
  RC_ASSERT(fold(once) == once);
  const std::string name = fold_name(text);
  RC_ASSERT(is_utf8(name));
}

TEST(Length, CountsCharactersNotBytes) { EXPECT_EQ(length("Їжак 1"), 6U); }

TEST(IsUtf8, KnowsBrokenBytes) {
  EXPECT_TRUE(is_utf8("Київ"));
  EXPECT_FALSE(is_utf8("\xCA\xE8\xBF\xE2"));  // Київ in Windows-1251
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // a surrogate
}

}  // namespace
}  // namespace bookmarket::catalog
