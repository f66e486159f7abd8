// The words of a state, as one vocabulary.
#include <algorithm>
#include <array>

#include "services/catalog/search/state.hpp"
#include "services/catalog/search/text.hpp"
#include "services/catalog/search/word_forms.hpp"

namespace bookmarket::catalog::search {

std::pair<const Part&, std::uint32_t> State::owner(std::uint32_t word) const {
  auto part = parts.size() - 1;
  while (parts[part].words->first > word) --part;
  return {parts[part], word - parts[part].words->first};
}

std::string_view State::text(std::uint32_t word) const {
  const auto& [part, key] = owner(word);
  return part.segment->words[key];
}

std::uint8_t State::flags(std::uint32_t word) const {
  const auto& [part, key] = owner(word);
  return part.segment->word_flags[key];
}

std::span<const std::uint64_t> State::stems(std::uint32_t word) const {
  const auto& [part, key] = owner(word);
  return part.segment->stems[key];
}

WordCount State::count(std::uint32_t word) const {
  const auto& [part, key] = owner(word);
  return part.word_counts[key];
}

std::optional<std::uint32_t> State::word(std::string_view folded) const {
  for (const auto& p : parts)
    if (const auto key = p.segment->word(folded)) {
      const auto number = p.words->number(*key);
      return p.word_counts[*key].documents != 0 ? std::optional(number) : std::nullopt;
    }
  return std::nullopt;
}

std::vector<std::uint32_t> State::in_use(LinkTable Segment::* table, std::uint32_t hash) const {
  std::vector<std::uint32_t> out;
  bool several = false;
  for (const auto& p : parts) {
    several |= !out.empty();
    for (const auto& [same_hash, key] : ((*p.segment).*table).find(hash))
      if (p.word_counts[key].documents != 0) out.push_back(p.words->first + key);
  }
  if (several) std::ranges::sort(out, {}, [&](std::uint32_t word) { return text(word); });
  return out;
}

std::vector<std::uint32_t> State::by_stem(std::uint64_t stem) const {
  return in_use(&Segment::stem_links, static_cast<std::uint32_t>(stem));
}

std::vector<std::uint32_t> State::by_link(std::uint32_t hash) const { return in_use(&Segment::links, hash); }

std::span<const std::uint32_t> State::postings(std::size_t part, std::uint32_t word) const {
  const auto& p = parts[part];
  if (word >= p.words->first) {
    const auto key = word - p.words->first;
    return key < p.segment->words.size() ? p.segment->postings[key] : std::span<const std::uint32_t>();
  }
  const auto it = std::ranges::lower_bound(p.words->elsewhere, std::pair{word, 0U});
  if (it == p.words->elsewhere.end() || it->first != word) return {};
  return p.segment->postings[it->second];
}

Beginning State::beginning(std::string_view folded) const {
  Beginning out;
  for (const auto& p : parts) out.push_back(p.segment->prefix(folded));
  return out;
}

WordCount State::count(const Beginning& beginning) const {
  WordCount out;
  for (std::size_t p = 0; p < parts.size(); ++p)
    out += parts[p].word_counts.sum(beginning[p].first, beginning[p].second);
  return out;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> State::most_frequent(const Beginning& beginning,
                                                                          std::size_t budget) const {
  const auto each = [&](auto f) {
    for (std::size_t p = 0; p < parts.size(); ++p)
      for (auto key = beginning[p].first; key < beginning[p].second; ++key)
        if (const auto n = parts[p].word_counts[key].documents; n != 0) f(parts[p].words->first + key, n);
  };
  // Documents by how frequent their word is; the least frequency that still fits into the budget.
  constexpr std::uint32_t highest = 1023;
  std::array<std::uint32_t, highest + 1> documents{};
  each([&](std::uint32_t, std::uint32_t n) { documents[std::min(n, highest)] += n; });
  std::size_t read = 0;
  std::uint32_t least = highest;
  for (;; --least) {
    read += documents[least];
    if (read >= budget || least == 1) break;
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out, last;
  each([&](std::uint32_t word, std::uint32_t n) {
    if (n >= least) (n == least ? last : out).emplace_back(word, n);
  });
  const auto better = [&](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : text(a.first) < text(b.first);
  };
  std::ranges::sort(out, better);
  if (read > budget) {
    if (parts.size() > 1) std::ranges::sort(last, better);
    out.insert(out.end(), last.begin(), last.end());
    read = 0;
    const auto end =
        std::ranges::find_if(out, [&](const auto& x) { return std::exchange(read, read + x.second) >= budget; });
    out.erase(end, out.end());
  } else {
    out.insert(out.end(), last.begin(), last.end());
  }
  return out;
}

bool State::has_prefix(std::string_view folded) const {
  return std::ranges::any_of(parts, [&](const Part& p) {
    const auto [low, high] = p.segment->prefix(folded);
    return low < high && p.word_counts.sum(low, high).documents != 0;
  });
}

bool State::has_stem(std::uint64_t stem) const {
  return std::ranges::any_of(
      by_stem(stem), [&](std::uint32_t word) { return std::ranges::find(stems(word), stem) != stems(word).end(); });
}

bool State::has_key(std::string_view key) const {
  return std::ranges::any_of(by_link(link_hash(Link::key, key)),
                             [&](std::uint32_t word) { return match_key(text(word)) == key; });
}

bool State::has_similar(std::string_view key) const {
  const auto near = [&](Link kind, std::string_view link) {
    return std::ranges::any_of(by_link(link_hash(kind, link)),
                               [&](std::uint32_t word) { return edit_distance(match_key(text(word)), key, 1) <= 1; });
  };
  return has_key(key) || near(Link::key_delete, key) || std::ranges::any_of(deletes(key), [&](const std::string& d) {
           return near(Link::key_delete, d) || near(Link::key, d);
         });
}

std::optional<DictionaryForms> State::forms_of(std::string_view folded) const {
  const auto known = word(folded);
  if (!known || (flags(*known) & word_flag::stemmed) == 0) return std::nullopt;
  const auto found = stems(*known);
  return DictionaryForms{{found.begin(), found.end()}, (flags(*known) & word_flag::unknown) != 0};
}

}  // namespace bookmarket::catalog::search
