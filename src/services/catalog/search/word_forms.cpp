#include "services/catalog/search/word_forms.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "services/catalog/search/text.hpp"

namespace bookmarket::catalog::search {
namespace {

// Sounds of the Cyrillic letters а..я (U+0430..U+044F), then ѐ..џ where Ukrainian has letters.
constexpr std::array<std::string_view, 32> cyrillic_sounds{"a", "b", "v", "h",  "d", "e", "Z", "z", "i", "i", "k",
                                                           "l", "m", "n", "o",  "p", "r", "s", "t", "u", "f", "h",
                                                           "c", "C", "S", "SC", "",  "i", "",  "e", "u", "a"};

struct LatinSound {
  std::string_view spelling, sound;
};
constexpr std::array<LatinSound, 38> latin_sounds{{
    {"shch", "SC"}, {"sch", "SC"}, {"sh", "S"}, {"ch", "C"}, {"zh", "Z"}, {"kh", "h"}, {"gh", "h"}, {"ts", "c"},
    {"tz", "c"},    {"ph", "f"},   {"th", "t"}, {"ck", "k"}, {"a", "a"},  {"b", "b"},  {"c", "c"},  {"d", "d"},
    {"e", "e"},     {"f", "f"},    {"g", "h"},  {"h", "h"},  {"i", "i"},  {"j", "i"},  {"k", "k"},  {"l", "l"},
    {"m", "m"},     {"n", "n"},    {"o", "o"},  {"p", "p"},  {"q", "k"},  {"r", "r"},  {"s", "s"},  {"t", "t"},
    {"u", "u"},     {"v", "v"},    {"w", "v"},  {"x", "ks"}, {"y", "i"},  {"z", "z"},
}};

bool vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/// «тс» and ts sound as ц; an i before a vowel is only the softness that tables spell differently; runs collapse.
std::string smooth(std::string_view raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    char c = raw[i];
    if (c == 't' && i + 1 < raw.size() && raw[i + 1] == 's') {
      c = 'c';
      ++i;
    }
    if (vowel(c) && c != 'i')
      while (!out.empty() && out.back() == 'i') out.pop_back();
    if (out.empty() || out.back() != c) out += c;
  }
  return out;
}

constexpr std::array<std::u32string_view, 62> endings{
    U"ового", U"ьому", U"ього", U"ами", U"ями", U"ові", U"еві", U"єві", U"ого", U"ому", U"ими", U"іми", U"его",
    U"ему",   U"ыми",  U"ього", U"ах",  U"ях",  U"ам",  U"ям",  U"ом",  U"ем",  U"єм",  U"ою",  U"ею",  U"єю",
    U"ів",    U"їв",   U"ей",   U"ої",  U"их",  U"им",  U"ій",  U"ий",  U"ый",  U"ой",  U"ая",  U"яя",  U"ое",
    U"ее",    U"ые",   U"ие",   U"ым",  U"ых",  U"ую",  U"юю",  U"ов",  U"ев",  U"а",   U"я",   U"о",   U"е",
    U"є",     U"и",    U"і",    U"ї",   U"ы",   U"у",   U"ю",   U"ь",   U"й",   U"'"};

template <class Text>
unsigned distance(Text a, Text b, unsigned limit) {
  constexpr std::size_t longest = 64;
  if (a.size() > longest || b.size() > longest) return limit + 1;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
  std::array<std::array<std::uint8_t, longest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& two_above = rows[(i + 1) % 3];
    row[0] = static_cast<std::uint8_t>(i);
    unsigned best = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      unsigned d = std::min({above[j] + 1U, row[j - 1] + 1U, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d = std::min(d, two_above[j - 2] + 1U);
      row[j] = static_cast<std::uint8_t>(d);
      best = std::min(best, d);
    }
    if (best > limit) return limit + 1;
  }
  return std::min<unsigned>(rows[a.size() % 3][b.size()], limit + 1);
}

}  // namespace

std::string match_key(std::string_view word) {
  std::string raw;
  for (std::size_t at = 0; at < word.size();) {
    if (static_cast<unsigned char>(word[at]) < 0x80) {
      const auto rest = word.substr(at);
      const auto* it =
          std::ranges::find_if(latin_sounds, [&](const LatinSound& s) { return rest.starts_with(s.spelling); });
      if (it != latin_sounds.end()) {
        raw += it->sound;
        at += it->spelling.size();
      } else {
        raw += word[at++];  // a digit
      }
      continue;
    }
    const char32_t c = next_code_point(word, at);
    if (c >= 0x430 && c <= 0x44F) {
      raw += cyrillic_sounds[c - 0x430];
    } else if (c == U'і' || c == U'ї') {
      raw += 'i';
    } else if (c == U'є' || c == U'ё') {
      raw += 'e';
    } else if (c == U'ґ') {
      raw += 'h';
    } else {
      append_utf8(raw, c);
    }
  }
  return smooth(raw);
}

