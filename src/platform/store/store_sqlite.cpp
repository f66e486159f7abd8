#include "platform/store/store_sqlite.hpp"

#include "platform/shape/shape.hpp"
#include "platform/store/store_sqlite_documents.hpp"
#include "platform/store/store_sqlite_journal.hpp"
#include "platform/store/store_sqlite_scrub.hpp"
#include "platform/store/store_sqlite_writer.hpp"

namespace bookmarket::store {
namespace {

// Pages of 8 KiB. Small: a long checkpoint is what a waiting command feels.
constexpr int checkpoint_pages = 256;
constexpr std::size_t max_id_bytes = 512;

Result<void> check_id(const std::string& id) {
  if (!id.empty() && id.size() <= max_id_bytes && shape::is_utf8(id)) return {};
  return fail(ErrorKind::invalid, "bad_id", "This cannot name a record.");
}

/// Reading connections, one for each thread of the pool, so that there always is one to take.
class Readers {
 public:
  Readers(const std::string& path, unsigned threads, std::size_t max_waiting)
      : pool_("store readers", threads, max_waiting) {
    for (unsigned i = 0; i < threads; ++i) idle_.push_back(std::make_unique<Connection>(path, false));
  }

  /// `f(Connection&)` returns a Result.
  template <class F>
  Task<typename std::invoke_result_t<F, Connection&>::value_type> run(F f) {
    return pool_.run([this, f = std::move(f)] {
      auto connection = take();
      auto result = run_guarded([&] { return f(*connection); });
      give_back(std::move(connection));
      return result;
    });
  }

 private:
  std::unique_ptr<Connection> take() {
    std::lock_guard lock(mutex_);
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }
  void give_back(std::unique_ptr<Connection> connection) {
    std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
  WorkerPool pool_;  // last: its threads use the others
};

Result<const CollectionTables*> find_tables(const Catalog& catalog, const std::string& collection) {
  if (const auto known = catalog.find(collection); known != catalog.end()) return &known->second;
  return fail(ErrorKind::internal, "unknown_collection", "Something broke on our side.", collection);
}

/// The catalogue as the writing transaction sees it. Only the writer thread uses it.
class WriterCatalog {
 public:
  Result<const CollectionTables*> find(Connection& connection, const std::string& collection) {
    // Changes with every table created, also within the transaction, and goes back with a rollback.
    Statement row = connection.use("PRAGMA schema_version");
    row.step();
    if (const auto now = row.integer(0); now != schema_version_) {
      catalog_ = load_catalog(connection);
      schema_version_ = now;
    }
    return find_tables(catalog_, collection);
  }
  /// Numbers of the schema repeat after a rollback.
  void forget() { schema_version_ = -1; }

 private:
  std::int64_t schema_version_ = -1;
  Catalog catalog_;
};

// The lambdas below refer to parameters of the coroutine, whose frame belongs to the command until it has
// ended.
class SqliteStore final : public Store {
 public:
  /// Throws SqliteFailure.
  explicit SqliteStore(const SqliteOptions& options)
      : clock_(options.clock),
        writer_(options.path, options.max_waiting, checkpoint_pages),
        readers_(options.path, options.reading_threads, options.max_waiting) {
    publish(load_catalog(writer_.connection()));
  }

  Task<void> migrate(std::vector<Collection> collections) override {
    auto created = co_await writer_.run([&](Connection& connection) -> Result<Catalog> {
      writer_catalog_.forget();
      if (const auto done = create_missing(connection, collections); !done) return fail(done.error());
      return load_catalog(connection);
    });
    if (!created) co_return fail(std::move(created.error()));
    publish(std::move(*created));
    co_return Result<void>{};
  }

  Task<std::optional<Document>> get(std::string collection, std::string id) override {
    co_return co_await read(
        collection, [&](Connection& connection, const CollectionTables& tables) -> Result<std::optional<Document>> {
          auto found = documents::get(connection, tables, id);
          if (found && !found->readable) return documents::unreadable(tables, id);
          return found;
        });
  }
  Task<std::vector<Document>> get_many(std::string collection, std::vector<std::string> ids) override {
    co_return co_await read(
        collection, [&](Connection& connection, const CollectionTables& tables) -> Result<std::vector<Document>> {
          std::vector<Document> out;
          for (const auto& id : ids) {
            if (auto found = documents::get(connection, tables, id)) out.push_back(std::move(*found));
          }
          return out;
        });
  }
  Task<QueryPage> query(Query query) override {
    co_return co_await read(query.collection, [&](Connection& connection, const CollectionTables& tables) {
      return documents::query(connection, tables, query);
    });
  }
  Task<QueryPage> scan(std::string collection, std::string cursor, unsigned limit) override {
    co_return co_await read(collection, [&](Connection& connection, const CollectionTables& tables) {
      return documents::scan(connection, tables, cursor, limit);
    });
  }

