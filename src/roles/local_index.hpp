// The search index of this process: filled from a snapshot or from the store, kept up to date by events.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <mutex>

#include "services/catalog/search/search_embedded.hpp"
#include "services/catalog/usecases/catalog.hpp"

namespace bookmarket::roles {

/// Imports write without events, so a snapshot counts only with the import generation it was made at.
class LocalIndex {
 public:
  /// How many works were read; false stops with `conflict`, code interrupted, and the index stays as it was.
  using Progress = std::function<bool(std::uint64_t works)>;

  LocalIndex(catalog::Catalog& catalog, catalog::search::EmbeddedSearch& search, std::filesystem::path snapshot);

  /// From the snapshot if it fits the store, else rebuild(). Blocks.
  [[nodiscard]] Result<void> open(Progress progress);
  /// From the store, then saves a snapshot. Blocks.
  [[nodiscard]] Result<std::uint64_t> rebuild(Progress progress);
  /// Before an import: no snapshot made so far counts any more, and none is saved before end_import() or rebuild().
  [[nodiscard]] Result<void> begin_import();
  /// After an import that indexed all it wrote, though it may have failed. Any other is made good by rebuild() alone.
  void end_import() { --unfinished_imports_; }
  /// Blocks; does nothing when the snapshot is current, or when the index lacks what an import wrote. One that cannot
  /// be written is a warning in the log: the next start only takes longer.
  void save();
  /// Applies new events. Returns how many.
  Task<std::uint64_t> follow();
  [[nodiscard]] bool ready() const { return ready_; }

 private:
  [[nodiscard]] Result<void> write_snapshot();

  catalog::Catalog& catalog_;
  catalog::search::EmbeddedSearch& search_;
  std::filesystem::path snapshot_;
  std::mutex saving_;
  std::mutex mutex_;  ///< of the two below
  std::string events_cursor_;
  std::uint64_t rebuilds_ = 0;  ///< follow() does not move the cursor of an index that replaced its own
  std::atomic<bool> ready_{false}, changed_{false};
  std::atomic<unsigned> unfinished_imports_{0};
};

}  // namespace bookmarket::roles
