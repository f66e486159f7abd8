#include "platform/store/store_sqlite_scrub.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace bookmarket::store {
namespace {

void check(int rc, const char* what) {
  if (rc != SQLITE_OK) throw SqliteFailure(rc, what);
}

/// The database file as SQLite itself has it open: a descriptor of our own would, once closed, take its locks away.
class File {
 public:
  explicit File(sqlite3* db) {
    check(sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, static_cast<void*>(&file_)), "no file");
  }
  void read(char* to, std::size_t size, std::int64_t offset) {
    check(file_->pMethods->xRead(file_, to, static_cast<int>(size), offset), "cannot read a page");
  }
  void write(const char* from, std::size_t size, std::int64_t offset) {
    check(file_->pMethods->xWrite(file_, from, static_cast<int>(size), offset), "cannot write a page");
  }
  void sync() { check(file_->pMethods->xSync(file_, SQLITE_SYNC_NORMAL), "cannot sync"); }

 private:
  sqlite3_file* file_ = nullptr;
};

struct Page {
  std::int64_t offset = 0;
  std::size_t size = 0;
};

/// Those of tables and indexes, as SQLite tells them apart.
std::vector<Page> pages_with_cells(Connection& connection) {
  std::vector<Page> out;
  Statement row = connection.use("SELECT pgoffset, pgsize FROM dbstat WHERE pagetype IN ('leaf', 'internal')");
  while (row.step()) out.push_back({row.integer(0), static_cast<std::size_t>(row.integer(1))});
  return out;
}

/// From the end of the cells' pointers to the first cell there is nothing (https://sqlite.org/fileformat2.html §1.6).
/// Writes there alone, so that a page which is written in part is as good as before.
bool clear_gap(File& file, const Page& page, std::vector<char>& bytes) {
  bytes.resize(page.size);
  file.read(bytes.data(), page.size, page.offset);
  const std::size_t header = page.offset == 0 ? 100 : 0;
  const auto number = [&](std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes[header + at])) << 8U |
           static_cast<unsigned char>(bytes[header + at + 1]);
  };
  const bool leaf = (static_cast<unsigned char>(bytes[header]) & 8U) != 0;
  const auto begin = header + (leaf ? 8 : 12) + 2 * number(3);
  const auto end = number(5) == 0 ? std::size_t{65536} : number(5);
  if (begin > end || end > page.size) throw SqliteFailure(SQLITE_CORRUPT, "a page does not add up");
  const auto gap = bytes.begin() + static_cast<std::ptrdiff_t>(begin),
             cells = bytes.begin() + static_cast<std::ptrdiff_t>(end);
  if (std::all_of(gap, cells, [](char c) { return c == 0; })) return false;
  std::fill(gap, cells, '\0');
  file.write(&*gap, end - begin, page.offset + static_cast<std::int64_t>(begin));
  return true;
}

}  // namespace

Result<void> scrub(Connection& connection) {
  auto* db = connection.handle();
  const auto empty_log = [&] {
    const int rc = sqlite3_wal_checkpoint_v2(db, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (rc != SQLITE_OK) throw SqliteFailure(rc, sqlite3_errmsg(db));
  };
  empty_log();  // now the file has the last word on every page
  File file(db);
  std::vector<char> bytes;
  bool wrote = false;
  for (const auto& page : pages_with_cells(connection)) wrote = clear_gap(file, page, bytes) || wrote;
  if (wrote) file.sync();
  // Pages that this connection remembers as they were would be written back with the next change of them.
  check(sqlite3_db_release_memory(db), "cannot release memory");
  return {};
}

}  // namespace bookmarket::store
