#include "services/catalog/domain/author_name.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bookmarket::catalog {
namespace {

std::string shown(std::string_view printed) {
  const auto name = author_name(printed);
  return name ? name->display : "";
}
std::string key(std::string_view printed) {
  const auto name = author_name(printed);
  return name ? name->key : "";
}
std::string work_key(std::string_view printed) {
  const auto name = author_name(printed);
  return name ? name->work_key : "";
}

TEST(AuthorName, IsShownGivenNameFirstWithoutPatronymicAndYears) {
  EXPECT_EQ(shown("Шевченко Тарас Григорович"), "Тарас Шевченко");
  EXPECT_EQ(shown("Шевченко Тарас Григорович (1814 -1861)"), "Тарас Шевченко");
  EXPECT_EQ(shown("Українка Леся (українська письменниця ; 1871–1913)"), "Леся Українка");
  EXPECT_EQ(shown("Дойл Артур Конан (1859–1930)"), "Артур Конан Дойл");
  EXPECT_EQ(shown("Вдовиченко Галина К"), "Галина Вдовиченко");
  EXPECT_EQ(shown("Маас Сара Дж"), "Сара Дж. Маас");
  EXPECT_EQ(shown("Сунь-дзи"), "Сунь-дзи");
}

TEST(AuthorName, ParticlesStayBeforeTheSurname) {
  EXPECT_EQ(shown("Сервантес Сааведра Мігель де (1547–1616)"), "Мігель де Сервантес Сааведра");
  EXPECT_EQ(shown("Сент-Екзюпері Антуан де"), "Антуан де Сент-Екзюпері");
}

TEST(AuthorName, OnePersonHasOneKeyHoweverPrinted) {
  for (std::string_view printed :
       {"Тарас Шевченко", "Шевченко Т. Г", "Шевченко Т.Г.", "Шевченко Т", "Т. Г. Шевченко", "Тарас Григорович Шевченко",
        "Шевченко, Тарас Григорович", "Шевченко Тарас Григорьевич (1814–1861)"})
    EXPECT_EQ(key(printed), key("Шевченко Тарас Григорович")) << printed;
  EXPECT_EQ(key("Кокотюха Андрей Анатольевич"), key("Кокотюха Андрій"));
  EXPECT_EQ(key("Жадан Cергій"), key("Сергій Жадан"));
  EXPECT_EQ(key("Монтгомері Люсі-Мод"), key("Монтгомері Люсі Мод"));
  EXPECT_EQ(key("Ремарк Ерих Марія"), key("Ремарк Еріх Марія"));
}

TEST(AuthorName, DifferentPeopleHaveDifferentKeys) {
  EXPECT_NE(key("Коцюбинський Михайло"), key("Коцюбинська Михайлина"));
  EXPECT_NE(key("Стус Василь"), key("Стус Дмитро"));
  EXPECT_NE(key("C.S. Lewis"), key("Michael Lewis"));
}

TEST(AuthorName, UnknownInitialsStayInitials) {
  EXPECT_EQ(shown("Кінкейд С Дж"), "С. Дж. Кінкейд");
  EXPECT_EQ(shown("О Генрі (1862–1910)"), "О. Генрі");
  EXPECT_EQ(work_key("Багатоіменний П. К"), work_key("Багатоіменний Петро"));
}

TEST(AuthorName, LatinNamesAreShownAsPrinted) {
  EXPECT_EQ(shown("J.K. Rowling"), "J.K. Rowling");
  EXPECT_EQ(shown("Le Guin, Ursula K."), "Ursula K. Le Guin");
  EXPECT_EQ(key("Kurt Vonnegut Jr."), key("Kurt Vonnegut"));
  EXPECT_EQ(key("J. K. Rowling"), key("J.K. Rowling"));
  EXPECT_EQ(key("Émile Zola"), key("Emile Zola"));
}

TEST(AuthorName, StatementsAreNotNames) {
  for (std::string_view printed :
       {"", "  ", "оброб тексту Лесі Пархоменко", "у переказі Ю С Пернатьєва", "за ред", "2010", "(1999)"})
    EXPECT_FALSE(author_name(printed)) << printed;
  EXPECT_EQ(shown("тексти: Леонід Ушкалов"), "Леонід Ушкалов");
}

TEST(AuthorName, InstitutionsKeepTheirWords) {
  EXPECT_EQ(shown("Міжнародний конгрес україністів (6 ; 2005 ; Донецьк)"), "Міжнародний конгрес україністів");
  EXPECT_EQ(shown("Інститут історії України Національної академії наук"),
            "Інститут історії України Національної академії наук");
}

TEST(AuthorId, FollowsTheKeyOnly) {
  EXPECT_EQ(author_id(*author_name("Шевченко Т. Г")), author_id(*author_name("Тарас Шевченко")));
  EXPECT_NE(author_id(*author_name("Стус Василь")), author_id(*author_name("Стус Дмитро")));
}

RC_GTEST_PROP(AuthorName, AnyBytesGiveANameOrNothing, (const std::string& bytes)) {
  if (const auto name = author_name(bytes)) {
    RC_ASSERT(!name->key.empty());
    RC_ASSERT(!name->work_key.empty());
  }
}

RC_GTEST_PROP(AuthorName, OrderOfKnownNamesDoesNotMatter, ()) {
  const auto given = *rc::gen::element<std::string>("Тарас", "Іван", "Оксана", "Стівен", "Аґата", "Ліна");
  const auto surname = *rc::gen::element<std::string>("Бондаренко", "Нечуй-Левицький", "Костенко", "Кінг", "В'ятрович");
  RC_ASSERT(key(given + " " + surname) == key(surname + " " + given));
  RC_ASSERT(shown(surname + " " + given) == given + " " + surname);
}

}  // namespace
}  // namespace bookmarket::catalog
