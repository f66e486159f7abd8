// The follower of events, on the real store and the real index.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <mutex>

#include "platform/base/block_on.hpp"
#include "platform/store/store_sqlite.hpp"
#include "services/catalog/search/search_embedded.hpp"
#include "services/catalog/usecases/catalog.hpp"

namespace bookmarket::catalog {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

/// Holds up the first put until told to go on.
class Gate final : public search::Search {
 public:
  explicit Gate(search::Search& inner) : inner_(inner) {}
  Task<search::Page> search(search::Request r) override { return inner_.search(std::move(r)); }
  Task<std::vector<search::Suggestion>> suggest(std::string text, unsigned limit) override {
    return inner_.suggest(std::move(text), limit);
  }
  Task<void> put(std::vector<search::Entry> entries) override {
    if (armed.exchange(false)) {
      reached.set_value();
      open.get_future().wait();
    }
    return inner_.put(std::move(entries));
  }
  Task<void> remove(std::vector<std::string> ids) override { return inner_.remove(std::move(ids)); }

  std::atomic<bool> armed{false};
  std::promise<void> reached, open;

 private:
  search::Search& inner_;
};

class IndexChanges : public testing::Test {
 protected:
  IndexChanges() { EXPECT_TRUE(block_on(store_->migrate(collections()))); }
  ~IndexChanges() override {
    store_.reset();
    fs::remove_all(home_);
  }

