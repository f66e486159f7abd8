#include "platform/personal/personal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/personal/readable.hpp"

namespace bookmarket::personal {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using ReaderId = Id<struct ReaderTag>;
using BookId = Id<struct BookTag>;

struct Card {
  ReaderId reader;
};
struct Book {
  BookId id;
  std::string title;
};
struct Shelf {
  std::vector<Card> cards;
};
struct Note {
  std::string text, key;
  std::optional<std::string> answer;
};
struct Binder {
  Note first;
  std::optional<Note> last;
  std::vector<Note> notes;
};

}  // namespace

template <>
struct NamesPerson<ReaderId> : std::true_type {};

}  // namespace bookmarket::personal

namespace bookmarket::shape {

template <>
struct Describe<personal::Card> {
  static constexpr std::string_view name = "Card", doc = "";
  static constexpr auto fields = std::tuple{field("reader", &personal::Card::reader, {})};
};
template <>
struct Describe<personal::Book> {
  static constexpr std::string_view name = "Book", doc = "";
  static constexpr auto fields =
      std::tuple{field("id", &personal::Book::id, {}), field("title", &personal::Book::title, {})};
};
template <>
struct Describe<personal::Shelf> {
  static constexpr std::string_view name = "Shelf", doc = "";
  static constexpr auto fields = std::tuple{field("cards", &personal::Shelf::cards, {})};
};
template <>
struct Describe<personal::Note> {
  using T = personal::Note;
  static constexpr std::string_view name = "Note", doc = "";
  static constexpr auto fields =
      std::tuple{field("text", &T::text, {.pii = true}), field("key", &T::key, {.secret = true}),
                 field("answer", &T::answer, {.pii = true})};
};
template <>
struct Describe<personal::Binder> {
  using T = personal::Binder;
  static constexpr std::string_view name = "Binder", doc = "";
  static constexpr auto fields =
      std::tuple{field("first", &T::first, {}), field("last", &T::last, {}), field("notes", &T::notes, {})};
};

}  // namespace bookmarket::shape

namespace bookmarket::personal {
namespace {

TEST(Personal, WhatNamesAPersonOrIsMarkedIsAboutOneHoweverDeepItStands) {
  EXPECT_TRUE(is_personal<Card>());
  EXPECT_TRUE(is_personal<Shelf>());
  EXPECT_TRUE(is_personal<Note>());
  EXPECT_FALSE(is_personal<Book>());
}

TEST(Personal, ACollectionThatNobodySpokeOfIsAFault) {
  const std::vector<store::Collection> collections{{"books"}, {"notes"}};
  EXPECT_THAT(faults(collections, {nobodys<Book>("books"), removed<Note>("notes")}), IsEmpty());
  EXPECT_THAT(faults(collections, {nobodys<Book>("books")}), ElementsAre(HasSubstr("notes: say")));
}

TEST(Personal, WhatIsAboutPeopleIsNotNobodys) {
  const std::vector<store::Collection> collections{{"cards"}, {"notes"}, {"shelves"}};
  EXPECT_THAT(faults(collections, {nobodys<Card>("cards"), nobodys<Note>("notes"), nobodys<Shelf>("shelves")}),
              ElementsAre(HasSubstr("cards: is about"), HasSubstr("notes: is about"), HasSubstr("shelves: is about")));
}

TEST(Personal, WhatCannotBeFoundByItsOwnerIsAFault) {
  const std::vector<store::Collection> collections{{"cards", {{"by_reader", {{"reader"}}}}}};
  EXPECT_THAT(faults(collections, {removed<Card>("cards", "by_reader")}), IsEmpty());
  EXPECT_THAT(faults(collections, {removed<Card>("cards", "by_book")}), ElementsAre("cards: has no index by_book"));
  EXPECT_THAT(faults({}, {removed<Card>("cards")}), ElementsAre("cards: there is no such collection"));
}

TEST(Personal, WhatIsSecretIsNotShownAndWhatIsMarkedDoesNotStay) {
  const Note note{"Про мене", "ключ", "відповідь"};
  const auto stored = shape::to_object(note);
  EXPECT_EQ(shown<Note>(stored).find("key"), nullptr);
  EXPECT_EQ(*shown<Note>(stored).find("text"), Value("Про мене"));
  const auto kept = without_pii<Note>(stored);
  EXPECT_EQ(*kept.find("text"), Value(""));
  EXPECT_EQ(kept.find("answer"), nullptr);
  EXPECT_TRUE(shape::from_object<Note>(kept)) << "it can still be read";
}

TEST(Personal, WhatIsMarkedDoesNotStayHoweverDeepItStands) {
  const Note note{"Про мене", "ключ", "відповідь"};
  const auto kept = shape::from_object<Binder>(without_pii<Binder>(shape::to_object(Binder{note, note, {note, note}})));
  ASSERT_TRUE(kept);
  for (const auto& n : {kept->first, kept->last.value_or(note), kept->notes.at(0), kept->notes.at(1)}) {
    EXPECT_EQ(n.text, "");
    EXPECT_EQ(n.answer, std::nullopt);
    EXPECT_EQ(n.key, "ключ") << "what is not marked stays";
  }
}

TEST(Personal, WhatAVersionBeforeKeptAndNobodyDescribesIsNotShown) {
  auto stored = shape::to_object(Book{.id = {}, .title = "Кобзар"});
  stored.set("old", "x");
  EXPECT_EQ(shown<Book>(stored).find("old"), nullptr);
}

TEST(Personal, DocumentsAreReadable) {
  Object price;
  price.set("amount", 25000);
  Object document;
  document.set("title", "«Кобзар»\n");
  document.set("at", Timestamp(std::chrono::milliseconds(0)));
  document.set("price", std::move(price));
  document.set("photos", Array{});
  EXPECT_EQ(readable({document}), R"([
  {
    "title": "«Кобзар»\n",
    "at": "1970-01-01T00:00:00.000Z",
    "price": {
      "amount": 25000
    },
    "photos": []
  }
]
)");
  EXPECT_EQ(readable({}), "[]\n");
}

}  // namespace
}  // namespace bookmarket::personal
