#include "platform/store/store_sqlite.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "platform/base/id.hpp"
#include "platform/store/sqlite_faults.hpp"
#include "platform/store/store_contract.hpp"

namespace bookmarket::store {
namespace {

using contract::M, contract::object;

const Clock real_clock;
const std::vector<Collection> copies{{"copies", {{"by_n", {{"n"}}}}}};

class Directory {
 public:
  Directory() : path_(std::filesystem::temp_directory_path() / ("store-" + Uuid::v7(real_clock.now()).to_string())) {
    std::filesystem::create_directory(path_);
  }
  ~Directory() { std::filesystem::remove_all(path_); }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  [[nodiscard]] std::string file(const std::string& name = "store.db") const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

Result<std::unique_ptr<Store>> open(const std::string& path) {
  return create_sqlite_store({.path = path, .clock = real_clock});
}

Change offered(std::int64_t n) {
  return {object(M{"n", n}, M{"text", std::string(700, 'x')}), {{"test.offered.v1", object(M{"n", n})}}};
}
std::string id_of(std::int64_t n) { return "copy-" + std::to_string(n); }

void sql(const std::string& path, const char* statements) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, statements, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

/// Every document is in the index and has its event, and there is nothing else.
void expect_consistent(Runner& runner, Store& store, const std::vector<std::int64_t>& acknowledged) {
  std::vector<std::int64_t> documents, indexed, told;
  std::string cursor;
  do {
    const auto page = runner.wait(store.scan("copies", cursor, 1000)).value();
    for (const auto& d : page.documents) documents.push_back(contract::number(d.body, "n"));
    cursor = page.next_cursor;
  } while (!cursor.empty());
  do {
    const auto page =
        runner.wait(store.query({.collection = "copies", .index = "by_n", .cursor = cursor, .limit = 1000})).value();
    for (const auto& d : page.documents) indexed.push_back(contract::number(d.body, "n"));
    cursor = page.next_cursor;
  } while (!cursor.empty());
  for (;;) {
    const auto page = runner.wait(store.events_after(cursor, 1000)).value();
    for (const auto& e : page.events) told.push_back(contract::number(e.body, "n"));
    if (page.events.empty()) break;
    cursor = page.cursor;
  }
  std::ranges::sort(documents);
  std::ranges::sort(told);
  EXPECT_EQ(documents, indexed);
  EXPECT_EQ(documents, told);
  for (const auto n : acknowledged) EXPECT_TRUE(std::ranges::binary_search(documents, n)) << "lost: " << n;
}

TEST(SqliteStore, RefusesAFileOfANewerProgram) {
  const Directory directory;
  ASSERT_TRUE(open(directory.file()));
  sql(directory.file(), "PRAGMA user_version=99");
  const auto store = open(directory.file());
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, "store_newer_schema");
  EXPECT_THAT(store.error().cause, testing::AllOf(testing::HasSubstr(directory.file()), testing::HasSubstr("99")));
}

TEST(SqliteStore, RefusesWhatIsNotItsDatabase) {
  const Directory directory;
  sql(directory.file("other.db"), "CREATE TABLE t(x)");
  std::ofstream(directory.file("text.db")) << std::string(10'000, 'x');
  for (const auto* name : {"other.db", "text.db"}) {
    const auto store = open(directory.file(name));
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(store.error().code, "store_corrupt");
  }
  const auto nowhere = open(directory.file("no/such/store.db"));
  ASSERT_FALSE(nowhere);
  EXPECT_THAT(nowhere.error().cause, testing::HasSubstr("no/such/store.db"));
}

TEST(SqliteStore, ReportsDamagedPages) {
  const Directory directory;
  Runner runner;
  {
    auto store = open(directory.file()).value();
    runner.wait(store->migrate(copies)).value();
    std::vector<std::pair<std::string, Object>> many;
    for (int n = 0; n < 1000; ++n) many.emplace_back(id_of(n), offered(n).body);
    runner.wait(store->put_many("copies", std::move(many))).value();
  }
  const auto size = std::filesystem::file_size(directory.file());
  std::fstream file(directory.file(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(size / 4));
  file << std::string(size / 2, '\xA5');
  file.close();
  auto store = open(directory.file());
  const auto scanned = store ? runner.wait((*store)->scan("copies", "", 1000)) : fail(store.error());
  ASSERT_FALSE(scanned);
  EXPECT_EQ(scanned.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(scanned.error().code, "store_corrupt");
}

TEST(SqliteStore, ReportsADamagedDocument) {
  const Directory directory;
  Runner runner;
  auto store = open(directory.file()).value();
  runner.wait(store->migrate(copies)).value();
  runner.wait(store->insert("copies", "one", offered(1))).value();
  for (const auto* body : {"{", "[]", "{\"a\":null}", "{\"a\":1.5}", "{\"$x\":1}", "{\"a\":{\"$b\":\"?\"}}", "{} {}"}) {
    sql(directory.file(), ("UPDATE \"doc.copies\" SET body='" + std::string(body) + "'").c_str());
    const auto read = runner.wait(store->get("copies", "one"));
    ASSERT_FALSE(read) << body;
    EXPECT_EQ(read.error().code, "store_corrupt");
    EXPECT_FALSE(runner.wait(
        store->update("copies", "one", [](const Document& d) -> Result<Change> { return Change{d.body}; })));
  }
}

TEST(SqliteStore, ADamagedDocumentCostsNobodyTheOthers) {
  const Directory directory;
  Runner runner;
  auto store = open(directory.file()).value();
  runner.wait(store->migrate(copies)).value();
  for (const auto* id : {"one", "two"}) runner.wait(store->insert("copies", id, offered(1))).value();
  const auto damage = [&] { sql(directory.file(), "UPDATE \"doc.copies\" SET body='{' WHERE id='one'"); };
  const auto& index = copies.front().indexes.front().name;
  const auto readable = [](const std::vector<Document>& documents) {
    std::vector<bool> out;
    for (const auto& d : documents) out.push_back(d.readable);
    return out;
  };
  const auto listed = [&] {
    return readable(runner.wait(store->query({.collection = "copies", .index = index})).value().documents);
  };
  damage();
  EXPECT_EQ(listed(), (std::vector{false, true}));
  EXPECT_EQ(readable(runner.wait(store->scan("copies", "", 10)).value().documents), (std::vector{false, true}));
  EXPECT_EQ(readable(runner.wait(store->get_many("copies", {"one", "two"})).value()), (std::vector{false, true}));

  runner.wait(store->put_many("copies", {{"one", offered(2).body}})).value();
  EXPECT_EQ(listed(), (std::vector{true, true})) << "the keys of the damaged one are gone";
  damage();
  runner.wait(store->remove("copies", "one", {})).value();
  EXPECT_EQ(listed(), (std::vector{true}));
}

TEST(SqliteStore, WaitsOutALockThenReportsIt) {
  const Directory directory;
  Runner runner;
  auto store = open(directory.file()).value();
  runner.wait(store->migrate(copies)).value();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(directory.file().c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto locked = runner.wait(store->insert("copies", "one", offered(1)));
  ASSERT_FALSE(locked);
  EXPECT_EQ(locked.error().code, "store_locked");
  EXPECT_TRUE(locked.error().retry_after);
  EXPECT_TRUE(runner.wait(store->get("copies", "one")));
  sqlite3_close(other);
  EXPECT_TRUE(runner.wait(store->insert("copies", "one", offered(1))));
}

TEST(SqliteStore, ShedsLoadWhenItsQueueIsFull) {
  const Directory directory;
  Runner runner;
  ASSERT_TRUE(open(directory.file()));
  auto store = create_sqlite_store({.path = directory.file(), .max_waiting = 0, .clock = real_clock}).value();
  const auto written = runner.wait(store->insert("copies", "one", offered(1)));
  const auto read = runner.wait(store->get("copies", "one"));
  ASSERT_TRUE(!written && !read);
  EXPECT_EQ(written.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(written.error().code, "pool_full");
  EXPECT_EQ(read.error().code, "pool_full");
}

TEST(SqliteStore, KeepsItsLogSmall) {
  const Directory directory;
  Runner runner;
  auto store = open(directory.file()).value();
  runner.wait(store->migrate(copies)).value();
  std::vector<std::future<Result<Document>>> writing;
  for (int n = 0; n < 3000; ++n) writing.push_back(runner.start(store->insert("copies", id_of(n), offered(n))));
  for (auto& one : writing) EXPECT_TRUE(one.get());
  EXPECT_LT(std::filesystem::file_size(directory.file("store.db-wal")), 8U << 20);
}

Task<void> write_for_ever(Store& store, int worker, int round, int pipe) {
  for (std::int64_t i = 0;; ++i) {
    const std::int64_t n = (round * 100 + worker) * 1'000'000LL + i;
    if (!co_await store.insert("copies", id_of(n), offered(n))) _exit(1);
    if (::write(pipe, &n, sizeof n) != sizeof n) _exit(1);
  }
}

TEST(SqliteStore, KeepsEveryAcknowledgedWriteWhenKilled) {
  const Directory directory;
  std::vector<std::int64_t> acknowledged;
  for (int round = 0; round < 5; ++round) {
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    const auto child = ::fork();
    if (child == 0) {
      Runner runner;
      auto store = open(directory.file()).value();
      runner.wait(store->migrate(copies)).value();
      std::vector<std::future<Result<void>>> writers;
      for (int worker = 0; worker < 8; ++worker)
        writers.push_back(runner.start(write_for_ever(*store, worker, round, pipe[1])));
      writers[0].wait();
      _exit(1);
    }
    ::close(pipe[1]);
    std::int64_t n = 0;
    const auto wanted = acknowledged.size() + 100 + static_cast<std::size_t>(round) * 37;
    while (::read(pipe[0], &n, sizeof n) == sizeof n) {
      acknowledged.push_back(n);
      if (acknowledged.size() == wanted) ::kill(child, SIGKILL);
    }
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    Runner runner;
    auto store = open(directory.file()).value();
    expect_consistent(runner, *store, acknowledged);
  }
}

// ---- The disk fails

class SqliteStoreOnABadDisk : public testing::TestWithParam<FaultyDisk::Fault> {};

TEST_P(SqliteStoreOnABadDisk, LosesNothingAcknowledgedAndRecoversUnaided) {
  int refused = 0;
  for (const int passing : {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 300, 500, 600, 700, 900}) {
    const std::int64_t documents = passing < 300 ? 30 : 400;  // the larger ones meet checkpoints
    const Directory directory;
    FaultyDisk disk;
    Runner runner;
    std::vector<std::int64_t> acknowledged;
    {
      auto store = open(directory.file()).value();
      runner.wait(store->migrate(copies)).value();
      disk.fail_after(passing, GetParam());
      std::vector<std::future<Result<Document>>> writing;
      for (std::int64_t n = 0; n < documents; ++n)
        writing.push_back(runner.start(store->insert("copies", id_of(n), offered(n))));
      for (std::int64_t n = 0; n < documents; ++n) {
        const auto result = writing[static_cast<std::size_t>(n)].get();
        if (result) {
          acknowledged.push_back(n);
          continue;
        }
        ++refused;
        EXPECT_EQ(result.error().kind, ErrorKind::unavailable);
        EXPECT_EQ(result.error().code, GetParam() == FaultyDisk::Fault::full ? "store_full" : "store_failed")
            << result.error().cause;
        EXPECT_FALSE(result.error().cause.empty());
      }
      EXPECT_TRUE(runner.wait(store->scan("copies", "", 10))) << "reading goes on";
      disk.heal();
      const auto healed = runner.wait(store->insert("copies", id_of(1000), offered(1000)));
      ASSERT_TRUE(healed) << healed.error().cause;
      acknowledged.push_back(1000);
      expect_consistent(runner, *store, acknowledged);
      disk.power_cut(directory.file(), directory.file("after.db"));
    }
    auto again = open(directory.file()).value();
    expect_consistent(runner, *again, acknowledged);
    auto after = open(directory.file("after.db")).value();
    expect_consistent(runner, *after, acknowledged);
  }
  EXPECT_GT(refused, 0);
}

INSTANTIATE_TEST_SUITE_P(Faults, SqliteStoreOnABadDisk,
                         testing::Values(FaultyDisk::Fault::full, FaultyDisk::Fault::write_error,
                                         FaultyDisk::Fault::sync_error),
                         [](const auto& info) {
                           return info.param == FaultyDisk::Fault::full          ? "Full"
                                  : info.param == FaultyDisk::Fault::write_error ? "WriteError"
                                                                                 : "SyncError";
                         });

TEST(SqliteStore, KeepsEveryAcknowledgedWriteInAPowerCut) {
  const Directory directory;
  FaultyDisk disk;
  Runner runner;
  auto store = open(directory.file()).value();
  runner.wait(store->migrate(copies)).value();
  std::vector<std::int64_t> acknowledged;
  for (std::int64_t n = 0; n < 300; ++n) {
    ASSERT_TRUE(runner.wait(store->insert("copies", id_of(n), offered(n))));
    acknowledged.push_back(n);
    if (n % 15 != 0) continue;  // far enough for several checkpoints
    const auto cut = directory.file("cut-" + std::to_string(n) + ".db");
    disk.power_cut(directory.file(), cut);
    auto after = open(cut).value();
    expect_consistent(runner, *after, acknowledged);
  }
}

TEST(FaultyDisk, LosesWhatWasNotSynced) {
  const Directory directory;
  FaultyDisk disk;
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(directory.file().c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db,
                         "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(x);"
                         "PRAGMA synchronous=NORMAL; INSERT INTO t VALUES(1)",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  disk.power_cut(directory.file(), directory.file("after.db"));
  sqlite3_close(db);
  sqlite3* after = nullptr;
  ASSERT_EQ(sqlite3_open(directory.file("after.db").c_str(), &after), SQLITE_OK);
  sqlite3_stmt* row = nullptr;
  ASSERT_EQ(sqlite3_prepare_v2(after, "SELECT count(*) FROM t", -1, &row, nullptr), SQLITE_OK);
  ASSERT_EQ(sqlite3_step(row), SQLITE_ROW);
  EXPECT_EQ(sqlite3_column_int(row, 0), 0);
  sqlite3_finalize(row);
  sqlite3_close(after);
}

}  // namespace
}  // namespace bookmarket::store
