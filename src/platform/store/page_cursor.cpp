#include "platform/store/page_cursor.hpp"

#include <sodium.h>

#include "platform/base/sealed.hpp"

namespace bookmarket::store {
namespace {

constexpr unsigned most_per_page = 1000;

std::uint64_t hash(std::initializer_list<std::string_view> parts) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES_MIN);
  for (const auto part : parts) {
    const std::uint64_t size = part.size();  // so that the ends of parts count
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&size), sizeof size);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
  }
  unsigned char out[crypto_generichash_BYTES_MIN];
  crypto_generichash_final(&state, out, sizeof out);
  std::uint64_t first;
  __builtin_memcpy(&first, out, sizeof first);
  return first;
}

}  // namespace

std::string to_cursor(std::uint64_t fingerprint, std::string_view position) { return seal(position, fingerprint); }

Result<std::string> from_cursor(std::uint64_t fingerprint, std::string_view cursor) {
  auto position = unseal(cursor, fingerprint);
  if (!position) return bad_cursor();
  return std::move(*position);
}

std::uint64_t fingerprint_of(const Query& query, const KeyRange& range) {
  return hash({query.collection, query.index, range.low, range.high, query.descending ? "descending" : "ascending"});
}

std::uint64_t fingerprint_of_scan(std::string_view collection) { return hash({collection}); }

std::unexpected<Error> bad_cursor() {
  return fail(Error{ErrorKind::invalid,
                    "bad_cursor",
                    "This is not a page of this list.",
                    {{"/query/cursor", "bad_cursor", "Use the cursor of the page before, with the same query."}}});
}

Result<void> check_limit(unsigned limit) {
  if (limit >= 1 && limit <= most_per_page) return {};
  return fail(Error{ErrorKind::invalid,
                    "bad_limit",
                    "A page cannot have this size.",
                    {{"/query/limit", "out_of_range", "Use a number from 1 to 1000."}}});
}

}  // namespace bookmarket::store
