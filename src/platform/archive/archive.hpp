// Archives for people to download, by libarchive; not a port, nothing else could do it.
#pragma once

#include <string>
#include <vector>

#include "platform/base/clock.hpp"
#include "platform/base/result.hpp"

namespace bookmarket::archive {

struct File {
  std::string name;  ///< ASCII, with slashes
  std::string bytes;
  bool dense = false;  ///< packed already, as a JPEG is: stored as it is
};

/// A ZIP of these files, each dated `at`. Blocks: run it on a pool. Error `internal` with code archive_failed.
[[nodiscard]] Result<std::string> zip(const std::vector<File>& files, Timestamp at);

}  // namespace bookmarket::archive
