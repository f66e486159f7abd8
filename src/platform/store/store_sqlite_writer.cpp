#include "platform/store/store_sqlite_writer.hpp"

#include <algorithm>

namespace bookmarket::store {
namespace {

constexpr std::size_t max_group = 256;  // more gains nothing and makes the first one wait

}  // namespace

SqliteWriter::SqliteWriter(const std::string& path, std::size_t max_waiting, int checkpoint_pages)
    : max_waiting_(max_waiting), checkpoint_pages_(checkpoint_pages), connection_(path, true) {
  sqlite3_wal_hook(
      connection_.handle(),
      [](void* pages, sqlite3*, const char*, int count) {
        *static_cast<int*>(pages) = count;
        return SQLITE_OK;
      },
      &wal_pages_);
  thread_ = std::thread([this] { work(); });
}

SqliteWriter::~SqliteWriter() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void SqliteWriter::submit(std::unique_ptr<Command> command) {
  {
    std::lock_guard lock(mutex_);
    if (waiting_.size() < max_waiting_) {
      waiting_.push_back(std::move(command));
      // Under the lock: once the command has ended, its caller may destroy the store.
      return wake_.notify_one();
    }
  }
  command->fail_with(unavailable("pool_full", "store writer: queue is full").error());
  command->finish();
}

void SqliteWriter::work() {
  std::vector<std::unique_ptr<Command>> taken;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      taken.swap(waiting_);
    }
    for (Group rest(taken); !rest.empty();) {
      const auto group = first_of(rest);
      rest = rest.subspan(group.size());
      if (group.front()->alone)
        group.front()->execute(connection_);
      else
        commit(group);
      for (const auto& command : group) command->finish();
      if (wal_pages_ >= checkpoint_pages_) checkpoint();
    }
    taken.clear();
  }
}

SqliteWriter::Group SqliteWriter::first_of(Group waiting) {
  const auto most = waiting.first(std::min(max_group, waiting.size()));
  const auto before_one_alone = std::ranges::find_if(most, [](const auto& c) { return c->alone; }) - most.begin();
  return most.first(std::max<std::size_t>(1, static_cast<std::size_t>(before_one_alone)));
}

void SqliteWriter::commit(Group group) {
  const auto error = try_commit(group);
  if (!error) return;
  if (group.size() == 1) return group.front()->fail_with(*error);
  // One of them may have been too much for the disk: let the others through.
  for (std::size_t i = 0; i < group.size(); ++i) commit(group.subspan(i, 1));
}

std::optional<Error> SqliteWriter::try_commit(Group group) {
  const auto done = run_guarded([&]() -> Result<void> {
    connection_.use("BEGIN IMMEDIATE").run();
    for (const auto& command : group) {
      if (group.size() == 1) {
        if (!command->execute(connection_) && connection_.in_transaction()) {
          connection_.use("ROLLBACK").run();
          return {};
        }
      } else {
        connection_.use("SAVEPOINT command").run();
        const bool ok = command->execute(connection_);
        // A full disk or a failed write can make SQLite roll back everything on its own.
        if (!connection_.in_transaction()) return unavailable("store_failed", "the transaction was rolled back");
        if (!ok) connection_.use("ROLLBACK TO command").run();
        connection_.use("RELEASE command").run();
      }
    }
    if (connection_.in_transaction()) connection_.use("COMMIT").run();
    return {};
  });
  if (done) return std::nullopt;
  if (connection_.in_transaction()) sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  return done.error();
}

void SqliteWriter::checkpoint() {
  // A failure here loses nothing: the WAL keeps the pages, and the next commit tries again.
  sqlite3_wal_checkpoint_v2(connection_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace bookmarket::store
