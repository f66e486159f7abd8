#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "platform/store/typed.hpp"
#include "services/catalog/demo/demo.hpp"
#include "services/catalog/usecases/catalog.hpp"

namespace bookmarket::catalog {
namespace {

template <class T, class Key>
std::vector<std::pair<std::string, Object>> documents(const std::vector<T>& values, Key key) {
  std::vector<std::pair<std::string, Object>> out;
  out.reserve(values.size());
  for (const auto& v : values) out.emplace_back(key(v), shape::to_object(v));
  return out;
}

}  // namespace

Task<std::uint64_t> seed_demo(Catalog& catalog, std::string towns_file, std::function<bool(std::uint64_t)> progress) {
  std::ifstream in(towns_file);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) co_return fail(ErrorKind::invalid, "demo_towns_unreadable", "Cannot read " + towns_file + ".");
  const auto towns = demo::parse_towns(text.str());
  if (!towns) co_return fail(towns.error());
  const auto sellers = demo::sellers(*towns);
  std::vector<Place> places;
  for (const auto& t : *towns) places.push_back(t.place);
  auto done = co_await catalog.store.put_many("places", documents(places, [](const Place& p) { return p.code; }));
  if (done)
    done = co_await catalog.store.put_many("sellers",
                                           documents(sellers, [](const Seller& s) { return s.id.to_string(); }));
  if (!done) co_return fail(std::move(done).error());

  // In order of work, so that all editions of one are seen together: often printed is often resold.
  std::uint64_t count = 0;
  std::string cursor;
  std::vector<StoredEdition> waiting;
  do {
    auto page =
        co_await catalog.store.query({.collection = "editions", .index = "by_work", .cursor = cursor, .limit = 1000});
    if (!page) co_return fail(std::move(page).error());
    auto read = store::read_all<StoredEdition>(page->documents, catalog.unreadable);
    cursor = page->next_cursor;
    waiting.insert(waiting.end(), read.begin(), read.end());
    // The last work of a page may go on in the next one.
    std::vector<StoredEdition> rest;
    if (!cursor.empty() && !waiting.empty()) {
      const auto last = waiting.back().work_id;
      const auto cut = std::ranges::find(waiting, last, &StoredEdition::work_id);
      rest.assign(cut, waiting.end());
      waiting.erase(cut, waiting.end());
    }
    std::map<WorkId, unsigned> editions_of;
    std::vector<std::string> work_ids;
    for (const auto& e : waiting)
      if (editions_of[e.work_id]++ == 0) work_ids.push_back(e.work_id.to_string());
    auto works = co_await store::find_many<StoredWork>(catalog.store, "works", std::move(work_ids), catalog.unreadable);
    if (!works) co_return fail(std::move(works).error());
    std::map<WorkId, Genre> genres;
    for (const auto& w : *works) genres[w.id] = w.genre;
    std::vector<Edition> editions;
    editions.reserve(waiting.size());
    std::vector<demo::Printing> printings;
    for (const auto& e : waiting) {
      editions.push_back({.id = e.id,
                          .work_id = e.work_id,
                          .isbn = {},
                          .title = e.title,
                          .authors = e.authors,
                          .year = e.year,
                          .language = e.language,
                          .place = e.place,
                          .publisher = e.publisher,
                          .translator = e.translator,
                          .source = e.source,
                          .record_id = e.record_id});
      printings.push_back({&editions.back(), genres[e.work_id], editions_of[e.work_id]});
    }
    const auto copies = demo::copies(printings, sellers);
    done = co_await catalog.store.put_many("copies", documents(copies, [](const Copy& c) { return c.id.to_string(); }));
    if (!done) co_return fail(std::move(done).error());
    count += copies.size();
    if (!progress(count)) co_return fail(ErrorKind::conflict, "interrupted", "Filling the shelves was interrupted.");
    waiting = std::move(rest);
  } while (!cursor.empty() || !waiting.empty());
  co_return count;
}

}  // namespace bookmarket::catalog
