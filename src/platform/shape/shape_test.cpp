#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "platform/shape/document.hpp"
#include "platform/shape/json.hpp"
#include "platform/shape/json_read.hpp"
#include "platform/shape/schema.hpp"
#include "platform/shape/text.hpp"

namespace bookmarket {
namespace {

enum class Colour : std::uint8_t { red, blue };
struct Inner {
  std::string code;
  bool operator==(const Inner&) const = default;
};
struct Sample {
  std::string title;
  std::optional<std::int64_t> pages;
  std::vector<Colour> colours;
  std::vector<Inner> inner;
  bool sold = false;
  Timestamp at{};
  Money price{};
  bool operator==(const Sample&) const = default;
};
struct Few {
  std::vector<std::string> words;
};
struct Search {
  std::optional<std::string> q;
  std::vector<Colour> colour;
  std::optional<int> limit;
  std::optional<bool> exact;
};
struct Keyed {
  std::string name;
  std::string key;
};
struct Foreign {
  std::string id;
  Inner ours;
};

}  // namespace

namespace shape {
template <>
struct Slugs<Colour> {
  static constexpr std::array<std::string_view, 2> values{"red", "blue"};
};
template <>
struct Describe<Foreign> {
  static constexpr std::string_view name = "Foreign", doc = "";
  static constexpr bool open = true;
  static constexpr auto fields = std::tuple{field("id", &Foreign::id, {}), field("ours", &Foreign::ours, {})};
};
template <>
struct Describe<Inner> {
  static constexpr std::string_view name = "Inner", doc = "";
  static constexpr auto fields = std::tuple{field("code", &Inner::code, {})};
};
template <>
struct Describe<Sample> {
  static constexpr std::string_view name = "Sample", doc = "A sample.";
  static constexpr auto fields = std::tuple{field("title", &Sample::title, {.doc = "Title", .max_length = 500}),
                                            field("pages", &Sample::pages, {.min = 1}),
                                            field("colours", &Sample::colours, {}),
                                            field("inner", &Sample::inner, {}),
                                            field("sold", &Sample::sold, {}),
                                            field("at", &Sample::at, {}),
                                            field("price", &Sample::price, {})};
};
template <>
struct Describe<Few> {
  static constexpr std::string_view name = "Few", doc = "";
  static constexpr auto fields = std::tuple{field("words", &Few::words, {.min_length = 1, .max_length = 2})};
};
template <>
struct Describe<Search> {
  static constexpr auto fields =
      std::tuple{field("q", &Search::q, {.max_length = 5}), field("colour", &Search::colour, {.max_length = 2}),
                 field("limit", &Search::limit, {.min = 1, .max = 100}), field("exact", &Search::exact, {})};
};
template <>
struct Describe<Keyed> {
  static constexpr auto fields =
      std::tuple{field("name", &Keyed::name, {}), field("key", &Keyed::key, {.secret = true})};
};
}  // namespace shape

namespace {

using shape::NamedText;

TEST(Json, IsWrittenInDeclaredOrderWithoutEmptyOptionals) {
  Sample s{.title = "Кобзар \"1\"\n", .pages = {}, .colours = {Colour::blue}, .inner = {{"x"}}, .price = {500, {}}};
  EXPECT_EQ(shape::to_json(s), R"({"title":"Кобзар \"1\"\n","colours":["blue"],"inner":[{"code":"x"}],"sold":false,)"
                               R"("at":"1970-01-01T00:00:00.000Z","price":{"amount":500,"currency":"UAH"}})");
}

TEST(Json, ControlCharactersAreEscaped) { EXPECT_EQ(shape::to_json(std::string("\x01\\")), R"("\u0001\\")"); }

TEST(Secrets, AreSeenAtCompileTimeHoweverDeep) {
  static_assert(shape::has_secret<Keyed>());
  static_assert(shape::has_secret<std::optional<std::vector<Keyed>>>());
  static_assert(!shape::has_secret<Sample>());
}

RC_GTEST_PROP(Document, ReadingBackGivesTheSameValue, (const std::string& title, std::int64_t count, bool sold)) {
  const auto pages = sold ? std::optional(count) : std::nullopt;
  Sample s{.title = title, .pages = pages, .colours = {Colour::red, Colour::blue}, .inner = {{title}}, .sold = sold};
  const auto back = shape::from_object<Sample>(shape::to_object(s));
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == s);
}

TEST(Document, NamesTheMemberThatHasAnotherType) {
  auto o = shape::to_object(Sample{});
  o.set("sold", "yes");
  const auto r = shape::from_object<Sample>(o);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().cause, "Sample.sold is missing or has another type");
}

