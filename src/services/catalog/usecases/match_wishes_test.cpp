// Who is told of what, on the real store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "platform/base/block_on.hpp"
#include "platform/store/store_sqlite.hpp"
#include "platform/store/typed.hpp"
#include "services/catalog/contract.hpp"
#include "services/catalog/search/search_embedded.hpp"
#include "services/catalog/usecases/selling_parts.hpp"
#include "services/catalog/usecases/wishes.hpp"

namespace bookmarket::catalog {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class MatchWishes : public testing::Test {
 protected:
  MatchWishes() {
    EXPECT_TRUE(block_on(store_->migrate(collections())));
    put("works", work_.to_string(),
        shape::to_object(StoredWork{.id = work_,
                                    .title = "Кобзар",
                                    .authors = {},
                                    .author_ids = {},
                                    .volume = {},
                                    .genre_note = {},
                                    .languages = {},
                                    .year = {},
                                    .shard = "00"}));
    put("editions", edition_.to_string(),
        shape::to_object(StoredEdition{.id = edition_,
                                       .work_id = work_,
                                       .isbn13 = {},
                                       .title = "Кобзар",
                                       .authors = {},
                                       .year = {},
                                       .language = {},
                                       .place = {},
                                       .publisher = {},
                                       .translator = {},
                                       .source = {},
                                       .record_id = {}}));
  }
  ~MatchWishes() override {
    store_.reset();
    fs::remove_all(home_);
  }

  static std::unique_ptr<store::Store> open(const fs::path& home, const Clock& clock) {
    fs::create_directories(home);
    return store::create_sqlite_store({.path = (home / "store.db").string(), .clock = clock}).value();
  }
  void put(std::string collection, const std::string& id, Object body) {
    std::vector<std::pair<std::string, Object>> one;
    one.emplace_back(id, std::move(body));
    ASSERT_TRUE(block_on(store_->put_many(std::move(collection), std::move(one))));
  }
  static ReaderId reader(int n) { return ReaderId::v8_of("reader " + std::to_string(n)); }
  Wish wish(int n, WishTerms terms = {}, std::optional<EditionId> edition = {}) {
    Wish w{.reader_id = reader(n), .work_id = work_, .edition_id = edition, .terms = terms, .wished_at = clock_.now()};
    w.id = wish_id(w.reader_id, target_of(w));
    const auto added = block_on(add_wish(catalog_, w));
    EXPECT_TRUE(added) << added.error().code;
    return w;
  }
  Copy copy(std::int64_t price = 10'000) const {
    return {.id = CopyId::v8_of("copy"),
            .edition_id = edition_,
            .work_id = work_,
            .seller_id = SellerId::v8_of("seller"),
            .price = Money{price}};
  }
  void offer(const Copy& c) {
    ASSERT_TRUE(
        block_on(store_->insert("copies", c.id.to_string(), {shape::to_object(c), {copy_event(copy_offered, c)}})));
  }
  void change(const Copy& c) {
    ASSERT_TRUE(block_on(store_->update("copies", c.id.to_string(), [c](const store::Document&) {
      return Result<store::Change>(store::Change{shape::to_object(c), {copy_event(copy_changed, c)}});
    })));
  }
  static std::uint64_t done(Task<std::uint64_t> round) {
    const auto result = block_on(std::move(round));
    EXPECT_TRUE(result) << result.error().code << result.error().cause;
    return result.value_or(0);
  }
  void settle() {
    while (done(follow_wishes(catalog_)) + done(match_wishes(catalog_)) + done(count_waiting(catalog_)) > 0) {
    }
  }
  std::vector<WishMatched> events() {
    std::vector<WishMatched> out;
    std::string cursor;
    while (true) {
      auto page = block_on(store_->events_after(cursor, 1000));
      EXPECT_TRUE(page);
      if (!page || page->events.empty()) return out;
      for (const auto& e : page->events) {
        if (e.type != WishMatched::type) continue;
        const auto matched = shape::from_object<WishMatched>(e.body);
        EXPECT_TRUE(matched);
        if (matched) out.push_back(*matched);
      }
      cursor = page->cursor;
    }
  }
  std::vector<ReaderId> told() {
    std::vector<ReaderId> out;
    for (const auto& e : events()) out.push_back(e.reader_id);
    return out;
  }
  std::int64_t waiting() {
    const auto shown = block_on(show_waiting(catalog_, work_));
    EXPECT_TRUE(shown);
    return shown ? shown->value.people : -1;
  }
  /// The consumer forgets what it has seen: every event comes again.
  void replay() { ASSERT_TRUE(block_on(store_->save_cursor("catalog.wishes", ""))); }

