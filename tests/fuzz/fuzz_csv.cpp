// Any bytes as an import file: read to the end without a crash, and read again with the same outcome, which
// is what resuming rests on.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "services/catalog/import/record_reader.hpp"

using namespace bookmarket::catalog::import;

namespace {

/// What reading the bytes gave, item by item.
std::vector<std::string> outcomes_of(const std::string& bytes) {
  std::vector<std::string> out;
  const auto reader = RecordReader::open(bytes_in_memory(bytes), {.default_source = "fuzz", .this_year = 2026});
  if (!reader) return out;
  for (;;) {
    const auto item = (*reader)->next();
    if (!item) std::abort();
    if (!*item) break;
    const auto end = " to " + std::to_string((*reader)->position().offset);
    if (const auto* read = std::get_if<ReadRecord>(&**item)) {
      const auto work = catalogue_entry(read->record).work;
      if (read->record.title.empty() || work.title.empty()) std::abort();
      out.push_back(std::to_string(read->line) + ' ' + work.id.to_string() + end);
    } else {
      const auto& reject = std::get<Reject>(**item);
      out.push_back(std::to_string(reject.line) + ' ' + reject.reason + end);
    }
  }
  if ((*reader)->position().offset > (*reader)->size()) std::abort();
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (outcomes_of(bytes) != outcomes_of(bytes)) std::abort();
  return 0;
}
