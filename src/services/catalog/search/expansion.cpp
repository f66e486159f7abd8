#include "services/catalog/search/expansion.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "services/catalog/search/text.hpp"
#include "services/catalog/search/word_forms.hpp"

namespace bookmarket::catalog::search {
namespace {

namespace quality {
constexpr float same = 1.0F, form = 0.92F, light_form = 0.8F, transliteration = 0.9F, spelling = 0.75F,
                other_spelling = 0.6F, typo = 0.62F, far_typo = 0.45F, cognate = 0.45F, russian_cognate = 0.66F,
                translation = 0.72F, second_step = 0.93F, other_script = 0.9F;
}

constexpr std::size_t max_terms = 400;       // words of one stem, one key…: real groups are far smaller
constexpr std::size_t max_candidates = 600;  // links verified a lookup kind, so that no query is slow

class Expander {
 public:
  Expander(const State& state, const QueryWord& word) : s_(state), w_(word) {}

  void add(std::uint32_t word, float q, Kinship kinship) {
    for (auto& t : terms_)
      if (t.word == word) {
        if (q > t.quality) t = {word, q, kinship};
        return;
      }
    if (terms_.size() < max_terms) terms_.push_back({word, q, kinship});
  }

  void same_and_forms() {
    if (const auto same = s_.word(w_.word)) add(*same, quality::same, Kinship::same);
    for (const auto stem : w_.stems) of_stem(stem, quality::form, Kinship::form);
    if (script_of(w_.word) != Script::cyrillic) return;
    if (const auto other = s_.word(euphonic_twin(w_.word))) {
      add(*other, quality::form, Kinship::form);
      forms_of(*other, quality::form * quality::second_step, Kinship::form);
    }
    for (const auto other : s_.by_link(link_hash(Link::light_stem, w_.light)))
      if ((w_.unknown || (s_.flags(other) & word_flag::unknown) != 0) && light_stem(s_.text(other)) == w_.light)
        add(other, quality::light_form, Kinship::form);
  }

  void transliterations() {
    const auto before = terms_.size();
    of_key(w_.key);
    if (terms_.size() != before) return;
    // sh is ш, but also сх where х is spelt h; zh is ж, but also зг.
    std::string apart;
    for (const char c : w_.key) c == 'S' ? apart += "sh" : c == 'Z' ? apart += "zh" : apart += c;
    if (apart != w_.key) of_key(apart);
  }

  void translations() {
    for (const auto& text : w_.translations)
      if (const auto other = s_.word(text)) {
        add(*other, quality::translation, Kinship::translation);
        forms_of(*other, quality::translation, Kinship::translation);
      } else {
        of_stem(stem_hash(text), quality::translation, Kinship::translation);
      }
  }

  /// Words that sound alike in any spelling: Гемінгвей and Гемінґвей, Робинзон and Робінзон.
  void same_key() {
    const float q = s_.word(w_.word) ? quality::other_spelling : quality::spelling;
    for (const auto other : s_.by_link(link_hash(Link::key, w_.key)))
      if (match_key(s_.text(other)) == w_.key) near(other, q);
  }

  /// Of a Russian word the Ukrainian ones of its root are meant, too, even where Russian titles have the word itself.
  void ukrainian_cognates() {
    cognates_of(w_.word, quality::russian_cognate);
    for (const auto& spelling : w_.respelled) cognates_of(spelling, quality::russian_cognate);
  }

  void similar(const Slips& slips) {
    verified_ = 0;
    for (const auto link : slips.one) verify(link, 1, quality::typo);
    verified_ = 0;
    if (!close_)
      for (const auto link : slips.two) verify(link, 2, quality::far_typo);
    if (!w_.russian) cognates_of(w_.word, quality::cognate);
  }

  std::vector<Term> by_quality() {
    std::ranges::sort(terms_, [](const Term& a, const Term& b) {
      return a.quality != b.quality ? a.quality > b.quality : a.word < b.word;
    });
    return std::move(terms_);
  }

 private:
  void of_key(const std::string& key) {
    for (const auto other : s_.by_link(link_hash(Link::key, key)))
      if ((s_.flags(other) & word_flag::cyrillic) != 0 && match_key(s_.text(other)) == key) {
        add(other, quality::transliteration, Kinship::transliteration);
        forms_of(other, quality::transliteration * quality::second_step, Kinship::transliteration);
      }
  }

