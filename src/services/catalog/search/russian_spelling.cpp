#include "services/catalog/search/russian_spelling.hpp"

#include <algorithm>
#include <array>

#include "services/catalog/search/text.hpp"

namespace bookmarket::catalog::search {
namespace {

constexpr auto russian_endings = std::to_array<std::string_view>(
    {"ой",   "ая",   "яя",   "ое",   "ее",   "ие", "ский", "ского", "скому", "ским", "ских", "цкий", "ость",
     "ости", "ение", "ения", "ание", "ания", "ии", "ия",   "тся",   "ться",  "лся",  "лась", "лись"});

struct Correspondence {
  std::string_view russian, ukrainian;
};

constexpr auto beginnings = std::to_array<Correspondence>({{"рас", "роз"},
                                                           {"бес", "без"},
                                                           {"от", "від"},
                                                           {"ис", "з"},
                                                           {"из", "з"},
                                                           {"из", "ви"},
                                                           {"вос", "воз"},
                                                           {"воз", "від"},
                                                           {"у", "в"},
                                                           {"во", "в"},
                                                           {"со", "з"},
                                                           {"об", "о"},
                                                           {"о", "об"}});

constexpr auto inside = std::to_array<Correspondence>(
    {{"жск", "зьк"},     {"гск", "зьк"}, {"шск", "ськ"},    {"кск", "цьк"},    {"ческ", "чн"},   {"ческ", "цьк"},
     {"ждени", "дженн"}, {"жд", "дж"},   {"жд", "ж"},       {"лнц", "нц"},     {"рдц", "рц"},    {"стн", "сн"},
     {"здн", "зн"},      {"щик", "ник"}, {"чик", "ник"},    {"тель", "ч"},     {"тель", "ник"},  {"тельн", "льн"},
     {"ствен", "н"},     {"ств", "цтв"}, {"зерк", "дзерк"}, {"звон", "дзвон"}, {"звен", "дзвен"}});

constexpr auto endings = std::to_array<Correspondence>({{"ал", "ав"},
                                                        {"ил", "ив"},
                                                        {"ел", "ів"},
                                                        {"ял", "яв"},
                                                        {"ной", "овий"},
                                                        {"ная", "ова"},
                                                        {"ное", "ове"},
                                                        {"ные", "ові"},
                                                        {"ный", "овий"},
                                                        {"ного", "ового"},
                                                        {"ных", "ових"}});

constexpr bool consonant(char32_t c) {
  return std::u32string_view(U"бвгджзклмнпрстфхцчшщ").find(c) != std::u32string_view::npos;
}

/// «ол» before a consonant is «ов»: волк, толстый, долго.
std::string with_ov(std::string_view word) {
  std::u32string w;
  for (std::size_t at = 0; at < word.size();) w += next_code_point(word, at);
  bool changed = false;
  for (std::size_t i = 1; i + 1 < w.size(); ++i)
    if (w[i] == U'л' && (w[i - 1] == U'о' || w[i - 1] == U'е') && consonant(w[i + 1])) {
      w[i - 1] = U'о';
      w[i] = U'в';
      changed = true;
    }
  std::string out;
  if (changed)
    for (const char32_t c : w) append_utf8(out, c);
  return out;
}

}  // namespace

bool looks_russian(std::string_view surface, bool unknown_in_ukrainian) {
  for (const std::string_view letter : {"ы", "э", "ъ", "ё"})
    if (surface.find(letter) != surface.npos) return true;
  return unknown_in_ukrainian && letters(surface) >= 5 &&
         std::ranges::any_of(russian_endings, [&](auto ending) { return surface.ends_with(ending); });
}

bool russian_joiner(std::string_view word) { return word == "и" || word == "или" || word == "из"; }

std::string with_ukrainian_i(std::string_view word) {
  std::string out(word.substr(0, word.size() - std::min<std::size_t>(word.size(), 2)));
  for (std::size_t at = 0; (at = out.find("и", at)) != out.npos; at += 2) out.replace(at, 2, "і");
  return out.append(word.substr(out.size()));
}

std::string with_ukrainian_y(std::string_view word) {
  std::string out(word);
  for (std::size_t at = 0; (at = out.find("ы", at)) != out.npos; at += 2) out.replace(at, 2, "и");
  return out;
}

std::vector<std::string> ukrainian_spellings(std::string_view word) {
  std::vector<std::string> out;
  const auto add = [&](std::string spelling) {
    if (spelling != word && !spelling.empty() && std::ranges::find(out, spelling) == out.end())
      out.push_back(std::move(spelling));
  };
  const auto ends = [&](std::string_view w) {
    for (const auto& [from, to] : endings)
      if (w.ends_with(from) && letters(w) >= letters(from) + 3)
        add(std::string(w.substr(0, w.size() - from.size())).append(to));
  };
  ends(word);
  for (const auto& [from, to] : beginnings)
    if (word.starts_with(from) && letters(word) >= letters(from) + 4) {
      add(std::string(to).append(word.substr(from.size())));
      ends(std::string(to).append(word.substr(from.size())));
    }
  for (const auto& [from, to] : inside)
    if (const auto at = word.find(from); at != word.npos && at > 0)
      add(std::string(word.substr(0, at)).append(to).append(word.substr(at + from.size())));
  add(with_ov(word));
  return out;
}

}  // namespace bookmarket::catalog::search
