#include "services/catalog/import/fields.hpp"

#include <algorithm>
#include <array>

namespace bookmarket::catalog::import {
namespace {

bool is_space(std::string_view text, std::size_t i, std::size_t& bytes) {
  const auto c = static_cast<unsigned char>(text[i]);
  if (c <= ' ' || c == 0x7F) return (bytes = 1) != 0;
  if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0xA0) return (bytes = 2) != 0;
  if (text.substr(i, 3) == "\uFEFF" || text.substr(i, 3) == "\u200B") return (bytes = 3) != 0;
  return false;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Code {
  std::string_view three, two;
};
/// ISO 639-2 (bibliographic and terminological) to ISO 639-1, languages of books on Ukrainian shelves.
constexpr auto codes = std::to_array<Code>(
    {{"ukr", "uk"}, {"eng", "en"}, {"rus", "ru"}, {"pol", "pl"}, {"ger", "de"}, {"deu", "de"}, {"fre", "fr"},
     {"fra", "fr"}, {"spa", "es"}, {"ita", "it"}, {"por", "pt"}, {"bel", "be"}, {"bul", "bg"}, {"cze", "cs"},
     {"ces", "cs"}, {"slo", "sk"}, {"slk", "sk"}, {"hun", "hu"}, {"rum", "ro"}, {"ron", "ro"}, {"lat", "la"},
     {"gre", "el"}, {"ell", "el"}, {"nor", "no"}, {"swe", "sv"}, {"dan", "da"}, {"fin", "fi"}, {"dut", "nl"},
     {"nld", "nl"}, {"vie", "vi"}, {"ind", "id"}, {"jpn", "ja"}, {"chi", "zh"}, {"zho", "zh"}, {"ara", "ar"},
     {"heb", "he"}, {"tur", "tr"}, {"lit", "lt"}, {"lav", "lv"}, {"est", "et"}, {"geo", "ka"}, {"kat", "ka"},
     {"arm", "hy"}, {"hye", "hy"}, {"kor", "ko"}, {"hrv", "hr"}, {"srp", "sr"}, {"slv", "sl"}, {"yid", "yi"}});

bool contains_any(std::string_view text, std::initializer_list<std::string_view> letters) {
  return std::ranges::any_of(letters, [&](std::string_view l) { return text.find(l) != std::string_view::npos; });
}

}  // namespace

std::string clean(std::string_view field) {
  std::string out;
  out.reserve(field.size());
  bool space = false;
  for (std::size_t i = 0, bytes = 1; i < field.size(); i += bytes) {
    bytes = 1;
    if (is_space(field, i, bytes)) {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    out += field[i];
  }
  return out;
}

std::vector<std::string> split_authors(std::string_view field, char separator) {
  std::vector<std::string> authors;
  int depth = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= field.size(); ++i) {
    if (i < field.size() && field[i] == '(') ++depth;
    if (i < field.size() && field[i] == ')' && depth > 0) --depth;
    if (i < field.size() && (field[i] != separator || depth > 0)) continue;
    std::string author = clean(field.substr(from, i - from));
    if (!author.empty()) authors.push_back(std::move(author));
    from = i + 1;
  }
  return authors;
}

std::optional<int> year_in(std::string_view field) {
  std::optional<int> year;
  for (std::size_t i = 0; i < field.size();) {
    if (!is_digit(field[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    int value = 0;
    while (end < field.size() && is_digit(field[end]) && end - i < 9) value = value * 10 + (field[end++] - '0');
    if (end - i == 4) {
      if (year && *year != value) return std::nullopt;
      year = value;
    }
    i = end;
  }
  return year;
}

std::string language_code(std::string_view field, std::string_view title) {
  std::string code;
  for (char c : field) {
    if (c == '-' || c == '_') break;
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c >= 'a' && c <= 'z') code += c;
  }
  if (field.ends_with('?')) {
    if (contains_any(title, {"ы", "э", "ъ", "ё", "Ы", "Э", "Ё"})) return "ru";
    if (contains_any(title, {"і", "ї", "є", "ґ", "І", "Ї", "Є", "Ґ"})) return "uk";
    return {};
  }
  if (code.size() == 3) {
    const auto found = std::ranges::find(codes, std::string_view(code), &Code::three);
    if (found != codes.end()) return std::string(found->two);
  }
  return code.size() == 2 || code.size() == 3 ? code : std::string();
}

}  // namespace bookmarket::catalog::import
