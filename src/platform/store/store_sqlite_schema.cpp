#include "platform/store/store_sqlite_schema.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "platform/store/document_text.hpp"
#include "platform/store/index_key.hpp"

namespace bookmarket::store {
namespace {

// In the file's header: whose database this is ("BkMk"), and which tables it has.
constexpr std::int64_t application_id = 0x426B4D6B;
constexpr std::int64_t schema_version = 1;

// due_work.ready_at: due_at, or the end of the lease: one index finds what can be claimed.
constexpr const char* fixed_tables = R"(
  CREATE TABLE collections(name TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE indexes(collection TEXT, name TEXT, fields TEXT, PRIMARY KEY(collection, name)) WITHOUT ROWID;
  CREATE TABLE events(seq INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, collection TEXT NOT NULL,
                      document_id TEXT NOT NULL, document_version INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE consumers(name TEXT PRIMARY KEY, cursor TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE due_work(kind TEXT, id TEXT, due_at INTEGER NOT NULL, ready_at INTEGER NOT NULL,
                        attempts INTEGER NOT NULL, lease TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(kind, id));
  CREATE INDEX due_work_ready ON due_work(kind, ready_at, id);
)";

std::int64_t number(Connection& connection, const char* sql) {
  Statement s = connection.use(sql);
  return s.step() ? s.integer(0) : 0;
}

CollectionTables tables_of(const std::string& name) {
  const std::string table = fmt::format("\"doc.{}\"", name);
  return {.name = name,
          .get = fmt::format("SELECT version, body, pk FROM {} WHERE id = ?", table),
          .insert = fmt::format("INSERT INTO {}(id, version, body) VALUES(?, 1, ?)", table),
          .update = fmt::format("UPDATE {} SET version = ?, body = ? WHERE pk = ?", table),
          .erase = fmt::format("DELETE FROM {} WHERE pk = ?", table),
          .scan = fmt::format("SELECT id, version, body FROM {} WHERE id > ? ORDER BY id", table)};
}

IndexTable table_of(const std::string& collection, Index index) {
  const std::string table = fmt::format("\"index.{}.{}\"", collection, index.name);
  const std::string walk = fmt::format(
      "SELECT i.key, d.id, d.version, d.body FROM {} i CROSS JOIN \"doc.{}\" d ON d.pk = i.pk "
      "WHERE i.key > ? AND i.key < ? ORDER BY i.key",
      table, collection);
  return {.index = std::move(index),
          .insert = fmt::format("INSERT INTO {}(key, pk) VALUES(?, ?)", table),
          .erase = fmt::format("DELETE FROM {} WHERE key = ?", table),
          .ascending = walk,
          .descending = walk + " DESC"};
}

bool is_snake_case(const std::string& name) {
  return !name.empty() && name.size() <= 64 && name[0] >= 'a' && name[0] <= 'z' &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// Members of an index as one text; a member's name has no line break in it.
std::string joined(const Index& index) {
  std::string out;
  for (const auto& field : index.fields) out += field.member + "\n";
  return out;
}
std::vector<IndexField> fields_of(std::string_view text) {
  std::vector<IndexField> out;
  for (std::size_t end; (end = text.find('\n')) != text.npos; text.remove_prefix(end + 1))
    out.push_back({std::string(text.substr(0, end))});
  return out;
}

std::unexpected<Error> programming_error(std::string code, std::string cause) {
  return fail(ErrorKind::internal, std::move(code), "Something broke on our side.", std::move(cause));
}

Result<void> fill(Connection& connection, const std::string& collection, const IndexTable& table) {
  const std::string all = fmt::format("SELECT pk, id, body FROM \"doc.{}\"", collection);
  Statement row = connection.use(all);
  while (row.step()) {
    const auto body = from_text(row.text(2));
    if (!body) continue;  // found by its id alone
    const auto keys = keys_of(table.index, row.text(1), *body);
    if (!keys) return fail(keys.error());
    for (const auto& key : *keys) connection.use(table.insert).bind(Statement::blob(key), row.integer(0)).run();
  }
  return {};
}

}  // namespace

Result<void> prepare_schema(Connection& connection) {
  const auto found = number(connection, "PRAGMA user_version");
  const auto owner = number(connection, "PRAGMA application_id");
  if (found == 0 && owner == 0 && number(connection, "SELECT count(*) FROM sqlite_master") == 0) {
    connection.execute(fmt::format("BEGIN IMMEDIATE; {} PRAGMA application_id={}; PRAGMA user_version={}; COMMIT",
                                   fixed_tables, application_id, schema_version)
                           .c_str());
    return {};
  }
  if (owner != application_id) return unavailable("store_corrupt", "is a database of another program");
  if (found > schema_version)
    return unavailable("store_newer_schema",
                       fmt::format("was written by a newer BookMarket: its schema is {}, this program knows {}", found,
                                   schema_version));
  return {};
}

Catalog load_catalog(Connection& connection) {
  Catalog catalog;
  Statement collection = connection.use("SELECT name FROM collections");
  while (collection.step()) {
    const std::string name(collection.text(0));
    auto& tables = catalog.emplace(name, tables_of(name)).first->second;
    Statement index = connection.use("SELECT name, fields FROM indexes WHERE collection = ?");
    index.bind(name);
    while (index.step())
      tables.indexes.push_back(table_of(name, {std::string(index.text(0)), fields_of(index.text(1))}));
  }
  return catalog;
}

Result<void> create_missing(Connection& connection, const std::vector<Collection>& collections) {
  const Catalog existing = load_catalog(connection);
  for (const auto& [name, indexes] : collections) {
    if (!is_snake_case(name)) return programming_error("bad_collection", "not a name: " + name);
    const auto known = existing.find(name);
    if (known == existing.end()) {
      connection.use("INSERT INTO collections(name) VALUES(?)").bind(name).run();
      connection.execute(fmt::format("CREATE TABLE \"doc.{}\"(pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, "
                                     "version INTEGER NOT NULL, body TEXT NOT NULL)",
                                     name)
                             .c_str());
    }
    for (const auto& index : indexes) {
      if (!is_snake_case(index.name) || index.fields.empty())
        return programming_error("bad_collection", "not an index: " + name + "/" + index.name);
      const std::string fields = joined(index);
      if (known != existing.end()) {
        const auto same = std::ranges::find(known->second.indexes, index.name, [](auto& t) { return t.index.name; });
        if (same != known->second.indexes.end()) {
          if (joined(same->index) == fields) continue;
          // Another process may still query by the old fields.
          return programming_error("index_changed",
                                   name + "/" + index.name + " exists with other fields: give it a new name");
        }
      }
      const IndexTable table = table_of(name, index);
      connection.use("INSERT INTO indexes(collection, name, fields) VALUES(?, ?, ?)")
          .bind(name, index.name, fields)
          .run();
      connection.execute(
          fmt::format("CREATE TABLE \"index.{}.{}\"(key BLOB PRIMARY KEY, pk INTEGER NOT NULL) WITHOUT ROWID", name,
                      index.name)
              .c_str());
      if (const auto filled = fill(connection, name, table); !filled) return filled;
    }
  }
  return {};
}

}  // namespace bookmarket::store
