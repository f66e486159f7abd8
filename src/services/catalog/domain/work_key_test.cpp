#include "services/catalog/domain/work_key.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bookmarket::catalog {
namespace {

WorkId work(std::string_view title, std::string_view author) {
  const auto name = author_name(author);
  return work_id(work_key(title_parts(title), name ? &*name : nullptr));
}

TEST(WorkKey, SpellingAndPrintingDoNotMakeAnotherWork) {
  EXPECT_EQ(work("Кобзар", "Шевченко Тарас Григорович"), work("КОБЗАРЬ", "Шевченко Т. Г"));
  EXPECT_EQ(work("Кайдашева сім'я", "Нечуй-Левицький Іван"),
            work("«Кайдашева сімʼя»", "Нечуй-Левицький Іван Семенович (1838-1918)"));
  EXPECT_EQ(work("Великий Ґетсбі", "Фіцджеральд Френсіс Скотт"),
            work("Великий Гетсбі", "Фіцджеральд Френсіс Скотт (1896–1940)"));
  EXPECT_EQ(work("Темна вежа ІІІ", "Кінг Стівен"), work("Темна вежа III", "Кінг Стівен"));
}

TEST(WorkKey, TitleAuthorAndVolumeEachMakeAnotherWork) {
  EXPECT_NE(work("Земля", "Кобилянська Ольга"), work("Людина", "Кобилянська Ольга"));
  EXPECT_NE(work("Софія", "Ульяненко Олесь"), work("Софія", "Романчук Леся"));
  EXPECT_NE(work("Твори. т. 1: лірика", "Українка Леся"), work("Твори. т. 2: лірика", "Українка Леся"));
  EXPECT_NE(work("Економіка підприємства", ""), work("Економіка підприємства", "Лихолат Світлана"));
}

TEST(WorkKey, ASubtitleThatOnlyNamesTheKindDoesNotCount) {
  EXPECT_EQ(work("Місто: роман", "Підмогильний Валер'ян"), work("Місто", "Підмогильний Валер'ян"));
  EXPECT_EQ(work("Gone Girl: A Novel", "Gillian Flynn"), work("Gone Girl", "Gillian Flynn"));
  EXPECT_NE(work("Дівчина онлайн: соло", "Саґґ Зої"), work("Дівчина онлайн", "Саґґ Зої"));
}

TEST(Title, VolumesAreTakenOffTheTitle) {
  struct Case {
    std::string_view printed, shown, volume, key;
  };
  for (const Case& c : std::initializer_list<Case>{
           {"Твори. т. 2: лірика", "Твори", "т. 2", "т2"},
           {"Історія україни-руси. т. 9, кн. 2: роки 1654-1657", "Історія україни-руси", "т. 9, кн. 2", "т9 кн2"},
           {"Кобзар[. т. 1]", "Кобзар", "т. 1", "т1"},
           {"Поезії[ч.] 2", "Поезії", "ч. 2", "ч2"},
           {"Апостол черні. Кн. ІІ", "Апостол черні", "Кн. ІІ", "кн2"},
           {"Кобзар. Вип. 2", "Кобзар", "Вип. 2", "вип2"},
           {"Saga, Vol. 01 (Saga, #1)", "Saga", "Vol. 01", "т1"},
           {"Ender's Game, Volume 1: Battle School (Ender's Saga)", "Ender's Game", "Volume 1", "т1"},
       }) {
    const Title title = title_parts(c.printed);
    EXPECT_EQ(title.shown, c.shown) << c.printed;
    EXPECT_EQ(title.volume, c.volume) << c.printed;
    EXPECT_EQ(title.volume_key, c.key) << c.printed;
  }
}

TEST(Title, WordsThatOnlyLookLikeVolumesStay) {
  for (std::string_view printed :
       {"Том Сойєр", "Книга Балтиморів", "Зільбер. Перша книга сновидінь", "Книга сміху і забуття", "Том 1"}) {
    const Title title = title_parts(printed);
    EXPECT_EQ(title.shown, printed);
    EXPECT_EQ(title.volume, "") << printed;
  }
}

TEST(Title, ASeriesNoteIsNotPartOfTheTitle) {
  EXPECT_EQ(title_parts("Mockingjay (The Hunger Games, #3)").shown, "Mockingjay");
  EXPECT_EQ(title_parts("Sleeping Beauty (Disney Princess, 5)").shown, "Sleeping Beauty");
  EXPECT_EQ(title_parts("The Hunger Games (The Hunger Games, #1)").volume, "");
  EXPECT_EQ(title_parts("Naruto (Naruto, #3)").volume, "#3");
  EXPECT_EQ(title_parts("Peter Pan (A Little Golden Book)").shown, "Peter Pan (A Little Golden Book)");
}

TEST(Title, HowManyVolumesThereAreDoesNotMatter) {
  EXPECT_EQ(title_parts("Повне зібрання творів у 12 т").key, title_parts("Повне зібрання творів").key);
  EXPECT_EQ(title_parts("Людолови в 2-х кн.").key, title_parts("Людолови").key);
}

TEST(Title, BibliographicBracketsAreDropped) { EXPECT_EQ(title_parts("Кобзар [Текст]").shown, "Кобзар"); }

TEST(VolumeInNote, TellsAVolumeFromACountOfVolumes) {
  EXPECT_EQ(volume_in_note("роман. [Кн. 2").key, "кн2");
  for (std::string_view note : {"роман : у 2 ч", "у 12 т", "в 11 т., 12 кн", "повість у 3-х кн", "роман", ""})
    EXPECT_EQ(volume_in_note(note).key, "") << note;
}

RC_GTEST_PROP(Title, AnyBytesGiveATitleThatIsNotEmpty, (const std::string& bytes)) {
  const Title title = title_parts(bytes);
  if (bytes.find_first_not_of(' ') != std::string::npos) RC_ASSERT(!title.shown.empty());
}

RC_GTEST_PROP(Title, TheVolumeIsFoundWhateverTheMarker, ()) {
  const auto number = *rc::gen::inRange(1, 100);
  const auto marker =
      *rc::gen::element<std::string>(". т. ", ". Т. ", ", том ", ". Том ", " : Т.", ", Vol. ", ". [Т.] ");
  const Title title = title_parts("Зібрання творів" + marker + std::to_string(number));
  RC_ASSERT(title.volume_key == "т" + std::to_string(number));
  RC_ASSERT(title.key == "зібрання творів");
}

RC_GTEST_PROP(WorkKey, TheShownTitleAloneLeadsToTheSameKey, ()) {
  const auto title =
      *rc::gen::element<std::string>("Твори. т. 2: лірика", "Gone Girl: A Novel", "Naruto", "Місто: роман",
                                     "Mockingjay (The Hunger Games, #3)", "Кобзар [Текст]", "The Host (The Host, #1)");
  RC_ASSERT(title_parts(title_parts(title).shown).key == title_parts(title).key);
}

}  // namespace
}  // namespace bookmarket::catalog