  static std::unique_ptr<store::Store> open(const fs::path& home, const Clock& clock) {
    fs::create_directories(home);
    return store::create_sqlite_store({.path = (home / "store.db").string(), .clock = clock}).value();
  }
  static StoredWork work(const std::string& name, std::string title, const std::string& author = "Тарас Шевченко") {
    const auto id = WorkId::v8_of(name);
    const auto author_id = AuthorId::v8_of(author);
    return {.id = id,
            .title = std::move(title),
            .authors = {{author_id, author}},
            .author_ids = {author_id},
            .volume = {},
            .genre_note = {},
            .languages = {},
            .year = {},
            .shard = shard_of(id.to_string())};
  }
  static StoredEdition edition(const StoredWork& w) {
    return {.id = EditionId::v8_of(w.id.to_string()),
            .work_id = w.id,
            .isbn13 = {},
            .title = w.title,
            .authors = {w.authors.front().name},
            .year = {},
            .language = {},
            .place = {},
            .publisher = {},
            .translator = {},
            .source = {},
            .record_id = {}};
  }
  static Copy copy(const StoredWork& w) {
    return {.id = CopyId::v8_of(w.id.to_string()),
            .edition_id = edition(w).id,
            .work_id = w.id,
            .seller_id = SellerId::v8_of("seller"),
            .price = Money{10'000},
            .place = {"UA1", "Львів", ""}};
  }
  /// As an import does: without events.
  void write(const StoredWork& w) {
    const auto put = [this](std::string collection, const std::string& id, Object body) {
      std::vector<std::pair<std::string, Object>> one;
      one.emplace_back(id, std::move(body));
      ASSERT_TRUE(block_on(store_->put_many(std::move(collection), std::move(one))));
    };
    put("authors", w.authors.front().id.to_string(), shape::to_object(w.authors.front()));
    put("works", w.id.to_string(), shape::to_object(w));
    put("editions", edition(w).id.to_string(), shape::to_object(edition(w)));
  }
  void offer(const Copy& c) {
    Object event;
    event.set("work_id", c.work_id.to_string());
    event.set("seller_id", c.seller_id.to_string());
    ASSERT_TRUE(block_on(store_->insert("copies", c.id.to_string(),
                                        {shape::to_object(c), {{"catalog.copy_offered.v1", std::move(event)}}})));
  }
  IndexedChanges follow(std::string cursor) {
    auto taken = block_on(index_changes(catalog_, std::move(cursor)));
    EXPECT_TRUE(taken) << taken.error().code << taken.error().cause;
    return taken ? std::move(*taken) : IndexedChanges{};
  }
  unsigned copies_of(const std::string& text) {
    const auto page = block_on(search_->search({.text = text}));
    return page && page->hits.size() == 1 ? page->hits.front().copies : 999;
  }
  std::vector<std::string> found(const std::string& text) {
    const auto page = block_on(search_->search({.text = text}));
    std::vector<std::string> ids;
    if (page)
      for (const auto& h : page->hits) ids.push_back(h.id);
    return ids;
  }

  fs::path home_ = testing::TempDir() + "index-changes-" + std::to_string(getpid());
  Clock clock_;
  std::unique_ptr<store::Store> store_ = open(home_, clock_);
  std::unique_ptr<search::EmbeddedSearch> search_ = search::create_embedded_search({.hunspell_dir = "/nowhere"});
  Gate gate_{*search_};
  std::mutex telling_;  // changes are told by whichever thread made them
  std::vector<std::string> told_;
  Catalog catalog_{.store = *store_, .search = gate_, .clock = clock_, .changed = [this](std::string_view tag) {
                     const std::lock_guard held(telling_);
                     told_.emplace_back(tag);
                   }};
};

TEST_F(IndexChanges, AnEventBringsItsWorkUpToDateOnceAndIsBehindTheCursor) {
  const auto kobzar = work("kobzar", "Кобзар");
  write(kobzar);
  ASSERT_TRUE(block_on(index_works(catalog_, {kobzar.id.to_string()})));
  EXPECT_EQ(copies_of("кобзар"), 0U);
  offer(copy(kobzar));
  const auto taken = follow("");
  EXPECT_EQ(taken.events, 1U);
  EXPECT_EQ(copies_of("кобзар"), 1U);
  EXPECT_THAT(told_, Contains("seller:" + copy(kobzar).seller_id.to_string()));
  const auto none = follow(taken.cursor);
  EXPECT_EQ(none.events, 0U);
  EXPECT_EQ(none.cursor, taken.cursor);
}

TEST_F(IndexChanges, AnEventThatComesTwiceChangesNothingMore) {
  const auto kobzar = work("kobzar", "Кобзар");
  write(kobzar);
  offer(copy(kobzar));
  EXPECT_EQ(follow("").cursor, follow("").cursor);
  EXPECT_EQ(copies_of("кобзар"), 1U);
}

TEST_F(IndexChanges, AWorkThatIsGoneLeavesTheIndex) {
  const auto kobzar = work("kobzar", "Кобзар");
  write(kobzar);
  ASSERT_TRUE(block_on(index_works(catalog_, {kobzar.id.to_string()})));
  Object event;
  event.set("work_id", kobzar.id.to_string());
  ASSERT_TRUE(block_on(store_->remove("works", kobzar.id.to_string(), {{"catalog.work_removed.v1", event}})));
  EXPECT_EQ(follow("").events, 1U);
  EXPECT_THAT(found("кобзар"), IsEmpty());
}

TEST_F(IndexChanges, EventsOfOthersArePassedOver) {
  Object event;
  event.set("work_id", WorkId::v8_of("kobzar").to_string());
  ASSERT_TRUE(block_on(store_->insert("imports", "x", {{}, {{"orders.placed.v1", event}, {"catalog.told.v1", {}}}})));
  const auto taken = follow("");
  EXPECT_EQ(taken.events, 2U);
  EXPECT_THAT(told_, IsEmpty());
  EXPECT_EQ(follow(taken.cursor).events, 0U);
}

TEST_F(IndexChanges, AnOlderReadingIsNotPutOverANewerOne) {
  const auto old = work("kobzar", "Кобзар");
  write(old);
  offer(copy(old));
  gate_.armed = true;
  auto follower = std::async(std::launch::async, [this] { follow(""); });
  // It has read the work and is about to put it.
  ASSERT_EQ(gate_.reached.get_future().wait_for(std::chrono::seconds(60)), std::future_status::ready);
  auto renamed = old;
  renamed.title = "Гайдамаки";
  write(renamed);
  auto import =
      std::async(std::launch::async, [&] { EXPECT_TRUE(block_on(index_works(catalog_, {renamed.id.to_string()}))); });
  import.wait_for(std::chrono::milliseconds(300));  // time enough to overtake, if that were possible
  gate_.open.set_value();
  follower.get();
  import.get();
  EXPECT_THAT(found("гайдамаки"), ElementsAre(old.id.to_string()));
  EXPECT_THAT(found("кобзар"), IsEmpty());
}

TEST_F(IndexChanges, AnswersMadeFromAWorkAreToldThatTheyAreOld) {
  const auto kobzar = work("kobzar", "Кобзар");
  write(kobzar);
  const auto author = kobzar.authors.front().id;
  const auto shows = [this](const std::vector<std::string>& tags) {
    return std::ranges::any_of(tags, [this](const auto& t) { return std::ranges::find(told_, t) != told_.end(); });
  };
  const auto before = block_on(show_author(catalog_, author, {}));
  ASSERT_TRUE(before);
  const auto another = work("haidamaky", "Гайдамаки");
  const auto listed = block_on(list_work_ids(catalog_, another.shard));
  ASSERT_TRUE(listed);
  write(another);
  ASSERT_TRUE(block_on(index_works(catalog_, {another.id.to_string()})));
  EXPECT_TRUE(shows(before->tags)) << "the author's page lacks the new work";
  EXPECT_TRUE(shows(listed->tags)) << "the list of works lacks the new work";
  EXPECT_EQ(block_on(show_author(catalog_, author, {}))->value.items.size(), 2U);

  const auto shown = block_on(show_work(catalog_, another.id));
  const auto with_both = block_on(show_author(catalog_, author, {}));
  ASSERT_TRUE(shown && with_both);
  told_.clear();
  write(work("haidamaky", "Гайдамаки", "Інший Автор"));
  ASSERT_TRUE(block_on(index_works(catalog_, {another.id.to_string()})));
  EXPECT_TRUE(shows(shown->tags)) << "the work has another author";
  EXPECT_TRUE(shows(with_both->tags)) << "the author's page shows a work too much";
}

}  // namespace
}  // namespace bookmarket::catalog
