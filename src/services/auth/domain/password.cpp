#include "services/auth/domain/password.hpp"

#include <algorithm>
#include <array>
#include <expected>
#include <iterator>
#include <utility>
#include <vector>

#include "platform/shape/shape.hpp"
#include "services/auth/domain/unicode.hpp"

namespace bookmarket::auth {
namespace {

constexpr std::size_t max_typed_password = max_password * 4;  // a code point of form C comes from at most four others

// What fingers and memory run along, either way: alphabets, digits, rows and columns of keyboards.
constexpr std::array<std::u32string_view, 24> rows = {
    U"01234567890",
    U"abcdefghijklmnopqrstuvwxyz",
    U"абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    U"абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    U"qwertyuiop[]\\",
    U"asdfghjkl;'",
    U"zxcvbnm,./",
    U"йцукенгшщзхї",
    U"фівапролджє",
    U"ячсмитьбю.",
    U"йцукенгшщзхъ",
    U"фывапролджэ",
    U"!@#$%^&*()_+",
    U"!\"№;%:?*()_+",
    U"1qaz",
    U"2wsx",
    U"3edc",
    U"4rfv",
    U"5tgb",
    U"6yhn",
    U"7ujm",
    U"8ik,",
    U"9ol.",
    U"0p;/",
};

bool follows(char32_t before, char32_t after) {
  const char32_t forth[] = {before, after}, back[] = {after, before};
  return before == after || std::ranges::any_of(rows, [&](std::u32string_view row) {
           return row.contains({forth, 2}) || row.contains({back, 2});
         });
}

/// Fewer than a third of its characters are not told by the one before, or it is a piece said three times or more.
bool is_regular(std::u32string_view text) {
  std::size_t surprises = 1;
  for (std::size_t i = 1; i < text.size(); ++i) surprises += follows(text[i - 1], text[i]) ? 0 : 1;
  if (surprises * 3 < text.size()) return true;
  for (std::size_t piece = 1; piece * 3 <= text.size(); ++piece)
    if (text.substr(piece) == text.substr(0, text.size() - piece)) return true;
  return false;
}

/// Or the code of what is wrong.
std::expected<std::string, std::string_view> normalised(std::string_view typed) {
  if (shape::length_of(typed) > max_typed_password) return std::unexpected("too_long");
  auto normal = nfc(typed);
  if (!normal) return std::unexpected("bad_format");
  const auto letters = code_points(*normal);
  if (letters.size() > max_password) return std::unexpected("too_long");
  if (std::ranges::any_of(letters, is_control)) return std::unexpected("bad_format");
  return *std::move(normal);
}

std::u32string letters_and_digits(std::u32string_view text) {
  std::u32string out;
  std::ranges::copy_if(text, std::back_inserter(out), [](char32_t c) { return is_letter(c) || is_digit(c); });
  return out;
}

/// Adds `text` and the runs of letters in it, without what is too short to mean anything.
void add_words(std::vector<std::u32string>& words, std::string_view text) {
  const auto add = [&](std::u32string word) {
    if (word.size() >= 3) words.push_back(std::move(word));
  };
  const std::u32string folded = code_points(fold(text));
  add(letters_and_digits(folded));
  std::u32string run;
  for (const char32_t c : folded) {
    if (is_letter(c)) {
      run += c;
    } else {
      add(std::exchange(run, {}));
    }
  }
  add(std::move(run));
}

/// Account words are half of it or more, or nothing but digits and signs stands beside them.
bool is_about_account(std::u32string_view folded, const PasswordContext& context) {
  std::vector<std::u32string> words;
  for (const std::string_view service : {"BookMarket", "БукМаркет"}) add_words(words, service);
  add_words(words, context.name);
  const auto at = std::min(context.email.rfind('@'), context.email.size());
  add_words(words, context.email.substr(0, at));
  const auto domain = context.email.substr(at);
  add_words(words, domain.substr(0, domain.rfind('.')));

  const std::u32string text = letters_and_digits(folded);
  std::vector<bool> told(text.size());
  for (const std::u32string& word : words)
    for (auto i = text.find(word); i != std::u32string::npos; i = text.find(word, i + 1))
      std::fill_n(told.begin() + static_cast<std::ptrdiff_t>(i), word.size(), true);
  const auto count = static_cast<std::size_t>(std::ranges::count(told, true));
  bool only_digits_left = true;
  for (std::size_t i = 0; i < text.size(); ++i) only_digits_left = only_digits_left && (told[i] || is_digit(text[i]));
  return count > 0 && (count * 2 >= text.size() || only_digits_left);
}

}  // namespace

std::optional<std::string> normalise_password(std::string_view typed) {
  auto password = normalised(typed);
  return password ? std::optional(*std::move(password)) : std::nullopt;
}

Result<std::string> check_password(std::string_view typed, const PasswordContext& context,
                                   const BreachedPasswords& breached) {
  const auto wrong = [&](std::string code, std::string detail) {
    return fail(Error{ErrorKind::invalid,
                      "invalid_request",
                      "Some of what was sent cannot be used; see errors.",
                      {{std::string(context.pointer), std::move(code), std::move(detail)}}});
  };
  auto password = normalised(typed);
  if (!password && password.error() == "too_long")
    return wrong("too_long", "Use at most " + std::to_string(max_password) + " characters.");
  if (!password) return wrong("bad_format", "Use characters that can be typed, without line breaks.");
  const std::size_t least = context.only_factor ? min_password_alone : min_password_beside_factor;
  if (shape::length_of(*password) < least)
    return wrong("too_short", "Use at least " + std::to_string(least) + " characters; a few words do well.");
  if (is_about_account(code_points(fold(*password)), context))
    return wrong("contains_account_words", "Leave out your name, your address and the name of this site.");
  if (is_regular(code_points(lower(*password))))
    return wrong("too_common", "Sequences and repetitions are guessed first; use something else.");
  if (breached.contains(*password))
    return wrong("breached", "This password is known from a leak elsewhere; use another one.");
  return *std::move(password);
}

}  // namespace bookmarket::auth
