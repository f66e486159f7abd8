// The data directory belongs to one process at a time.
#pragma once

#include <filesystem>

#include "platform/base/result.hpp"

namespace bookmarket::roles {

class DataDirectory {
 public:
  /// Creates the directory and takes its lock. What this process writes from here on only its user may read. Error
  /// `conflict` with code data_directory_held names the holder.
  static Result<DataDirectory> lock(const std::filesystem::path& directory);
  DataDirectory(DataDirectory&& other) noexcept;
  DataDirectory& operator=(DataDirectory&&) = delete;
  ~DataDirectory();  ///< gives the lock back

  [[nodiscard]] const std::filesystem::path& path() const { return directory_; }
  [[nodiscard]] std::filesystem::path store_file() const { return directory_ / "bookmarket.sqlite"; }
  [[nodiscard]] std::filesystem::path search_snapshot() const { return directory_ / "search.snapshot"; }
  [[nodiscard]] std::filesystem::path secret_file() const { return directory_ / "secret"; }
  [[nodiscard]] std::filesystem::path objects() const { return directory_ / "objects"; }
  [[nodiscard]] std::filesystem::path outbox() const { return directory_ / "mail"; }

 private:
  DataDirectory(std::filesystem::path directory, int lock) : directory_(std::move(directory)), lock_(lock) {}
  std::filesystem::path directory_;
  int lock_;
};

/// Through which other commands reach the server that holds the directory.
[[nodiscard]] std::filesystem::path control_socket(const std::filesystem::path& directory);

}  // namespace bookmarket::roles
