#include "relevance_generate.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <string_view>

#include "services/catalog/search/text.hpp"

namespace bookmarket::bench {
namespace {

using catalog::search::append_utf8;
using catalog::search::letters;
using catalog::search::next_code_point;
using catalog::search::Token;
using catalog::search::tokens;

using Random = std::mt19937_64;

std::u32string wide(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) out += next_code_point(text, at);
  return out;
}
std::string narrow(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

constexpr std::u32string_view ukrainian = U"абвгґдеєжзиіїйклмнопрстуфхцчшщьюя";

/// One slip: two letters swapped, one left out, one doubled, or one replaced.
std::string mistyped(std::string_view word, Random& random) {
  auto w = wide(word);
  for (;;) {
    auto out = w;
    const auto i = random() % out.size();
    switch (random() % 4) {
      case 0:
        if (i + 1 < out.size()) std::swap(out[i], out[i + 1]);
        break;
      case 1:
        out.erase(i, 1);
        break;
      case 2:
        out.insert(i, 1, out[i]);
        break;
      default:
        out[i] = ukrainian[random() % ukrainian.size()];
    }
    if (out != w) return narrow(out);
  }
}

struct Table {
  std::string_view category;
  std::array<std::string_view, 33> spelling;      // in the order of `ukrainian`
  std::array<std::string_view, 5> at_word_start;  // є ї й ю я
};
constexpr Table kmu{"gen_translit_kmu",  // Cabinet of Ministers' resolution 55 of 2010
                    {"a", "b", "v", "h", "g", "d", "e", "ie", "zh", "z",  "y",  "i",  "i",    "i", "k",  "l", "m",
                     "n", "o", "p", "r", "s", "t", "u", "f",  "kh", "ts", "ch", "sh", "shch", "",  "iu", "ia"},
                    {"ye", "yi", "y", "yu", "ya"}};
constexpr Table passport{"gen_translit_passport",  // as in passports of 2004
                         {"a", "b", "v", "g", "g", "d", "e", "ie", "zh", "z",  "y",  "i",  "i",    "i", "k",  "l", "m",
                          "n", "o", "p", "r", "s", "t", "u", "f",  "kh", "ts", "ch", "sh", "shch", "",  "iu", "ia"},
                         {"ie", "i", "i", "iu", "ia"}};
constexpr Table informal{"gen_translit_informal",
                         {"a", "b", "v", "h", "g", "d", "e", "ye", "zh", "z",  "y",  "i",  "yi",  "y", "k",  "l", "m",
                          "n", "o", "p", "r", "s", "t", "u", "f",  "h",  "ts", "ch", "sh", "sch", "",  "yu", "ya"},
                         {"ye", "yi", "y", "yu", "ya"}};

std::string transliterated(std::string_view text, const Table& table) {
  constexpr std::u32string_view soft = U"єїйюя";
  std::string out;
  char32_t before = ' ';
  for (const char32_t c : wide(text)) {
    const auto n = ukrainian.find(c);
    const auto s = soft.find(c);
    if (c == '\'') continue;
    if (before == ' ' && s != soft.npos)
      out += table.at_word_start[s];
    else if (before == U'з' && c == U'г' && table.spelling[3] == "h")
      out += "gh";
    else if (n != ukrainian.npos)
      out += table.spelling[n];
    else
      append_utf8(out, c);
    before = c;
  }
  return out;
}

constexpr std::u32string_view qwerty_keys = U"qwertyuiop[]asdfghjkl;'zxcvbnm,.\\";
constexpr std::u32string_view ukrainian_keys = U"йцукенгшщзхїфівапролджєячсмитьбюґ";
constexpr std::u32string_view russian_keys = U"йцукенгшщзхъфывапролджэячсмитьбю\\";

/// The keys of the Ukrainian text pressed with another layout on.
std::string on_layout(std::string_view text, std::u32string_view other) {
  std::u32string out;
  for (const char32_t c : wide(text)) {
    const auto key = ukrainian_keys.find(c);
    out += key == ukrainian_keys.npos ? c : other[key];
  }
  return narrow(out);
}

struct Subject {
  std::vector<Token> title;
  std::string title_key, surname, author_key;  ///< folded
  std::string surname_surface;
  bool plain = false;  ///< Ukrainian, two to six words, one of them long
};

Subject subject_of(const Record& r) {
  Subject s;
  s.title = tokens(r.title);
  bool ukrainian_letters = false, foreign = false;
  std::size_t longest = 0;
  for (const auto& t : s.title) {
    s.title_key += t.word + ' ';
    longest = std::max(longest, letters(t.word));
    for (const char32_t c : wide(t.surface)) {
      ukrainian_letters |= c == U'і' || c == U'ї' || c == U'є';
      foreign |= ukrainian.find(c) == ukrainian.npos && c != '\'';
    }
  }
  if (!r.authors.empty())
    if (const auto names = tokens(r.authors.front()); !names.empty() && letters(names.front().word) >= 4) {
      s.surname = names.front().word;
      s.surname_surface = names.front().surface;
      for (const char32_t c : wide(s.surname_surface)) foreign |= ukrainian.find(c) == ukrainian.npos && c != '\'';
    }
  s.plain = ukrainian_letters && !foreign && s.title.size() >= 2 && s.title.size() <= 6 && longest >= 5;
  return s;
}

std::string joined(const std::vector<Token>& words) {
  std::string out;
  for (const auto& w : words) out += (out.empty() ? "" : " ") + w.surface;
  return out;
}

}  // namespace

std::vector<LabelledQuery> generate_queries(const std::vector<Record>& records, std::size_t each, std::uint64_t seed) {
  std::vector<Subject> subjects;
  std::multimap<std::string, std::string> by_title, by_title_and_author, by_surname;
  std::vector<std::size_t> usable;
  for (const auto& r : records) {
    auto s = subject_of(r);
    by_title.emplace(s.title_key, r.id);
    by_title_and_author.emplace(s.title_key + '|' + s.surname, r.id);
    for (const auto& author : r.authors)
      if (const auto names = tokens(author); !names.empty()) by_surname.emplace(names.front().word, r.id);
    if (s.plain) usable.push_back(subjects.size());
    subjects.push_back(std::move(s));
  }
  std::vector<LabelledQuery> out;
  if (usable.empty()) return out;
  Random random(seed);
  const auto ids = [](const auto& map, const std::string& key) {
    std::vector<std::string> found;
    for (auto [it, end] = map.equal_range(key); it != end; ++it)
      if (found.empty() || found.back() != it->second) found.push_back(it->second);
    return found;
  };
  const auto add = [&](std::string_view category, std::string text, std::vector<std::string> expected) {
    out.push_back({"g" + std::to_string(out.size()), std::string(category), std::move(text), std::move(expected)});
  };
  for (std::size_t n = 0; n < each; ++n) {
    const auto any = [&]() -> const Subject& { return subjects[usable[random() % usable.size()]]; };
    const auto whole = [](const Subject& s) {
      return joined(s.title) + (s.surname.empty() ? "" : " " + s.surname_surface);
    };
    {
      const auto& s = any();
      std::string text;
      for (const auto& w : tokens(whole(s)))
        text += (text.empty() ? "" : " ") + (letters(w.word) >= 5 ? mistyped(w.surface, random) : w.surface);
      add("gen_typo_every_word", text, ids(by_title_and_author, s.title_key + '|' + s.surname));
    }
    for (int tries = 0; tries < 100; ++tries) {
      const auto& s = any();
      if (letters(s.surname) < 5) continue;
      add("gen_typo_surname", mistyped(s.surname_surface, random), ids(by_surname, s.surname));
      break;
    }
    for (int tries = 0; tries < 100; ++tries) {
      const auto& s = any();
      const auto title = wide(joined(s.title));
      if (title.size() < 12) continue;
      const auto cut = narrow(title.substr(0, std::max<std::size_t>(9, title.size() * 2 / 3)));
      if (cut.back() == ' ') continue;
      // Whatever begins so is right.
      std::string begins;
      for (const auto& w : tokens(cut)) begins += (begins.empty() ? "" : " ") + w.word;
      std::vector<std::string> expected;
      for (auto it = by_title.lower_bound(begins); it != by_title.end() && it->first.starts_with(begins); ++it)
        expected.push_back(it->second);
      add("gen_truncated_title", cut, std::move(expected));
      break;
    }
    for (const auto* table : {&kmu, &passport, &informal}) {
      const auto& s = any();
      add(table->category, transliterated(whole(s), *table), ids(by_title_and_author, s.title_key + '|' + s.surname));
    }
    {
      const auto& s = any();
      add("gen_layout_uk", on_layout(whole(s), qwerty_keys), ids(by_title_and_author, s.title_key + '|' + s.surname));
    }
    {  // typed with the Russian layout on, which shares most keys
      const auto& s = any();
      add("gen_layout_ru", on_layout(whole(s), russian_keys), ids(by_title_and_author, s.title_key + '|' + s.surname));
    }
  }
  return out;
}

}  // namespace bookmarket::bench
