// What was removed, out of the files.
#pragma once

#include "platform/store/store_sqlite_connection.hpp"

namespace bookmarket::store {

/// SQLite overwrites with zeros what is deleted (secure_delete), but leaves a copy of it where it moves the rest of a
/// page elsewhere, and in the log. This empties the log and zeroes what no cell of a page has. On the one connection
/// that writes, outside of a transaction. Throws SqliteFailure; repeating it does no harm.
[[nodiscard]] Result<void> scrub(Connection& connection);

}  // namespace bookmarket::store
