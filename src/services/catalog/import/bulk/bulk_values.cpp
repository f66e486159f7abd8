#include "services/catalog/import/bulk/bulk_values.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "services/catalog/domain/fold.hpp"
#include "services/catalog/import/fields.hpp"

namespace bookmarket::catalog::import {
namespace {

struct GradeWord {
  std::string_view word;
  Grade grade;
};
constexpr auto grade_words = std::to_array<GradeWord>({
    {"like_new", Grade::like_new},
    {"very_good", Grade::very_good},
    {"good", Grade::good},
    {"acceptable", Grade::acceptable},
    {"worn", Grade::worn},
    {"as new", Grade::like_new},
    {"like new", Grade::like_new},
    {"new", Grade::like_new},
    {"brand new", Grade::like_new},
    {"mint", Grade::like_new},
    {"fine", Grade::like_new},
    {"near fine", Grade::like_new},
    {"f", Grade::like_new},
    {"nf", Grade::like_new},
    {"very good", Grade::very_good},
    {"vg", Grade::very_good},
    {"g", Grade::good},
    {"fair", Grade::acceptable},
    {"poor", Grade::worn},
    {"p", Grade::worn},
    {"reading copy", Grade::worn},
    {"як новий", Grade::like_new},
    {"як нова", Grade::like_new},
    {"новий", Grade::like_new},
    {"нова", Grade::like_new},
    {"ідеальний", Grade::like_new},
    {"відмінний", Grade::like_new},
    {"дуже добрий", Grade::very_good},
    {"дуже добра", Grade::very_good},
    {"дуже гарний", Grade::very_good},
    {"добрий", Grade::good},
    {"добра", Grade::good},
    {"гарний", Grade::good},
    {"хороший", Grade::good},
    {"прийнятний", Grade::acceptable},
    {"задовільний", Grade::acceptable},
    {"зношений", Grade::worn},
    {"поганий", Grade::worn},
    {"как новый", Grade::like_new},
    {"как новая", Grade::like_new},
    {"новый", Grade::like_new},
    {"новая", Grade::like_new},
    {"идеальное", Grade::like_new},
    {"отличное", Grade::like_new},
    {"отличный", Grade::like_new},
    {"очень хорошее", Grade::very_good},
    {"очень хороший", Grade::very_good},
    {"хорошее", Grade::good},
    {"удовлетворительное", Grade::acceptable},
    {"плохое", Grade::worn},
    {"изношенное", Grade::worn},
});

struct CurrencyWord {
  std::string_view word, code;
};
constexpr auto currency_words = std::to_array<CurrencyWord>({{"грн", "UAH"},
                                                             {"грн.", "UAH"},
                                                             {"₴", "UAH"},
                                                             {"hrn", "UAH"},
                                                             {"$", "USD"},
                                                             {"us$", "USD"},
                                                             {"€", "EUR"},
                                                             {"£", "GBP"},
                                                             {"zł", "PLN"},
                                                             {"kč", "CZK"}});

struct LanguageName {
  std::string_view code;
  std::array<std::string_view, 3> names;  ///< English, Ukrainian, Russian; folded
};
constexpr auto language_names = std::to_array<LanguageName>({{"uk", {"ukrainian", "українська", "украинский"}},
                                                             {"en", {"english", "англійська", "английский"}},
                                                             {"ru", {"russian", "російська", "русский"}},
                                                             {"pl", {"polish", "польська", "польский"}},
                                                             {"de", {"german", "німецька", "немецкий"}},
                                                             {"fr", {"french", "французька", "французский"}},
                                                             {"es", {"spanish", "іспанська", "испанский"}},
                                                             {"it", {"italian", "італійська", "итальянский"}},
                                                             {"cs", {"czech", "чеська", "чешский"}},
                                                             {"sk", {"slovak", "словацька", "словацкий"}},
                                                             {"be", {"belarusian", "білоруська", "белорусский"}},
                                                             {"bg", {"bulgarian", "болгарська", "болгарский"}},
                                                             {"hu", {"hungarian", "угорська", "венгерский"}},
                                                             {"ro", {"romanian", "румунська", "румынский"}},
                                                             {"lt", {"lithuanian", "литовська", "литовский"}},
                                                             {"la", {"latin", "латинська", "латинский"}},
                                                             {"ja", {"japanese", "японська", "японский"}},
                                                             {"he", {"hebrew", "іврит", "иврит"}}});

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits in groups of three behind the first, "1,250": thousands.
bool in_groups(std::string_view digits, char separator) {
  std::size_t group = 0;
  bool first = true;
  for (const char c : digits) {
    if (c != separator) {
      ++group;
      continue;
    }
    if (group == 0 || group > 3 || (!first && group != 3)) return false;
    first = false;
    group = 0;
  }
  return first || group == 3;
}

constexpr std::string_view not_a_price = "not_a_price";

/// In minor units of a currency of two decimals.
std::expected<std::int64_t, std::string_view> amount_in(std::string_view number) {
  std::string whole, cents;
  const auto last = number.find_last_of(",.");
  if (last != std::string_view::npos) {
    const auto behind = number.size() - last - 1;
    const char sign = number[last];
    const bool once = number.find(sign) == last;
    if (behind == 3 && once && number.find_first_of(",.") == last) return std::unexpected("ambiguous");
    if (behind == 3 || !once) {
      if (number.find(sign == ',' ? '.' : ',') != std::string_view::npos || !in_groups(number, sign))
        return std::unexpected(not_a_price);
      whole = number;
    } else {
      if (behind == 0 || behind > 2) return std::unexpected(not_a_price);
      cents = number.substr(last + 1);
      if (behind == 1) cents += '0';
      whole = number.substr(0, last);
      if (const auto other = whole.find_first_of(",.");
          other != std::string::npos && (whole[other] == sign || !in_groups(whole, whole[other])))
        return std::unexpected(not_a_price);
    }
  } else {
    whole = number;
  }
  std::erase_if(whole, [](char c) { return !is_digit(c); });
  if (whole.empty() || whole.size() > 12) return std::unexpected(not_a_price);
  return std::stoll(whole) * 100 + (cents.empty() ? 0 : std::stoll(cents));
}

/// A guard stands where there are any number of apostrophes and then one of these.
constexpr auto formula_starts =
    std::to_array<std::string_view>({"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"});

bool would_run(std::string_view cell) {
  cell.remove_prefix(std::min(cell.find_first_not_of('\''), cell.size()));
  return std::ranges::any_of(formula_starts, [&](std::string_view s) { return cell.starts_with(s); });
}

constexpr std::string_view author_signs = ";()\\";

/// Names like "Гоголь (Яновський), М." stay as people write them.
bool is_plain(std::string_view name) {
  int depth = 0;
  for (const char c : name) {
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == ';' || c == '\\' || depth < 0) return false;
  }
  return depth == 0;
}

void replace(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

}  // namespace

ImportRecord record_of(const BulkRow& row) {
  ImportRecord out{.isbn = {},
                   .title = row.title,
                   .authors = row.authors,
                   .year = row.year,
                   .language = row.language,
                   .place = row.publication_place,
                   .publisher = row.publisher,
                   .translator = row.translator};
  if (const auto isbn = Isbn::parse(row.isbn13)) out.isbn = *isbn;
  return out;
}

std::optional<Grade> grade_in(std::string_view words) {
  auto text = clean(words);
  while (!text.empty() && (text.back() == '+' || text.back() == '-' || text.back() == '.')) text.pop_back();
  const auto folded = fold(text);
  for (const auto& [word, grade] : grade_words)
    if (fold(word) == folded || word == text) return grade;
  return std::nullopt;
}

std::string_view abebooks_condition(Grade grade) {
  switch (grade) {
    case Grade::like_new:
      return "As New";
    case Grade::very_good:
      return "Very Good";
    case Grade::good:
      return "Good";
    case Grade::acceptable:
      return "Fair";
    case Grade::worn:
      return "Poor";
  }
  return {};
}

std::optional<Currency> currency_in(std::string_view word) {
  std::string text = clean(word);
  if (auto code = Currency::parse(text)) return code;
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  const auto found = std::ranges::find(currency_words, std::string_view(text), &CurrencyWord::word);
  if (found != currency_words.end()) return Currency::parse(found->code);
  if (fold(text) == "грн") return Currency{};
  for (auto& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return Currency::parse(text);
}

std::expected<Money, std::string_view> price_in(std::string_view field, Currency otherwise) {
  const auto text = clean(field);
  const auto first = std::ranges::find_if(text, is_digit) - text.begin();
  if (static_cast<std::size_t>(first) == text.size()) return std::unexpected(not_a_price);
  std::string number, around = text.substr(0, static_cast<std::size_t>(first));
  std::size_t end = static_cast<std::size_t>(first);
  for (; end < text.size() &&
         (is_digit(text[end]) || text[end] == ',' || text[end] == '.' || text[end] == ' ' || text[end] == '\'');
       ++end)
    if (text[end] != ' ' && text[end] != '\'') number += text[end];
  around += text.substr(end);
  around = clean(around);
  while (number.ends_with('.') && !around.empty()) number.pop_back();
  if (around.contains('-')) return std::unexpected(not_a_price);
  const auto amount = amount_in(number);
  if (!amount) return std::unexpected(amount.error());
  if (around.empty()) return Money{*amount, otherwise};
  const auto currency = currency_in(around);
  if (!currency) return std::unexpected("currency_unknown");
  return Money{*amount, *currency};
}

std::string price_text(const Money& price) {
  const auto cents = std::to_string(price.amount % 100);
  return std::to_string(price.amount / 100) + (cents.size() == 1 ? ".0" : ".") + cents;
}

std::optional<bool> yes_or_no(std::string_view word) {
  const auto text = fold(word);
  for (const auto* yes : {"yes", "y", "true", "1", "так", "да", "є"})
    if (text == yes) return true;
  for (const auto* no : {"no", "n", "false", "0", "ні", "нет"})
    if (text == no) return false;
  return std::nullopt;
}

std::string language_in(std::string_view field, std::string_view title) {
  const auto first = field.substr(0, field.find_first_of(",;/|"));
  if (auto code = language_code(clean(first), title); !code.empty()) return code;
  const auto folded = fold(first);
  for (const auto& l : language_names)
    for (const auto name : l.names)
      if (fold(name) == folded) return std::string(l.code);
  return {};
}

std::vector<std::string> authors_in(std::string_view field) {
  std::vector<std::string> out;
  std::string name;
  const auto finish = [&] {
    if (auto whole = clean(std::exchange(name, {})); !whole.empty()) out.push_back(std::move(whole));
  };
  int depth = 0;
  for (; !field.empty(); field.remove_prefix(1)) {
    const char c = field.front();
    if (c == '\\' && field.size() > 1 && author_signs.contains(field[1])) {
      field.remove_prefix(1);
      name += field.front();
      continue;
    }
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    if (c == ';' && depth == 0)
      finish();
    else
      name += c;
  }
  finish();
  return out;
}

std::string authors_text(const std::vector<std::string>& authors) {
  std::string out;
  for (const auto& name : authors) {
    if (!out.empty()) out += "; ";
    const bool plain = is_plain(name);
    for (const char c : name) {
      if (!plain && author_signs.contains(c)) out += '\\';
      out += c;
    }
  }
  return out;
}

std::string clean_notes(std::string_view field) {
  std::string out;
  for (const char c : field)
    if ((static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) || c == '\n') out += c;
  const auto first = out.find_first_not_of(" \n");
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(" \n") - first + 1);
}

std::string guarded(std::string_view cell) { return (would_run(cell) ? "'" : "") + std::string(cell); }

std::string unguarded(std::string_view cell) {
  return std::string(cell.starts_with('\'') && would_run(cell) ? cell.substr(1) : cell);
}

std::string one_line(std::string_view notes) {
  std::string out(notes);
  for (const std::string_view entity : {"amp;", "lt;"})
    replace(out, "&" + std::string(entity), "&amp;" + std::string(entity));
  replace(out, "<br", "&lt;br");
  replace(out, "\n", "<br>");
  return out;
}

std::string from_one_line(std::string_view description) {
  struct Mark {
    std::string_view written, meant;
  };
  constexpr auto marks =
      std::to_array<Mark>({{"<br>", "\n"}, {"<br/>", "\n"}, {"<br />", "\n"}, {"&lt;", "<"}, {"&amp;", "&"}});
  std::string out;
  while (!description.empty()) {
    const auto mark = std::ranges::find_if(marks, [&](const Mark& m) { return description.starts_with(m.written); });
    if (mark == marks.end()) {
      out += description.front();
      description.remove_prefix(1);
    } else {
      out += mark->meant;
      description.remove_prefix(mark->written.size());
    }
  }
  return out;
}

}  // namespace bookmarket::catalog::import