TEST(Json, BoundsOfAnArrayCountItsElements) {
  const auto code = [](std::string_view json) {
    const auto r = shape::from_json<Few>(json);
    return r ? "ok" : r.error().fields.at(0).code;
  };
  EXPECT_EQ(code(R"({"words":["long","words"]})"), "ok");
  EXPECT_EQ(code(R"({"words":["","b"]})"), "ok");
  EXPECT_EQ(code(R"({"words":[]})"), "too_few");
  EXPECT_EQ(code(R"({"words":["a","b","c"]})"), "too_many");
  shape::Schemas known;
  (void)shape::schema_of<Few>(known);
  const auto& words = known.at("Few").properties.at(0).schema;
  EXPECT_EQ(words.min_length, 1U);
  EXPECT_EQ(words.max_length, 2U);
  EXPECT_FALSE(words.items->min_length || words.items->max_length);
}

TEST(Texts, EveryWrongParameterIsNamed) {
  const auto r = shape::from_texts<Search>({{"query", "q", "123456"},
                                            {"query", "colour", "green"},
                                            {"query", "limit", "7426.0"},
                                            {"query", "exact", "yes"},
                                            {"query", "sh/elf~", "1"}});
  ASSERT_FALSE(r);
  std::vector<std::string> pointers, codes;
  for (const auto& f : r.error().fields) {
    pointers.push_back(f.pointer);
    codes.push_back(f.code);
  }
  EXPECT_THAT(pointers,
              testing::ElementsAre("/query/q", "/query/colour", "/query/limit", "/query/exact", "/query/sh~1elf~0"));
  EXPECT_THAT(
      codes, testing::ElementsAre("too_long", "unknown_value", "not_an_integer", "not_a_boolean", "unknown_parameter"));
}

TEST(Texts, RepeatedScalarsTooManyElementsAndBadUtf8AreRefused) {
  const auto r = shape::from_texts<Search>({{"query", "limit", "1"},
                                            {"query", "limit", "2"},
                                            {"query", "colour", "red"},
                                            {"query", "colour", "blue"},
                                            {"query", "colour", "red"},
                                            {"query", "q", "\xC3\x28"}});
  ASSERT_FALSE(r);
  std::vector<std::string> codes;
  for (const auto& f : r.error().fields) codes.push_back(f.code);
  EXPECT_THAT(codes, testing::ElementsAre("not_utf8", "too_many", "repeated"));
}

TEST(Texts, NumbersOutsideTheirBoundsAreRefusedAndInsideAccepted) {
  EXPECT_FALSE(shape::from_texts<Search>({{"query", "limit", "101"}}));
  EXPECT_FALSE(shape::from_texts<Search>({{"query", "limit", "99999999999999999999"}}));
  EXPECT_FALSE(shape::from_texts<Search>({{"query", "limit", ""}}));
  EXPECT_EQ(shape::from_texts<Search>({{"query", "limit", "100"}})->limit, 100);
}

TEST(Texts, LengthsCountCodePoints) { EXPECT_TRUE(shape::from_texts<Search>({{"query", "q", "їжачк"}})); }

TEST(Utf8, OverlongFormsSurrogatesAndCutTailsAreRefused) {
  EXPECT_TRUE(shape::is_utf8("Ґанок — 𝔘"));
  EXPECT_FALSE(shape::is_utf8("\xC0\xAF"));
  EXPECT_FALSE(shape::is_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(shape::is_utf8("\xF4\x90\x80\x80"));
  EXPECT_FALSE(shape::is_utf8("\xD0"));
}

TEST(JsonSchema, NamesNestedTypesOnceAndMarksOptionalMembersAsNotRequired) {
  shape::Schemas known;
  EXPECT_EQ(shape::schema_of<Sample>(known).ref, "Sample");
  EXPECT_TRUE(known.contains("Inner"));
  EXPECT_TRUE(known.contains("Money"));
  const auto& sample = known["Sample"];
  EXPECT_TRUE(sample.properties[0].required);
  EXPECT_FALSE(sample.properties[1].required);
  EXPECT_EQ(sample.properties[1].schema.minimum, 1);
}

TEST(Json, AMemberThatNobodyDescribedIsNamed) {
  const auto read = shape::from_json<Inner>(R"({"code":"x","more":1})");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().fields.at(0).pointer, "/body/more");
}

TEST(Json, InAMessageThatIsAnothersItIsReadOverButNotBelowIt) {
  const auto read = shape::from_json<Foreign>(R"({"id":"x","more":{"deep":[1]},"ours":{"code":"y"}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->ours.code, "y");
  const auto wrong = shape::from_json<Foreign>(R"({"more":1,"ours":{"code":"y","less":1}})");
  ASSERT_FALSE(wrong);
  ASSERT_EQ(wrong.error().fields.size(), 2U);
  EXPECT_EQ(wrong.error().fields[0].pointer, "/body/id");
  EXPECT_EQ(wrong.error().fields[1].pointer, "/body/ours/less");
}

}  // namespace
}  // namespace bookmarket
