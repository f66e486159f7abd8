// The embedded store: one SQLite file in WAL mode with synchronous=FULL, one writing thread, several reading
// ones.
#pragma once

#include <memory>

#include "platform/store/store.hpp"

namespace bookmarket::store {

struct SqliteOptions {
  std::string path;  ///< of the database file; its directory exists
  unsigned reading_threads = 2;
  std::size_t max_waiting = 4096;  ///< commands, and as many reads; what comes on top is `unavailable`
  const Clock& clock;              ///< outlives the store
};

/// The io_contexts on which its Tasks run must outlive the Store.
/// `unavailable`: the file cannot be opened, is damaged, or was written by a newer program
/// (store_newer_schema); the cause names the file.
[[nodiscard]] Result<std::unique_ptr<Store>> create_sqlite_store(SqliteOptions options);

}  // namespace bookmarket::store
