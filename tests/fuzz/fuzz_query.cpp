// What people type into the search field: any bytes, over a small index, in bounded time.
#include <chrono>
#include <cstdlib>

#include "platform/base/block_on.hpp"
#include "services/catalog/search/search_embedded.hpp"

namespace {

using namespace bookmarket;
using namespace bookmarket::catalog::search;

EmbeddedSearch& index() {
  static const auto search = [] {
    auto made = create_embedded_search({.hunspell_dir = "", .threads = 1, .max_waiting = 8});
    std::vector<Entry> entries;
    const char* titles[] = {"Кобзар", "Лісова пісня", "Тигролови", "Місто", "The Great Gatsby", "Сонячна машина"};
    for (int i = 0; i < 6; ++i)
      entries.push_back({.id = std::to_string(i),
                         .editions = {{.title = titles[i], .authors = {"Шевченко Тарас"}, .year = 1990 + i}}});
    if (!block_on(made->put(std::move(entries)))) std::abort();
    return made;
  }();
  return *search;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto found = block_on(index().search({.text = text}));
  if (!found || found->hits.size() > found->total) std::abort();
  if (!block_on(index().suggest(text, 8))) std::abort();
  return 0;
}
