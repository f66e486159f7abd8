// What blocks of accounts mean for shelves, told in whatever order, on the real store.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "platform/base/block_on.hpp"
#include "platform/store/store_sqlite.hpp"
#include "services/catalog/search/search_embedded.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

namespace fs = std::filesystem;

class Shelves {
 public:
  Shelves() { RC_ASSERT(block_on(store_->migrate(collections())).has_value()); }
  ~Shelves() {
    store_.reset();
    fs::remove_all(home_);
  }
  Shelves(const Shelves&) = delete;
  Shelves& operator=(const Shelves&) = delete;

  void put(const Seller& s) { put("sellers", s.id.to_string(), shape::to_object(s)); }
  void put(const Copy& c) { put("copies", c.id.to_string(), shape::to_object(c)); }
  void tell(SellerId id, bool closed, std::int64_t version) {
    RC_ASSERT(block_on(close_shelf(catalog_, id, closed, version)).has_value());
  }
  /// Until nothing is due; how many rounds it took.
  int settle() {
    for (int rounds = 0;; ++rounds) {
      auto worked = block_on(settle_pauses(catalog_));
      RC_ASSERT(worked.has_value());
      if (*worked == 0) return rounds;
    }
  }
  std::multiset<CopyStatus> statuses(SellerId id) {
    auto copies = block_on(store::find_by<Copy>(*store_, "copies", "by_seller", id.to_string(), {}));
    RC_ASSERT(copies.has_value());
    std::multiset<CopyStatus> out;
    for (const auto& c : *copies) out.insert(c.status);
    return out;
  }
  Clock& clock() { return clock_; }
  Catalog& catalog() { return catalog_; }

 private:
  static std::unique_ptr<store::Store> open(const fs::path& home, const Clock& clock) {
    fs::create_directories(home);
    return store::create_sqlite_store({.path = (home / "store.db").string(), .clock = clock}).value();
  }
  void put(std::string collection, const std::string& id, Object body) {
    std::vector<std::pair<std::string, Object>> one;
    one.emplace_back(id, std::move(body));
    RC_ASSERT(block_on(store_->put_many(std::move(collection), std::move(one))).has_value());
  }

  fs::path home_ = testing::TempDir() + "close-shelf-" + std::to_string(getpid());
  Clock clock_;
  std::unique_ptr<store::Store> store_ = open(home_, clock_);
  std::unique_ptr<search::EmbeddedSearch> search_ = search::create_embedded_search({.hunspell_dir = "/nowhere"});
  Catalog catalog_{.store = *store_, .search = *search_, .clock = clock_};
};

Copy copy_of(SellerId seller, int n, CopyStatus status = CopyStatus::available) {
  return {.id = CopyId::v8_of(std::to_string(n)),
          .edition_id = EditionId::v8_of("edition"),
          .work_id = WorkId::v8_of("work"),
          .seller_id = seller,
          .price = Money{10'000},
          .status = status};
}

RC_GTEST_PROP(CloseShelf, TheNewestWordCountsInWhateverOrderAndHoweverOftenItIsTold, ()) {
  static Shelves shelves;
  const auto id = SellerId::v7(shelves.clock().now());
  shelves.put(Seller{.id = id});
  auto copy = copy_of(id, 1);
  copy.id = CopyId::v7(shelves.clock().now());
  shelves.put(copy);
  // An account is blocked at its even versions and opened at the odd ones.
  auto versions = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(2, 8));
  RC_PRE(!versions.empty());
  for (const auto v : versions) {
    shelves.tell(id, v % 2 == 0, v);
    if (*rc::gen::arbitrary<bool>()) shelves.settle();
  }
  shelves.settle();
  const bool closed = *std::ranges::max_element(versions) % 2 == 0;
  RC_ASSERT(shelves.statuses(id) == std::multiset<CopyStatus>{closed ? CopyStatus::paused : CopyStatus::available});
}

TEST(CloseShelf, GoesInStepsAndLeavesOnlyWhatIsNotOnOffer) {
  Shelves shelves;
  const auto id = SellerId::v8_of("seller");
  shelves.put(Seller{.id = id});
  for (int n = 0; n < 450; ++n) shelves.put(copy_of(id, n));
  shelves.put(copy_of(id, 450, CopyStatus::sold));
  shelves.put(copy_of(id, 451, CopyStatus::withdrawn));
  shelves.tell(id, true, 2);
  EXPECT_EQ(shelves.settle(), 3) << "200, 200 and 50";
  const auto closed = shelves.statuses(id);
  EXPECT_EQ(closed.count(CopyStatus::paused), 450);
  EXPECT_EQ(closed.count(CopyStatus::sold) + closed.count(CopyStatus::withdrawn), 2);
  shelves.tell(id, false, 3);
  shelves.settle();
  EXPECT_EQ(shelves.statuses(id).count(CopyStatus::available), 450);
}

TEST(CloseShelf, WhoOffersNothingHasNothingToClose) {
  Shelves shelves;
  shelves.tell(SellerId::v8_of("nobody"), true, 2);
  EXPECT_EQ(shelves.settle(), 0);
}

}  // namespace
}  // namespace bookmarket::catalog
