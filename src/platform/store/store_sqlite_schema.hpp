// The tables of the SQLite store, and the statements over them.
#pragma once

#include <map>
#include <memory>

#include "platform/store/store.hpp"
#include "platform/store/store_sqlite_connection.hpp"

namespace bookmarket::store {

struct IndexTable {
  Index index;
  std::string insert, erase;          ///< (key, pk)
  std::string ascending, descending;  ///< (low, high) → key, id, version, body
};
struct CollectionTables {
  std::string name;
  std::vector<IndexTable> indexes = {};
  std::string get;     ///< (id) → version, body, pk
  std::string insert;  ///< (id, body)
  std::string update;  ///< (version, body, pk)
  std::string erase;   ///< (pk)
  std::string scan;    ///< (id) → id, version, body of those after it
};
using Catalog = std::map<std::string, CollectionTables, std::less<>>;

/// Creates the fixed tables in an empty file, else checks that this program can work with what is there.
/// `unavailable`: store_newer_schema, store_corrupt (also a database of another program).
[[nodiscard]] Result<void> prepare_schema(Connection& connection);
/// What has been created by migrate. Throws SqliteFailure.
[[nodiscard]] Catalog load_catalog(Connection& connection);
/// Inside a transaction. `internal`: bad_collection, index_changed. Throws SqliteFailure.
[[nodiscard]] Result<void> create_missing(Connection& connection, const std::vector<Collection>& collections);

}  // namespace bookmarket::store
