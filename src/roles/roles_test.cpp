#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "platform/base/block_on.hpp"
#include "platform/base/failpoint.hpp"
#include "roles/control.hpp"

namespace bookmarket::roles {
namespace {

namespace fs = std::filesystem;

/// A market of two books on a directory of its own.
class MarketOfTwo : public testing::Test {
 protected:
  MarketOfTwo() {
    fs::create_directories(home_);
    std::ofstream(home_ / "two.csv") << "title,authors\nКобзар,Шевченко Тарас\nЛісова пісня,Українка Леся\n";
    command_ = {.files = {(home_ / "two.csv").string()}};
    open();
    const auto done = run_import(*market_, command_, false, [](const JobState&) { return true; });
    EXPECT_TRUE(done) << done.error().detail;
  }
  ~MarketOfTwo() override {
    market_.reset();
    fs::remove_all(home_);
  }

  void open() {
    market_.reset();
    auto market = Market::open({.data_dir = (home_ / "data").string(), .search_dictionaries = home_.string()});
    ASSERT_TRUE(market) << market.error().detail;
    market_ = std::move(*market);
  }
  /// As at the start of a server. Gives whether the index was made anew from the store.
  bool load_index() {
    bool rebuilt = false;
    const auto done = market_->index().open([&](std::uint64_t) { return rebuilt = true; });
    EXPECT_TRUE(done) << done.error().detail;
    return rebuilt;
  }

