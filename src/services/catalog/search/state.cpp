#include "services/catalog/search/state.hpp"

#include <algorithm>

#include "services/catalog/search/word_forms.hpp"

namespace bookmarket::catalog::search {
namespace {

bool linked(const Segment& s, Link kind, std::string_view key) {
  for (const auto& [hash, word] : s.links.find(link_hash(kind, key)))
    if (edit_distance(match_key(s.words[word]), key, 1) <= (kind == Link::key && !key.empty() ? 0U : 1U)) return true;
  return false;
}

}  // namespace

std::size_t State::size() const {
  std::size_t n = 0;
  for (const auto& p : parts) n += p.size();
  return n;
}

bool State::has_word(std::string_view folded) const {
  return std::ranges::any_of(parts, [&](const Part& p) { return p.segment->word(folded).has_value(); });
}

bool State::has_prefix(std::string_view folded) const {
  return std::ranges::any_of(parts, [&](const Part& p) {
    const auto [low, high] = p.segment->prefix(folded);
    return low < high;
  });
}

bool State::has_stem(std::uint64_t stem) const {
  return std::ranges::any_of(parts, [&](const Part& p) {
    return std::ranges::any_of(p.segment->stem_links.find(static_cast<std::uint32_t>(stem)), [&](const auto& link) {
      return std::ranges::find(p.segment->stems[link.second], stem) != p.segment->stems[link.second].end();
    });
  });
}

bool State::has_key(std::string_view key) const {
  return std::ranges::any_of(parts, [&](const Part& p) { return linked(*p.segment, Link::key, key); });
}

bool State::has_similar(std::string_view key) const {
  const auto shorter = deletes(key);
  return std::ranges::any_of(parts, [&](const Part& p) {
    return linked(*p.segment, Link::key, key) || linked(*p.segment, Link::key_delete, key) ||
           std::ranges::any_of(shorter, [&](const std::string& d) {
             for (const auto& [hash, word] : p.segment->links.find(link_hash(Link::key_delete, d)))
               if (edit_distance(match_key(p.segment->words[word]), key, 1) <= 1) return true;
             for (const auto& [hash, word] : p.segment->links.find(link_hash(Link::key, d)))
               if (edit_distance(match_key(p.segment->words[word]), key, 1) <= 1) return true;
             return false;
           });
  });
}

std::optional<DictionaryForms> State::forms_of(std::string_view folded) const {
  for (const auto& p : parts) {
    const auto word = p.segment->word(folded);
    if (!word || (p.segment->word_flags[*word] & word_flag::stemmed) == 0) continue;
    const auto stems = p.segment->stems[*word];
    return DictionaryForms{{stems.begin(), stems.end()}, (p.segment->word_flags[*word] & word_flag::unknown) != 0};
  }
  return std::nullopt;
}

}  // namespace bookmarket::catalog::search
