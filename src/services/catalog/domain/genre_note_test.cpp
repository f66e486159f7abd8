#include "services/catalog/domain/genre_note.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bookmarket::catalog {
namespace {

Genre note(std::string_view text) { return genre_of(text, "Назва", "Бондаренко Остапка"); }

TEST(GenreNote, BooksForReadersOfSchoolAgeAreForChildren) {
  for (std::string_view text : {"роман : для серед. шк. віку", "повість : [для мол. шк. віку", "для дітей дошк. віку",
                                "казка", "повість-казка", "вірші, казки для дітей", "рассказы для детей"})
    EXPECT_EQ(note(text), Genre::children) << text;
}

TEST(GenreNote, VerseIsPoetryWhenItIsNamedFirst) {
  for (std::string_view text : {"зб. поезій", "вибр. вірші", "лірика", "поезія, проза", "сб. стихов", "поет. зб"})
    EXPECT_EQ(note(text), Genre::poetry) << text;
  EXPECT_EQ(note("проза, поезія"), Genre::prose);
  EXPECT_EQ(note("іст. роман у віршах"), Genre::prose);
}

TEST(GenreNote, NovelsStoriesAndPlaysAreProse) {
  for (std::string_view text : {"роман", "повісті та оповідання", "зб. новел", "есеї", "драма-феєрія в 3 діях",
                                "іст. роман", "роман : у 2 ч", "іст. повість з XVI ст", "роман] : пер. з англ"})
    EXPECT_EQ(note(text), Genre::prose) << text;
}

TEST(GenreNote, DetectivesAndFantasyGoBeforeProse) {
  EXPECT_EQ(note("детект. роман"), Genre::crime);
  EXPECT_EQ(note("кримін. повість та оповідання"), Genre::crime);
  EXPECT_EQ(note("фантаст. повість"), Genre::science_fiction);
  EXPECT_EQ(note("роман-антиутопія"), Genre::science_fiction);
}

TEST(GenreNote, TextbooksTakeTheirSubjectFromTheTitle) {
  EXPECT_EQ(genre_of("навч. посіб", "Квантова хімія", ""), Genre::science);
  EXPECT_EQ(genre_of("навч. посіб", "Міжнародний маркетинг", ""), Genre::business);
  EXPECT_EQ(genre_of("підручник", "Психологія особистості", ""), Genre::psychology);
  EXPECT_EQ(genre_of("монографія", "Історія української культури", ""), Genre::history);
}

TEST(GenreNote, MemoirsAlbumsAndRecipesHaveTheirShelves) {
  EXPECT_EQ(note("спогади"), Genre::history);
  EXPECT_EQ(note("фотоальбом"), Genre::art);
  EXPECT_EQ(note("кулінарні рецепти"), Genre::cooking);
}

TEST(GenreNote, ClassicsAreProseByClassicAuthors) {
  EXPECT_EQ(genre_of("повість", "Кайдашева сім'я", "Нечуй-Левицький Іван Семенович (1838-1918)"), Genre::classics);
  EXPECT_EQ(genre_of("", "Кобзар", "Шевченко Т. Г"), Genre::classics);
  EXPECT_EQ(genre_of("зб. поезій", "З вершин і низин", "Франко Іван Якович"), Genre::poetry);
  EXPECT_EQ(genre_of("", "Pride and Prejudice", "Jane Austen"), Genre::classics);
}

TEST(GenreNote, ANamesakeOfAnAuthorIsNotThatAuthor) {
  EXPECT_EQ(genre_of("", "Гетьманша", "Стус Віктор Іванович"), Genre::other);
}

TEST(GenreNote, NothingSaidIsOther) {
  for (std::string_view text : {"", "у 12 т", "збірка", "кат. без назви", "[16+"})
    EXPECT_EQ(note(text), Genre::other) << text;
}

RC_GTEST_PROP(GenreNote, AnyBytesHaveAGenreAndAlwaysTheSame,
              (const std::string& a, const std::string& b, const std::string& c)) {
  const Genre genre = genre_of(a, b, c);
  RC_ASSERT(static_cast<std::size_t>(genre) < genre_slugs.size());
  RC_ASSERT(genre_of(a, b, c) == genre);
}

RC_GTEST_PROP(GenreNote, CaseAndPunctuationOfANoteDoNotMatter, ()) {
  using Pair = std::pair<std::string, std::string>;
  const auto pair = *rc::gen::element(Pair{"зб. поезій", "ЗБ ПОЕЗІЙ"}, Pair{"п'єса", "П’ЄСА"},
                                      Pair{"роман : для серед. шк. віку", "Роман - для серед шк віку"});
  RC_ASSERT(note(pair.first) == note(pair.second));
}

}  // namespace
}  // namespace bookmarket::catalog
