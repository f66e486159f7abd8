// The contract suite is itself tested: each broken adapter must fail the check that guards the promise it
// breaks.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "platform/store/store_contract.hpp"

namespace bookmarket::store::contract {
namespace {

/// A store that behaves like another; each broken one overrides what it breaks.
class Forwarding : public Store {
 public:
  explicit Forwarding(Store& inner) : inner_(inner) {}
  Task<void> migrate(std::vector<Collection> c) override { return inner_.migrate(std::move(c)); }
  Task<std::optional<Document>> get(std::string c, std::string id) override {
    return inner_.get(std::move(c), std::move(id));
  }
  Task<std::vector<Document>> get_many(std::string c, std::vector<std::string> ids) override {
    return inner_.get_many(std::move(c), std::move(ids));
  }
  Task<QueryPage> query(Query q) override { return inner_.query(std::move(q)); }
  Task<QueryPage> scan(std::string c, std::string cursor, unsigned limit) override {
    return inner_.scan(std::move(c), std::move(cursor), limit);
  }
  Task<Document> insert(std::string c, std::string id, Change change) override {
    return inner_.insert(std::move(c), std::move(id), std::move(change));
  }
  Task<Document> update(std::string c, std::string id, UpdateFn fn) override {
    return inner_.update(std::move(c), std::move(id), std::move(fn));
  }
  Task<void> remove(std::string c, std::string id, std::vector<NewEvent> e) override {
    return inner_.remove(std::move(c), std::move(id), std::move(e));
  }
  Task<void> put_many(std::string c, std::vector<std::pair<std::string, Object>> d) override {
    return inner_.put_many(std::move(c), std::move(d));
  }
  Task<EventPage> events_after(std::string cursor, unsigned limit) override {
    return inner_.events_after(std::move(cursor), limit);
  }
  Task<std::string> newest_event_cursor() override { return inner_.newest_event_cursor(); }
  Task<std::string> load_cursor(std::string c) override { return inner_.load_cursor(std::move(c)); }
  Task<void> save_cursor(std::string c, std::string cursor) override {
    return inner_.save_cursor(std::move(c), std::move(cursor));
  }
  Task<void> schedule(DueWork w) override { return inner_.schedule(std::move(w)); }
  Task<std::vector<DueWork>> claim_due(std::string k, Timestamp now, std::chrono::milliseconds lease,
                                       unsigned limit) override {
    return inner_.claim_due(std::move(k), now, lease, limit);
  }
  Task<void> complete(DueWork w) override { return inner_.complete(std::move(w)); }

