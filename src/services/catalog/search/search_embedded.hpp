// The search port on our own index in memory, and what its owner needs besides the port.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "services/catalog/search/search.hpp"

namespace bookmarket::catalog::search {

struct EmbeddedSearchOptions {
  std::string hunspell_dir = "/usr/share/hunspell";  ///< with uk_UA and en_US; loaded in the background
  unsigned threads = 2;                              ///< that search; writes have their own
  std::size_t max_waiting = 256;                     ///< searches queued before `unavailable`
  /// Told on a thread of the index what failed there: "dictionaries" (there will be none), "merge" (tried again).
  std::function<void(std::string_view what, const Error&)> failed = {};
};

struct EmbeddedSearchStatistics {
  std::size_t entries = 0;
  std::size_t bytes = 0;  ///< of the index, without the dictionaries (40 MB)
  std::size_t segments = 0;
  bool hunspell_loaded = false;
};

class EmbeddedSearch : public Search {
 public:
  /// Replaces the whole index by what `next` gives until nullopt. Blocks; an Error of `next` leaves the index as it
  /// was. What is put while it runs is lost: apply the events from before the start of the reading afterwards.
  virtual Result<void> rebuild(std::function<Result<std::optional<Entry>>()> next) = 0;

  /// Blocks. `event_cursor`: of an event whose effect, and that of all before it, is in the index.
  virtual Result<void> save_snapshot(const std::string& path, const std::string& event_cursor) = 0;
  /// Replaces the whole index and gives the event cursor it was saved with. Blocks.
  /// Errors: not_found; invalid (damaged, or of another version): rebuild.
  virtual Result<std::string> load_snapshot(const std::string& path) = 0;

  /// Blocks until the dictionaries are loaded. False: there are none, or loading them failed. Before a first rebuild,
  /// so that its words are stemmed at once; without it they get their stems in the background.
  virtual bool wait_for_hunspell() = 0;
  [[nodiscard]] virtual EmbeddedSearchStatistics statistics() const = 0;
};

std::unique_ptr<EmbeddedSearch> create_embedded_search(EmbeddedSearchOptions options);

}  // namespace bookmarket::catalog::search
