#include "services/web/voice.hpp"

#include <gtest/gtest.h>

namespace bookmarket::web {
namespace {

Voice ukrainian() {
  return {Language::uk,
          {{"plain", "Полиця"},
           {"named", "від {price}"},
           {"count",
            "{n, plural, =0 {Порожньо} one {# книжка} few {# книжки} many {# книжок} other {# книжки}} у {place}"}},
          {{"notice", "<p>{{text}}</p>"}}};
}
Voice english() { return {Language::en, {{"count", "{n, plural, one {# book} other {# books}}"}}, {}}; }

std::string count(std::int64_t n) { return ukrainian().say("count", {{"n", n}, {"place", "Львові"}}); }

TEST(Voice, SaysWordsWithTheirValues) {
  EXPECT_EQ(ukrainian().say("plain"), "Полиця");
  EXPECT_EQ(ukrainian().say("named", {{"price", "120 ₴"}}), "від 120 ₴");
  EXPECT_EQ(ukrainian().say("no.such.words"), "no.such.words");
}

TEST(Voice, DeclinesTheNounAfterEveryKindOfNumber) {
  EXPECT_EQ(count(0), "Порожньо у Львові");
  EXPECT_EQ(count(1), "1 книжка у Львові");
  EXPECT_EQ(count(3), "3 книжки у Львові");
  EXPECT_EQ(count(12), "12 книжок у Львові");
  EXPECT_EQ(count(21), "21 книжка у Львові");
  EXPECT_EQ(count(111), "111 книжок у Львові");
  EXPECT_EQ(count(5730), "5\u00A0730 книжок у Львові");
  EXPECT_EQ(english().say("count", {{"n", std::int64_t{1}}}), "1 book");
  EXPECT_EQ(english().say("count", {{"n", std::int64_t{5730}}}), "5,730 books");
}

TEST(Voice, WritesMoneyAsEachLanguageDoes) {
  EXPECT_EQ(ukrainian().money({118'000}), "1\u00A0180\u00A0₴");
  EXPECT_EQ(ukrainian().money({9'950}), "99,50\u00A0₴");
  EXPECT_EQ(english().money({118'000}), "₴1,180");
  EXPECT_EQ(english().money({9'905}), "₴99.05");
}

TEST(Voice, DrawsWithEscapedText) {
  EXPECT_EQ(ukrainian().draw("notice", {{"text", "<b>"}}).str(), "<p>&lt;b&gt;</p>");
  EXPECT_TRUE(ukrainian().draw("no such piece").empty());
}

TEST(Voice, BothLanguagesAreReadFromTheBuild) {
  const auto voices = read_voices(R"({"languages":[{"language":"uk","words":[{"name":"a","text":"а"}],"drawn":[]},)"
                                  R"({"language":"en","words":[],"drawn":[{"name":"b","text":"<i></i>"}]}]})");
  ASSERT_TRUE(voices);
  EXPECT_EQ(voices->at(Language::uk).say("a"), "а");
  EXPECT_EQ(voices->at(Language::en).draw("b").str(), "<i></i>");
  EXPECT_FALSE(read_voices("{}"));
  EXPECT_FALSE(read_voices(R"({"languages":[]})"));
}

}  // namespace
}  // namespace bookmarket::web
