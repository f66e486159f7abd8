// The second look of the ranking, at the best documents only: their titles and authors word by word.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "services/catalog/search/ranking.hpp"
#include "services/catalog/search/text.hpp"

namespace bookmarket::catalog::search {
namespace {

/// Which of several words begins most like another.
std::string nearest(const std::vector<std::string>& words, std::string_view like) {
  return *std::ranges::max_element(
      words, {}, [&](const std::string& w) { return std::ranges::mismatch(w, like).in1 - w.begin(); });
}

constexpr float title_weight = 0.30F, order_weight = 0.15F, begins_weight = 0.25F, author_bonus = 0.8F,
                lone_author_bonus = 0.5F, whole_title_bonus = 0.08F, compound_bonus = 0.5F, corporate_share = 0.6F,
                initial_quality = 0.8F, least_transliteration = 0.7F;

}  // namespace

void Ranking::index_terms() {
  weight_of_titles_ = weight_of_titles();
  by_word_.clear();
  for (std::size_t i = 0; i < query_.words.size(); ++i) {
    const auto n = static_cast<std::uint32_t>(i);
    for (const auto& t : senses_[i].terms) by_word_.push_back({t.word, n, t.quality, t.kinship});
    for (const auto& t : senses_[i].completions) by_word_.push_back({t.word, n, t.quality, t.kinship});
    if (query_.words[i].role == WordRole::stop && senses_[i].terms.empty())
      for (const auto& t : expand(state_, query_.words[i], Reach::forms, query_.verbatim, {}))
        if (t.kinship != Kinship::form) by_word_.push_back({t.word, n, t.quality, t.kinship});
  }
  std::ranges::sort(by_word_, [](const TermUse& a, const TermUse& b) {
    if (a.word != b.word) return a.word < b.word;
    if (a.query_word != b.query_word) return a.query_word < b.query_word;
    return a.quality > b.quality;
  });
  by_word_.erase(
      std::unique(by_word_.begin(), by_word_.end(),
                  [](const TermUse& a, const TermUse& b) { return a.word == b.word && a.query_word == b.query_word; }),
      by_word_.end());
  has_use_.reset();
  for (const auto& use : by_word_) has_use_.set(use.word % has_use_.size());
}

std::span<const Ranking::TermUse> Ranking::uses(std::size_t part, std::uint32_t word) const {
  const auto number = state_.parts[part].words->number(word);
  if (!has_use_[number % has_use_.size()]) return {};  // as most words of most titles
  const auto [low, high] = std::ranges::equal_range(by_word_, number, {}, &TermUse::word);
  return {low, high};
}

float Ranking::author_share(std::size_t i) const {
  const auto whole = found_[i] - found_by_prefix_[i];
  return whole == 0 ? 1.0F : (static_cast<float>(found_in_authors_[i]) + 1) / (static_cast<float>(whole) + 2);
}

float Ranking::author_likelihood(std::size_t i) const {
  if (i > 0 && query_.words[i - 1].word == "про") return 0;  // «про Роксолану»: what the book is about
  // «твори Багряного» asks for the author, even of a word that is more often in titles.
  const bool of_kind = std::popcount(content_) == 1 && significant_.size() > 1;
  return std::min(1.0F, (of_kind ? 0.7F : 0.4F) + 1.2F * author_share(i));
}

float Ranking::weight_of_titles() const {
  if (std::popcount(content_) < 2) return 1;
  float least = 1;
  for (const auto i : significant_)
    if ((content_ >> i & 1U) != 0) least = std::min(least, author_share(i));
  return 1.0F - 0.7F * std::clamp((least - 0.3F) / 0.3F, 0.0F, 1.0F);
}

float Ranking::rescore(const Match& match) const {
  const auto part = match.place.part;
  const auto& segment = *state_.parts[part].segment;
  const auto n = query_.words.size();
  std::array<float, max_query_words> quality{};
  float title_share = 0, order = 0, in_author = 0, begins = 0;
  struct {
    float words = 0, quality = 0, weight = 0, pairs = 0, content = 0;
    std::uint32_t seen = 0, last = UINT32_MAX, length = 0, names = 0;  // names: long words not asked for
    bool author = false, as_typed = true;
  } now;
  bool whole_title = true;
  float content = 0;  // weight of the words that may name an author
  for (std::size_t i = 0; i < n; ++i) content += (content_ >> i & 1U) != 0 ? weight_[i] : 0;
  const auto close = [&] {
    if (now.length == 0) return;
    if (now.author) {
      in_author = std::max(in_author, now.content);
    } else {
      // Share of the title that was asked for, times share of the query that it answers.
      title_share = std::max(title_share, now.quality / now.words * std::min(1.0F, 0.35F + now.weight / total_));
      order = std::max(order, now.pairs);
    }
  };
  for (const auto t : segment.text[match.place.document]) {
    if ((t & token::first) != 0) {
      close();
      now = {};
      now.author = (t & token::author) != 0;
    }
    float best = 0;
    std::uint32_t which = UINT32_MAX;
    bool as_typed = false;
    for (const auto& use : uses(part, t >> 2)) {
      if (use.query_word == now.length)
        as_typed = use.kinship == Kinship::same ||
                   (use.kinship == Kinship::transliteration && use.quality >= least_transliteration);
      if (use.query_word == now.length && use.query_word + 1 == n) as_typed |= use.kinship == Kinship::prefix;
      quality[use.query_word] = std::max(quality[use.query_word], use.quality);
      const bool fresh = (now.seen >> use.query_word & 1U) == 0;
      const float q = fresh ? use.quality : 0.1F * use.quality;
      if (q > best) {
        best = q;
        which = use.query_word;
      }
    }
    const bool minor =
        (which != UINT32_MAX && query_.words[which].role == WordRole::stop) || segment.words[t >> 2].size() <= 4;
    const float size = minor ? 0.4F : 1.0F;
    now.words += size;
    if (which != UINT32_MAX) {
      now.quality += size * best;
      if ((now.seen >> which & 1U) == 0) {
        now.weight += weight_[which];
        // Who stands so far back is no person: «Обласний музей Богдана Лепкого».
        const float place = now.names < 2 ? 1.0F : corporate_share;
        if ((content_ >> which & 1U) != 0) now.content += weight_[which] * best * author_likelihood(which) * place;
      }
      // In the order of the query, from the beginning of the title.
      if (now.last != UINT32_MAX ? which == now.last + 1 : now.length == 0 && which == 0) now.pairs += best;
      now.seen |= 1U << which;
    }
    if (which == UINT32_MAX && !now.author && !minor) whole_title = false;
    if (which == UINT32_MAX && !minor) ++now.names;
    now.last = which;
    now.as_typed &= as_typed;
    if (++now.length == n && now.as_typed && !now.author)  // a short last word may well be the author's
      begins = std::min(1.0F, 0.25F * static_cast<float>(letters(query_.words.back().word)));
  }
  close();
  std::uint32_t missing = content_;
  for (std::size_t i = 0; i < n; ++i) missing &= ~(static_cast<std::uint32_t>(quality[i] > 0) << i);
  if (in_author > 0 && std::popcount(missing) == 1)
    if (const auto i = static_cast<std::size_t>(std::countr_zero(missing));
        author_share(i) > share_of_name && has_initial_of(match.place, i)) {
      quality[i] = initial_quality;
      in_author += weight_[i] * initial_quality;
    }
  float base = 0;
  for (std::size_t i = 0; i < n; ++i) base += weight_[i] * quality[i];
  base /= total_;
  // All content words in one author's name: his or her books before books about them.
  float by_author = 0;
  if (content > 0 && in_author > 0) {
    const float share = in_author / content;
    if (share > 0.6F)
      by_author = (std::popcount(content_) == 1 ? lone_author_bonus : author_bonus) * share;
    else
      by_author = 0.04F;
  }
  const float by_title = title_weight * title_share + begins_weight * begins +
                         order_weight * order / static_cast<float>(n) +
                         (whole_title && title_share > 0 ? whole_title_bonus : 0.0F);
  return base + weight_of_titles_ * by_title + by_author + 0.03F * state_.popularity(match.place) +
         (query_.open_hyphen && goes_on_after_hyphen(match.place) ? compound_bonus : 0.0F);
}

std::optional<std::size_t> Ranking::author_meant(const Match& match) const {
  const auto part = match.place.part;
  std::uint32_t all = 0, seen = 0;
  for (const auto i : significant_) all |= 1U << i;
  std::size_t author = 0;
  bool any = false;
  for (const auto t : state_.parts[part].segment->text[match.place.document]) {
    if ((t & token::author) == 0) continue;
    if ((t & token::first) != 0) {
      if (std::exchange(any, true)) ++author;
      seen = 0;
    }
    for (const auto& use : uses(part, t >> 2)) seen |= 1U << use.query_word;
    if ((seen & all) == all) return author;
  }
  return std::nullopt;
}

Ranking::Reading Ranking::reading(const Match& match) const {
  const auto part = match.place.part;
  const auto& segment = *state_.parts[part].segment;
  struct Best {
    float quality = 0;
    Kinship kinship = Kinship::same;
    std::uint32_t word = 0;
  };
  std::vector<Best> best(query_.words.size());
  for (const auto t : segment.text[match.place.document])
    for (const auto& use : uses(part, t >> 2))
      if (use.quality > best[use.query_word].quality) best[use.query_word] = {use.quality, use.kinship, use.word};
  Reading out;
  const auto surfaces = [&] {  // the document's words with their apostrophes
    auto all = tokens(segment.titles[match.place.document]);
    for (auto& t : tokens(segment.authors[match.place.document])) all.push_back(std::move(t));
    return all;
  }();
  const auto rewrite_of = [&](std::size_t i) {
    if (best[i].quality == 0) return Rewrite::none;
    switch (best[i].kinship) {
      case Kinship::transliteration:
        return Rewrite::transliteration;
      case Kinship::spelling:
        return Rewrite::spelling;
      case Kinship::translation:
        return Rewrite::translation;
      default:
        return Rewrite::none;
    }
  };
  for (std::size_t i = 0; i < best.size(); ++i) out.rewrite = std::max(out.rewrite, rewrite_of(i));
  const bool translated = out.rewrite == Rewrite::translation;
  if (translated) {
    // «Тіні забутих предків»: where the document has the words side by side and in order, it says them best.
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < best.size(); ++i) {
      if (query_.words[i].role == WordRole::stop) continue;
      const auto it =
          best[i].quality == 0 ? surfaces.end() : std::ranges::find(surfaces, state_.text(best[i].word), &Token::word);
      at.push_back(static_cast<std::size_t>(it - surfaces.begin()));
    }
    if (!at.empty() && std::ranges::is_sorted(at) && at.back() - at.front() < best.size() &&
        at.back() < surfaces.size()) {
      for (auto i = at.front(); i <= at.back(); ++i)
        out.text.append(out.text.empty() ? "" : " ").append(surfaces[i].surface);
      return out;
    }
  }
  for (std::size_t i = 0; i < best.size(); ++i) {
    const auto& asked = query_.words[i];
    std::string word = asked.surface;
    // A translation is told word by word, as a dictionary has them: case forms that agree would be a guess.
    if (translated && asked.role == WordRole::stop) continue;
    if (translated && !asked.translations.empty() && (best[i].quality == 0 || rewrite_of(i) == Rewrite::translation)) {
      word = nearest(asked.translations, best[i].quality == 0 ? std::string_view() : state_.text(best[i].word));
    } else if (rewrite_of(i) != Rewrite::none) {
      word = std::string(state_.text(best[i].word));
      const auto it = std::ranges::find(surfaces, word, &Token::word);
      if (it != surfaces.end()) word = it->surface;
    }
    if (!out.text.empty()) out.text += translated ? ", " : " ";
    out.text += word;
  }
  if (out.rewrite == Rewrite::none) out.text.clear();
  return out;
}

}  // namespace bookmarket::catalog::search
