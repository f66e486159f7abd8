// One SQLite connection with its prepared statements. Inside the SQLite adapter failures are exceptions
// (SqliteFailure); run_guarded turns them into Errors before they leave it.
#pragma once

#include <sqlite3.h>

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/base/result.hpp"

namespace bookmarket::store {

class SqliteFailure : public std::exception {
 public:
  SqliteFailure(int code, std::string message) : code_(code), message_(std::move(message)) {}
  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }
  /// Always `unavailable`; the code says whether the disk is full (store_full), the file damaged
  /// (store_corrupt), held by somebody else (store_locked) or cannot be read or written (store_failed).
  [[nodiscard]] Error to_error() const;

 private:
  int code_;
  std::string message_;
};

/// A prepared statement while it is in use; goes back to its connection, reset, at the end of the scope.
/// Bound texts are not copied: they must outlive the Statement.
class Statement {
 public:
  explicit Statement(sqlite3_stmt* handle) : handle_(handle) {}
  ~Statement() { sqlite3_reset(handle_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  template <class... Args>
  Statement& bind(const Args&... args) {
    int at = 0;
    (bind_one(++at, args), ...);
    return *this;
  }
  /// True: a row is there.
  bool step();
  void run() {
    while (step()) {
    }
  }

  [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(handle_, column); }
  /// Valid until the next step.
  [[nodiscard]] std::string_view text(int column) const;

 private:
  void bind_one(int at, std::int64_t value);
  void bind_one(int at, std::string_view text);
  struct Blob {
    std::string_view bytes;
  };
  void bind_one(int at, Blob blob);

  sqlite3_stmt* handle_;

 public:
  static Blob blob(std::string_view bytes) { return {bytes}; }
};

class Connection {
 public:
  /// Opens or creates the file and sets WAL and synchronous=FULL. Throws SqliteFailure.
  Connection(const std::string& path, bool writes);

  /// The statement for `sql`, prepared once.
  Statement use(std::string_view sql);
  /// Runs one or several statements without results.
  void execute(const char* sql);
  [[nodiscard]] sqlite3* handle() const { return db_.get(); }
  [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(db_.get()) == 0; }

 private:
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  std::unique_ptr<sqlite3, Close> db_;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, Close>, Hash, std::equal_to<>> statements_;
};

/// What `f` returns, or the Error of what it throws.
template <class F>
std::invoke_result_t<F> run_guarded(const F& f) {
  try {
    return f();
  } catch (const SqliteFailure& failure) {
    return fail(failure.to_error());
  } catch (const std::exception& e) {
    return fail(ErrorKind::internal, "internal", "Something broke on our side.", e.what());
  }
}

}  // namespace bookmarket::store
