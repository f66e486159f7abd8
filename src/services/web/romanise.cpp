#include "services/web/romanise.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace bookmarket::web {
namespace {

struct Letter {
  std::string_view small, capital, latin;
  std::string_view first = latin;  ///< where a word begins with it
};
constexpr std::array<Letter, 33> alphabet{{
    {"а", "А", "a"},  {"б", "Б", "b"},        {"в", "В", "v"},        {"г", "Г", "h"},      {"ґ", "Ґ", "g"},
    {"д", "Д", "d"},  {"е", "Е", "e"},        {"є", "Є", "ie", "ye"}, {"ж", "Ж", "zh"},     {"з", "З", "z"},
    {"и", "И", "y"},  {"і", "І", "i"},        {"ї", "Ї", "i", "yi"},  {"й", "Й", "i", "y"}, {"к", "К", "k"},
    {"л", "Л", "l"},  {"м", "М", "m"},        {"н", "Н", "n"},        {"о", "О", "o"},      {"п", "П", "p"},
    {"р", "Р", "r"},  {"с", "С", "s"},        {"т", "Т", "t"},        {"у", "У", "u"},      {"ф", "Ф", "f"},
    {"х", "Х", "kh"}, {"ц", "Ц", "ts"},       {"ч", "Ч", "ch"},       {"ш", "Ш", "sh"},     {"щ", "Щ", "shch"},
    {"ь", "Ь", ""},   {"ю", "Ю", "iu", "yu"}, {"я", "Я", "ia", "ya"},
}};

const Letter* letter(std::string_view c) {
  const auto found = std::ranges::find_if(alphabet, [&](const Letter& l) { return l.small == c || l.capital == c; });
  return found == alphabet.end() ? nullptr : &*found;
}
bool latin_letter(std::string_view c) {
  return c.size() == 1 && ((c[0] >= 'a' && c[0] <= 'z') || (c[0] >= 'A' && c[0] <= 'Z'));
}
bool is_letter(std::string_view c) { return letter(c) != nullptr || latin_letter(c); }
bool is_capital(std::string_view c) {
  const auto* l = letter(c);
  return l != nullptr ? l->capital == c : latin_letter(c) && c[0] <= 'Z';
}
bool is_apostrophe(std::string_view c) { return c == "'" || c == "’" || c == "ʼ" || c == "`"; }

/// The character that begins at `at`; empty at the end.
std::string_view character(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  std::size_t n = 1;
  while (at + n < text.size() && (static_cast<unsigned char>(text[at + n]) & 0xC0U) == 0x80U) ++n;
  return text.substr(at, n);
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

std::string romanise(std::string_view text) {
  std::string out;
  std::string_view previous;
  for (std::size_t at = 0; at < text.size();) {
    const auto here = character(text, at);
    at += here.size();
    const auto next = character(text, at), before = std::exchange(previous, here);
    if (is_apostrophe(here) && is_letter(before) && is_letter(next)) continue;
    const auto* l = letter(here);
    if (l == nullptr) {
      out += here;
      continue;
    }
    const bool in_word = is_letter(before) || is_apostrophe(before);
    std::string latin(in_word ? l->latin : l->first);
    if (l->small == "г" && (before == "з" || before == "З")) latin = "gh";  // lest «зг» read as «ж»
    if (here == l->capital) {
      // A capital among capitals is written in capitals throughout.
      const auto size = is_capital(before) || is_capital(next) ? latin.size() : std::min<std::size_t>(1, latin.size());
      std::transform(latin.begin(), latin.begin() + static_cast<std::ptrdiff_t>(size), latin.begin(), upper);
    }
    out += latin;
  }
  return out;
}

}  // namespace bookmarket::web
