// The index on disk, so that a start does not read the whole store: the arrays of all segments with a checksum.
#pragma once

#include <string>

#include "platform/base/result.hpp"
#include "services/catalog/search/state.hpp"

namespace bookmarket::catalog::search {

struct Snapshot {
  State state = {};
  std::string event_cursor = {};  ///< of the last event the index has seen
};

/// Written beside `path` and renamed over it: a reader sees the old file or the new one.
Result<void> write_snapshot(const std::string& path, const State& state, const std::string& event_cursor);
/// Errors: `not_found` (no file), `invalid` (damaged, or of another format version): rebuild from the store.
Result<Snapshot> read_snapshot(const std::string& path);

}  // namespace bookmarket::catalog::search
