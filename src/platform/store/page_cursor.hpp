// Cursors as callers see them: opaque text, valid only for the query that gave it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.hpp"
#include "platform/store/index_key.hpp"

namespace bookmarket::store {

/// `position`: the key of the last result. `fingerprint`: of the query, as below.
[[nodiscard]] std::string to_cursor(std::uint64_t fingerprint, std::string_view position);
/// The position. `invalid` with code bad_cursor for any other text, or a cursor of another query.
[[nodiscard]] Result<std::string> from_cursor(std::uint64_t fingerprint, std::string_view cursor);

/// Everything that decides what a query returns, except its cursor and limit. The same in every process.
[[nodiscard]] std::uint64_t fingerprint_of(const Query& query, const KeyRange& range);
[[nodiscard]] std::uint64_t fingerprint_of_scan(std::string_view collection);

[[nodiscard]] std::unexpected<Error> bad_cursor();
/// `invalid` when a page has no or too many results.
[[nodiscard]] Result<void> check_limit(unsigned limit);

}  // namespace bookmarket::store
