#include "platform/store/store_sqlite_documents.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "platform/store/document_text.hpp"
#include "platform/store/index_key.hpp"
#include "platform/store/page_cursor.hpp"
#include "platform/store/store_sqlite_journal.hpp"

namespace bookmarket::store::documents {
namespace {

struct Stored {
  Document document;
  std::int64_t pk;
};

Document document(std::string id, std::int64_t version, std::string_view text) {
  auto body = from_text(text);
  if (!body) return {.id = std::move(id), .version = version, .body = {}, .readable = false};
  return {.id = std::move(id), .version = version, .body = std::move(*body)};
}

std::optional<Stored> find(Connection& connection, const CollectionTables& tables, const std::string& id) {
  Statement row = connection.use(tables.get);
  if (!row.bind(id).step()) return std::nullopt;
  return Stored{document(id, row.integer(0), row.text(1)), row.integer(2)};
}

/// Of a document whose keys cannot be told: walks whole indexes.
void forget_keys(Connection& connection, const CollectionTables& tables, const Stored& old) {
  for (const auto& table : tables.indexes) {
    const auto erase = fmt::format("DELETE FROM \"index.{}.{}\" WHERE pk = ?", tables.name, table.index.name);
    connection.use(erase).bind(old.pk).run();
  }
}

/// Changes the index entries of one document from those of `before` to those of `after`; either may be
/// absent.
Result<void> reindex(Connection& connection, const CollectionTables& tables, const std::string& id, std::int64_t pk,
                     const Object* before, const Object* after) {
  using Keys = std::vector<std::string>;
  for (const auto& table : tables.indexes) {
    const auto old_keys = before == nullptr ? Keys{} : keys_of(table.index, id, *before);
    const auto new_keys = after == nullptr ? Keys{} : keys_of(table.index, id, *after);
    if (!old_keys) return fail(old_keys.error());
    if (!new_keys) return fail(new_keys.error());
    for (const auto& key : *old_keys)
      if (!std::ranges::binary_search(*new_keys, key)) connection.use(table.erase).bind(Statement::blob(key)).run();
    for (const auto& key : *new_keys)
      if (!std::ranges::binary_search(*old_keys, key))
        connection.use(table.insert).bind(Statement::blob(key), pk).run();
  }
  return {};
}

Result<void> add(Connection& connection, const CollectionTables& tables, const std::string& id, const Object& body) {
  const auto text = to_text(body);
  if (!text) return fail(text.error());
  connection.use(tables.insert).bind(id, *text).run();
  return reindex(connection, tables, id, sqlite3_last_insert_rowid(connection.handle()), nullptr, &body);
}

Result<void> replace(Connection& connection, const CollectionTables& tables, const Stored& old, const Object& body) {
  const auto text = to_text(body);
  if (!text) return fail(text.error());
  connection.use(tables.update).bind(old.document.version + 1, *text, old.pk).run();
  if (!old.document.readable) forget_keys(connection, tables, old);
  return reindex(connection, tables, old.document.id, old.pk, &old.document.body, &body);
}

std::unexpected<Error> absent(const CollectionTables& tables) {
  return fail(ErrorKind::not_found, "not_found", "There is no such record.", tables.name);
}

}  // namespace

std::unexpected<Error> unreadable(const CollectionTables& tables, const std::string& id) {
  return unavailable("store_corrupt", "the stored document " + tables.name + "/" + id + " cannot be decoded");
}

std::optional<Document> get(Connection& connection, const CollectionTables& tables, const std::string& id) {
  auto found = find(connection, tables, id);
  if (!found) return std::nullopt;
  return std::move(found->document);
}

Result<QueryPage> query(Connection& connection, const CollectionTables& tables, const Query& query) {
  const auto table = std::ranges::find(tables.indexes, query.index, [](const IndexTable& t) { return t.index.name; });
  if (table == tables.indexes.end())
    return fail(ErrorKind::internal, "unknown_index", "Something broke on our side.", tables.name + "/" + query.index);
  if (const auto ok = check_limit(query.limit); !ok) return fail(ok.error());
  const auto range = range_of(table->index, query);
  if (!range) return fail(range.error());

  KeyRange walk = *range;
  const auto fingerprint = fingerprint_of(query, *range);
  if (!query.cursor.empty()) {
    auto position = from_cursor(fingerprint, query.cursor);
    if (!position) return fail(position.error());
    if (!range->contains(*position)) return bad_cursor();
    (query.descending ? walk.high : walk.low) = std::move(*position);
  }

  QueryPage page;
  std::string last;
  Statement row = connection.use(query.descending ? table->descending : table->ascending);
  row.bind(Statement::blob(walk.low), Statement::blob(walk.high));
  while (row.step()) {
    auto found = document(std::string(row.text(1)), row.integer(2), row.text(3));
    const auto keys = keys_of(table->index, found.id, found.body);
    if (keys && !is_first_in_range(row.text(0), *keys, *range, query.descending)) continue;
    if (page.documents.size() == query.limit) {
      page.next_cursor = to_cursor(fingerprint, last);
      break;
    }
    last = row.text(0);
    page.documents.push_back(std::move(found));
  }
  return page;
}

Result<QueryPage> scan(Connection& connection, const CollectionTables& tables, const std::string& cursor,
                       unsigned limit) {
  if (const auto ok = check_limit(limit); !ok) return fail(ok.error());
  const auto fingerprint = fingerprint_of_scan(tables.name);
  std::string after;
  if (!cursor.empty()) {
    auto position = from_cursor(fingerprint, cursor);
    if (!position) return fail(position.error());
    after = std::move(*position);
  }
  QueryPage page;
  Statement row = connection.use(tables.scan);
  row.bind(after);
  while (row.step()) {
    if (page.documents.size() == limit) {
      page.next_cursor = to_cursor(fingerprint, page.documents.back().id);
      break;
    }
    page.documents.push_back(document(std::string(row.text(0)), row.integer(1), row.text(2)));
  }
  return page;
}

Result<void> insert(Connection& connection, const CollectionTables& tables, const std::string& id, const Change& change,
                    Timestamp now) {
  if (connection.use(tables.get).bind(id).step())
    return fail(ErrorKind::conflict, "already_exists", "This record exists already.", tables.name);
  if (const auto added = add(connection, tables, id, change.body); !added) return added;
  return journal::record(connection, tables.name, id, 1, change.events, now);
}

Result<Document> update(Connection& connection, const CollectionTables& tables, const std::string& id,
                        const UpdateFn& fn, Timestamp now) {
  const auto found = find(connection, tables, id);
  if (!found) return absent(tables);
  if (!found->document.readable) return unreadable(tables, id);
  auto change = fn(found->document);
  if (!change) return fail(change.error());
  if (const auto replaced = replace(connection, tables, *found, change->body); !replaced) return fail(replaced.error());
  const auto version = found->document.version + 1;
  if (const auto told = journal::record(connection, tables.name, id, version, change->events, now); !told)
    return fail(told.error());
  return Document{id, version, std::move(change->body)};
}

Result<void> remove(Connection& connection, const CollectionTables& tables, const std::string& id,
                    const std::vector<NewEvent>& events, Timestamp now) {
  const auto found = find(connection, tables, id);
  if (!found) return absent(tables);
  const auto& [old, pk] = *found;
  connection.use(tables.erase).bind(pk).run();
  if (!old.readable) forget_keys(connection, tables, *found);
  if (const auto cleared = reindex(connection, tables, id, pk, &old.body, nullptr); !cleared) return cleared;
  return journal::record(connection, tables.name, id, old.version + 1, events, now);
}

Result<void> put(Connection& connection, const CollectionTables& tables, const std::string& id, const Object& body) {
  const auto found = find(connection, tables, id);
  return found ? replace(connection, tables, *found, body) : add(connection, tables, id, body);
}

}  // namespace bookmarket::store::documents
