#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "services/catalog/search/cursor.hpp"
#include "services/catalog/search/keyboard.hpp"
#include "services/catalog/search/query.hpp"
#include "services/catalog/search/russian_dictionary.hpp"
#include "services/catalog/search/russian_spelling.hpp"
#include "services/catalog/search/russian_words.hpp"
#include "services/catalog/search/segment.hpp"
#include "services/catalog/search/text.hpp"
#include "services/catalog/search/word_forms.hpp"

namespace bookmarket::catalog::search {
namespace {

using testing::Contains;
using testing::ElementsAre;

TEST(Text, ApostrophesAndAccentsAndCaseDoNotMatter) {
  for (const char* spelling :
       {"Основ'яненко", "ОСНОВ’ЯНЕНКО", "основʼяненко", "основ`яненко", "основяненко", "осно\u0301в’яненко"})
    EXPECT_THAT(words_of(spelling), ElementsAre("основяненко")) << spelling;
  EXPECT_THAT(words_of("Ґанок ёлка café"), ElementsAre("ганок", "елка", "cafe"));
  EXPECT_THAT(words_of("и\u0306од і\u0308жак"), ElementsAre("йод", "їжак"));  // decomposed й and ї
}

TEST(Text, LatinLettersInACyrillicWordAreItsTwins) {
  EXPECT_THAT(words_of("Iсторія Kобзaр"), ElementsAre("історія", "кобзар"));
  EXPECT_THAT(words_of("kobzar"), ElementsAre("kobzar"));
}

TEST(Text, HyphensSeparate) { EXPECT_THAT(words_of("України-Руси"), ElementsAre("україни", "руси")); }

RC_GTEST_PROP(Text, AnyBytesGiveFoldedValidWords, (const std::string& bytes)) {
  for (const auto& word : words_of(bytes)) {
    RC_ASSERT(!word.empty());
    RC_ASSERT(letters(word) <= max_word_letters);
    RC_ASSERT(words_of(word) == std::vector<std::string>{word});  // folding a folded word changes nothing
  }
}

TEST(Text, TitlesSortByTheUkrainianAlphabet) {
  EXPECT_LT(collation_key("Гай"), collation_key("Ґава"));
  EXPECT_LT(collation_key("Ґава"), collation_key("Дім"));
  EXPECT_LT(collation_key("Іван"), collation_key("Їжак"));
  EXPECT_LT(collation_key("Ям"), collation_key("Abc"));
}

TEST(MatchKey, IsTheSameInEveryTransliterationTable) {
  const std::map<std::string, std::vector<std::string>> spellings{
      {"коцюбинський", {"kotsiubynskyi", "kotsyubynskyy", "kocjubynskyj", "kotsubinskij", "коцюбінський"}},
      {"андрій", {"andrii", "andriy", "andrij"}},
      {"сойєра", {"soiera", "soyyera", "soyera"}},
      {"хіба", {"khiba", "hiba"}},
      {"щастя", {"shchastia", "shchastya", "schastya"}},
      {"згурський", {"zghurskyi"}},
      {"юрій", {"yurii", "iurii", "yuriy"}}};
  for (const auto& [word, others] : spellings)
    for (const auto& other : others) EXPECT_EQ(match_key(word), match_key(other)) << word << ' ' << other;
  EXPECT_NE(match_key("кобзар"), match_key("кобзи"));
}

TEST(Beginnings, AreReadInCyrillicAsFarAsTheyExist) {
  const std::vector<std::string> words{"шевченко", "ольга", "хмара", "гора"};
  const auto of = [&](std::string_view latin) {
    return cyrillic_beginnings(latin, 3, [&](std::string_view w) {
      return std::ranges::any_of(words, [&](const auto& x) { return x.starts_with(w); });
    });
  };
  EXPECT_THAT(of("shevch"), ElementsAre("шевч"));
  EXPECT_THAT(of("olh"), ElementsAre("ольг"));
  EXPECT_THAT(of("h"), ElementsAre("г", "х"));
  EXPECT_TRUE(of("zzz").empty());
}

TEST(LightStem, JoinsTheCasesOfANameNoDictionaryKnows) {
  EXPECT_EQ(light_stem("коцюбинського"), light_stem("коцюбинський"));
  EXPECT_EQ(light_stem("ремарка"), light_stem("ремарк"));
  EXPECT_EQ(light_stem("кравця"), light_stem("кравець"));
  EXPECT_EQ(light_stem("кіт"), "кіт");
}

TEST(Skeleton, IsSharedByCognates) {
  EXPECT_EQ(skeleton("забытых"), skeleton("забутих"));
  EXPECT_EQ(skeleton("ведьма"), skeleton("відьма"));
  EXPECT_TRUE(skeleton("око").empty());
}

RC_GTEST_PROP(EditDistance, IsSymmetricAndZeroOnlyForEquals, (const std::string& a, const std::string& b)) {
  RC_ASSERT(edit_distance(a, b, 3) == edit_distance(b, a, 3));
  if (a.size() <= 64) RC_ASSERT((edit_distance(a, b, 3) == 0) == (a == b));
}

RC_GTEST_PROP(Deletes, MeetForKeysOneEditApart, ()) {
  const auto key = *rc::gen::container<std::string>(8, rc::gen::inRange('a', 'f'));
  auto other = key;
  const auto at = *rc::gen::inRange<std::size_t>(0, 7);
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      std::swap(other[at], other[at + 1]);
      break;
    case 1:
      other.erase(at, 1);
      break;
    default:
      other[at] = *rc::gen::inRange('a', 'f');
  }
  RC_ASSERT(edit_distance(key, other, 1) <= 1);
  std::set<std::string> mine{key}, others{other};
  for (auto& d : deletes(key)) mine.insert(d);
  for (auto& d : deletes(other)) others.insert(d);
  RC_ASSERT(std::ranges::any_of(mine, [&](const std::string& d) { return others.contains(d); }));
}

TEST(Keyboard, TypedOnAnotherLayout) {
  EXPECT_EQ(qwerty_to_cyrillic("rj,pfh", Layout::ukrainian), "кобзар");
  EXPECT_EQ(qwerty_to_cyrillic("Rj,pfhm", Layout::russian), "кобзарь");
  EXPECT_EQ(qwerty_to_cyrillic("gj]pl", Layout::ukrainian), "поїзд");
  EXPECT_EQ(cyrillic_to_qwerty("рфккн"), "harry");
  EXPECT_EQ(russian_to_ukrainian_keys("ысторыя украъни"), "історія україни");
}

RC_GTEST_PROP(Keyboard, TheReverseUndoesALayout, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::inRange('a', static_cast<char>('z' + 1)));
  RC_ASSERT(cyrillic_to_qwerty(qwerty_to_cyrillic(text, Layout::ukrainian)) == text);
  RC_ASSERT(cyrillic_to_qwerty(qwerty_to_cyrillic(text, Layout::russian)) == text);
}

