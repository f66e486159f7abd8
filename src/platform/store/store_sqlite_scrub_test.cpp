// What was removed is in no file of the store once it was scrubbed: neither in pages, free or not, nor in the log.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>

#include "platform/base/block_on.hpp"
#include "platform/base/id.hpp"
#include "platform/store/store_sqlite.hpp"

namespace bookmarket::store {
namespace {

namespace fs = std::filesystem;

class Scrubbed {
 public:
  Scrubbed() {
    fs::create_directories(home_);
    store_ = create_sqlite_store({.path = (home_ / "store.db").string(), .clock = clock_}).value();
    EXPECT_TRUE(block_on(store_->migrate({{"notes", {{"by_text", {{"text"}}}}}})));
  }
  ~Scrubbed() {
    store_.reset();
    fs::remove_all(home_);
  }
  Scrubbed(const Scrubbed&) = delete;
  Scrubbed& operator=(const Scrubbed&) = delete;

  Store& store() { return *store_; }
  [[nodiscard]] bool says(const std::string& word) const {
    for (const auto& file : fs::directory_iterator(home_)) {
      std::ifstream in(file.path(), std::ios::binary);
      if (std::string(std::istreambuf_iterator<char>(in), {}).contains(word)) return true;
    }
    return false;
  }
  static Object note(const std::string& word, std::size_t more) {
    Object body;
    body.set("text", word);  // short, so that no page ends within it
    body.set("more", std::string(more, '.'));
    return body;
  }

 private:
  Clock clock_;
  fs::path home_ = fs::temp_directory_path() / ("scrub-" + Uuid::v7(clock_.now()).to_string());
  std::unique_ptr<Store> store_;
};

TEST(Scrub, WhatWasRemovedIsFoundBeforeAndNotAfterwards) {
  Scrubbed s;
  ASSERT_TRUE(block_on(s.store().insert("notes", "1", {Scrubbed::note("Dyvosvitka", 100)})));
  ASSERT_TRUE(block_on(s.store().insert("notes", "2", {Scrubbed::note("Tsvitanok", 100)})));
  ASSERT_TRUE(block_on(s.store().remove("notes", "1", {})));
  EXPECT_TRUE(s.says("Dyvosvitka")) << "or this test could not fail";
  ASSERT_TRUE(block_on(s.store().scrub()));
  EXPECT_FALSE(s.says("Dyvosvitka"));
  EXPECT_TRUE(s.says("Tsvitanok"));
}

TEST(Scrub, WhatWasReplacedIsGoneToo) {
  Scrubbed s;
  ASSERT_TRUE(block_on(s.store().insert("notes", "1", {Scrubbed::note("Dyvosvitka", 3000)})));
  const auto changed = block_on(s.store().update(
      "notes", "1", [](const Document&) -> Result<Change> { return Change{Scrubbed::note("Tsvitanok", 10)}; }));
  ASSERT_TRUE(changed);
  ASSERT_TRUE(block_on(s.store().scrub()));
  EXPECT_FALSE(s.says("Dyvosvitka"));
}

TEST(Scrub, WorkThatIsDoneIsGoneToo) {
  Scrubbed s;
  ASSERT_TRUE(block_on(s.store().schedule({.kind = "letter", .id = "Dyvosvitka", .due_at = {}})));
  const auto due =
      block_on(s.store().claim_due("letter", Timestamp(std::chrono::hours(1)), std::chrono::minutes(1), 1));
  ASSERT_TRUE(due && due->size() == 1);
  ASSERT_TRUE(block_on(s.store().complete(due->front())));
  ASSERT_TRUE(block_on(s.store().scrub()));
  EXPECT_FALSE(s.says("Dyvosvitka"));
}

/// Pages split, merge and are freed; long documents have pages of their own.
RC_GTEST_PROP(Scrub, LeavesNothingOfAnyMixtureOfSizes, ()) {
  Scrubbed s;
  const auto sizes = *rc::gen::container<std::vector<std::size_t>>(60, rc::gen::inRange<std::size_t>(0, 20'000));
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const auto kept = i % 3 == 1;
    RC_ASSERT(
        block_on(s.store().insert("notes", std::to_string(i), {Scrubbed::note(kept ? "Stays" : "Goes", sizes[i])}))
            .has_value());
  }
  for (std::size_t i = 0; i < sizes.size(); ++i)
    if (i % 3 != 1) RC_ASSERT(block_on(s.store().remove("notes", std::to_string(i), {})).has_value());
  RC_ASSERT(block_on(s.store().scrub()).has_value());
  RC_ASSERT(!s.says("Goes"));
  RC_ASSERT(s.says("Stays"));
}

}  // namespace
}  // namespace bookmarket::store
