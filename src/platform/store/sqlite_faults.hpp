// For tests: a disk under SQLite that fails when told to, and that can lose what was never synced.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <filesystem>
#include <mutex>
#include <string>

namespace bookmarket::store {

/// While one exists it is SQLite's default file system.
class FaultyDisk {
 public:
  FaultyDisk();
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  enum class Fault { none, full, write_error, sync_error };
  /// Lets `more` writes and syncs pass; from then on, every one fails until heal().
  void fail_after(int more, Fault fault) {
    passing = more;
    current = fault;
  }
  void heal() { current = Fault::none; }
  /// What a power cut now would leave of the database: of each file, its bytes at its last sync.
  void power_cut(const std::string& path, const std::string& as);

  std::atomic<int> passing{0};
  std::atomic<Fault> current{Fault::none};
  std::atomic<int> failed{0};  ///< operations refused so far
  std::mutex synced;           ///< held while the copies at the last sync are made or taken

 private:
  sqlite3_vfs vfs_{};
  sqlite3_vfs* real_;
};

}  // namespace bookmarket::store