TEST(Isbn, IsReadInAnyDress) {
  for (const char* text : {"9789660345690", "978-966-03-4569-0", "ISBN 978 966 03 4569 0", "isbn: 9789660345690"})
    EXPECT_EQ(isbn_in(text), 9789660345690U) << text;
  EXPECT_EQ(isbn_in("0-306-40615-2"), 9780306406157U);
  EXPECT_EQ(isbn_in("080442957X"), 9780804429573U);
  EXPECT_FALSE(isbn_in("0-306-40615-3"));  // wrong check digit
  EXPECT_FALSE(isbn_in("1984"));
  EXPECT_FALSE(isbn_in("9780306406157 кобзар"));
}

TEST(Russian, HasUkrainianWordsForAnyCaseForm) {
  EXPECT_THAT(ukrainian_for("города"), Contains("місто"));
  EXPECT_THAT(ukrainian_for("заброшенных"), Contains("покинутий"));
  EXPECT_THAT(ukrainian_for("кобзар"), testing::IsEmpty());
}

TEST(Russian, IsKnownByLettersAndEndings) {
  EXPECT_TRUE(looks_russian("забытых", false));
  EXPECT_TRUE(looks_russian("степной", true));
  EXPECT_FALSE(looks_russian("степной", false));  // a Ukrainian dictionary knows it
  EXPECT_FALSE(looks_russian("кобзар", true));
  EXPECT_TRUE(russian_joiner("и"));
  EXPECT_FALSE(russian_joiner("і"));
}