 protected:
  Store& inner_;
};

struct UpdatesWithoutVersionCheck : Forwarding {
  using Forwarding::Forwarding;
  Task<Document> update(std::string c, std::string id, UpdateFn fn) override {
    auto read = co_await inner_.get(c, id);
    if (!read) co_return fail(std::move(read.error()));
    if (!*read) co_return fail(ErrorKind::not_found, "not_found", "");
    auto change = fn(**read);
    if (!change) co_return fail(std::move(change.error()));
    co_return co_await inner_.update(c, id, [&](const Document&) -> Result<Change> { return *change; });
  }
};
struct InsertsOverOthers : Forwarding {
  using Forwarding::Forwarding;
  Task<Document> insert(std::string c, std::string id, Change change) override {
    auto done = co_await inner_.insert(c, id, change);
    if (done || done.error().code != "already_exists") co_return done;
    co_return co_await inner_.update(c, id, [&](const Document&) -> Result<Change> { return change; });
  }
};
struct LosesEventsOfInserts : Forwarding {
  using Forwarding::Forwarding;
  Task<Document> insert(std::string c, std::string id, Change change) override {
    return inner_.insert(std::move(c), std::move(id), {std::move(change.body)});
  }
};
struct LosesEveryHundredthEvent : Forwarding {
  using Forwarding::Forwarding;
  Task<Document> update(std::string c, std::string id, UpdateFn fn) override {
    const bool lost = ++updates_ % 100 == 0;
    return inner_.update(std::move(c), std::move(id), [fn, lost](const Document& d) {
      auto change = fn(d);
      if (change && lost) change->events.clear();
      return change;
    });
  }
  std::atomic<int> updates_{0};
};
struct TellsOfRefusedUpdates : Forwarding {
  using Forwarding::Forwarding;
  Task<Document> update(std::string c, std::string id, UpdateFn fn) override {
    auto done = co_await inner_.update(c, id, fn);
    if (!done && done.error().code == "sold_already")
      static_cast<void>(co_await inner_.insert(c, id + "-event", {{}, {{"test.told.v1", {}}}}));
    co_return done;
  }
};
struct TellsBeforeTheChange : Forwarding {
  using Forwarding::Forwarding;
  Task<Document> insert(std::string c, std::string id, Change change) override {
    // A stand-in document carries the event first, as a second write would without a transaction.
    Change told{{}, change.events};
    auto first = co_await inner_.insert(c, id, std::move(told));
    if (!first) co_return first;
    static_cast<void>(co_await inner_.remove(c, id, {}));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    co_return co_await inner_.insert(c, id, {std::move(change.body)});
  }
};
struct ForgetsARowOfAPage : Forwarding {
  using Forwarding::Forwarding;
  Task<QueryPage> query(Query q) override {
    auto page = co_await inner_.query(std::move(q));
    if (page && page->documents.size() > 3) page->documents.pop_back();
    co_return page;
  }
};
struct IgnoresDirection : Forwarding {
  using Forwarding::Forwarding;
  Task<QueryPage> query(Query q) override {
    q.descending = false;
    return inner_.query(std::move(q));
  }
};
struct IncludesTheEndOfARange : Forwarding {
  using Forwarding::Forwarding;
  Task<QueryPage> query(Query q) override {
    if (q.before) {
      if (const auto* n = q.before->as<std::int64_t>(); n != nullptr && *n != INT64_MAX) q.before = *n + 1;
    }
    return inner_.query(std::move(q));
  }
};
/// Pages by number of rows: what others insert or remove in front shifts them.
struct PagesByOffset : Forwarding {
  using Forwarding::Forwarding;
  Task<QueryPage> query(Query q) override {
    const std::size_t skip = q.cursor.empty() ? 0 : std::stoul(q.cursor), limit = q.limit;
    q.cursor.clear();
    q.limit = 1000;
    auto all = co_await inner_.query(std::move(q));
    if (!all) co_return all;
    QueryPage page;
    auto& rows = all->documents;
    for (std::size_t i = skip; i < rows.size() && i < skip + limit; ++i) page.documents.push_back(std::move(rows[i]));
    if (skip + limit < rows.size()) page.next_cursor = std::to_string(skip + limit);
    co_return page;
  }
};
struct StartsOverOnABadCursor : Forwarding {
  using Forwarding::Forwarding;
  Task<QueryPage> query(Query q) override {
    auto page = co_await inner_.query(q);
    if (page || page.error().code != "bad_cursor") co_return page;
    q.cursor.clear();
    co_return co_await inner_.query(std::move(q));
  }
};
struct ForgetsOldDocumentsInNewIndexes : Forwarding {
  using Forwarding::Forwarding;
  Task<QueryPage> query(Query q) override {
    auto page = co_await inner_.query(std::move(q));
    if (page) std::erase_if(page->documents, [](const Document& d) { return d.id.starts_with('b'); });
    co_return page;
  }
};
struct GetsManyInItsOwnOrder : Forwarding {
  using Forwarding::Forwarding;
  Task<std::vector<Document>> get_many(std::string c, std::vector<std::string> ids) override {
    std::ranges::sort(ids);
    return inner_.get_many(std::move(c), std::move(ids));
  }
};
struct KeepsWhatAFailedPutManyBegan : Forwarding {
  using Forwarding::Forwarding;
  Task<void> put_many(std::string c, std::vector<std::pair<std::string, Object>> documents) override {
    for (auto& one : documents)
      if (auto done = co_await inner_.put_many(c, {one}); !done) co_return done;
    co_return Result<void>{};
  }
};
struct ReadsEventsBackwards : Forwarding {
  using Forwarding::Forwarding;
  Task<EventPage> events_after(std::string cursor, unsigned limit) override {
    auto page = co_await inner_.events_after(std::move(cursor), limit);
    if (page) std::ranges::reverse(page->events);
    co_return page;
  }
};
struct SharesOneCursor : Forwarding {
  using Forwarding::Forwarding;
  Task<std::string> load_cursor(std::string) override { return inner_.load_cursor("all"); }
  Task<void> save_cursor(std::string, std::string cursor) override {
    return inner_.save_cursor("all", std::move(cursor));
  }
};
struct ClaimsWithoutALease : Forwarding {
  using Forwarding::Forwarding;
  Task<std::vector<DueWork>> claim_due(std::string k, Timestamp now, std::chrono::milliseconds,
                                       unsigned limit) override {
    return inner_.claim_due(std::move(k), now, std::chrono::milliseconds(0), limit);
  }
};
struct LeasesForEver : Forwarding {
  using Forwarding::Forwarding;
  Task<std::vector<DueWork>> claim_due(std::string k, Timestamp now, std::chrono::milliseconds,
                                       unsigned limit) override {
    return inner_.claim_due(std::move(k), now, std::chrono::hours(24), limit);
  }
};
struct CompletesForAnybody : Forwarding {
  using Forwarding::Forwarding;
  Task<void> complete(DueWork w) override {
    static_cast<void>(co_await inner_.complete(std::move(w)));
    co_return Result<void>{};
  }
};
struct SchedulesOnlyOnce : Forwarding {
  using Forwarding::Forwarding;
  Task<void> schedule(DueWork w) override {
    if (scheduled_++ > 0) co_return Result<void>{};
    co_return co_await inner_.schedule(std::move(w));
  }
  std::atomic<int> scheduled_{0};
};

template <class Broken>
class BrokenInstance final : public Instance {
 public:
  BrokenInstance() : inner_(adapters().front().create()), broken_(std::make_unique<Broken>(inner_->store())) {}
  Store& store() override { return *broken_; }
  void reopen() override {
    inner_->reopen();
    broken_ = std::make_unique<Broken>(inner_->store());
  }

