#include "services/catalog/search/query.hpp"

#include <algorithm>
#include <array>

#include "services/catalog/search/keyboard.hpp"
#include "services/catalog/search/russian_spelling.hpp"
#include "services/catalog/search/russian_words.hpp"
#include "services/catalog/search/segment.hpp"
#include "services/catalog/search/text.hpp"
#include "services/catalog/search/word_forms.hpp"

namespace bookmarket::catalog::search {
namespace {

template <std::size_t N>
constexpr auto sorted(std::array<std::string_view, N> words) {
  std::ranges::sort(words);
  return words;
}

constexpr auto stop_words = sorted(std::to_array<std::string_view>(
    {"і",     "й",  "та",  "а",  "у",  "в",  "на", "з",  "із",  "зі",  "до",  "від", "про", "за",
     "для",   "по", "о",   "об", "не", "що", "як", "чи", "або", "від", "над", "під", "без", "при",
     "через", "и",  "с",   "со", "из", "во", "к",  "от", "the", "a",   "an",  "of",  "and", "in",
     "on",    "to", "for", "i",  "y",  "ta", "v",  "u",  "z",   "iz",  "na",  "do",  "pro", "za"}));

constexpr auto kind_words = sorted(std::to_array<std::string_view>(
    {"книга",      "книги",        "книгу",     "книг",    "книжка",        "книжки",     "книжку",    "книжок",
     "роман",      "романи",       "романів",   "роману",  "вірші",         "вірш",       "віршів",    "поезія",
     "поезії",     "поезій",       "поема",     "поеми",   "поему",         "оповідання", "оповідань", "повість",
     "повісті",    "повістей",     "новела",    "новели",  "новел",         "детектив",   "детективи", "детективів",
     "казка",      "казки",        "казок",     "твір",    "твори",         "творів",     "творчість", "збірка",
     "збірки",     "пєса",         "пєси",      "драма",   "драми",         "комедія",    "комедії",   "трилогія",
     "підручник",  "підручники",   "автор",     "автора",  "автобіографія", "есе",        "лірика",    "драми",
     "фантастика", "гуморески",    "гуморесок", "усмішки", "усмішок",       "байки",      "байок",     "братів",
     "братьев",    "сестер",       "романы",    "стихи",   "рассказы",      "повести",    "сказки",    "книга",
     "книжная",    "произведения", "сочинения", "books",   "book",          "novel",      "novels",    "poems",
     "stories",    "романи",       "трилери",   "трилер",  "проза",         "прозу",      "прози",     "knyha",
     "knyhy",      "tvory",        "romany",    "virshi",  "opovidannia",   "povisti",    "poezii",    "kazky",
     "knyzhky",    "detektyvy"}));

WordRole role_of(std::string_view word) {
  if (std::ranges::binary_search(stop_words, word)) return WordRole::stop;
  if (std::ranges::binary_search(kind_words, word)) return WordRole::kind;
  return WordRole::content;
}

bool means_all(std::string_view word) {
  return word == "всі" || word == "усі" || word == "все" || word == "найкращі" || word == "кращі" || word == "лучшие";
}

bool volume_word(std::string_view word) {
  return word == "т" || word == "том" || word == "кн" || word == "книга" || word == "ч" || word == "частина";
}

bool is_number(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<QueryWord> words_in(std::string_view text, const VocabularyView& vocabulary, const Stemmer* stemmer) {
  std::vector<QueryWord> out;
  for (auto& t : tokens(text, max_query_words)) {
    QueryWord w;
    w.role = role_of(t.word);
    w.key = match_key(t.word);
    w.light = light_stem(t.word);
    auto forms = vocabulary.forms_of(t.word);
    if (!forms && stemmer != nullptr) forms = dictionary_forms(t.surface, *stemmer);
    if (forms) {
      w.stems = std::move(forms->stems);
      w.unknown = forms->unknown;
    } else {
      w.stems.push_back(stem_hash(t.word));
    }
    w.word = std::move(t.word);
    w.surface = std::move(t.surface);
    out.push_back(std::move(w));
  }
  if (!out.empty()) out.back().last = true;
  // «усі книги Кінга» asks for Кінг.
  for (std::size_t i = 0; i + 1 < out.size(); ++i)
    if (means_all(out[i].word) && out[i + 1].role == WordRole::kind) out[i].role = WordRole::kind;
  // «т. 3», «книга 1»: which volume, seldom in a title.
  for (std::size_t i = 0; i + 1 < out.size(); ++i) {
    auto& number = out[i + 1];
    if (!volume_word(out[i].word) || !is_number(number.word)) continue;
    out[i].role = number.role = WordRole::kind;
  }
  return out;
}

/// How much of a text the index knows, 0..1, by letters.
double familiarity(const std::vector<QueryWord>& words, const VocabularyView& vocabulary, bool with_keys) {
  double known = 0, all = 0;
  for (const auto& w : words) {
    const auto weight = static_cast<double>(std::min<std::size_t>(letters(w.word), 7));
    double score = 0;
    if (vocabulary.has_word(w.word))
      score = 1;
    else if (std::ranges::any_of(w.stems, [&](auto s) { return vocabulary.has_stem(s); }))
      score = 0.95;
    else if (w.last && weight >= 3 && vocabulary.has_prefix(w.word))
      score = 0.85;
    else if (const auto respelt = with_ukrainian_y(w.word); respelt != w.word && vocabulary.has_word(respelt))
      score = 0.97;  // «Багряный» is Russian for Багряний, not «багряній» in another layout
    else if (with_keys && w.key.size() >= 3 && vocabulary.has_key(w.key))
      score = 0.9;
    known += score * weight;
    all += weight;
  }
  return all == 0 ? 0 : known / all;
}

/// Many words are both Ukrainian and Russian («мир», «час», «город»): they are translated only beside one that is
/// surely Russian, by its spelling or because only the Russian dictionary has it.
void translate(std::vector<QueryWord>& words, const VocabularyView& vocabulary) {
  bool russian = false;
  for (auto& w : words) {
    w.translations = ukrainian_for(w.word);
    russian |= looks_russian(w.surface, w.unknown) || (!w.last && russian_joiner(w.word)) ||
               (w.unknown && !w.translations.empty() && letters(w.word) >= 4);
    if (!russian && w.unknown)
      if (const auto respelt = with_ukrainian_i(w.word); respelt != w.word) russian = vocabulary.has_word(respelt);
  }
  for (auto& w : words) {
    w.russian = russian && script_of(w.word) == Script::cyrillic;
    if (!w.russian)
      w.translations.clear();
    else if (w.role != WordRole::stop)
      w.respelled = ukrainian_spellings(w.word);
  }
}

bool ends_a_word(std::string_view raw) {
  return !raw.empty() && (raw.back() == ' ' || raw.back() == '\t' || raw.back() == '-');
}

std::string trimmed_lower(std::string_view text) {
  std::string out;
  for (const auto& t : tokens(text, max_query_words)) {
    if (!out.empty()) out += ' ';
    out += t.surface;
  }
  return out;
}

}  // namespace

std::optional<std::uint64_t> isbn_in(std::string_view raw) {
  std::string digits;
  for (std::size_t at = 0; at < raw.size();) {
    char32_t c = next_code_point(raw, at);
    if (c >= '0' && c <= '9') {
      digits += static_cast<char>(c);
    } else if (digits.size() == 9 && (c == 'x' || c == 'X' || c == U'х' || c == U'Х')) {
      digits += 'X';
    } else {
      const bool between = c == '-' || c == ' ' || c == '\t' || (c >= 0x2010 && c <= 0x2015) || c == 0xA0 || c == ':';
      const bool label = digits.empty() && std::u32string_view(U"ISBNisbn№#").find(c) != std::u32string_view::npos;
      if (!between && !label) return std::nullopt;
    }
    if (digits.size() > 13) return std::nullopt;
  }
  const auto value = [&](std::size_t i) { return digits[i] == 'X' ? 10U : static_cast<unsigned>(digits[i] - '0'); };
  if (digits.size() == 10) {  // ISO 2108: weights 10..1, sum divisible by 11
    unsigned sum = 0;
    for (std::size_t i = 0; i < 10; ++i) sum += value(i) * static_cast<unsigned>(10 - i);
    if (sum % 11 != 0) return std::nullopt;
    digits = "978" + digits.substr(0, 9) + '0';
    sum = 0;
    for (std::size_t i = 0; i < 12; ++i) sum += value(i) * (i % 2 == 0 ? 1U : 3U);
    digits.back() = static_cast<char>('0' + (10 - sum % 10) % 10);
  }
  if (digits.size() != 13 || digits.find('X') != digits.npos ||
      !(digits.starts_with("978") || digits.starts_with("979")))
    return std::nullopt;
  unsigned sum = 0;
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 13; ++i) {
    sum += value(i) * (i % 2 == 0 ? 1U : 3U);
    number = number * 10 + value(i);
  }
  if (sum % 10 != 0) return std::nullopt;
  return number;
}

Query understand(std::string_view raw, bool verbatim, const VocabularyView& vocabulary, const Stemmer* stemmer) {
  Query q;
  q.verbatim = verbatim;
  raw = raw.substr(0, max_query_bytes);
  q.isbn = isbn_in(raw);
  q.words = words_in(raw, vocabulary, stemmer);
  if (verbatim) return q;

  double best = familiarity(q.words, vocabulary, true);
  const auto consider = [&](std::string text, double margin, double least) {
    auto words = words_in(text, vocabulary, stemmer);
    const double score = familiarity(words, vocabulary, false);
    if (score < least || score <= best + margin) return;
    best = score;
    q.words = std::move(words);
    q.rewrite = Rewrite::keyboard_layout;
    q.understood = trimmed_lower(text);
  };
  bool latin = false, cyrillic = false, similar = best > 0;
  for (const auto& w : q.words) {
    const auto script = script_of(w.word);
    latin |= script == Script::latin || script == Script::mixed;
    cyrillic |= script == Script::cyrillic || script == Script::mixed;
  }
  if (best > 0.98) {
    // Typed as meant.
  } else if (latin && !cyrillic) {
    consider(qwerty_to_cyrillic(raw, Layout::ukrainian), 0.15, 0.4);
    consider(qwerty_to_cyrillic(raw, Layout::russian), q.rewrite == Rewrite::none ? 0.15 : 0.02, 0.4);
  } else if (cyrillic) {
    consider(russian_to_ukrainian_keys(raw), 0.03, 0.6);
    // A mistyped Ukrainian word is no English one: the reverse only where nothing even resembles the typed words.
    for (const auto& w : q.words) similar |= vocabulary.has_similar(w.key);
    if (!similar) consider(cyrillic_to_qwerty(raw), 0.15, 0.9);
  }
  if (!q.words.empty()) {
    q.words.back().last = !ends_a_word(raw);
    q.open_hyphen = raw.ends_with('-');
    auto& last = q.words.back();
    if (last.last && script_of(last.word) == Script::latin && letters(last.word) >= 2 &&
        !vocabulary.has_word(last.word))
      last.beginnings = cyrillic_beginnings(last.word, 3, [&](std::string_view w) { return vocabulary.has_prefix(w); });
  }
  translate(q.words, vocabulary);
  return q;
}

}  // namespace bookmarket::catalog::search