TEST(Russian, IsRespeltByRegularCorrespondences) {
  EXPECT_THAT(ukrainian_spellings("волк"), Contains("вовк"));
  EXPECT_THAT(ukrainian_spellings("степной"), Contains("степовий"));
  EXPECT_THAT(ukrainian_spellings("парижский"), Contains("паризький"));
  EXPECT_THAT(ukrainian_spellings("расправил"), Contains("розправив"));
  EXPECT_THAT(ukrainian_spellings("дом"), testing::IsEmpty());
  EXPECT_EQ(with_ukrainian_i("капитан"), "капітан");
  EXPECT_EQ(with_ukrainian_i("тени"), "тени");  // the last letter may be an ending
}

TEST(Russian, TheDictionaryIsWellFormed) {
  for (std::string_view half : russian_dictionary) {
    std::istringstream in{std::string(half)};
    std::string last;
    for (std::string pair; in >> pair; last = pair) {
      const auto sign = pair.find('=');
      ASSERT_NE(sign, pair.npos) << pair;
      const auto russian = pair.substr(0, sign);
      EXPECT_EQ(words_of(russian), std::vector{russian}) << pair;
      EXPECT_LT(last.substr(0, last.find('=')), russian) << "sorted, each word once";
      std::istringstream translations(pair.substr(sign + 1));
      for (std::string t; std::getline(translations, t, ',');) EXPECT_EQ(words_of(t).size(), 1U) << pair;
    }
    EXPECT_FALSE(last.empty());
  }
}

TEST(WordForms, EuphonyChangesTheFirstLetter) {
  EXPECT_EQ(euphonic_twin("убивство"), "вбивство");
  EXPECT_EQ(euphonic_twin("вчитель"), "учитель");
  EXPECT_EQ(euphonic_twin("йти"), "іти");
  EXPECT_EQ(euphonic_twin("вода"), "");  // a vowel follows
  EXPECT_EQ(euphonic_twin("кобзар"), "");
}

/// An index that knows these words, without stems.
class Words final : public VocabularyView {
 public:
  Words(std::initializer_list<std::string> words) : words_(words) {}
  bool has_word(std::string_view w) const override { return words_.contains(std::string(w)); }
  bool has_prefix(std::string_view w) const override {
    return std::ranges::any_of(words_, [&](const auto& x) { return x.starts_with(w); });
  }
  bool has_stem(std::uint64_t) const override { return false; }
  bool has_key(std::string_view key) const override {
    return std::ranges::any_of(words_, [&](const auto& x) { return match_key(x) == key; });
  }
  bool has_similar(std::string_view key) const override {
    return std::ranges::any_of(words_, [&](const auto& x) { return edit_distance(match_key(x), key, 1) <= 1; });
  }
  std::optional<DictionaryForms> forms_of(std::string_view) const override { return std::nullopt; }

 private:
  std::set<std::string> words_;
};

std::string understood(const char* text, const Words& words) {
  const auto q = understand(text, false, words, nullptr);
  return q.rewrite == Rewrite::keyboard_layout ? q.understood : std::string();
}

TEST(Understanding, TurnsTheLayoutOnlyWhenTheIndexKnowsTheResult) {
  const Words words{"кобзар", "шевченко", "harry", "potter", "історія"};
  EXPECT_EQ(understood("rj,pfh", words), "кобзар");
  EXPECT_EQ(understood("рфккн зщееук", words), "harry potter");
  EXPECT_EQ(understood("ысторыя", words), "історія");
  EXPECT_EQ(understood("kobzar", words), "");  // transliteration, not a layout
  EXPECT_EQ(understood("кобзра", words), "");  // a typo
  EXPECT_EQ(understood("qwxzv", words), "");
  EXPECT_EQ(understand("rj,pfh", true, words, nullptr).rewrite, Rewrite::none);
}

TEST(Understanding, TheLastWordMayBeABeginningUnlessASpaceEndsIt) {
  const Words words{"кобзар"};
  EXPECT_TRUE(understand("тарас коб", false, words, nullptr).words.back().last);
  EXPECT_FALSE(understand("тарас коб ", false, words, nullptr).words.back().last);
}