std::vector<std::string> cyrillic_beginnings(std::string_view latin, std::size_t limit,
                                             const std::function<bool(std::string_view)>& exists) {
  struct Reading {
    std::string_view latin, cyrillic;
  };
  static constexpr auto readings = std::to_array<Reading>(
      {{"shch", "щ"}, {"sh", "ш"}, {"ch", "ч"}, {"zh", "ж"}, {"kh", "х"}, {"ts", "ц"}, {"ya", "я"}, {"ia", "я"},
       {"ja", "я"},   {"yu", "ю"}, {"iu", "ю"}, {"ju", "ю"}, {"ye", "є"}, {"ie", "є"}, {"je", "є"}, {"yi", "ї"},
       {"a", "а"},    {"b", "б"},  {"v", "в"},  {"w", "в"},  {"h", "г"},  {"h", "х"},  {"g", "г"},  {"d", "д"},
       {"e", "е"},    {"e", "є"},  {"z", "з"},  {"y", "и"},  {"y", "й"},  {"i", "і"},  {"i", "и"},  {"i", "й"},
       {"i", "ї"},    {"j", "й"},  {"k", "к"},  {"l", "л"},  {"m", "м"},  {"n", "н"},  {"o", "о"},  {"p", "п"},
       {"r", "р"},    {"s", "с"},  {"t", "т"},  {"u", "у"},  {"f", "ф"},  {"c", "ц"},  {"x", "кс"}});
  static constexpr std::string_view softened = "лнстцзд";
  std::vector<std::string> out;
  int steps = 300;
  const auto go_on = [&](const auto& self, std::string_view rest, const std::string& so_far) -> void {
    if (rest.empty()) {
      if (std::ranges::find(out, so_far) == out.end()) out.push_back(so_far);
      return;
    }
    for (const auto& r : readings) {
      if (out.size() >= limit || --steps < 0) return;
      if (!rest.starts_with(r.latin)) continue;
      const auto next = so_far + std::string(r.cyrillic);
      if (!exists(next)) continue;
      self(self, rest.substr(r.latin.size()), next);
      if (softened.find(r.cyrillic) != softened.npos && exists(next + "ь"))
        self(self, rest.substr(r.latin.size()), next + "ь");
    }
  };
  go_on(go_on, latin, {});
  return out;
}

std::string light_stem(std::string_view word) {
  std::u32string letters32;
  for (std::size_t at = 0; at < word.size();) letters32 += next_code_point(word, at);
  std::u32string_view w = letters32;
  if (w.size() > 4 && w.ends_with(U"ець")) {  // кравець, кравця
    letters32.replace(w.size() - 3, 3, U"ц");
  } else {
    for (auto e : endings) {
      if (w.size() >= e.size() + 3 && w.ends_with(e)) {
        letters32.resize(w.size() - e.size());
        break;
      }
    }
  }
  if (letters32.size() > 3 && letters32.back() == U'ь') letters32.pop_back();
  std::string out;
  for (char32_t c : letters32) append_utf8(out, c);
  return out;
}

std::string euphonic_twin(std::string_view word) {
  static constexpr std::pair<std::string_view, std::string_view> twins[] = {
      {"у", "в"}, {"в", "у"}, {"і", "й"}, {"й", "і"}};
  std::size_t at = 0;
  if (letters(word) < 3) return {};
  next_code_point(word, at);
  const char32_t second = next_code_point(word, at);
  if (std::u32string_view(U"аеєиіїоуюяь").find(second) != std::u32string_view::npos) return {};
  for (const auto& [from, to] : twins)
    if (word.starts_with(from)) return std::string(to).append(word.substr(from.size()));
  return {};
}

std::string skeleton(std::string_view word) {
  const std::string key = match_key(light_stem(word));
  std::string out;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (vowel(key[i])) {
      if (i == 0) out += '0';
    } else if (!(key[i] == 'C' && !out.empty() && out.back() == 'S') && (out.empty() || out.back() != key[i])) {
      out += key[i];
    }
  }
  const auto consonants = out.size() - (out.starts_with('0') ? 1 : 0);
  return consonants < 2 ? std::string() : out;
}

std::vector<std::string> deletes(std::string_view key) {
  std::vector<std::string> out;
  if (key.size() < 4 || key.size() > 24) return out;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (i > 0 && key[i] == key[i - 1]) continue;
    std::string shorter(key.substr(0, i));
    shorter += key.substr(i + 1);
    out.push_back(std::move(shorter));
  }
  return out;
}

unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit) { return distance(a, b, limit); }

unsigned letter_distance(std::string_view a, std::string_view b, unsigned limit) {
  std::array<char32_t, max_word_letters> wide[2];
  std::size_t sizes[2] = {0, 0};
  const std::string_view words[2] = {a, b};
  for (int i = 0; i < 2; ++i)
    for (std::size_t at = 0; at < words[i].size() && sizes[i] < max_word_letters;)
      wide[i][sizes[i]++] = next_code_point(words[i], at);
  return distance(std::u32string_view(wide[0].data(), sizes[0]), std::u32string_view(wide[1].data(), sizes[1]), limit);
}

std::uint64_t hash64(std::string_view text, std::uint64_t seed) {  // wyhash-like mixing of 8-byte words
  const auto mix = [](std::uint64_t a, std::uint64_t b) {
    const auto m = static_cast<unsigned __int128>(a) * b;
    return static_cast<std::uint64_t>(m) ^ static_cast<std::uint64_t>(m >> 64);
  };
  constexpr std::uint64_t k0 = 0xa0761d6478bd642fULL, k1 = 0xe7037ed1a0b428dbULL;
  std::uint64_t h = seed ^ k0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t v;
    std::memcpy(&v, text.data() + at, 8);
    h = mix(h ^ v, k1);
  }
  std::uint64_t tail = 0;
  if (at < text.size()) std::memcpy(&tail, text.data() + at, text.size() - at);
  return mix(h ^ tail ^ k1, k0 ^ text.size());
}

}  // namespace bookmarket::catalog::search
