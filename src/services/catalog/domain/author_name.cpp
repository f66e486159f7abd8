#include "services/catalog/domain/author_name.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <vector>

#include "services/catalog/domain/fold.hpp"
#include "services/catalog/domain/name_lists.hpp"

namespace bookmarket::catalog {
namespace {

using Words = std::vector<std::string_view>;

char32_t first_letter(std::string_view word) {
  utf8proc_int32_t c = 0;
  utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(word.data()), static_cast<utf8proc_ssize_t>(word.size()),
                   &c);
  return c < 0 ? 0 : static_cast<char32_t>(c);
}
bool starts_lower(std::string_view word) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(first_letter(word))) == UTF8PROC_CATEGORY_LL;
}
bool is_cyrillic_word(std::string_view word) {
  const char32_t c = first_letter(word);
  return c >= 0x0400 && c <= 0x052F;
}
/// Люсі-Мод and Люсі Мод are one name.
std::string first_word(std::string folded) {
  folded.resize(std::min(folded.find(' '), folded.size()));
  return folded;
}
std::string_view first_char(std::string_view folded) {
  std::size_t n = folded.empty() ? 0 : 1;
  while (n < folded.size() && (folded[n] & 0xC0) == 0x80) ++n;
  return folded.substr(0, n);
}

template <std::size_t N>
bool any_of(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}
constexpr auto particles = std::to_array<std::string_view>({"де", "да", "дю", "ді", "делла", "дель", "дер", "ден", "ла",
                                                            "ле", "ван", "вон", "фон", "аль", "ель", "ібн", "тер"});
constexpr auto suffixes = std::to_array<std::string_view>({"jr", "sr", "ii", "iii", "iv", "md", "phd"});
constexpr auto patronymic_ends =
    std::to_array<std::string_view>({"ович", "йович", "евич", "івна", "ївна", "овна", "евна", "ьич", "оич"});
constexpr auto short_patronymics =
    std::to_array<std::string_view>({"ілліч", "ильич", "лукич", "кузьмич", "хомич", "фомич"});

bool is_initial(std::string_view word) {
  return length(word) == 1 || word == "Дж" || word == "Ю" || word == "Дз" || word == "Дж.";
}
bool is_patronymic(std::string_view word) {
  const std::string folded = fold(word);
  return std::ranges::any_of(patronymic_ends, [&](std::string_view end) { return folded.ends_with(end); }) ||
         any_of(short_patronymics, folded);
}

/// Without what stands in brackets (years, professions), and with dots and commas turned into word ends.
std::string stripped(std::string_view printed) {
  std::string out;
  int depth = 0;
  for (char c : printed) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) out += c == '.' || c == '\t' ? ' ' : c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return out;
}

