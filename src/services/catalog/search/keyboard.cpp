#include "services/catalog/search/keyboard.hpp"

#include <algorithm>

#include "services/catalog/search/text.hpp"

namespace bookmarket::catalog::search {
namespace {

constexpr std::u32string_view qwerty = U"qwertyuiop[]asdfghjkl;'zxcvbnm,.\\`";
constexpr std::u32string_view shifted = U"QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>|~";
constexpr std::u32string_view ukrainian_keys = U"йцукенгшщзхїфівапролджєячсмитьбюґ'";
constexpr std::u32string_view russian_keys = U"йцукенгшщзхъфывапролджэячсмитьбю\\ё";

template <class F>
std::string each_letter(std::string_view text, F replace) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) append_utf8(out, replace(next_code_point(text, at)));
  return out;
}

char32_t lower_cyrillic(char32_t c) {
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c == U'Ґ' ? U'ґ' : c;
}

}  // namespace

std::string qwerty_to_cyrillic(std::string_view typed, Layout layout) {
  const auto keys = layout == Layout::ukrainian ? ukrainian_keys : russian_keys;
  return each_letter(typed, [&](char32_t c) {
    if (is_apostrophe(c) && c > 0x80) c = '\'';
    auto at = qwerty.find(c);
    if (at == qwerty.npos) at = shifted.find(c);
    return at == qwerty.npos ? c : keys[at];
  });
}

std::string cyrillic_to_qwerty(std::string_view typed) {
  return each_letter(typed, [](char32_t c) {
    c = lower_cyrillic(c);
    if (c < 0x80) return c;
    auto at = ukrainian_keys.find(c);
    if (at == ukrainian_keys.npos) at = russian_keys.find(c);
    return at == ukrainian_keys.npos ? c : qwerty[at];
  });
}

std::string russian_to_ukrainian_keys(std::string_view typed) {
  return each_letter(typed, [](char32_t c) {
    c = lower_cyrillic(c);
    return c == U'ы' ? U'і' : c == U'ъ' ? U'ї' : c == U'э' ? U'є' : c == U'\\' ? U'ґ' : c;
  });
}

}  // namespace bookmarket::catalog::search
