// What each document has of the words of a query: postings and texts, added up in cells.
#include <algorithm>
#include <bit>
#include <cmath>

#include "services/catalog/search/ranking.hpp"
#include "services/catalog/search/text.hpp"
#include "services/catalog/search/thread_cells.hpp"

namespace bookmarket::catalog::search {
namespace {

constexpr std::size_t results_prefix_budget = 20'000;  // postings read for the beginnings of a lone word
constexpr std::size_t suggestions_prefix_budget = 4'000;
constexpr float prefix_quality_low = 0.72F, prefix_quality_high = 0.92F;

/// A word of a document, while a query's word is added.
struct WordCell {
  std::uint32_t documents = 0;
  float quality = 0;
  std::uint32_t words = 0;  ///< bit i: stands for query word i
};

/// The cells of words by their number, those that were marked zero again at the end.
class WordCells {
 public:
  explicit WordCells(const State& state)
      : cells_(thread_cells<WordCell>(state.parts.back().words->first + state.parts.back().segment->words.size())) {}
  ~WordCells() {
    for (const auto word : marked_) cells_[word] = {};
  }
  WordCells(const WordCells&) = delete;
  WordCells& operator=(const WordCells&) = delete;

  const WordCell& operator[](std::uint32_t word) const { return cells_[word]; }
  WordCell& mark(std::uint32_t word) {
    marked_.push_back(word);
    return cells_[word];
  }
  /// Of a word that was marked.
  WordCell& marked(std::uint32_t word) { return cells_[word]; }

 private:
  std::vector<WordCell>& cells_;
  std::vector<std::uint32_t> marked_ = {};
};

constexpr std::size_t most_wanted = 150;  // documents from which suggestions are chosen where very many match
/// Documents with a lone word from which on these few are enough: fewer are all looked at.
constexpr std::size_t very_many = 6'000;
constexpr std::size_t most_texts = 1'500;       // read to find them; more take longer than adding up postings
constexpr std::size_t postings_per_text = 100;  // looked up in the time of reading one document's text

/// The live documents of some ranks by part, by falling weight of their own, then by id.
class MostWantedFirst {
 public:
  MostWantedFirst(const State& state, std::vector<Bits> ranks)
      : state_(state), ranks_(std::move(ranks)), at_(state.parts.size()) {}

  std::optional<Place> next() {
    std::optional<Place> first;
    std::uint64_t weight = 0;
    for (std::uint32_t part = 0; part < at_.size(); ++part) {
      const auto place = at_live(part);
      if (!place) continue;
      const auto key = state_.parts[part].segment->columns.by_weight.key(at_[part]);
      if (first && (key < weight || (key == weight && state_.id(*place) > state_.id(*first)))) continue;
      first = place;
      weight = key;
    }
    if (first) ++at_[first->part];
    return first;
  }

 private:
  /// The part's next one.
  std::optional<Place> at_live(std::uint32_t part) {
    const auto& p = state_.parts[part];
    const auto& columns = p.segment->columns;
    const auto& bits = ranks_[part];
    auto& at = at_[part];
    for (auto word = at / 64; word < bits.size(); at = ++word * 64) {
      for (auto rest = bits[word] >> (at % 64); rest != 0; rest = ++at % 64 == 0 ? 0 : bits[word] >> (at % 64)) {
        at += static_cast<std::size_t>(std::countr_zero(rest));
        if (const auto document = columns.documents[columns.by_weight.rows[at]]; p.live(document))
          return Place{part, document};
      }
    }
    return std::nullopt;
  }

