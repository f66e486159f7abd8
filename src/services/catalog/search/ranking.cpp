#include "services/catalog/search/ranking.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "services/catalog/search/text.hpp"
#include "services/catalog/search/thread_cells.hpp"
#include "services/catalog/search/word_forms.hpp"

namespace bookmarket::catalog::search {
namespace {

constexpr std::size_t max_compounds = 2'000;  // titles read again for a hyphen
constexpr std::size_t max_loose = 5'000;      // documents read again for a title that was asked for whole
constexpr std::size_t few_pages = 30;         // matches with which nothing looser is wanted
constexpr float least_share = 0.34F;          // of the query's weight: less is chance
constexpr float least_score = 0.3F;           // the same, of weight times quality: a lone far-fetched word is chance
constexpr float kind_weight = 0.2F;           // «романи» against a content word of its frequency
constexpr float first_pass_compound_bonus = 0.5F;

}  // namespace

Ranking::Ranking(const State& state, const Query& query, Purpose purpose)
    : state_(state), query_(query), purpose_(purpose), cells_(thread_cells<Cell>(0)) {
  std::uint32_t all = 0;
  for (const auto& p : state_.parts) {
    offsets_.push_back(all);
    all += static_cast<std::uint32_t>(p.segment->size());
  }
  offsets_.push_back(all);
  if (cells_.size() < all) cells_.resize(all);
  for (std::size_t i = 0; i < query_.words.size(); ++i) {
    const auto& w = query_.words[i];
    if (w.role == WordRole::content) content_ |= 1U << i;
    if (w.role != WordRole::stop || w.last) significant_.push_back(i);
  }
  if (content_ == 0) {  // «до і після»: nothing but such words
    significant_.clear();
    for (std::size_t i = 0; i < query_.words.size(); ++i) significant_.push_back(i);
  }
}

bool Ranking::expand_words(Reach if_unmatched, Reach if_matched) {
  const auto n = query_.words.size();
  senses_.resize(n);
  found_.resize(n);
  found_in_authors_.resize(n);
  found_by_prefix_.resize(n);
  bool any = false;
  for (const auto i : significant_) {
    // «книги» is known to be meant: no mistyped Кінг.
    const bool as_meant = content_ != 0 && query_.words[i].role != WordRole::content;
    const auto before = senses_[i].reach;
    const auto reach = as_meant ? Reach::forms : before && unmatched(i) ? if_unmatched : if_matched;
    if (before && *before >= reach) continue;
    expand_word(i, reach);
    any = true;
  }
  return any;
}

bool Ranking::only_begins(std::size_t i) const {
  const auto& word = query_.words[i];
  return purpose_ == Purpose::suggestions && query_.words.size() == 1 && word.last && letters(word.word) <= 2 &&
         state_.has_prefix(word.word);
}

void Ranking::expand_word(std::size_t i, Reach reach) {
  const auto& word = query_.words[i];
  auto& sense = senses_[i];
  found_[i] = found_by_prefix_[i] = found_in_authors_[i] = 0;
  sense.reach = reach;
  if (!only_begins(i))
    sense.terms = expand(state_, word, reach, query_.verbatim, reach == Reach::similar ? slips_of(word.key) : Slips{});
  else if (const auto same = state_.word(word.word); same && letters(word.word) == 2 && word.role != WordRole::stop)
    sense.terms = {{*same, 1, Kinship::same}};  // «Ми»
  for (const auto& t : sense.terms) {
    const auto count = state_.count(t.word);
    found_[i] += count.documents;
    found_in_authors_[i] += count.in_authors;
  }
  sense.beginnings.clear();
  if (word.last) sense.beginnings.push_back(state_.beginning(word.word));
  for (const auto& text : word.beginnings) sense.beginnings.push_back(state_.beginning(text));
  for (const auto& beginning : sense.beginnings) {
    const auto begun = state_.count(beginning).documents;
    found_[i] += begun;
    found_by_prefix_[i] += begun;
  }
}

void Ranking::weigh_words() {
  const auto documents = static_cast<float>(state_.size());
  weight_.assign(query_.words.size(), 0);
  total_ = 0;
  for (const auto i : significant_) {
    weight_[i] = std::log2(2.0F + documents / (1.0F + static_cast<float>(found_[i])));
    if (content_ != 0 && query_.words[i].role != WordRole::content) weight_[i] *= kind_weight;
    total_ += weight_[i];
  }
}

std::vector<Match> Ranking::matches() {
  std::vector<Match> out;
  if (significant_.empty() || offsets_.back() == 0) return out;
  expand_words(Reach::forms, Reach::forms);
  if (!query_.verbatim) expand_words(Reach::similar, Reach::forms);
  weigh_words();
  if (purpose_ == Purpose::results || !accumulate_most_wanted()) accumulate();
  if (!query_.verbatim) {
    float asked = 0;  // that «романи» is nowhere is no reason to read the author's name otherwise
    for (const auto i : significant_) asked += content_ == 0 || (content_ >> i & 1U) != 0 ? weight_[i] : 0;
    if (best_ < 0.98F * asked && expand_words(Reach::similar, Reach::similar)) {
      weigh_words();
      accumulate();
    }
  }
  index_terms();
  const float least = std::max(match_share * best_, least_share * total_);
  const auto take = [&](std::uint32_t at, const Cell& cell, float penalty) {
    const auto place = place_of(at);
    const auto& segment = *state_.parts[place.part].segment;
    const auto length = static_cast<float>(segment.text[place.document].size());
    const auto popularity = state_.popularity(place);
    out.push_back({place, cell.score / total_ + 0.02F * popularity + 0.3F / (2.0F + length) - penalty, popularity});
  };
  for (const auto at : touched_)
    if (cells_[at].weight >= least && cells_[at].score >= least_score * total_) take(at, cells_[at], 0);
  if (out.size() < few_pages && looks_for_loose() && std::popcount(content_) >= 2) {
    const float loose = std::max(loose_share * best_, least_share * total_);
    std::uint32_t names = 0;  // bit i: one who has but query word i may be its author
    for (const auto i : significant_) names |= static_cast<std::uint32_t>(author_share(i) > share_of_name) << i;
    std::vector<std::uint32_t> likely;
    for (const auto at : touched_) {
      const auto& cell = cells_[at];
      const auto there = cell.words & content_;
      if (cell.weight >= loose && cell.weight < least && (std::popcount(there) >= 2 || (there & names) != 0))
        likely.push_back(at);
    }
    if (likely.size() > max_loose) {
      std::ranges::nth_element(likely, likely.begin() + max_loose, [&](std::uint32_t a, std::uint32_t b) {
        return cells_[a].weight != cells_[b].weight ? cells_[a].weight > cells_[b].weight : a < b;
      });
      likely.resize(max_loose);
    }
    for (const auto at : likely)
      if (same_title_or_initials(place_of(at), cells_[at].words)) take(at, cells_[at], 0);
  }
  clear_cells();
  if (query_.open_hyphen && out.size() <= max_compounds)
    for (auto& m : out)
      if (goes_on_after_hyphen(m.place)) m.score += first_pass_compound_bonus;
  return out;
}

bool Ranking::goes_on_after_hyphen(Place place) const {
  const auto title = state_.parts[place.part].segment->titles[place.document];
  std::string text;  // folded, «Україна - Русь» as «україна-русь»
  for (std::size_t at = 0; at < title.size();) {
    const char32_t c = next_code_point(title, at);
    if (c == '-' || (c >= 0x2010 && c <= 0x2015)) {
      while (text.ends_with(' ')) text.pop_back();
      text += '-';
    } else if (is_apostrophe(c)) {
      continue;
    } else if (const char32_t f = fold_letter(c); f != 0) {
      append_utf8(text, f);
    } else if (!text.ends_with('-')) {
      text += ' ';
    }
  }
  return text.find(query_.words.back().word + '-') != std::string::npos;
}

Place Ranking::place_of(std::uint32_t at) const {
  const auto part = static_cast<std::uint32_t>(std::ranges::upper_bound(offsets_, at) - offsets_.begin() - 1);
  return {part, at - offsets_[part]};
}

bool Ranking::same_title_or_initials(Place place, std::uint32_t words) const {
  const auto& segment = *state_.parts[place.part].segment;
  unsigned asked = 0, other = 0, best = 0;  // words of the title at hand; most words of a title that was asked for
  bool title = false, surname = false;
  const auto close = [&] {
    if (title && other == 0) best = std::max(best, asked);
    asked = other = 0;
  };
  for (const auto t : segment.text[place.document]) {
    if ((t & token::first) != 0) close();
    title = (t & token::author) == 0;
    const auto found = uses(place.part, t >> 2);
    surname |= !title && !found.empty();
    if (!found.empty())
      ++asked;
    else if (segment.words[t >> 2].size() > 4)  // longer than two Cyrillic letters
      ++other;
  }
  close();
  if (best >= 2) return true;
  const std::uint32_t missing = content_ & ~words;
  return surname && std::popcount(missing) == 1 &&
         has_initial_of(place, static_cast<std::size_t>(std::countr_zero(missing)));
}

bool Ranking::has_initial_of(Place place, std::size_t word) const {
  const auto& key = query_.words[word].key;
  const auto authors = state_.parts[place.part].segment->authors[place.document];
  std::size_t length = 0;  // of the word at hand
  std::string letter;
  const auto is_it = [&] { return length == 1 && !key.empty() && match_key(letter) == key.substr(0, 1); };
  for (std::size_t at = 0; at < authors.size();) {
    const char32_t c = fold_letter(next_code_point(authors, at));
    if (c != 0) {
      if (length++ == 0) append_utf8(letter = {}, c);
      continue;
    }
    if (is_it()) return true;
    length = 0;
  }
  return is_it();
}

}  // namespace bookmarket::catalog::search
