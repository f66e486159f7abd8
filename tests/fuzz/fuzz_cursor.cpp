// Search cursors: any bytes are refused or read, never believed for another request.
#include <cstdlib>

#include "services/catalog/search/cursor.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace bookmarket::catalog::search;
  if (size < 8 || size > 2000) return 0;  // longer than any title key
  std::uint64_t fingerprint = 0;
  __builtin_memcpy(&fingerprint, data, 8);
  const std::string text(reinterpret_cast<const char*>(data) + 8, size - 8);
  if (const auto read = from_cursor(text, fingerprint)) {
    if (from_cursor(to_cursor(*read, fingerprint), fingerprint) != read) std::abort();
  }
  // A cursor of ours, read for another request.
  const Position position{.order = fingerprint, .title = text, .id = text.substr(0, 36)};
  const auto cursor = to_cursor(position, fingerprint);
  if (from_cursor(cursor, fingerprint) != position) std::abort();
  if (from_cursor(cursor, fingerprint ^ 1U)) std::abort();
  return 0;
}
