#include "services/catalog/domain/fold.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <vector>

namespace bookmarket::catalog {
namespace {

/// The next code point, removed from `text`; -1 for a byte that is not UTF-8.
char32_t next(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) {
    text.remove_prefix(1);
    return lead;
  }
  utf8proc_int32_t c = -1;
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                  static_cast<utf8proc_ssize_t>(text.size()), &c);
  text.remove_prefix(n > 0 ? static_cast<std::size_t>(n) : 1);
  return n > 0 ? static_cast<char32_t>(c) : static_cast<char32_t>(-1);
}

void append(std::string& out, char32_t c) {
  utf8proc_uint8_t bytes[4];
  const auto n = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(n));
}

bool is_apostrophe(char32_t c) {
  return c == '\'' || c == '`' || c == 0x2019 || c == 0x02BC || c == 0x2018 || c == 0x2032 || c == 0x00B4 ||
         c == 0x201B || c == 0x02B9 || c == 0xFF07;
}
bool is_cyrillic(char32_t c) { return c >= 0x0400 && c <= 0x052F; }
bool is_latin(char32_t c) { return c >= 'a' && c <= 'z'; }

char32_t look_alike(char32_t latin) {
  switch (latin) {
    case 'a':
      return U'а';
    case 'b':
      return U'в';
    case 'c':
      return U'с';
    case 'e':
      return U'е';
    case 'h':
      return U'н';
    case 'i':
      return U'і';
    case 'k':
      return U'к';
    case 'm':
      return U'м';
    case 'o':
      return U'о';
    case 'p':
      return U'р';
    case 't':
      return U'т';
    case 'x':
      return U'х';
    case 'y':
      return U'у';
    default:
      return latin;
  }
}

/// Lower case of one letter, without what fold() drops from letters.
char32_t plain(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (is_cyrillic(c)) {
    if (c >= 0x0410 && c <= 0x042F) return c + 0x20;
    if (c == 0x0401 || c == 0x0451) return U'е';
    if (c == 0x0490 || c == 0x0491) return U'г';
    if (c < 0x0410) return c + 0x50;
  }
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

/// What a combining mark makes of the letter before it: і + diaeresis is ї; elsewhere the mark is dropped.
char32_t composed(char32_t letter, char32_t mark) {
  if (letter == U'і' && mark == 0x0308) return U'ї';
  if (letter == U'и' && mark == 0x0306) return U'й';
  return letter;
}

/// Calls `word(letters)` for every word of `text`.
template <class F>
void for_each_word(std::string_view text, F word) {
  std::u32string letters;
  const auto end_word = [&] {
    if (letters.empty()) return;
    const auto cyrillic = std::ranges::count_if(letters, is_cyrillic);
    if (cyrillic > 0 && cyrillic >= std::ranges::count_if(letters, is_latin))
      std::ranges::transform(letters, letters.begin(), look_alike);
    word(letters);
    letters.clear();
  };
  while (!text.empty()) {
    const char32_t c = next(text);
    if (is_apostrophe(c) || c == 0x00AD) continue;
    if (c < 0x80 ? (c >= '0' && c <= '9') || is_latin(c | 0x20) : (c >= 0x0400 && c <= 0x0481)) {
      letters += plain(c);
    } else if (c == '&') {
      end_word();
      letters = U"and";
      end_word();
    } else if (c >= 0x0300 && c <= 0x036F) {
      if (!letters.empty()) letters.back() = composed(letters.back(), c);
    } else if (c >= 0x80 && c != static_cast<char32_t>(-1)) {
      // Decomposed, so that é is e; Cyrillic letters outside the fast range above keep their marks through
      // `composed`.
      utf8proc_int32_t parts[8];
      int boundary = 0;
      const auto n =
          utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), parts, 8,
                                  static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT), &boundary);
      for (utf8proc_ssize_t i = 0; i < std::min<utf8proc_ssize_t>(n, 8); ++i) {
        const auto category = utf8proc_category(parts[i]);
        if (is_apostrophe(static_cast<char32_t>(parts[i]))) continue;
        if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) {
          letters += plain(static_cast<char32_t>(parts[i]));
        } else if (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO) {
          letters += static_cast<char32_t>(parts[i]);
        } else if (category < UTF8PROC_CATEGORY_MN || category > UTF8PROC_CATEGORY_ME) {
          end_word();
        }
      }
    } else {
      end_word();
    }
  }
  end_word();
}

char32_t name_letter(char32_t c) {
  switch (c) {
    case U'и':
    case U'ї':
    case U'ы':
      return U'і';
    case U'є':
    case U'э':
      return U'е';
    default:
      return c;
  }
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_word(text, [&](const std::u32string& word) {
    if (!out.empty()) out += ' ';
    for (char32_t c : word) append(out, c);
  });
  return out;
}

std::string fold_name(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_word(text, [&](const std::u32string& word) {
    if (!out.empty()) out += ' ';
    char32_t before = 0;
    for (char32_t c : word) {
      c = name_letter(c);
      if (c == U'ь' || c == U'ъ' || (c == before && is_cyrillic(c))) continue;
      append(out, before = c);
    }
  });
  return out;
}

std::size_t length(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_utf8(std::string_view text) {
  while (!text.empty())
    if (next(text) == static_cast<char32_t>(-1)) return false;
  return true;
}

}  // namespace bookmarket::catalog