  fs::path home_ = testing::TempDir() + "market-" + std::to_string(getpid());
  ImportCommand command_;
  std::unique_ptr<Market> market_;
};

TEST_F(MarketOfTwo, ASavedIndexIsLoadedWithoutReadingTheStore) {
  open();
  EXPECT_FALSE(load_index());
  EXPECT_EQ(market_->search_statistics().entries, 2U);
}

TEST_F(MarketOfTwo, AnInterruptedRebuildLeavesTheIndexAsItWas) {
  const auto stopped = market_->index().rebuild([](std::uint64_t) { return false; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, "interrupted");
  EXPECT_TRUE(market_->index().ready());
  EXPECT_EQ(market_->search_statistics().entries, 2U);
}

TEST_F(MarketOfTwo, ShelvesWhoseFillingWasInterruptedAreInTheIndexAfterTheNextStart) {
  command_.demo_towns = fs::absolute("data/towns.csv").string();
  const auto stopped = run_import(*market_, command_, true, [](const JobState& s) { return s.copies == 0; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, "interrupted");
  market_->index().save();
  open();
  EXPECT_TRUE(load_index()) << "a snapshot without the copies passed for whole";
}

TEST_F(MarketOfTwo, AnImportIntoARunningMarketLeavesASnapshotForTheNextStart) {
  ASSERT_TRUE(run_import(*market_, command_, true, [](const JobState&) { return true; }));
  open();
  EXPECT_FALSE(load_index());
}

TEST_F(MarketOfTwo, AnImportThatFailedKeepsNoLaterSnapshotFromBeingSaved) {
  std::ofstream(home_ / "bad.csv") << "name\nКобзар\n";
  EXPECT_FALSE(
      run_import(*market_, {.files = {(home_ / "bad.csv").string()}}, true, [](const JobState&) { return true; }));
  market_->index().save();
  open();
  EXPECT_FALSE(load_index());
}

TEST_F(MarketOfTwo, WhatAnImportWroteAndCouldNotIndexIsMadeGoodAtOnce) {
  std::ofstream(home_ / "more.csv") << "title\nМісто\n";
  set_failpoint("import.before_progress", FailpointAction::fail);
  const auto failed =
      run_import(*market_, {.files = {(home_ / "more.csv").string()}}, true, [](const JobState&) { return true; });
  set_failpoint("import.before_progress", FailpointAction::off);
  ASSERT_FALSE(failed);
  open();
  EXPECT_FALSE(load_index());
  EXPECT_EQ(market_->search_statistics().entries, 3U);
}

TEST_F(MarketOfTwo, ASnapshotThatCannotBeWrittenDoesNotFailTheImport) {
  fs::remove(home_ / "data/search.snapshot");
  fs::create_directories(home_ / "data/search.snapshot/in the way");
  const auto done = run_import(*market_, command_, true, [](const JobState&) { return true; });
  EXPECT_TRUE(done) << done.error().detail;
}

TEST_F(MarketOfTwo, AWorkThatCannotBeReadCostsNobodyTheOthers) {
  auto& store = market_->catalog().store;
  const auto works = block_on(store.scan("works", "", 10));
  ASSERT_TRUE(works);
  ASSERT_EQ(works->documents.size(), 2U);
  const auto broken = works->documents[0].id, whole = works->documents[1].id;
  const auto total = [this] {
    const auto page = block_on(market_->catalog().search.search({}));
    return page ? static_cast<int>(page->total) : -1;
  };
  Object damaged;
  damaged.set("id", broken);
  damaged.set("title", 42);
  ASSERT_TRUE(block_on(store.put_many("works", {{broken, damaged}})));

  ASSERT_TRUE(block_on(catalog::index_works(market_->catalog(), {broken, whole})));
  EXPECT_EQ(total(), 1) << "what cannot be shown is not found either";
  EXPECT_EQ(market_->unreadable_documents(), 1U);
  ASSERT_TRUE(market_->index().rebuild([](std::uint64_t) { return true; }));
  EXPECT_EQ(total(), 1);
  EXPECT_EQ(market_->unreadable_documents(), 2U);
  const auto again = run_import(*market_, command_, true, [](const JobState&) { return true; });
  ASSERT_TRUE(again) << again.error().cause;
  EXPECT_EQ(total(), 2) << "an import that brings the work again mends it";
  EXPECT_EQ(market_->unreadable_documents(), 3U);
}

TEST_F(MarketOfTwo, AnEditionAndACopyThatCannotBeReadCostTheirWorkNothing) {
  command_.demo_towns = fs::absolute("data/towns.csv").string();
  ASSERT_TRUE(run_import(*market_, command_, true, [](const JobState&) { return true; }));
  auto& store = market_->catalog().store;
  for (const auto* collection : {"editions", "copies"}) {
    const auto some = block_on(store.scan(collection, "", 1));
    ASSERT_TRUE(some && some->documents.size() == 1) << collection;
    auto damaged = some->documents[0].body;
    damaged.set("place", 42);
    ASSERT_TRUE(block_on(store.put_many(collection, {{some->documents[0].id, damaged}})));
  }
  ASSERT_TRUE(market_->index().rebuild([](std::uint64_t) { return true; }));
  EXPECT_EQ(market_->search_statistics().entries, 2U);
  EXPECT_EQ(market_->unreadable_documents(), 2U);
  const auto filled = run_import(*market_, command_, true, [](const JobState&) { return true; });
  EXPECT_TRUE(filled) << filled.error().cause;
}

TEST_F(MarketOfTwo, AJobThatWaitsForTheIndexWhenTheServerEndsDoesNotBegin) {
  open();
  Jobs jobs(*market_, [] {});
  const auto job = jobs.start_reindex();
  ASSERT_TRUE(job);
  jobs.stop();
  EXPECT_EQ(jobs.find(job->id)->error, "The server ended before the job could begin.");
}

TEST_F(MarketOfTwo, WhatAFailedJobChangedIsMadeKnown) {
  std::atomic<int> told = 0;
  Jobs jobs(*market_, [&told] { ++told; });
  const auto job = jobs.start_import({.files = {command_.files[0], command_.files[0]}, .format = "no such format"});
  ASSERT_TRUE(job);
  while (jobs.find(job->id)->state == "running") std::this_thread::yield();
  EXPECT_EQ(jobs.find(job->id)->state, "failed");
  EXPECT_EQ(told, 1);
}

TEST_F(MarketOfTwo, AJobInWhichSomethingIsThrownFailsAndTheNextOneRuns) {
  bool broken = true;
  Jobs jobs(*market_, [&broken] {
    if (std::exchange(broken, false)) throw std::runtime_error("planted");
  });
  const auto job = jobs.start_reindex();
  ASSERT_TRUE(job);
  while (jobs.find(job->id)->state == "running") std::this_thread::yield();
  const auto failed = *jobs.find(job->id);
  EXPECT_EQ(failed.state, "failed");
  EXPECT_EQ(failed.error, "Something broke on our side. (planted)");
  const auto next = jobs.start_reindex();
  ASSERT_TRUE(next);
  while (jobs.find(next->id)->state == "running") std::this_thread::yield();
  EXPECT_EQ(jobs.find(next->id)->state, "done");
}

TEST_F(MarketOfTwo, HowAJobEndedIsToldAfterTheNextOneBegan) {
  Jobs jobs(*market_, [] {});
  const auto first = jobs.start_reindex();
  ASSERT_TRUE(first);
  auto second = jobs.start_reindex();
  while (!second) second = jobs.start_reindex();
  const auto told = jobs.find(first->id);
  ASSERT_TRUE(told) << told.error().code;
  EXPECT_EQ(told->state, "done");
  EXPECT_EQ(told->works, 2);
}

}  // namespace
}  // namespace bookmarket::roles