 private:
  std::unique_ptr<Instance> inner_;
  std::unique_ptr<Store> broken_;
};

struct Violation {
  Adapter adapter;
  std::string caught_by;
};
template <class Broken>
Violation violation(std::string name, std::string caught_by) {
  return {{std::move(name), [] { return std::make_unique<BrokenInstance<Broken>>(); }}, std::move(caught_by)};
}
void PrintTo(const Violation& v, std::ostream* out) { *out << v.adapter.name; }

#define VIOLATION(broken, check) violation<broken>(#broken, check)
const std::vector<Violation> violations{
    VIOLATION(UpdatesWithoutVersionCheck, "NoRacingUpdateIsLost"),
    VIOLATION(InsertsOverOthers, "OneOfRacingInsertsWins"),
    VIOLATION(LosesEventsOfInserts, "EventsCommitWithTheirChange"),
    VIOLATION(LosesEveryHundredthEvent, "AReaderAmongWritersMissesNoEvent"),
    VIOLATION(TellsOfRefusedUpdates, "ARefusedUpdateChangesNothing"),
    VIOLATION(TellsBeforeTheChange, "WhoSeesAnEventSeesItsChange"),
    VIOLATION(ForgetsARowOfAPage, "AQueryIsAFilterAndASort"),
    VIOLATION(IgnoresDirection, "AQueryIsAFilterAndASort"),
    VIOLATION(IncludesTheEndOfARange, "AQueryIsAFilterAndASort"),
    VIOLATION(PagesByOffset, "PagesUnderWritesMeetTheUntouchedOnce"),
    VIOLATION(StartsOverOnABadCursor, "ABadCursorIsRefused"),
    VIOLATION(ForgetsOldDocumentsInNewIndexes, "MigrateFillsNewIndexes"),
    VIOLATION(GetsManyInItsOwnOrder, "GetManyKeepsTheOrderAskedFor"),
    VIOLATION(KeepsWhatAFailedPutManyBegan, "AFailingCommandFailsAlone"),
    VIOLATION(ReadsEventsBackwards, "EventsCommitWithTheirChange"),
    VIOLATION(SharesOneCursor, "ConsumersKeepTheirCursors"),
    VIOLATION(ClaimsWithoutALease, "RacingClaimsShareTheWork"),
    VIOLATION(LeasesForEver, "AnEndedLeaseIsGivenAgain"),
    VIOLATION(CompletesForAnybody, "AHeldLeaseCompletesOnce"),
    VIOLATION(SchedulesOnlyOnce, "SchedulingAgainMovesTheWork"),
};

class StoreContractCatches : public testing::TestWithParam<Violation> {};

TEST_P(StoreContractCatches, ABrokenAdapter) {
  const auto checks = all_checks();
  const auto check = std::ranges::find(checks, GetParam().caught_by, &Check::promise);
  ASSERT_NE(check, checks.end());
  // A race is not lost every time: some violations need luck to be seen, and get ten chances.
  for (int attempt = 0; attempt < 10; ++attempt) {
    Subject subject(GetParam().adapter);
    check->run(subject);
    if (!subject.failures().empty()) return;
  }
  ADD_FAILURE() << GetParam().caught_by << " did not catch it";
}

INSTANTIATE_TEST_SUITE_P(Planted, StoreContractCatches, testing::ValuesIn(violations),
                         [](const auto& info) { return info.param.adapter.name; });

}  // namespace
}  // namespace bookmarket::store::contract