  const State& state_;
  std::vector<Bits> ranks_;
  std::vector<std::size_t> at_;  ///< by part: the rank to look at next
};

}  // namespace

void Ranking::clear_cells() {
  for (const auto at : touched_) cells_[at] = {};
  touched_.clear();
}

void Ranking::accumulate() {
  clear_cells();
  best_ = 0;
  auto order = significant_;
  std::ranges::sort(order, {}, [&](std::size_t i) { return found_[i]; });
  float remaining = total_;
  for (const auto i : order) {
    add_word(i, remaining);
    remaining -= weight_[i];
  }
}

bool Ranking::accumulate_most_wanted() {
  const auto rarest = *std::ranges::min_element(significant_, {}, [&](std::size_t i) { return found_[i]; });
  if (significant_.size() == 1 && found_[rarest] < very_many) return false;
  // How many texts must be read among the documents with the rarest word, where the others are about as frequent as
  // everywhere; and how many among all documents, which need not be found first.
  const auto size = static_cast<double>(state_.size());
  const auto share = [&](std::size_t i) { return std::max(1.0, static_cast<double>(found_[i])) / size; };
  double texts = most_wanted;
  for (const auto i : significant_)
    if (i != rarest) texts /= share(i);
  const double everywhere = texts / share(rarest);
  const bool among_all = everywhere < texts + static_cast<double>(found_[rarest]) / postings_per_text;
  if (among_all) texts = everywhere;
  if (2 * texts > std::min<double>(most_texts, static_cast<double>(found_[rarest]))) return false;
  const auto wanted =
      most_wanted_with_all(among_all ? std::nullopt : std::optional(rarest), static_cast<std::size_t>(2 * texts));
  if (wanted.size() < few) return false;
  clear_cells();
  best_ = 0;
  std::vector<std::uint32_t> cells;
  for (const auto place : wanted) cells.push_back(offsets_[place.part] + place.document);
  for (const auto i : significant_) add_terms_to(cells, i, true);
  for (const auto i : significant_) {
    auto& sense = senses_[i];
    sense.completions.clear();
    for (std::size_t n = 0; n < sense.beginnings.size(); ++n)
      add_beginning_to(cells, i, sense.beginnings[n], n == 0 ? Kinship::prefix : Kinship::transliteration, true);
  }
  return true;
}

Bits Ranking::ranks_with(std::optional<std::size_t> i, std::uint32_t part) const {
  const auto& segment = *state_.parts[part].segment;
  const auto& rank = segment.columns.weight_rank;
  const auto documents = segment.columns.by_weight.rows.size();
  Bits out((documents + 63) / 64, i ? 0 : ~std::uint64_t{0});
  if (!i) {
    if (documents % 64 != 0) out.back() >>= 64 - documents % 64;
    return out;
  }
  for (const auto& t : senses_[*i].terms)
    for (const auto posting : state_.postings(part, t.word)) set(out, rank[posting >> 2]);
  for (const auto& beginning : senses_[*i].beginnings)
    for (auto word = beginning[part].first; word < beginning[part].second; ++word)
      for (const auto posting : segment.postings[word]) set(out, rank[posting >> 2]);
  return out;
}

std::vector<Place> Ranking::most_wanted_with_all(std::optional<std::size_t> among, std::size_t texts) const {
  WordCells marks(state_);
  std::uint32_t all = 0;
  for (const auto i : significant_) {
    all |= 1U << i;
    for (const auto& t : senses_[i].terms) marks.mark(t.word).words |= 1U << i;
  }
  const auto words_of = [&](std::uint32_t part, std::uint32_t t) {
    const auto& p = state_.parts[part];
    std::uint32_t words = marks[p.words->number(t)].words;
    for (const auto i : significant_)
      for (const auto& beginning : senses_[i].beginnings)  // «т»: not all that has «та»
        if (t >= beginning[part].first && t < beginning[part].second && letters(p.segment->words[t]) > 2)
          words |= 1U << i;
    return words;
  };
  std::vector<Bits> ranks;
  for (std::uint32_t part = 0; part < state_.parts.size(); ++part) ranks.push_back(ranks_with(among, part));
  std::vector<Place> out;
  for (MostWantedFirst documents(state_, std::move(ranks)); texts > 0 && out.size() < most_wanted; --texts) {
    const auto place = documents.next();
    if (!place) break;
    std::uint32_t words = 0;
    for (const auto t : state_.parts[place->part].segment->text[place->document])
      words |= words_of(place->part, t >> 2);
    if (words == all) out.push_back(*place);
  }
  return out;
}

void Ranking::touch(std::size_t part, std::uint32_t document, std::size_t i, float quality, bool may_enter) {
  const auto at = offsets_[part] + document;
  auto& cell = cells_[at];
  if (cell.words == 0) {
    if (!may_enter || !state_.parts[part].live(document)) return;
    touched_.push_back(at);
  }
  if ((cell.words >> i & 1U) != 0) return;
  cell.words |= 1U << i;
  cell.score += weight_[i] * quality;
  cell.weight += weight_[i];
  best_ = std::max(best_, cell.weight);
}

void Ranking::add_postings(std::size_t i, std::uint32_t word, float quality, bool may_enter) {
  for (std::size_t part = 0; part < state_.parts.size(); ++part)
    for (const auto posting : state_.postings(part, word)) touch(part, posting >> 2, i, quality, may_enter);
}

void Ranking::add_terms(std::size_t i, bool may_enter) {
  const auto postings = found_[i] - found_by_prefix_[i];
  if (!may_enter && touched_.size() * postings_per_text < postings) {
    add_terms_to(touched_, i, false);
    return;
  }
  for (const auto& t : senses_[i].terms) add_postings(i, t.word, t.quality, may_enter);
}

void Ranking::add_terms_to(const std::vector<std::uint32_t>& cells, std::size_t i, bool may_enter) {
  WordCells words(state_);
  for (const auto& t : senses_[i].terms) words.mark(t.word).quality = t.quality;
  for (const auto at : cells) {
    const auto [part, document] = place_of(at);
    float quality = 0;
    for (const auto t : state_.parts[part].segment->text[document])
      quality = std::max(quality, words[state_.parts[part].words->number(t >> 2)].quality);
    if (quality > 0) touch(part, document, i, quality, may_enter);
  }
}

void Ranking::add_word(std::size_t i, float remaining) {
  auto& sense = senses_[i];
  // What a document must have of the words before, to reach its share of the best one.
  const auto least = [&] { return (looks_for_loose() ? loose_share : match_share) * best_ - remaining; };
  const bool may_enter = least() <= 0;
  add_terms(i, may_enter);
  sense.completions.clear();
  for (std::size_t n = 0; n < sense.beginnings.size(); ++n) {
    const auto kinship = n == 0 ? Kinship::prefix : Kinship::transliteration;
    const auto postings = state_.count(sense.beginnings[n]).documents;
    if (postings == 0) continue;
    if (!may_enter && touched_.size() * 8 < postings) {
      auto cells = touched_;
      std::erase_if(cells, [&, enough = least()](std::uint32_t at) { return cells_[at].weight < enough; });
      add_beginning_to(cells, i, sense.beginnings[n], kinship, false);
    } else {
      add_beginning(i, sense.beginnings[n], kinship, may_enter);
    }
  }
}

std::vector<Term> Ranking::completions_of(std::size_t i, WordCounts counts, Kinship kinship) const {
  std::erase_if(counts, [&](const auto& c) {
    const auto text = state_.text(c.first);
    return text == query_.words[i].word || letters(text) < 2;
  });
  std::uint32_t most = 1;
  for (const auto& [word, n] : counts) most = std::max(most, n);
  std::vector<Term> out;
  out.reserve(counts.size());
  for (const auto& [word, n] : counts) {
    const float share = std::log2(1.0F + static_cast<float>(n)) / std::log2(1.0F + static_cast<float>(most));
    out.push_back({word, prefix_quality_low + (prefix_quality_high - prefix_quality_low) * share, kinship});
  }
  std::ranges::sort(out, [](const Term& a, const Term& b) { return a.quality > b.quality; });
  return out;
}

void Ranking::add_beginning(std::size_t i, const Beginning& beginning, Kinship kinship, bool may_enter) {
  const auto budget = purpose_ == Purpose::results ? results_prefix_budget : suggestions_prefix_budget;
  const auto found = completions_of(i, state_.most_frequent(beginning, budget), kinship);
  for (const auto& t : found) add_postings(i, t.word, t.quality, may_enter);
  auto& completions = senses_[i].completions;
  completions.insert(completions.end(), found.begin(), found.end());
}

void Ranking::add_beginning_to(const std::vector<std::uint32_t>& cells, std::size_t i, const Beginning& beginning,
                               Kinship kinship, bool may_enter) {
  WordCells words(state_);
  WordCounts counts;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> hits;  // cell, word; those of a cell together
  for (const auto at : cells) {
    const auto [part, document] = place_of(at);
    const auto [low, high] = beginning[part];
    for (const auto t : state_.parts[part].segment->text[document]) {
      if (t >> 2 < low || t >> 2 >= high) continue;
      const auto word = state_.parts[part].words->number(t >> 2);
      if (words[word].documents == 0) {
        words.mark(word);
        counts.emplace_back(word, 0);
      }
      ++words.marked(word).documents;
      hits.emplace_back(at, word);
    }
  }
  for (auto& [word, n] : counts) n = words[word].documents;
  const auto found = completions_of(i, std::move(counts), kinship);
  for (const auto& t : found) words.marked(t.word).quality = t.quality;
  for (auto it = hits.begin(); it != hits.end();) {
    const auto at = it->first;
    float best = 0;
    for (; it != hits.end() && it->first == at; ++it) best = std::max(best, words[it->second].quality);
    const auto [part, document] = place_of(at);
    if (best > 0) touch(part, document, i, best, may_enter);
  }
  auto& completions = senses_[i].completions;
  completions.insert(completions.end(), found.begin(), found.end());
}

}  // namespace bookmarket::catalog::search
