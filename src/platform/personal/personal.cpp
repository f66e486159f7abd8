#include "platform/personal/personal.hpp"

#include <algorithm>
#include <map>

#include "platform/base/failpoint.hpp"
#include "platform/personal/readable.hpp"

namespace bookmarket::personal {
namespace {

constexpr unsigned listed_at_once = 500, erased_at_once = 50;

/// name_of() a holding, number of the page, cursor of the store
struct Place {
  std::string holding;
  unsigned page = 1;
  std::string cursor;
};
std::string text_of(const Place& place) {
  return place.holding + "/" + std::to_string(place.page) + "/" + place.cursor;
}
Place place_in(std::string_view text) {
  Place out;
  const auto first = text.find('/');
  out.holding = std::string(text.substr(0, first));
  if (first == std::string_view::npos) return out;
  const auto second = text.find('/', first + 1);
  out.page = static_cast<unsigned>(std::stoul(std::string(text.substr(first + 1, second - first - 1))));
  if (second != std::string_view::npos) out.cursor = std::string(text.substr(second + 1));
  return out;
}

std::string name_of(const Holding& h) { return h.collection + ":" + h.index; }

}  // namespace

std::vector<std::string> faults(const std::vector<store::Collection>& collections,
                                const std::vector<Holding>& holdings) {
  std::vector<std::string> out;
  std::map<std::string, const store::Collection*> known;
  for (const auto& c : collections) {
    known[c.name] = &c;
    if (std::ranges::find(holdings, c.name, &Holding::collection) == holdings.end())
      out.push_back(c.name + ": say in personal_data() whose its documents are");
  }
  for (const auto& h : holdings) {
    const auto at = known.find(h.collection);
    if (at == known.end()) {
      out.push_back(h.collection + ": there is no such collection");
      continue;
    }
    if (h.fate == Fate::nobodys && h.personal)
      out.push_back(h.collection + ": is about people, and personal_data() says that it is nobody's");
    if (!h.index.empty() &&
        std::ranges::find(at->second->indexes, h.index, &store::Index::name) == at->second->indexes.end())
      out.push_back(h.collection + ": has no index " + h.index);
  }
  return out;
}

std::size_t Keeper::next_from(std::size_t at, bool to_list) const {
  while (at < holdings_.size() && (holdings_[at].fate == Fate::nobodys || (to_list && !holdings_[at].shown))) ++at;
  return at;
}

std::size_t Keeper::first_of(std::string_view holding, bool to_list) const {
  std::size_t at = 0;
  while (at < holdings_.size() && !holding.empty() && name_of(holdings_[at]) != holding) ++at;
  if (at == holdings_.size()) at = 0;  // of another version: what was done is not done twice
  return next_from(at, to_list);
}

Task<store::QueryPage> Keeper::documents(std::size_t at, std::string person, std::string cursor, unsigned limit) const {
  const auto& h = holdings_[at];
  if (!h.index.empty())
    co_return co_await store_.query({.collection = h.collection,
                                     .index = h.index,
                                     .equals = {std::move(person)},
                                     .cursor = std::move(cursor),
                                     .limit = limit});
  auto one = co_await store_.get_many(h.collection, {std::move(person)});
  if (!one) co_return fail(std::move(one).error());
  co_return store::QueryPage{std::move(*one), {}};
}

Task<Page> Keeper::list(std::string person, std::string cursor) const {
  auto place = place_in(cursor);
  const auto at = first_of(place.holding, true);
  if (at == holdings_.size()) co_return Page{};
  const auto& h = holdings_[at];
  auto found = co_await documents(at, person, place.cursor, listed_at_once);
  if (!found) co_return fail(std::move(found).error());
  Page out{.file = service_ + "/" + h.collection + (place.page == 1 ? "" : "-" + std::to_string(place.page)) + ".json"};
  std::vector<Object> shown;
  for (const auto& d : found->documents) {
    if (!d.readable) continue;
    shown.push_back(h.shown(d.body));
    if (!h.belongings) continue;
    auto belongings = h.belongings(d);
    std::ranges::move(belongings.shown, std::back_inserter(out.objects));
  }
  out.documents = shown.size();
  out.json = readable(shown);
  if (!found->next_cursor.empty()) {
    out.next_cursor = text_of({name_of(h), place.page + 1, std::move(found->next_cursor)});
  } else {
    const auto next = next_from(at + 1, true);
    if (next < holdings_.size()) out.next_cursor = text_of({.holding = name_of(holdings_[next])});
  }
  co_return out;
}

Task<void> Keeper::remove_objects(std::vector<std::string> keys) const {
  for (auto& key : keys) {
    if (!key.ends_with('/')) {
      auto removed = co_await objects_.remove(std::move(key));
      if (!removed) co_return fail(std::move(removed).error());
      continue;
    }
    while (true) {
      auto page = co_await objects_.list(key, "", 100);
      if (!page) co_return fail(std::move(page).error());
      if (page->objects.empty()) break;
      for (auto& o : page->objects) {
        auto removed = co_await objects_.remove(std::move(o.key));
        if (!removed) co_return fail(std::move(removed).error());
      }
    }
  }
  co_return Result<void>{};
}

Task<void> Keeper::erase_document(std::size_t at, store::Document document) const {
  const auto& h = holdings_[at];
  if (h.fate == Fate::pseudonymised) {
    auto kept = co_await store_.update(
        h.collection, document.id,
        [&h](const store::Document& d) -> Result<store::Change> { return store::Change{h.without_pii(d.body)}; });
    if (!kept && kept.error().kind != ErrorKind::not_found) co_return fail(std::move(kept).error());
    co_return Result<void>{};
  }
  // The objects first: their keys stand in the document alone.
  if (h.belongings && document.readable) {
    auto gone = co_await remove_objects(h.belongings(document).goes);
    if (!gone) co_return fail(std::move(gone).error());
  }
  auto events = h.events && document.readable ? h.events(document) : std::vector<store::NewEvent>{};
  auto removed = co_await store_.remove(h.collection, document.id, std::move(events));
  if (!removed && removed.error().kind != ErrorKind::not_found) co_return fail(std::move(removed).error());
  co_return Result<void>{};
}

Task<std::string> Keeper::erase(std::string person, std::string cursor) const {
  if (cursor.empty()) {
    if (auto hit = failpoint("erase." + service_ + ".objects"); !hit) co_return fail(std::move(hit).error());
    auto gone = co_await remove_objects(prefixes_ ? prefixes_(person) : std::vector<std::string>{});
    if (!gone) co_return fail(std::move(gone).error());
    const auto first = next_from(0, false);
    co_return first == holdings_.size() ? std::string() : text_of({.holding = name_of(holdings_[first])});
  }
  auto place = place_in(cursor);
  const auto at = first_of(place.holding, false);
  const auto& h = holdings_[at];
  if (auto hit = failpoint("erase." + service_ + "." + h.collection); !hit) co_return fail(std::move(hit).error());
  auto found = co_await documents(at, person, place.cursor, erased_at_once);
  if (!found) co_return fail(std::move(found).error());
  for (auto& d : found->documents) {
    auto done = co_await erase_document(at, std::move(d));
    if (!done) co_return fail(std::move(done).error());
  }
  // What was removed moves the rest up; what stays is walked over.
  const bool stays = h.fate == Fate::pseudonymised;
  if (stays ? !found->next_cursor.empty() : !found->documents.empty() && !h.index.empty())
    co_return text_of({name_of(h), 1, stays ? std::move(found->next_cursor) : std::string()});
  const auto next = next_from(at + 1, false);
  co_return next == holdings_.size() ? std::string() : text_of({.holding = name_of(holdings_[next])});
}

}  // namespace bookmarket::personal
