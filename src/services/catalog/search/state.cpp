// A state is changed: parts come and go, documents die, and the counts follow.
#include "services/catalog/search/state.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace bookmarket::catalog::search {
namespace {

/// `find`: the number an earlier part has for a key of the new one.
template <class Find>
std::shared_ptr<const Numbering> numbering(std::uint32_t first, std::size_t keys, bool is_first_part, Find find) {
  auto out = std::make_shared<Numbering>();
  out->first = first;
  if (is_first_part) return out;
  out->numbers.reserve(keys);
  for (std::uint32_t key = 0; key < keys; ++key) {
    const std::optional<std::uint32_t> known = find(key);
    if (known) out->elsewhere.emplace_back(*known, key);
    out->numbers.push_back(known.value_or(first + key));
  }
  std::ranges::sort(out->elsewhere);
  return out;
}

/// The part whose own key a number is.
std::size_t part_of(const std::vector<Part>& parts, std::shared_ptr<const Numbering> Part::* keys, std::uint32_t n) {
  auto part = parts.size() - 1;
  while ((parts[part].*keys)->first > n) --part;
  return part;
}

/// Asked of every match; few works weigh more than the table reaches.
float popularity_of(std::uint32_t weight) {
  static const auto known = [] {
    std::array<float, 256> table{};
    for (std::size_t n = 0; n < table.size(); ++n) table[n] = std::log2(1.0F + static_cast<float>(n));
    return table;
  }();
  return weight < known.size() ? known[weight] : std::log2(1.0F + static_cast<float>(weight));
}

}  // namespace

void State::append(std::shared_ptr<const Segment> segment, const std::vector<std::uint64_t>& deleted) {
  const Segment& s = *segment;
  const auto next = [&](auto keys, auto size) {
    return parts.empty() ? 0 : (parts.back().*keys)->first + static_cast<std::uint32_t>(size(*parts.back().segment));
  };
  Part part{.segment = std::move(segment),
            .word_counts = Counts<WordCount>(s.words.size()),
            .work_weights = Counts<std::uint32_t>(s.work_keys.size())};
  part.words = numbering(next(&Part::words, [](const Segment& x) { return x.words.size(); }), s.words.size(),
                         parts.empty(), [&](std::uint32_t key) -> std::optional<std::uint32_t> {
                           for (const auto& p : parts)
                             if (const auto known = p.segment->word(s.words[key])) return p.words->number(*known);
                           return std::nullopt;
                         });
  part.works = numbering(next(&Part::works, [](const Segment& x) { return x.work_keys.size(); }), s.work_keys.size(),
                         parts.empty(), [&](std::uint32_t key) -> std::optional<std::uint32_t> {
                           for (const auto& p : parts)
                             if (const auto known = p.segment->work(s.work_keys[key])) return p.works->number(*known);
                           return std::nullopt;
                         });
  parts.push_back(std::move(part));
  for (std::uint32_t w = 0; w < s.words.size(); ++w) {
    const auto number = parts.back().words->number(w);
    auto& owner = parts[part_of(parts, &Part::words, number)];
    owner.word_counts.add(number - owner.words->first,
                          {static_cast<std::uint32_t>(s.postings[w].size()), s.author_counts[w]});
  }
  for (std::uint32_t d = 0; d < s.size(); ++d) weigh_work(parts.back(), d, 1);
  std::vector<std::uint32_t> dead;
  for (std::uint32_t d = 0; d < s.size() && !deleted.empty(); ++d)
    if ((deleted[d / 64] >> (d % 64) & 1) != 0) dead.push_back(d);
  erase(static_cast<std::uint32_t>(parts.size() - 1), dead);
}

void State::erase(std::uint32_t part, const std::vector<std::uint32_t>& documents) {
  if (documents.empty()) return;
  auto& p = parts[part];
  auto bits = p.deleted ? *p.deleted : std::vector<std::uint64_t>((p.segment->size() + 63) / 64);
  const auto& columns = p.segment->columns;
  auto rows = p.deleted ? *p.live_rows : columns.all;
  for (const auto d : documents) {
    for (auto row = columns.starts[d]; row < columns.documents.size() && columns.documents[row] == d; ++row)
      clear(rows, row);
    bits[d / 64] |= std::uint64_t{1} << (d % 64);
    uncount_words(p, d);
    weigh_work(p, d, -1U);
  }
  p.deleted_count += static_cast<std::uint32_t>(documents.size());
  p.deleted = std::make_shared<const std::vector<std::uint64_t>>(std::move(bits));
  p.live_rows = std::make_shared<const Bits>(std::move(rows));
}

void State::truncate(std::size_t keep) {
  for (auto p = static_cast<std::uint32_t>(keep); p < parts.size(); ++p) {
    std::vector<std::uint32_t> live;
    for (std::uint32_t d = 0; d < parts[p].segment->size(); ++d)
      if (parts[p].live(d)) live.push_back(d);
    erase(p, live);
  }
  parts.resize(keep);
}

void State::uncount_words(const Part& part, std::uint32_t document) {
  const auto text = part.segment->text[document];
  std::vector<std::uint32_t> tokens(text.begin(), text.end());
  for (auto& t : tokens) t &= ~token::first;
  std::ranges::sort(tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i + 1 < tokens.size() && tokens[i + 1] >> 2 == tokens[i] >> 2) continue;  // the last of a word: in authors?
    const auto number = part.words->number(tokens[i] >> 2);
    auto& owner = parts[part_of(parts, &Part::words, number)];
    owner.word_counts.add(number - owner.words->first, {-1U, (tokens[i] & token::author) != 0 ? -1U : 0});
  }
}

void State::weigh_work(const Part& part, std::uint32_t document, std::uint32_t sign) {
  const auto number = part.works->number(part.segment->works[document]);
  auto& owner = parts[part_of(parts, &Part::works, number)];
  owner.work_weights.add(number - owner.works->first, sign * part.segment->weight(document));
}

std::size_t State::size() const {
  std::size_t n = 0;
  for (const auto& p : parts) n += p.size();
  return n;
}

float State::popularity(Place place) const {
  const auto& part = parts[place.part];
  const auto number = part.works->number(part.segment->works[place.document]);
  const auto& owner = parts[part_of(parts, &Part::works, number)];
  return popularity_of(owner.work_weights[number - owner.works->first]);
}

}  // namespace bookmarket::catalog::search
