#include "services/catalog/search/segment.hpp"

#include <algorithm>
#include <bit>

#include "services/catalog/search/word_forms.hpp"

namespace bookmarket::catalog::search {

unsigned LinkTable::shift() const {  // about 4 links a directory slot
  const auto bits = std::clamp(static_cast<int>(std::bit_width(links_.size())) - 2, 1, 24);
  return 32U - static_cast<unsigned>(bits);
}

void LinkTable::finish() {
  std::ranges::sort(links_);
  links_.erase(std::unique(links_.begin(), links_.end()), links_.end());
  links_.shrink_to_fit();
  const std::size_t slots = std::size_t{1} << (32U - shift());
  directory_.assign(slots + 1, 0);
  for (const auto& [hash, id] : links_) ++directory_[(hash >> shift()) + 1];
  for (std::size_t i = 1; i <= slots; ++i) directory_[i] += directory_[i - 1];
}

std::span<const std::pair<std::uint32_t, std::uint32_t>> LinkTable::find(std::uint32_t hash) const {
  if (links_.empty()) return {};
  const auto slot = hash >> shift();
  const auto* begin = links_.data() + directory_[slot];
  const auto* const end = links_.data() + directory_[slot + 1];
  while (begin != end && begin->first < hash) ++begin;
  const auto* last = begin;
  while (last != end && last->first == hash) ++last;
  return {begin, last};
}

std::uint32_t link_hash(Link kind, std::string_view text) {
  return static_cast<std::uint32_t>(hash64(text, static_cast<std::uint64_t>(kind)) >> 32);
}

std::uint64_t stem_hash(std::string_view stem) { return hash64(stem); }

std::optional<std::uint32_t> Segment::document(std::string_view id) const {
  const auto hash = hash64(id);
  for (auto it = std::ranges::lower_bound(by_id, std::pair{hash, 0U}); it != by_id.end() && it->first == hash; ++it)
    if (ids[it->second] == id) return it->second;
  return std::nullopt;
}

std::pair<std::uint32_t, std::uint32_t> Segment::prefix(std::string_view folded) const {
  std::uint32_t low = 0, high = static_cast<std::uint32_t>(words.size());
  const auto first_not = [&](std::uint32_t from, auto before) {
    std::uint32_t n = high - from;
    while (n > 0) {
      const auto half = n / 2;
      if (before(words[from + half])) {
        from += half + 1;
        n -= half + 1;
      } else {
        n = half;
      }
    }
    return from;
  };
  low = first_not(0, [&](std::string_view w) { return w < folded; });
  return {low, first_not(low, [&](std::string_view w) { return w.starts_with(folded); })};
}

std::optional<std::uint32_t> Segment::word(std::string_view folded) const {
  std::uint32_t low = 0, n = static_cast<std::uint32_t>(words.size());
  while (n > 0) {
    const auto half = n / 2;
    if (words[low + half] < folded) {
      low += half + 1;
      n -= half + 1;
    } else {
      n = half;
    }
  }
  if (low < words.size() && words[low] == folded) return low;
  return std::nullopt;
}

std::optional<std::uint32_t> Segment::work(std::uint64_t key) const {
  const auto it = std::ranges::lower_bound(work_keys, key);
  if (it == work_keys.end() || *it != key) return std::nullopt;
  return static_cast<std::uint32_t>(it - work_keys.begin());
}

std::size_t Segment::bytes() const {
  const auto of = [](const auto& v) { return v.capacity() * sizeof(v[0]); };
  const auto table = [&](const StringTable& t) { return of(t.bytes) + of(t.starts); };
  const auto rows = [&](const auto& r) { return of(r.starts) + of(r.values); };
  const auto linked = [&](const LinkTable& t) { return of(t.links_) + of(t.directory_); };
  return table(words) + of(word_flags) + rows(stems) + linked(stem_links) + linked(links) + rows(postings) +
         of(author_counts) + rows(text) + table(ids) + table(titles) + table(authors) + of(genres) + of(work_keys) +
         of(works) + of(title_order) + rows(editions) + rows(offers) + table(languages) + table(places) +
         rows(isbn_rows) + of(isbns) + of(by_id);
}

}  // namespace bookmarket::catalog::search
