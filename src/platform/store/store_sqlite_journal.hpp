// Events, consumers' cursors and due-work in the SQLite store. All throw SqliteFailure.
#pragma once

#include "platform/store/store.hpp"
#include "platform/store/store_sqlite_connection.hpp"

namespace bookmarket::store::journal {

/// In the transaction of the change it tells of.
[[nodiscard]] Result<void> record(Connection& connection, const std::string& collection, const std::string& id,
                                  std::int64_t version, const std::vector<NewEvent>& events, Timestamp now);
[[nodiscard]] Result<EventPage> events_after(Connection& connection, const std::string& cursor, unsigned limit);
[[nodiscard]] Result<std::string> newest_cursor(Connection& connection);

[[nodiscard]] Result<std::string> load_cursor(Connection& connection, const std::string& consumer);
[[nodiscard]] Result<void> save_cursor(Connection& connection, const std::string& consumer, const std::string& cursor);

[[nodiscard]] Result<void> schedule(Connection& connection, const DueWork& work);
[[nodiscard]] Result<std::vector<DueWork>> claim(Connection& connection, const std::string& kind, Timestamp now,
                                                 std::chrono::milliseconds lease, unsigned limit);
[[nodiscard]] Result<void> complete(Connection& connection, const DueWork& work);

}  // namespace bookmarket::store::journal
