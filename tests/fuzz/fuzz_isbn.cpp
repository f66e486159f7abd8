// Any bytes as an ISBN, a title and a name: what parses must print and parse again to the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "services/catalog/domain/isbn.hpp"
#include "services/catalog/domain/work_key.hpp"

using namespace bookmarket::catalog;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto isbn = Isbn::parse(text)) {
    const auto again = Isbn::parse(isbn->hyphenated());
    if (!again || *again != *isbn) std::abort();
    const std::string ten = isbn->isbn10();
    if (!ten.empty() && (!Isbn::parse(ten) || *Isbn::parse(ten) != *isbn)) std::abort();
  }
  const auto name = author_name(text);
  if (work_key(title_parts(text), name ? &*name : nullptr).empty()) std::abort();
  if (volume_in_note(text).key.empty() != volume_in_note(text).shown.empty()) std::abort();
  return 0;
}
