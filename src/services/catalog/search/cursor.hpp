// Where a page of results ended. Opaque to the client and bound to the request it came from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/catalog/search/search.hpp"

namespace bookmarket::catalog::search {

/// The last hit of a page: its order (larger comes first), for titles the full collation key, and its id.
struct Position {
  std::uint64_t order = 0;
  std::string title = {};
  std::string id = {};

  bool operator==(const Position&) const = default;
};

/// Text, verbatim, filters and sort of a request, as one number.
std::uint64_t fingerprint(const Request& request);
std::string to_cursor(const Position& position, std::uint64_t fingerprint);
/// nullopt: not written by to_cursor for this fingerprint.
std::optional<Position> from_cursor(std::string_view cursor, std::uint64_t fingerprint);

}  // namespace bookmarket::catalog::search
