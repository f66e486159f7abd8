// The embedded objects: files below one directory, and URLs that this program itself serves.
#pragma once

#include <filesystem>

#include "platform/objects/objects.hpp"
#include "platform/objects/signed_urls.hpp"

namespace bookmarket::objects {

struct FilesystemOptions {
  std::filesystem::path directory;  ///< made if absent, for its owner alone; of one process at a time
  SignedUrls urls;                  ///< signs here; who serves them accepts with a copy
  unsigned threads = 4;
  std::size_t max_waiting = 256;  ///< calls; what comes on top is `unavailable`
  const Clock& clock;             ///< outlives the adapter
};

/// `unavailable` with code objects_unusable: the directory cannot be made or written; the cause names it.
[[nodiscard]] Result<std::unique_ptr<Objects>> create_filesystem_objects(FilesystemOptions options);

}  // namespace bookmarket::objects
