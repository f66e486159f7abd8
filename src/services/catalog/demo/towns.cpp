#include <charconv>

#include "services/catalog/demo/demo.hpp"
#include "services/catalog/import/csv_reader.hpp"

namespace bookmarket::catalog::demo {

Result<std::vector<Town>> parse_towns(std::string_view csv) {
  const auto unreadable = [](std::uint64_t line) {
    return fail(ErrorKind::invalid, "demo_towns_unreadable",
                "Line " + std::to_string(line) + " of the towns is not code,name,region,weight.");
  };
  const auto bytes = import::bytes_in_memory(std::string(csv));
  import::CsvReader reader(*bytes, {.columns = 4});
  std::vector<Town> towns;
  while (true) {
    const auto row = reader.next();
    if (!row) return fail(row.error());
    if (!*row) break;
    const import::CsvItem& item = **row;
    if (item.line == 1) continue;
    if (!item.broken.empty()) return unreadable(item.line);
    Town town{{std::string(item.fields[0]), std::string(item.fields[1]), std::string(item.fields[2])}};
    const std::string_view weight = item.fields[3];
    const auto [end, error] = std::from_chars(weight.data(), weight.data() + weight.size(), town.weight);
    if (error != std::errc{} || end != weight.data() + weight.size() || town.weight == 0) return unreadable(item.line);
    towns.push_back(std::move(town));
  }
  if (towns.empty()) return unreadable(1);
  return towns;
}

}  // namespace bookmarket::catalog::demo
