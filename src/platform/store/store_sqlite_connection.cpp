#include "platform/store/store_sqlite_connection.hpp"

namespace bookmarket::store {
namespace {

void check(int rc, sqlite3* db) {
  if (rc != SQLITE_OK) throw SqliteFailure(rc, db == nullptr ? sqlite3_errstr(rc) : sqlite3_errmsg(db));
}

}  // namespace

Error SqliteFailure::to_error() const {
  const char* slug = "store_failed";
  switch (code_ & 0xFF) {
    case SQLITE_FULL:
      slug = "store_full";
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      slug = "store_corrupt";
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      slug = "store_locked";
      break;
    default:
      break;
  }
  return unavailable(slug, "SQLite " + std::to_string(code_) + ": " + message_).error();
}

bool Statement::step() {
  const int rc = sqlite3_step(handle_);
  if (rc == SQLITE_ROW) return true;
  if (rc == SQLITE_DONE) return false;
  throw SqliteFailure(rc, sqlite3_errmsg(sqlite3_db_handle(handle_)));
}

std::string_view Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

void Statement::bind_one(int at, std::int64_t value) {
  check(sqlite3_bind_int64(handle_, at, value), sqlite3_db_handle(handle_));
}
void Statement::bind_one(int at, std::string_view text) {
  // An empty view may have no data; a null pointer would bind NULL.
  check(sqlite3_bind_text64(handle_, at, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_STATIC,
                            SQLITE_UTF8),
        sqlite3_db_handle(handle_));
}
void Statement::bind_one(int at, Blob blob) {
  check(sqlite3_bind_blob64(handle_, at, blob.bytes.data(), blob.bytes.size(), SQLITE_STATIC),
        sqlite3_db_handle(handle_));
}

Connection::Connection(const std::string& path, bool writes) {
  sqlite3* db = nullptr;
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (writes ? SQLITE_OPEN_CREATE : 0);
  const int rc = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
  db_.reset(db);
  check(rc, db);
  sqlite3_busy_timeout(db, 2000);
  // Pages of 8 KiB: a document of a kilobyte or two stays in its page. Caches in KiB. A checkpoint is the
  // writer's.
  execute(
      "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
      "PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON; PRAGMA journal_size_limit=16777216;");
  // What is removed or replaced is overwritten with zeros: see docs/privacy.md for what that costs.
  execute(writes ? "PRAGMA cache_size=-16384; PRAGMA secure_delete=ON"
                 : "PRAGMA cache_size=-8192; PRAGMA query_only=ON");
}

Statement Connection::use(std::string_view sql) {
  if (const auto known = statements_.find(sql); known != statements_.end()) return Statement(known->second.get());
  sqlite3_stmt* handle = nullptr;
  check(sqlite3_prepare_v3(db_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle,
                           nullptr),
        db_.get());
  statements_.emplace(std::string(sql), handle);
  return Statement(handle);
}

void Connection::execute(const char* sql) { check(sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr), db_.get()); }

}  // namespace bookmarket::store
