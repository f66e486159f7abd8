// Text as the index sees it: words in one case, one apostrophe (none), one г, no accents.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bookmarket::catalog::search {

/// Longest word kept, in letters; what follows is cut off.
inline constexpr std::size_t max_word_letters = 32;

/// The code point at `at`, which moves past it. A byte that is no UTF-8 reads as U+FFFD and moves by one.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t c);
std::size_t letters(std::string_view utf8);
/// The first `count` letters.
std::string_view first_letters(std::string_view utf8, std::size_t count);

/// Lower case, ґ as г, ё as е, Latin letters without marks; 0 for what no word contains.
char32_t fold_letter(char32_t c);
bool is_apostrophe(char32_t c);

/// One word as it stands in a text and as it is indexed.
struct Token {
  std::string word;     ///< folded
  std::string surface;  ///< lower case, apostrophe and ґ kept
};

/// At most `max_words` words of any bytes. Apostrophes join («п'ять» → «пять»), everything else that is no letter
/// or digit separates. A Latin letter inside a Cyrillic word becomes the Cyrillic one that looks the same.
std::vector<Token> tokens(std::string_view text, std::size_t max_words = SIZE_MAX);
std::vector<std::string> words_of(std::string_view text, std::size_t max_words = SIZE_MAX);

enum class Script : std::uint8_t { none, cyrillic, latin, mixed };
Script script_of(std::string_view word);

/// One byte a letter in the order of the Ukrainian alphabet, digits first, Latin after Cyrillic, for sorting titles.
std::string collation_key(std::string_view title);

}  // namespace bookmarket::catalog::search
