// CPU and throughput of the embedded store beside bare SQLite calls in the same run. One line per figure.
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "platform/base/id.hpp"
#include "platform/store/document_text.hpp"
#include "platform/store/store_sqlite.hpp"

namespace bookmarket::store {
namespace {

constexpr int writes = 8000, reads = 40'000, in_commit = 64;

/// About 1 KB of JSON, half Cyrillic, in two indexes.
Object book(std::int64_t n) {
  Object body;
  body.set("title", "Кобзар. Вибрані поезії та поеми, видання " + std::to_string(n));
  body.set("author", "Шевченко Тарас Григорович");
  body.set("seller", "seller-" + std::to_string(n % 300));
  body.set("price", 100 + n % 900);
  body.set("language", "uk");
  body.set("notes", std::string(300, 'n'));
  std::string cyrillic;
  for (int i = 0; i < 200; ++i) cyrillic += "ї";
  body.set("description", std::move(cyrillic));
  body.set("tags", Array{"поезія", "класика", "українська"});
  return body;
}
std::string id_of(std::int64_t n) { return Uuid::v8_of(std::to_string(n)).to_string(); }

struct Figure {
  double per_second, cpu_us;
};
Figure measure(int operations, const std::function<void()>& work) {
  const auto cpu = [] {
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    return static_cast<double>(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1e6 +
           static_cast<double>(use.ru_utime.tv_usec + use.ru_stime.tv_usec);
  };
  const double cpu_before = cpu();
  const auto start = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  return {operations / took.count(), (cpu() - cpu_before) / operations};
}
void print(const std::string& what, Figure figure) {
  fmt::print("{:<44} {:>9.0f}/s {:>8.1f} us CPU\n", what, figure.per_second, figure.cpu_us);
  std::fflush(stdout);
}

/// `next` operations shared by `in_flight` coroutines on one I/O thread, as a server core would run them.
template <class Operation>
Task<void> worker(std::shared_ptr<int> left, Operation operation) {
  while (*left > 0) {
    const int n = (*left)--;
    if (auto done = co_await operation(n); !done) {
      fmt::print(stderr, "{} {}\n", done.error().code, done.error().cause);
      std::exit(1);
    }
  }
  co_return Result<void>{};
}
template <class Operation>
void run(int count, int in_flight, Operation operation) {
  boost::asio::io_context io(1);
  const auto left = std::make_shared<int>(count);
  for (int i = 0; i < in_flight; ++i)
    boost::asio::co_spawn(io.get_executor(), worker(left, operation), [](std::exception_ptr, const Result<void>&) {});
  io.run();
}

/// The same tables and rows with no store around them: what SQLite itself costs.
class Bare {
 public:
  explicit Bare(const std::string& path) {
    sqlite3_open(path.c_str(), &db_);
    execute(
        "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384;"
        "PRAGMA wal_autocheckpoint=256; CREATE TABLE doc(pk INTEGER PRIMARY KEY, id TEXT UNIQUE, version "
        "INTEGER, body TEXT);"
        "CREATE TABLE a(key BLOB PRIMARY KEY, pk INTEGER) WITHOUT ROWID; CREATE TABLE b(key BLOB PRIMARY "
        "KEY, pk INTEGER) WITHOUT ROWID;"
        "CREATE TABLE event(seq INTEGER PRIMARY KEY, id TEXT, type TEXT, body TEXT)");
    insert_ = prepare("INSERT INTO doc(id, version, body) VALUES(?, 1, ?)");
    a_ = prepare("INSERT INTO a VALUES(?, ?)");
    b_ = prepare("INSERT INTO b VALUES(?, ?)");
    event_ = prepare("INSERT INTO event(id, type, body) VALUES(?, 'bench.offered.v1', '{}')");
    get_ = prepare("SELECT version, body FROM doc WHERE id = ?");
  }
  ~Bare() {
    for (auto* s : {insert_, a_, b_, event_, get_}) sqlite3_finalize(s);
    sqlite3_close(db_);
  }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;

  void execute(const char* sql) {
    if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) std::abort();
  }
  void insert(const std::string& id, const std::string& text, const std::string& a, const std::string& b) {
    step(insert_, {id, text});
    const auto pk = sqlite3_last_insert_rowid(db_);
    for (auto [s, key] : {std::pair{a_, &a}, {b_, &b}}) {
      sqlite3_bind_int64(s, 2, pk);
      step(s, {*key});
    }
    step(event_, {id});
  }
  bool get(const std::string& id) {
    sqlite3_bind_text(get_, 1, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
    const bool found = sqlite3_step(get_) == SQLITE_ROW && sqlite3_column_bytes(get_, 1) > 0;
    sqlite3_reset(get_);
    return found;
  }

 private:
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* s = nullptr;
    if (sqlite3_prepare_v2(db_, sql, -1, &s, nullptr) != SQLITE_OK) std::abort();
    return s;
  }
  static void step(sqlite3_stmt* s, std::initializer_list<std::string_view> texts) {
    int at = 0;
    for (const auto text : texts) sqlite3_bind_text(s, ++at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    if (sqlite3_step(s) != SQLITE_DONE) std::abort();
    sqlite3_reset(s);
  }
  sqlite3* db_ = nullptr;
  sqlite3_stmt *insert_, *a_, *b_, *event_, *get_;
};

void bench(const std::filesystem::path& directory) {
  struct Row {
    std::string id, text, a, b;
  };
  std::vector<Row> rows;
  for (int n = 0; n < writes; ++n) {
    const auto id = id_of(n);
    rows.push_back({id, to_text(book(n)).value(), "seller-" + std::to_string(n % 300) + id,
                    "price" + std::to_string(n % 900) + id});
  }
  fmt::print("{} documents of {} bytes, 2 indexes, 1 event each; synchronous=FULL\n", writes, rows[0].text.size());
  Bare bare((directory / "bare.db").string());
  const auto bare_one = measure(writes / 8, [&] {
    for (int n = 0; n < writes / 8; ++n) {
      bare.execute("BEGIN IMMEDIATE");
      bare.insert(rows[n].id, rows[n].text, rows[n].a, rows[n].b);
      bare.execute("COMMIT");
    }
  });
  print("bare SQLite, write, 1 in a commit", bare_one);
  const int rest = writes - writes / 8;
  const auto bare_many = measure(rest, [&] {
    for (int n = writes / 8; n < writes; n += in_commit) {
      bare.execute("BEGIN IMMEDIATE");
      for (int i = n; i < std::min(n + in_commit, writes); ++i)
        bare.insert(rows[i].id, rows[i].text, rows[i].a, rows[i].b);
      bare.execute("COMMIT");
    }
  });
  print("bare SQLite, write, 64 in a commit", bare_many);
  const auto bare_read = measure(reads, [&] {
    for (int n = 0; n < reads; ++n)
      if (!bare.get(rows[n * 7 % writes].id)) std::abort();
  });
  print("bare SQLite, point read, not parsed", bare_read);

  const Clock clock;
  auto store = create_sqlite_store({.path = (directory / "store.db").string(), .clock = clock}).value();
  run(1, 1,
      [&](int) { return store->migrate({{"copies", {{"by_seller", {{"seller"}}}, {"by_price", {{"price"}}}}}}); });
  int inserted = 0;
  Figure written{};
  for (const int in_flight : {1, 16, 64}) {
    const int count = in_flight == 1 ? writes / 8 : writes / 2;
    const int base = inserted;
    written = measure(count, [&] {
      run(count, in_flight, [&](int n) {
        return store->insert("copies", id_of(base + n), {book(base + n), {{"bench.offered.v1", {}}}});
      });
    });
    inserted += count;
    print(fmt::format("store, insert, {} in flight", in_flight), written);
  }
  const auto updated = measure(writes / 2, [&] {
    run(writes / 2, 64, [&](int n) {
      return store->update("copies", id_of(1 + n % inserted), [](const Document& old) -> Result<Change> {
        Change change{old.body, {{"bench.priced.v1", {}}}};
        change.body.set("price", *old.body.find("price")->as<std::int64_t>() + 1);
        return change;
      });
    });
  });
  print("store, update, 64 in flight", updated);
  const auto put = measure(20'000, [&] {
    run(20, 1, [&](int batch) {
      std::vector<std::pair<std::string, Object>> many;
      for (int i = 0; i < 1000; ++i) many.emplace_back(id_of(1'000'000 + batch * 1000 + i), book(i));
      return store->put_many("copies", std::move(many));
    });
  });
  print("store, put_many of 1000", put);
  Figure read{};
  for (const int in_flight : {1, 16, 64}) {
    read = measure(reads, [&] {
      run(reads, in_flight, [&](int n) { return store->get("copies", id_of(1 + n * 7 % inserted)); });
    });
    print(fmt::format("store, get, {} in flight", in_flight), read);
  }
  const auto many = measure(reads, [&] {
    run(reads / 24, 16, [&](int n) {
      std::vector<std::string> ids;
      for (int i = 0; i < 24; ++i) ids.push_back(id_of(1 + (n * 24 + i) * 7 % inserted));
      return store->get_many("copies", std::move(ids));
    });
  });
  print("store, document of a get_many of 24", many);
  const auto queried = measure(reads, [&] {
    run(reads / 24, 16, [&](int n) {
      return store->query(
          {.collection = "copies", .index = "by_seller", .equals = {"seller-" + std::to_string(n % 300)}, .limit = 24});
    });
  });
  print("store, document of a query page of 24", queried);

  fmt::print("ratio of CPU, insert 64 in flight : bare 64 in a commit   {:.2f}\n", written.cpu_us / bare_many.cpu_us);
  fmt::print("ratio of CPU, get 64 in flight : bare point read          {:.2f}\n", read.cpu_us / bare_read.cpu_us);
  fmt::print("ratio of CPU, get_many of 24 : bare point read            {:.2f}\n", many.cpu_us / bare_read.cpu_us);
}

}  // namespace
}  // namespace bookmarket::store

/// bench/store [DIRECTORY]: where the databases are made; another disk is another result.
int main(int argc, char** argv) {
  const auto directory = std::filesystem::path(argc > 1 ? argv[1] : std::filesystem::temp_directory_path().c_str()) /
                         ("bench-store-" + std::to_string(getpid()));
  std::filesystem::create_directory(directory);
  bookmarket::store::bench(directory);
  std::filesystem::remove_all(directory);
}
