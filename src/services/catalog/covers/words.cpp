#include "services/catalog/covers/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "services/catalog/covers/face.hpp"

namespace bookmarket::catalog::covers {
namespace {

#include "services/catalog/covers/replacements.inc"

// Short function words that cling to the next word. Sorted for the search.
constexpr auto clinging = [] {
  std::array words{// Ukrainian and Russian
                   U"і", U"й", U"в", U"у", U"з", U"на", U"та", U"а", U"о", U"із", U"зі", U"до", U"по", U"за", U"об",
                   U"од", U"не", U"ні", U"чи", U"бо", U"що", U"як", U"для", U"від", U"під", U"над", U"при", U"про",
                   U"без", U"и", U"к", U"с", U"от", U"из", U"со", U"ко", U"во", U"но", U"об", U"или", U"под", U"для",
                   // English
                   U"a", U"an", U"the", U"of", U"in", U"to", U"and", U"or", U"on", U"at", U"by", U"for",
                   // the number sign
                   U"№"};
  std::array<std::u32string_view, words.size()> views;
  std::ranges::copy(words, views.begin());
  std::ranges::sort(views);
  return views;
}();

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}
bool is_apostrophe(char32_t c) {
  return c == '\'' || c == '`' || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x2BC || c == 0x2B9;
}
bool is_dash(char32_t c) { return c == 0x2013 || c == 0x2014; }
bool is_cyrillic(char32_t c) { return c >= 0x400 && c < 0x530; }

bool clings(std::u32string_view word) {
  if (word.size() > 3) return false;
  std::array<char32_t, 3> low{};
  std::ranges::transform(word, low.begin(), lower);
  return std::ranges::binary_search(clinging, std::u32string_view(low.data(), word.size()));
}

/// The character as it should be printed between its neighbours (0 at the ends).
char32_t proper(char32_t before, char32_t c, char32_t after, bool cyrillic) {
  const bool opening = before == 0 || is_space(before) || before == '(' || before == '[';
  if (c == '"') return cyrillic ? (opening ? U'«' : U'»') : (opening ? U'“' : U'”');
  if (is_apostrophe(c)) return is_cyrillic(before) && is_cyrillic(after) ? U'ʼ' : opening && c != U'ʼ' ? U'‘' : U'’';
  if ((c == '-' || c == 0x2212 || c == 0x2015) && is_space(before) && (is_space(after) || !after)) return U'—';
  if (c == 0x2010 || c == 0x2011) return '-';
  const auto nearest = std::ranges::lower_bound(replacements, c, {}, &std::pair<char32_t, char32_t>::first);
  return nearest != std::end(replacements) && nearest->first == c ? nearest->second : c;
}

/// Makes the spaces unbreakable after clinging words and before dashes.
void bind(std::u32string& text) {
  std::size_t word = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ' ') continue;
    auto bare = std::u32string_view(text).substr(word, i - word);
    while (!bare.empty() && !is_letter(bare.front()) && bare.front() != U'№') bare.remove_prefix(1);
    const bool before_dash = i + 2 < text.size() && is_dash(text[i + 1]) && text[i + 2] == ' ';
    word = i + 1;
    if (clings(bare) || before_dash) text[i] = no_break_space;
  }
}

}  // namespace

std::u32string decode(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i++]);
    if (lead < 0x80) {
      out += lead;
      continue;
    }
    const int more = lead >= 0xC2 && lead < 0xE0   ? 1
                     : lead >= 0xE0 && lead < 0xF0 ? 2
                     : lead >= 0xF0 && lead < 0xF5 ? 3
                                                   : 0;
    if (!more) continue;
    char32_t code = lead & (0x3F >> more);
    int read = 0;
    for (; read < more && i < utf8.size() && (utf8[i] & 0xC0) == 0x80; ++read) code = code << 6 | (utf8[i++] & 0x3F);
    const bool overlong = (more == 2 && code < 0x800) || (more == 3 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code < 0xE000;
    if (read == more && !overlong && !surrogate && code < 0x110000) out += code;
  }
  return out;
}

bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2B0) ||
         (c >= 0x370 && c < 0x2000) || (c >= 0x2C00 && c < 0x2E00) || (c >= 0x3040 && c < 0xE000) ||
         (c >= 0xF900 && c < 0xFE00) || (c >= 0x20000 && c < 0x32000);
}

char32_t lower(char32_t c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c == U'Ґ' || c == U'Ѣ' || (c >= 0x100 && c < 0x138 && c % 2 == 0)) return c + 1;
  return c;
}

std::u32string printable(std::string_view utf8) {
  const std::u32string raw = decode(utf8);
  const bool cyrillic = std::ranges::any_of(raw, is_cyrillic);
  std::u32string out;
  out.reserve(raw.size());
  std::size_t letters = 0, lost = 0;
  bool space = false;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (is_space(raw[i]) || raw[i] == no_break_space) {
      space = true;
      continue;
    }
    if (raw[i] == '.' && raw.substr(i, 3) == U"...") {
      i += 2;
      if (!out.empty()) out += ellipsis;
      continue;
    }
    const char32_t c = proper(i ? raw[i - 1] : 0, raw[i], i + 1 < raw.size() ? raw[i + 1] : 0, cyrillic);
    const bool letter = is_letter(c);
    letters += letter;
    if (!title_face.find(c) || !author_face.find(c)) {
      lost += letter;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    out += c;
  }
  if (lost * 2 > letters) return {};
  bind(out);
  return out;
}

std::u32string_view headline(std::u32string_view title) {
  constexpr std::size_t shortest = 4;  // «Т. 1» and «Я: …» are no headlines
  for (std::size_t i = shortest; i + 2 < title.size(); ++i) {
    const bool space_after = title[i + 1] == ' ' || title[i + 1] == no_break_space;
    const bool space_before = title[i] == ' ' || title[i] == no_break_space;
    const auto next = title[i + 1];
    if (space_before && (next == '(' || next == '[' || next == '/' || next == '=' || next == ':' || next == ';'))
      return title.substr(0, i);
    // A full stop after a short word or before a small letter ends an abbreviation or an initial.
    const bool sentence_end = title[i] == '.' && is_letter(title[i - 1]) && is_letter(title[i - 2]) &&
                              is_letter(title[i - 3]) && is_letter(title[i - 4]) && lower(title[i + 2]) != title[i + 2];
    if (space_after && (title[i] == ':' || title[i] == ';' || sentence_end)) return title.substr(0, i);
  }
  return title;
}

std::u32string byline(std::string_view author) {
  constexpr std::size_t longest = 24;
  std::u32string name = printable(author);
  for (const std::u32string_view end : {U"(", U"[", U";"})
    if (const auto at = name.find(end); at != name.npos && at > 0) name.resize(at);
  const auto trim = [&] {
    while (!name.empty() && (name.back() == ' ' || name.back() == no_break_space || name.back() == ','))
      name.pop_back();
  };
  trim();
  if (name.size() > longest)
    if (const auto comma = name.find(','); comma != name.npos && comma > 0) name.resize(comma);
  trim();
  for (std::size_t word = 0; name.size() > longest;) {
    const auto space = name.find_first_of(U" \u00A0", word);
    if (space == name.npos) break;
    const bool shorter = space - word > 2 && is_letter(name[word]);
    if (shorter) name.replace(word + 1, space - word - 1, U".");
    word = shorter ? word + 3 : space + 1;
  }
  return name;
}

std::uint64_t hash_words(std::string_view utf8, std::uint64_t seed) {
  std::uint64_t hash = seed ^ 0xCBF29CE484222325;
  for (const char32_t c : decode(utf8)) {
    if (!is_letter(c) && !(c >= '0' && c <= '9')) continue;
    hash = (hash ^ lower(c)) * 0x100000001B3;
  }
  // FNV's low bits mix poorly; this is the finisher of SplitMix64.
  hash = (hash ^ hash >> 30) * 0xBF58476D1CE4E5B9;
  hash = (hash ^ hash >> 27) * 0x94D049BB133111EB;
  return hash ^ hash >> 31;
}

}  // namespace bookmarket::catalog::covers