Words words_of(std::string_view text) {
  Words words;
  while (true) {
    const std::size_t start = text.find_first_not_of(" ,;");
    if (start == std::string_view::npos) return words;
    text.remove_prefix(start);
    const std::size_t end = std::min(text.find_first_of(" ,;"), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

/// The parts of a person's name, whatever order they were printed in.
struct Parts {
  Words given;    ///< given names or initials, first the main one
  Words surname;  ///< with its particles
};

/// "Le Guin, Ursula K.": a comma says which is which.
Parts parts_at_comma(std::string_view text) {
  const std::size_t comma = text.find(',');
  return {words_of(text.substr(comma + 1)), words_of(text.substr(0, comma))};
}

Parts cyrillic_parts(Words words) {
  if (words.size() == 1) return {{}, std::move(words)};
  const auto given = [](std::string_view w) { return is_given_name(fold_name(w)); };
  const bool first_is_initial = is_initial(words.front());
  bool given_first = first_is_initial && !is_initial(words.back());
  if (!given_first && !is_initial(words.back()) && given(words.front())) {
    // A surname may end like a patronymic (В'ятрович), but a patronymic needs a third word.
    const bool patronymic_last = words.size() > 2 && is_patronymic(words.back());
    const bool patronymic_second = words.size() == 3 && is_patronymic(words[1]);
    given_first = !patronymic_last && (patronymic_second || std::none_of(words.begin() + 1, words.end(), given));
  }

  Parts parts;
  if (given_first) {
    std::size_t surname = words.size() - 1;
    while (surname > 1 && any_of(particles, words[surname - 1])) --surname;
    parts.given.assign(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(surname));
    parts.surname.assign(words.begin() + static_cast<std::ptrdiff_t>(surname), words.end());
  } else {
    while (words.size() > 2 && any_of(particles, words.back())) {
      parts.surname.insert(parts.surname.begin(), words.back());
      words.pop_back();
    }
    // A surname of two words ends where a known given name begins; with a particle («Сервантес Сааведра
    // Мігель де»), at the last word.
    std::size_t main = parts.surname.empty() ? 1 : words.size() - 1;
    for (std::size_t i = 1; i < words.size(); ++i)
      if (given(words[i])) {
        main = i;
        break;
      }
    parts.surname.insert(parts.surname.end(), words.begin(), words.begin() + static_cast<std::ptrdiff_t>(main));
    parts.given.assign(words.begin() + static_cast<std::ptrdiff_t>(main), words.end());
  }
  return parts;
}

/// What is not shown: patronymics, and single initials after a full given name (Роздобудько Ірен В).
void drop_patronymics(Words& given) {
  if (given.size() < 2 || is_initial(given[0])) return;
  const std::string_view main = given[0];
  std::erase_if(given,
                [&](std::string_view w) { return w.data() != main.data() && (is_patronymic(w) || length(w) == 1); });
}

Parts latin_parts(Words words) {
  while (words.size() > 1 && any_of(suffixes, fold(words.back()))) words.pop_back();
  Parts parts;
  parts.surname.push_back(words.back());
  words.pop_back();
  parts.given = std::move(words);
  return parts;
}

std::string joined_initials(const Words& given) {
  std::string initials;
  for (std::string_view word : given) {
    if (!is_initial(word)) break;
    initials += first_char(fold(word));
  }
  return initials;
}

void append_word(std::string& text, std::string_view word) {
  if (!text.empty()) text += ' ';
  text += word;
}

AuthorName corporate(std::string_view printed) {
  std::string key = fold(printed);
  return {std::string(printed), key, key};
}

}  // namespace

std::optional<AuthorName> author_name(std::string_view printed) {
  if (const std::size_t colon = printed.find(':'); colon != std::string_view::npos) printed.remove_prefix(colon + 1);
  const std::string text = stripped(printed);
  const bool comma = text.find(',') < text.find_last_not_of(" ,;");  // not one at the end
  const Words words = words_of(text);
  if (words.empty()) return std::nullopt;
  const bool cyrillic = is_cyrillic_word(words.front());
  if (cyrillic && starts_lower(words.front()) && !any_of(particles, words.front())) return std::nullopt;
  // Digits, many words or small letters inside: a congress, an institute.
  const bool small_inside = cyrillic && std::any_of(words.begin() + 1, words.end(), [](std::string_view w) {
                              return starts_lower(w) && !any_of(particles, w);
                            });
  if (text.find_first_of("0123456789") != std::string::npos || words.size() > 5 || small_inside) {
    const std::size_t from = text.find_first_not_of(" ,;");
    AuthorName name = corporate(std::string_view(text).substr(from, text.find_last_not_of(" ,;") + 1 - from));
    if (name.key.find_first_not_of("0123456789 ") == std::string::npos) return std::nullopt;
    return name;
  }

  Parts parts = comma ? parts_at_comma(text) : cyrillic ? cyrillic_parts(words) : latin_parts(words);
  if (parts.surname.empty()) return std::nullopt;
  if (cyrillic) drop_patronymics(parts.given);
  AuthorName name;
  const std::string surname = fold_name(parts.surname.back());
  if (surname.empty()) return std::nullopt;

  std::string initials = joined_initials(parts.given);
  std::string_view known = initials.empty() ? std::string_view{} : given_name_of(surname, initials);
  std::string given;
  if (!known.empty()) {
    given = first_word(fold_name(known));
  } else if (!initials.empty()) {
    given = initials;
  } else if (!parts.given.empty()) {
    given = ukrainian_given_name(first_word(fold_name(parts.given[0])));
  }
  name.key = surname + '|' + given;
  name.work_key = surname + '|' + std::string(first_char(given));

  if (!cyrillic && !comma) {
    const std::size_t from = printed.find_first_not_of(" \t,;");
    name.display = printed.substr(from, printed.find_last_not_of(" \t,;") + 1 - from);
    return name;
  }
  if (!known.empty()) {
    name.display = known;
  } else {
    for (std::string_view w : parts.given) {
      append_word(name.display, w);
      if (is_initial(w) && parts.given.size() + parts.surname.size() > 1) name.display += '.';
    }
  }
  for (std::string_view w : parts.surname) append_word(name.display, w);
  return name;
}

AuthorId author_id(const AuthorName& name) { return AuthorId::v8_of("author:" + name.key); }

}  // namespace bookmarket::catalog
