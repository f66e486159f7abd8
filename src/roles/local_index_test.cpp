#include "roles/local_index.hpp"

#include <gtest/gtest.h>

#include <future>

#include "platform/base/block_on.hpp"
#include "platform/store/store_sqlite.hpp"

namespace bookmarket::roles {
namespace {

namespace fs = std::filesystem;
using catalog::search::EmbeddedSearch;

/// Holds up the first put until told to go on.
class SlowPut final : public EmbeddedSearch {
 public:
  Task<catalog::search::Page> search(catalog::search::Request r) override { return inner_->search(std::move(r)); }
  Task<std::vector<catalog::search::Suggestion>> suggest(std::string text, unsigned limit) override {
    return inner_->suggest(std::move(text), limit);
  }
  Task<void> put(std::vector<catalog::search::Entry> entries) override {
    if (armed.exchange(false)) {
      reached.set_value();
      open.get_future().wait();
    }
    return inner_->put(std::move(entries));
  }
  Task<void> remove(std::vector<std::string> ids) override { return inner_->remove(std::move(ids)); }
  Result<void> rebuild(std::function<Result<std::optional<catalog::search::Entry>>()> next) override {
    return inner_->rebuild(std::move(next));
  }
  Result<void> save_snapshot(const std::string& path, const std::string& cursor) override {
    return inner_->save_snapshot(path, cursor);
  }
  Result<std::string> load_snapshot(const std::string& path) override { return inner_->load_snapshot(path); }
  bool wait_for_hunspell() override { return inner_->wait_for_hunspell(); }
  catalog::search::EmbeddedSearchStatistics statistics() const override { return inner_->statistics(); }

  std::atomic<bool> armed{false};
  std::promise<void> reached, open;

 private:
  std::unique_ptr<EmbeddedSearch> inner_ = catalog::search::create_embedded_search({.hunspell_dir = "/nowhere"});
};

TEST(LocalIndex, ARebuildIsNotUndoneByAFollowerWhoReadBefore) {
  const fs::path home = testing::TempDir() + "local-index-" + std::to_string(getpid());
  fs::create_directories(home);
  {
    const Clock clock;
    const auto store = store::create_sqlite_store({.path = (home / "store.db").string(), .clock = clock}).value();
    ASSERT_TRUE(block_on(store->migrate(catalog::collections())));
    SlowPut search;
    catalog::Catalog catalog{.store = *store, .search = search, .clock = clock};
    LocalIndex index(catalog, search, home / "snapshot");
    const auto all = [](std::uint64_t) { return true; };
    ASSERT_TRUE(index.open(all));

    const auto id = catalog::WorkId::v8_of("kobzar");
    const auto title = [id](const std::string& text) {
      Object event;
      event.set("work_id", id.to_string());
      return store::Change{shape::to_object(catalog::StoredEdition{.id = catalog::EditionId::v8_of("kobzar"),
                                                                   .work_id = id,
                                                                   .isbn13 = {},
                                                                   .title = text,
                                                                   .authors = {},
                                                                   .year = {},
                                                                   .language = {},
                                                                   .place = {},
                                                                   .publisher = {},
                                                                   .translator = {},
                                                                   .source = {},
                                                                   .record_id = {}}),
                           {{"catalog.edition_changed.v1", std::move(event)}}};
    };
    const auto works = [&search](const std::string& text) { return block_on(search.search({.text = text}))->total; };
    std::vector<std::pair<std::string, Object>> work;
    work.emplace_back(id.to_string(), shape::to_object(catalog::StoredWork{.id = id,
                                                                           .title = "Кобзар",
                                                                           .authors = {},
                                                                           .author_ids = {},
                                                                           .volume = {},
                                                                           .genre_note = {},
                                                                           .languages = {},
                                                                           .year = {},
                                                                           .shard = {}}));
    ASSERT_TRUE(block_on(store->put_many("works", std::move(work))));
    ASSERT_TRUE(block_on(store->insert("editions", "e", title("Кобзар"))));
    search.armed = true;
    auto follower = std::async(std::launch::async, [&index] { EXPECT_TRUE(block_on(index.follow())); });
    // It has read the edition and is about to put it.
    ASSERT_EQ(search.reached.get_future().wait_for(std::chrono::seconds(60)), std::future_status::ready);
    ASSERT_TRUE(block_on(store->update(
        "editions", "e", [&](const store::Document&) { return Result<store::Change>(title("Гайдамаки")); })));
    auto rebuild = std::async(std::launch::async, [&] { EXPECT_TRUE(index.rebuild(all)); });
    rebuild.wait_for(std::chrono::milliseconds(300));  // time enough to end, if it does not wait
    search.open.set_value();
    follower.get();
    rebuild.get();
    while (block_on(index.follow()).value_or(0) > 0) {
    }
    EXPECT_EQ(works("гайдамаки"), 1U);
    EXPECT_EQ(works("кобзар"), 0U);
  }
  fs::remove_all(home);
}

}  // namespace
}  // namespace bookmarket::roles