  void of_stem(std::uint64_t stem, float q, Kinship kinship) {
    for (const auto other : s_.by_stem(stem))
      if (std::ranges::find(s_.stems(other), stem) != s_.stems(other).end()) add(other, q, kinship);
  }

  /// The other case forms of a word that was found by its spelling.
  void forms_of(std::uint32_t word, float q, Kinship kinship) {
    for (const auto stem : s_.stems(word)) of_stem(stem, q, kinship);
  }

  void near(std::uint32_t word, float q) {
    const bool other_script = script_of(s_.text(word)) != script_of(w_.word);
    if (other_script) q *= quality::other_script;
    add(word, q, other_script ? Kinship::transliteration : Kinship::spelling);
    forms_of(word, q * quality::second_step, Kinship::spelling);
  }

  /// Of the words one slip away, those are likelier that differ by one letter as written, too, that keep the first
  /// letter, and that are frequent.
  void verify(std::uint32_t link, unsigned limit, float q) {
    const bool cyrillic = script_of(w_.word) == Script::cyrillic;
    for (const auto other : s_.by_link(link)) {
      if (++verified_ > max_candidates) return;
      // «клас» is no mistyped glass; kobzsr may well be кобзар.
      if (cyrillic && (s_.flags(other) & word_flag::cyrillic) == 0) continue;
      const auto key = match_key(s_.text(other));
      if (edit_distance(key, w_.key, limit) > limit) continue;
      const bool close = letter_distance(s_.text(other), w_.word, limit) <= limit;
      close_ |= close;
      const auto frequency = std::min(1.0F, std::log2(1.0F + static_cast<float>(s_.count(other).documents)) / 8.0F);
      near(other, (close ? q : q * 0.85F) * (key.front() == w_.key.front() ? 1.0F : 0.93F) + 0.08F * frequency);
    }
  }

  void cognates_of(const std::string& word, float q) {
    const auto bones = skeleton(word);
    if (script_of(word) != Script::cyrillic || bones.empty()) return;
    const auto stem_key = match_key(light_stem(word));
    const unsigned limit = stem_key.size() < 5 ? 1 : 2;
    verified_ = 0;
    for (const auto other : s_.by_link(link_hash(Link::skeleton, bones))) {
      if (++verified_ > max_candidates) return;
      if (skeleton(s_.text(other)) != bones) continue;
      const auto slips = edit_distance(match_key(light_stem(s_.text(other))), stem_key, limit);
      if (slips > limit) continue;
      const float near = q - 0.06F * static_cast<float>(slips);
      add(other, near, Kinship::translation);
      forms_of(other, near * quality::second_step, Kinship::translation);
    }
  }

  const State& s_;
  const QueryWord& w_;
  std::size_t verified_ = 0;
  bool close_ = false;  ///< a word as few slips away in letters as in sounds was found
  std::vector<Term> terms_ = {};
};

}  // namespace

Slips slips_of(const std::string& key) {
  Slips out;
  if (key.size() < 3) return out;
  out.one.push_back(link_hash(Link::key_delete, key));
  for (const auto& shorter : deletes(key)) {
    out.one.push_back(link_hash(Link::key_delete, shorter));
    out.one.push_back(link_hash(Link::key, shorter));
    if (key.size() < 6) continue;
    for (const auto& shortest : deletes(shorter)) {
      out.two.push_back(link_hash(Link::key_delete, shortest));
      out.two.push_back(link_hash(Link::key, shortest));
    }
  }
  std::ranges::sort(out.two);
  out.two.erase(std::unique(out.two.begin(), out.two.end()), out.two.end());
  return out;
}

std::vector<Term> expand(const State& state, const QueryWord& word, Reach reach, bool verbatim, const Slips& slips) {
  Expander e(state, word);
  e.same_and_forms();
  if (!verbatim) {
    if (script_of(word.word) == Script::latin && word.key.size() >= 2) e.transliterations();
    e.translations();
    if (word.unknown || reach == Reach::similar) e.same_key();
    if (word.russian) e.ukrainian_cognates();
    if (reach == Reach::similar) e.similar(slips);
  }
  return e.by_quality();
}

}  // namespace bookmarket::catalog::search