  Task<Document> insert(std::string collection, std::string id, Change change) override {
    if (auto ok = check_id(id); !ok) co_return fail(std::move(ok.error()));
    auto done = co_await write(collection, [&](Connection& connection, const CollectionTables& tables) {
      return documents::insert(connection, tables, id, change, clock_.now());
    });
    if (!done) co_return fail(std::move(done.error()));
    co_return Document{std::move(id), 1, std::move(change.body)};
  }
  Task<Document> update(std::string collection, std::string id, UpdateFn fn) override {
    co_return co_await write(collection, [&](Connection& connection, const CollectionTables& tables) {
      return documents::update(connection, tables, id, fn, clock_.now());
    });
  }
  Task<void> remove(std::string collection, std::string id, std::vector<NewEvent> events) override {
    co_return co_await write(collection, [&](Connection& connection, const CollectionTables& tables) {
      return documents::remove(connection, tables, id, events, clock_.now());
    });
  }
  Task<void> put_many(std::string collection, std::vector<std::pair<std::string, Object>> many) override {
    for (const auto& [id, body] : many)
      if (auto ok = check_id(id); !ok) co_return fail(std::move(ok.error()));
    co_return co_await write(collection, [&](Connection& connection, const CollectionTables& tables) -> Result<void> {
      for (const auto& [id, body] : many)
        if (auto done = documents::put(connection, tables, id, body); !done) return done;
      return {};
    });
  }

  Task<EventPage> events_after(std::string cursor, unsigned limit) override {
    co_return co_await readers_.run([&](Connection& c) { return journal::events_after(c, cursor, limit); });
  }
  Task<std::string> newest_event_cursor() override {
    co_return co_await readers_.run([](Connection& c) { return journal::newest_cursor(c); });
  }
  Task<std::string> load_cursor(std::string consumer) override {
    co_return co_await readers_.run([&](Connection& c) { return journal::load_cursor(c, consumer); });
  }
  Task<void> save_cursor(std::string consumer, std::string cursor) override {
    co_return co_await writer_.run([&](Connection& c) { return journal::save_cursor(c, consumer, cursor); });
  }

  Task<void> schedule(DueWork work) override {
    co_return co_await writer_.run([&](Connection& c) { return journal::schedule(c, work); });
  }
  Task<std::vector<DueWork>> claim_due(std::string kind, Timestamp now, std::chrono::milliseconds lease,
                                       unsigned limit) override {
    co_return co_await writer_.run([&](Connection& c) { return journal::claim(c, kind, now, lease, limit); });
  }
  Task<void> complete(DueWork work) override {
    co_return co_await writer_.run([&](Connection& c) { return journal::complete(c, work); });
  }
  Task<void> scrub() override {
    co_return co_await writer_.run_alone([](Connection& c) { return store::scrub(c); });
  }

 private:
  template <class F>
  using ResultOf = std::invoke_result_t<F, Connection&, const CollectionTables&>;

  template <class F>
  Task<typename ResultOf<F>::value_type> read(const std::string& collection, F f) {
    return readers_.run([this, &collection, f = std::move(f)](Connection& connection) -> ResultOf<F> {
      const auto catalog = published();
      const auto tables = find_tables(*catalog, collection);
      if (!tables) return fail(tables.error());
      return f(connection, **tables);
    });
  }
  template <class F>
  Task<typename ResultOf<F>::value_type> write(const std::string& collection, F f) {
    return writer_.run([this, &collection, f = std::move(f)](Connection& connection) -> ResultOf<F> {
      const auto tables = writer_catalog_.find(connection, collection);
      if (!tables) return fail(tables.error());
      return f(connection, **tables);
    });
  }

  std::shared_ptr<const Catalog> published() const {
    std::lock_guard lock(mutex_);
    return catalog_;
  }
  void publish(Catalog catalog) {
    auto next = std::make_shared<const Catalog>(std::move(catalog));
    std::lock_guard lock(mutex_);
    catalog_ = std::move(next);
  }

  const Clock& clock_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Catalog> catalog_;  ///< for readers: what is committed
  WriterCatalog writer_catalog_;
  SqliteWriter writer_;
  Readers readers_;
};

}  // namespace

Result<std::unique_ptr<Store>> create_sqlite_store(SqliteOptions options) {
  auto store = run_guarded([&]() -> Result<std::unique_ptr<Store>> {
    {
      Connection first(options.path, true);
      if (const auto ready = prepare_schema(first); !ready) return fail(ready.error());
    }
    return std::make_unique<SqliteStore>(options);
  });
  if (!store) store.error().cause = options.path + ": " + store.error().cause;
  return store;
}

}  // namespace bookmarket::store
