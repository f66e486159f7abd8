// Any bytes as an import file: read to the end without a crash, and read again with the same outcome, which
// is what resuming rests on.
#include <cstdint>
#include <cstdlib>

#include "services/catalog/import/record_reader.hpp"

using namespace bookmarket::catalog::import;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto reader = RecordReader::open(bytes_in_memory(bytes), {.default_source = "fuzz", .this_year = 2026});
  if (!reader) return 0;
  std::size_t items = 0;
  for (;; ++items) {
    const auto item = (*reader)->next();
    if (!item) std::abort();
    if (!*item) break;
    if (const auto* read = std::get_if<ReadRecord>(&**item)) {
      if (read->record.title.empty() || catalogue_entry(read->record).work.title.empty()) std::abort();
    }
  }
  if ((*reader)->position().offset > (*reader)->size()) std::abort();
  const auto again = RecordReader::open(bytes_in_memory(bytes), {.default_source = "fuzz", .this_year = 2026});
  if (!again) std::abort();
  for (std::size_t left = items; left > 0; --left) {
    const auto item = (*again)->next();
    if (!item || !*item) std::abort();
  }
  return 0;
}