TEST(Understanding, KnowsStopWordsAndKinds) {
  const auto q = understand("романи про кохання", false, Words{}, nullptr);
  EXPECT_EQ(q.words[0].role, WordRole::kind);
  EXPECT_EQ(q.words[1].role, WordRole::stop);
  EXPECT_EQ(q.words[2].role, WordRole::content);
}

TEST(Understanding, TranslatesOnlyBesideASurelyRussianWord) {
  EXPECT_THAT(understand("война и мир", false, Words{}, nullptr).words[0].translations, Contains("війна"));
  Words ukrainian{"війна", "мир"};
  for (const auto& w : understand("війна і мир", false, ukrainian, nullptr).words)
    EXPECT_TRUE(w.translations.empty()) << w.word;
}

TEST(Understanding, AWordSpeltInRussianMakesTheQueryRussian) {
  const Words words{"капітан", "пірати"};
  for (const auto& w : understand("капитан и пірати", false, words, nullptr).words) EXPECT_TRUE(w.russian) << w.word;
  EXPECT_TRUE(understand("капитан", false, words, nullptr).words[0].russian);
  EXPECT_FALSE(understand("капітан", false, words, nullptr).words[0].russian);
}

TEST(Understanding, AllBooksAreJustBooks) {
  const auto q = understand("усі книги кінга", false, Words{}, nullptr);
  EXPECT_EQ(q.words[0].role, WordRole::kind);
  EXPECT_EQ(q.words[2].role, WordRole::content);
  EXPECT_EQ(understand("мати все", false, Words{}, nullptr).words[1].role, WordRole::content);
}

TEST(Understanding, TheNumberOfAVolumeWeighsAsLittleAsItsWord) {
  const auto q = understand("відьмак т. 3", false, Words{}, nullptr);
  EXPECT_EQ(q.words[0].role, WordRole::content);
  EXPECT_EQ(q.words[1].role, WordRole::kind);
  EXPECT_EQ(q.words[2].role, WordRole::kind);
  EXPECT_EQ(understand("орвелл 1984", false, Words{}, nullptr).words[1].role, WordRole::content);
}

RC_GTEST_PROP(Understanding, AnyBytesAreBounded, (const std::string& bytes)) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += bytes + ' ';
  RC_ASSERT(understand(text, false, Words{"кобзар"}, nullptr).words.size() <= max_query_words);
}

Request request() { return {.text = "кобзар", .filters = {.languages = {"uk"}, .price_min = 1}, .sort = Sort::newest}; }

RC_GTEST_PROP(Cursor, ComesBackAsItWasWritten, (std::uint64_t order, const std::string& title, const std::string& id)) {
  const Position p{order, title.substr(0, 128), id.substr(0, 64)};
  RC_ASSERT(from_cursor(to_cursor(p, fingerprint(request())), fingerprint(request())) == p);
}

RC_GTEST_PROP(Cursor, AnyOtherTextIsRefused, ()) {
  const auto print = fingerprint(request());
  auto cursor = to_cursor({7, "abc", "id"}, print);
  const auto at = *rc::gen::inRange<std::size_t>(0, cursor.size());
  const auto before = cursor;
  cursor[at] = *rc::gen::arbitrary<char>();
  RC_PRE(cursor != before);
  RC_ASSERT(!from_cursor(cursor, print));
}

TEST(Cursor, BelongsToOneRequest) {
  const auto cursor = to_cursor({7, "", "id"}, fingerprint(request()));
  const auto changed = [&](auto change) {
    auto other = request();
    change(other);
    return !from_cursor(cursor, fingerprint(other));
  };
  EXPECT_TRUE(changed([](Request& r) { r.text = "кобза"; }));
  EXPECT_TRUE(changed([](Request& r) { r.sort = Sort::title; }));
  EXPECT_TRUE(changed([](Request& r) { r.verbatim = true; }));
  EXPECT_TRUE(changed([](Request& r) { r.filters.exchange = false; }));
  EXPECT_TRUE(changed([](Request& r) { r.filters.languages = {"en"}; }));
  EXPECT_FALSE(changed([](Request& r) { r.limit = 100; }));
}

}  // namespace
}  // namespace bookmarket::catalog::search
