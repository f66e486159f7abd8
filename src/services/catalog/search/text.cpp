#include "services/catalog/search/text.hpp"

#include <utf8proc.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace bookmarket::catalog::search {
namespace {

constexpr char32_t invalid = 0xFFFD;

bool is_joiner(char32_t c) {  // invisible inside a word: accents, soft hyphen, zero-width marks
  return (c >= 0x300 && c <= 0x36F) || c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0xFEFF;
}

bool is_cyrillic(char32_t c) { return c >= 0x400 && c <= 0x52F; }
bool is_latin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F); }

char32_t lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x430 && c <= 0x45F) return c;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

char32_t base_letter(char32_t c) {  // é → e, å → a
  std::array<utf8proc_int32_t, 8> parts{};
  int boundary = 0;
  const auto n =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts.data(), parts.size(),
                              static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK), &boundary);
  return n >= 1 ? static_cast<char32_t>(parts[0]) : c;
}

char32_t cyrillic_twin(char32_t c) {  // of a Latin lower-case letter that looks the same; 0: none
  switch (c) {
    case 'a':
      return U'а';
    case 'c':
      return U'с';
    case 'e':
      return U'е';
    case 'i':
      return U'і';
    case 'o':
      return U'о';
    case 'p':
      return U'р';
    case 'x':
      return U'х';
    case 'y':
      return U'у';
    case 'k':
      return U'к';
    case 'm':
      return U'м';
    case 't':
      return U'т';
    case 'h':
      return U'н';
    case 'b':
      return U'в';
    default:
      return 0;
  }
}

/// Composed form, only where composing can matter (a combining mark is present).
std::string composed(std::string_view text) {
  bool marks = false;
  for (std::size_t at = 0; at < text.size() && !marks;) {
    const char32_t c = next_code_point(text, at);
    marks = c >= 0x300 && c <= 0x36F;
  }
  std::string clean;
  for (std::size_t at = 0; at < text.size();) append_utf8(clean, next_code_point(text, at));
  if (!marks) return clean;
  utf8proc_uint8_t* out = nullptr;
  const auto n =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(clean.data()), static_cast<utf8proc_ssize_t>(clean.size()),
                   &out, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owned(out, std::free);
  return n < 0 ? clean : std::string(reinterpret_cast<const char*>(out), static_cast<std::size_t>(n));
}

struct Building {
  std::u32string word, surface;
  bool cyrillic = false, latin = false, foreign_latin = false;

  void add(char32_t folded, char32_t original) {
    if (word.size() >= max_word_letters) return;
    word += folded;
    surface += original;
    if (is_cyrillic(folded)) cyrillic = true;
    if (is_latin(folded)) {
      latin = true;
      foreign_latin |= cyrillic_twin(folded) == 0;
    }
  }
  void flush(std::vector<Token>& out) {
    if (!word.empty()) {
      const bool repair = cyrillic && latin && !foreign_latin;
      Token t;
      for (char32_t c : word) append_utf8(t.word, repair && is_latin(c) ? cyrillic_twin(c) : c);
      for (char32_t c : surface) append_utf8(t.surface, repair && is_latin(c) ? cyrillic_twin(c) : c);
      out.push_back(std::move(t));
    }
    *this = {};
  }
};

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at++);
  if (first < 0x80) return first;
  const int more = first >= 0xF0 && first < 0xF5   ? 3
                   : first >= 0xE0 && first < 0xF0 ? 2
                   : first >= 0xC2 && first < 0xE0 ? 1
                                                   : 0;
  if (more == 0 || at + static_cast<std::size_t>(more) > text.size()) return invalid;
  char32_t c = first & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    const unsigned char b = byte(at + static_cast<std::size_t>(i));
    if ((b & 0xC0) != 0x80) return invalid;
    c = (c << 6) | (b & 0x3F);
  }
  const bool overlong = (more == 2 && c < 0x800) || (more == 3 && c < 0x10000);
  if (overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return invalid;
  at += static_cast<std::size_t>(more);
  return c;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t b) { out += static_cast<char>(b); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::size_t letters(std::string_view utf8) {
  std::size_t n = 0;
  for (char c : utf8) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

std::string_view first_letters(std::string_view utf8, std::size_t count) {
  std::size_t at = 0;
  while (at < utf8.size() && count > 0) {
    ++at;
    while (at < utf8.size() && (static_cast<unsigned char>(utf8[at]) & 0xC0) == 0x80) ++at;
    --count;
  }
  return utf8.substr(0, at);
}

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == '`' || c == 0xB4 || c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0x2BB || c == 0x2B9 ||
         c == 0x201B || c == 0x2032 || c == 0xFF07;
}

char32_t fold_letter(char32_t c) {
  c = lower(c);
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : 0;
  if (c == U'ґ') return U'г';
  if (c == U'ё') return U'е';
  if (is_cyrillic(c)) return c >= 0x482 && c <= 0x489 ? 0 : c;
  if (c == 0xDF) return 's';
  if (is_latin(c)) return c == 0xD7 || c == 0xF7 ? 0 : lower(base_letter(c));
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND: {  // a letter-like sign may hide a plain letter (the Kelvin sign a k)
      const char32_t base = lower(base_letter(c));
      return base == c ? c : fold_letter(base);
    }
    default:
      return 0;
  }
}

std::vector<Token> tokens(std::string_view text, std::size_t max_words) {
  const std::string clean = composed(text);
  std::vector<Token> out;
  Building now;
  for (std::size_t at = 0; at < clean.size() && out.size() < max_words;) {
    const char32_t c = next_code_point(clean, at);
    if (is_joiner(c)) continue;
    if (is_apostrophe(c)) {
      if (!now.word.empty() && now.surface.back() != '\'') now.surface += U'\'';
      continue;
    }
    const char32_t f = c == invalid ? 0 : fold_letter(c);
    if (f == 0)
      now.flush(out);
    else
      now.add(f, lower(c));
  }
  if (out.size() < max_words) now.flush(out);
  for (auto& t : out)
    while (t.surface.ends_with('\'')) t.surface.pop_back();
  return out;
}

std::vector<std::string> words_of(std::string_view text, std::size_t max_words) {
  std::vector<std::string> out;
  for (auto& t : tokens(text, max_words)) out.push_back(std::move(t.word));
  return out;
}

Script script_of(std::string_view word) {
  bool cyrillic = false, latin = false;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    cyrillic |= is_cyrillic(c);
    latin |= is_latin(c);
  }
  return cyrillic ? (latin ? Script::mixed : Script::cyrillic) : latin ? Script::latin : Script::none;
}

std::string collation_key(std::string_view title) {
  static constexpr std::u32string_view alphabet =
      U"0123456789абвгґдеєжзиіїйклмнопрстуфхцчшщьъыэюяabcdefghijklmnopqrstuvwxyz";
  std::string key;
  bool gap = false;
  for (std::size_t at = 0; at < title.size() && key.size() < 128;) {
    const char32_t c = lower(next_code_point(title, at));
    const auto rank = alphabet.find(c == U'ё' ? U'е' : c);
    if (rank != alphabet.npos) {
      if (gap && !key.empty()) key += '\x01';
      gap = false;
      key += static_cast<char>(rank + 2);
    } else if (!is_joiner(c) && !is_apostrophe(c)) {
      const char32_t f = c == invalid ? 0 : fold_letter(c);
      const auto folded = f == 0 ? alphabet.npos : alphabet.find(f);
      if (folded == alphabet.npos) {
        gap = true;
      } else {
        key += static_cast<char>(folded + 2);
      }
    }
  }
  return key;
}

}  // namespace bookmarket::catalog::search
