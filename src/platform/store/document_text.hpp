// A document body as compact JSON text, the form in which adapters keep it. Lossless for every Object the
// port allows. JSON has no timestamp and no bytes, so these are objects with one reserved member; an ordinary
// member whose name begins with '$' is written with one more '$':
//   timestamp  {"$t":1700000000000}   milliseconds since 1970 UTC
//   bytes      {"$b":"aGVsbG8="}      base64
//   member     "$ref" → "$$ref"
#pragma once

#include <string>
#include <string_view>

#include "platform/base/result.hpp"
#include "platform/shape/value.hpp"

namespace bookmarket::store {

constexpr std::size_t max_document_bytes = 64 * 1024;  ///< of its text
constexpr int max_document_depth = 64;

/// `too_large` over max_document_bytes; `invalid` for text that is not UTF-8 or nested too deep.
[[nodiscard]] Result<std::string> to_text(const Object& body);
/// `unavailable` with code store_corrupt: the text is not what to_text writes.
[[nodiscard]] Result<Object> from_text(std::string_view text);

}  // namespace bookmarket::store