  WorkId work_ = WorkId::v8_of("work");
  EditionId edition_ = EditionId::v8_of("edition");
  fs::path home_ = testing::TempDir() + "match-wishes-" + std::to_string(getpid());
  Clock clock_;
  std::unique_ptr<store::Store> store_ = open(home_, clock_);
  std::unique_ptr<search::EmbeddedSearch> search_ = search::create_embedded_search({.hunspell_dir = "/nowhere"});
  Catalog catalog_{.store = *store_, .search = *search_, .clock = clock_};
};

TEST_F(MatchWishes, TheEventNamesTheNoticeTheWishTheReaderAndTheCopy) {
  const auto w = wish(1);
  offer(copy());
  settle();
  ASSERT_THAT(events(), SizeIs(1));
  const auto event = events().front();
  EXPECT_EQ(event.wish_id, w.id);
  EXPECT_EQ(event.reader_id, reader(1));
  EXPECT_EQ(event.copy_id, copy().id);
  const auto alert = block_on(store::find<StoredAlert>(*store_, "alerts", event.alert_id.to_string()));
  ASSERT_TRUE(alert && *alert);
  EXPECT_EQ((*alert)->unread_by, reader(1));
}

TEST_F(MatchWishes, EventsThatComeAgainTellNobodyTwice) {
  wish(1);
  wish(2, {.price_max = Money{5'000}});
  offer(copy());
  settle();
  EXPECT_THAT(told(), ElementsAre(reader(1)));
  replay();
  settle();
  EXPECT_THAT(told(), ElementsAre(reader(1)));
  change(copy(5'000));
  settle();
  replay();
  settle();
  EXPECT_THAT(told(), ElementsAre(reader(1), reader(2)));
}

TEST_F(MatchWishes, AnEventThatComesLateIsHeldAgainstWhatTheCopyIsNow) {
  wish(1, {.price_max = Money{5'000}});
  offer(copy(4'000));
  change(copy(9'000));
  settle();
  EXPECT_THAT(told(), IsEmpty()) << "it was cheap before anybody looked";
}

TEST_F(MatchWishes, WhoWishesForTheWorkAndForTheEditionIsToldOfBothWishes) {
  wish(1);
  wish(1, {}, edition_);
  wish(2, {}, EditionId::v8_of("another edition"));
  offer(copy());
  settle();
  EXPECT_THAT(told(), ElementsAre(reader(1), reader(1)));
}

TEST_F(MatchWishes, ARoundTakesAPageOfThoseWhoWaitForAPopularWork) {
  for (int n = 0; n < 250; ++n) wish(n);
  settle();
  offer(copy());
  EXPECT_EQ(done(follow_wishes(catalog_)), 1U);
  EXPECT_EQ(done(match_wishes(catalog_)), 1U);
  EXPECT_THAT(told(), SizeIs(100));
  settle();
  EXPECT_THAT(told(), SizeIs(250));
  EXPECT_EQ(waiting(), 250);
}

TEST_F(MatchWishes, FromWhenACopyIsGoneNobodyElseIsTold) {
  for (int n = 0; n < 150; ++n) wish(n);
  settle();
  offer(copy());
  done(follow_wishes(catalog_));
  done(match_wishes(catalog_));
  auto sold = copy();
  sold.status = CopyStatus::sold;
  change(sold);
  settle();
  EXPECT_THAT(told(), SizeIs(100));
}

TEST_F(MatchWishes, ACopyThatGetsCheaperMidwayIsHeldAgainstAllWishesAnew) {
  for (int n = 0; n < 150; ++n) wish(n, {.price_max = Money{5'000}});
  settle();
  offer(copy(9'000));
  done(follow_wishes(catalog_));
  done(match_wishes(catalog_));
  EXPECT_THAT(told(), IsEmpty());
  change(copy(5'000));
  settle();
  EXPECT_THAT(told(), SizeIs(150));
}

TEST_F(MatchWishes, ARoundThatDiedIsMadeGoodWhenItsLeaseEnds) {
  wish(1);
  offer(copy());
  done(follow_wishes(catalog_));
  const auto claimed = block_on(store_->claim_due("catalog.match_wishes", clock_.now(), std::chrono::minutes(2), 8));
  ASSERT_TRUE(claimed);
  ASSERT_THAT(*claimed, SizeIs(1)) << "and whoever claimed it dies";
  settle();
  EXPECT_THAT(told(), IsEmpty());
  clock_.advance(std::chrono::minutes(3));
  settle();
  EXPECT_THAT(told(), ElementsAre(reader(1)));
}

TEST_F(MatchWishes, WhatNobodyWishesForCostsNoWork) {
  offer(copy());
  EXPECT_EQ(done(follow_wishes(catalog_)), 1U);
  EXPECT_EQ(done(match_wishes(catalog_)), 0U);
}

TEST_F(MatchWishes, HowManyWaitStaysRightWhenEventsComeAgain) {
  const auto first = wish(1);
  wish(1, {}, edition_);
  wish(2);
  settle();
  EXPECT_EQ(waiting(), 2);
  ASSERT_TRUE(block_on(remove_wish(catalog_, reader(2), wish_id(reader(2), target_of(first)))));
  settle();
  replay();
  settle();
  EXPECT_EQ(waiting(), 1);
}

TEST_F(MatchWishes, AnOlderCountDoesNotReplaceANewerOne) {
  wish(1);
  settle();
  StoredWaiting later{.people = 7, .editions = {}, .counted_at = clock_.now() + std::chrono::hours(1)};
  put("waiting", work_.to_string(), shape::to_object(later));
  wish(2);
  settle();
  EXPECT_EQ(waiting(), 7);
  clock_.advance(std::chrono::hours(2));
  wish(3);
  settle();
  EXPECT_EQ(waiting(), 3);
}

TEST_F(MatchWishes, WhoWishForAnEditionWaitForTheWorkThatItIsOf) {
  const auto other = WorkId::v8_of("other work");
  auto moved = block_on(store::find<StoredWork>(*store_, "works", work_.to_string())).value().value();
  moved.id = other;
  put("works", other.to_string(), shape::to_object(moved));
  wish(1, {}, edition_);
  wish(2);
  settle();
  ASSERT_TRUE(block_on(move_wishes(catalog_, edition_, work_, other)));
  settle();
  EXPECT_EQ(waiting(), 1);
  EXPECT_EQ(block_on(show_waiting(catalog_, other))->value.people, 1);
}

TEST_F(MatchWishes, AWishListHasItsBound) {
  for (unsigned n = 0; n < most_wishes; ++n) {
    const auto work = WorkId::v8_of("work " + std::to_string(n));
    const StoredWish stored{
        {.id = wish_id(reader(1), target_of(work)), .reader_id = reader(1), .work_id = work, .wished_at = clock_.now()},
        target_of(work)};
    put("wishes", stored.id.to_string(), shape::to_object(stored));
  }
  const auto refused =
      block_on(save_wish(catalog_, reader(1),
                         {.work_id = work_, .edition_id = {}, .worst_grade = {}, .price_max = {}, .exchange = false}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "too_many_wishes");
  EXPECT_THAT(refused.error().detail, testing::HasSubstr("500"));
  wish(2);
}

}  // namespace
}  // namespace bookmarket::catalog
