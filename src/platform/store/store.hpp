// The store port: documents with a version and declared indexes; a change of ONE document and its events
// commit together; events are read in order; due-work survives a crash. store_contract_test.cpp is its
// definition.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/clock.hpp"
#include "platform/base/task.hpp"
#include "platform/shape/value.hpp"

namespace bookmarket::store {

/// One key part of an index: the name of a top-level member. An array member indexes the document once per
/// element (at most one such field in an index). A document without the member is not in the index, nor one
/// with an empty array. Order: bool < int64 < timestamp < string < bytes, then by value, texts by their UTF-8
/// bytes, then by id.
struct IndexField {
  std::string member;
};
struct Index {
  std::string name;                ///< lower_snake_case; another set of fields needs another name
  std::vector<IndexField> fields;  ///< ascending; a query may walk it backwards
};
struct Collection {
  std::string name;  ///< lower_snake_case
  std::vector<Index> indexes = {};
};

struct Document {
  std::string id;            ///< 1 to 512 bytes of UTF-8
  std::int64_t version = 0;  ///< 1 at insert, +1 at every change
  Object body;
  bool readable = true;  ///< false: what is stored cannot be decoded, and the body is empty
};

struct NewEvent {
  std::string type;  ///< e.g. "catalog.copy_offered.v1"
  Object body;
};
/// A recorded event. Consumers tolerate duplicates and reordering (by `id`) and ignore unknown members.
struct Event {
  std::string id;
  std::string type;
  std::string collection;
  std::string document_id;
  std::int64_t document_version = 0;
  Timestamp at;
  Object body;
};
struct EventPage {
  std::vector<Event> events;
  std::string cursor;  ///< pass to the next events_after; unchanged when there was nothing new
};

/// What a document becomes and what is told about it.
struct Change {
  Object body;
  std::vector<NewEvent> events = {};
};
/// Pure: it may run again when another writer was first. An Error leaves the document as it was.
using UpdateFn = std::function<Result<Change>(const Document&)>;

/// One declared index: equality on its first fields, at most one range on the next, in that order. A document
/// that an array puts there several times is one result, at the first place where the walk meets it. Pages
/// under writes: a document that nobody changes is met exactly once.
struct Query {
  std::string collection;
  std::string index;
  std::vector<Value> equals = {};
  std::optional<Value> from = {}, before = {};  ///< half-open range on the field after `equals`
  bool descending = false;
  std::string cursor = {};  ///< from QueryPage::next_cursor of the same query; empty: from the start
  unsigned limit = 50;      ///< 1..1000
};
struct QueryPage {
  std::vector<Document> documents;
  std::string next_cursor;  ///< empty: no more
};

/// A deadline or retry kept as data.
struct DueWork {
  std::string kind;
  std::string id;  ///< (kind, id) is unique: scheduling it again moves it
  Timestamp due_at;
  Object body = {};
  int attempts = 0;        ///< times it was claimed
  std::string lease = {};  ///< set by claim_due; complete() needs it
};

class Store {
 public:
  virtual ~Store() = default;

  /// Creates what is missing of collections and indexes, filling new indexes from existing documents.
  /// Idempotent.
  virtual Task<void> migrate(std::vector<Collection> collections) = 0;

  /// Errors of every call: `unavailable` when the store is dead, full or shedding load (after that of a write
  /// it may still have taken place); `internal` with code unknown_collection / unknown_index / bad_query for
  /// a programming error. Of calls with a cursor or limit: `invalid` with code bad_cursor at /query/cursor,
  /// bad_limit at /query/limit. Of writes: `invalid` with code bad_id, not_utf8, document_too_deep (64
  /// levels) or not_indexable (an array of arrays or an object in an index, two arrays in one); `too_large`
  /// over 64 KiB. Absence is an empty optional, never an error. A document that cannot be decoded is `unavailable` with
  /// code store_corrupt for get and update; among others it comes as it is (Document::readable), and put_many and
  /// remove take it away.
  virtual Task<std::optional<Document>> get(std::string collection, std::string id) = 0;
  /// In the order of `ids`; absent ones are left out.
  virtual Task<std::vector<Document>> get_many(std::string collection, std::vector<std::string> ids) = 0;
  virtual Task<QueryPage> query(Query query) = 0;
  /// All documents by id, for rebuilds.
  virtual Task<QueryPage> scan(std::string collection, std::string cursor, unsigned limit) = 0;

  /// `conflict` with code already_exists if the id is taken.
  virtual Task<Document> insert(std::string collection, std::string id, Change change) = 0;
  /// Read, `fn`, write if the version still holds, else again. `not_found`; `conflict` after 16 lost races.
  virtual Task<Document> update(std::string collection, std::string id, UpdateFn fn) = 0;
  /// `not_found` if absent. The events commit with the removal.
  virtual Task<void> remove(std::string collection, std::string id, std::vector<NewEvent> events) = 0;
  /// Inserts or replaces without events, all or nothing in one commit: imports. Version is 1 or old + 1.
  virtual Task<void> put_many(std::string collection, std::vector<std::pair<std::string, Object>> documents) = 0;

  /// Events recorded after `cursor` (empty: from the first), oldest first, at most `limit` (1..1000).
  /// bad_cursor also for one from the future: the store was restored from a backup, and the consumer must
  /// rebuild.
  virtual Task<EventPage> events_after(std::string cursor, unsigned limit) = 0;
  /// The cursor after the newest event: where a rebuilt projection starts to listen.
  virtual Task<std::string> newest_event_cursor() = 0;
  /// Empty: the consumer never saved one.
  virtual Task<std::string> load_cursor(std::string consumer) = 0;
  virtual Task<void> save_cursor(std::string consumer, std::string cursor) = 0;

  /// Also gives back a lease, so a worker retries later by scheduling what it claimed. `attempts` is kept as
  /// given.
  virtual Task<void> schedule(DueWork work) = 0;
  /// Leases at most `limit` (1..1000) items of `kind` with due_at <= now whose lease, if any, has ended by
  /// now; those that wait longest first.
  virtual Task<std::vector<DueWork>> claim_due(std::string kind, Timestamp now, std::chrono::milliseconds lease,
                                               unsigned limit) = 0;
  /// Removes a leased item. `conflict` with code lease_lost when another worker has it by now, or it was
  /// scheduled again, or ended.
  virtual Task<void> complete(DueWork work) = 0;

  /// What was removed or replaced before this call stands in no file of the store afterwards, as far as the adapter
  /// can see to it. `unavailable` where others hold that up: try again later.
  virtual Task<void> scrub();
};

inline Task<void> Store::scrub() { co_return Result<void>{}; }

}  // namespace bookmarket::store
