// Where an import reads its bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "platform/base/result.hpp"

namespace bookmarket::catalog::import {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Bytes put at the front of `into`; 0 only at the end.
  virtual Result<std::size_t> read(std::span<char> into) = 0;
  virtual Result<void> seek(std::uint64_t offset) = 0;
  [[nodiscard]] virtual std::uint64_t size() const = 0;
};

/// `invalid` with code import_file_unreadable if it cannot be opened or is not a regular file.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> open_file(const std::string& path);
[[nodiscard]] std::unique_ptr<ByteSource> bytes_in_memory(std::string bytes);

}  // namespace bookmarket::catalog::import
