// Documents in the SQLite store. All run inside a transaction or one statement, and throw SqliteFailure.
#pragma once

#include "platform/store/store_sqlite_schema.hpp"

namespace bookmarket::store::documents {

/// Whether it can be decoded or not.
[[nodiscard]] std::optional<Document> get(Connection& connection, const CollectionTables& tables,
                                          const std::string& id);
[[nodiscard]] std::unexpected<Error> unreadable(const CollectionTables& tables, const std::string& id);
[[nodiscard]] Result<QueryPage> query(Connection& connection, const CollectionTables& tables, const Query& query);
[[nodiscard]] Result<QueryPage> scan(Connection& connection, const CollectionTables& tables, const std::string& cursor,
                                     unsigned limit);

// What is on the disk afterwards is the same document at the version returned.
[[nodiscard]] Result<void> insert(Connection& connection, const CollectionTables& tables, const std::string& id,
                                  const Change& change, Timestamp now);
[[nodiscard]] Result<Document> update(Connection& connection, const CollectionTables& tables, const std::string& id,
                                      const UpdateFn& fn, Timestamp now);
[[nodiscard]] Result<void> remove(Connection& connection, const CollectionTables& tables, const std::string& id,
                                  const std::vector<NewEvent>& events, Timestamp now);
[[nodiscard]] Result<void> put(Connection& connection, const CollectionTables& tables, const std::string& id,
                               const Object& body);

}  // namespace bookmarket::store::documents
