// The first 512 bytes of an object's file: what is said about the bytes behind them.
#pragma once

#include <sys/stat.h>

#include "platform/objects/objects.hpp"

namespace bookmarket::objects {

inline constexpr std::size_t header_bytes = 512;

/// All of the head but the time, which is the file's own.
[[nodiscard]] std::string header_of(const Head& head);
/// nullopt: not what header_of writes.
[[nodiscard]] std::optional<Head> head_from(std::string_view header);
[[nodiscard]] Timestamp modified_of(const struct stat& status);

}  // namespace bookmarket::objects
