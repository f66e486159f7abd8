// From the bytes of a title to the characters a cover prints, and the typographer's rules about breaking
// them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bookmarket::catalog::covers {

inline constexpr char32_t no_break_space = 0xA0;
inline constexpr char32_t ellipsis = 0x2026;

/// Code points of UTF-8; bytes that are not UTF-8 are skipped.
std::u32string decode(std::string_view utf8);

bool is_letter(char32_t c);
char32_t lower(char32_t c);

/// Text ready to print: one space between words, none at the ends; apostrophes, quotation marks, dashes and
/// dots in their proper form; only characters both faces have, or else the same letter with fewer marks.
/// Empty when more than half of the letters had to go. A space after a word that may not end a line (і, й, в,
/// у, з, на, та, the, of …) or before a dash is a no-break space.
std::u32string printable(std::string_view utf8);

/// The title as far as its first natural break: « (», «: », « / », « = », «; », «. »; all of it when there is
/// none.
std::u32string_view headline(std::u32string_view title);

/// The author's line: notes in brackets dropped; over 24 letters only the first author, then given names as
/// initials.
std::u32string byline(std::string_view author);

/// FNV-1a over lower-case letters and figures only, so that spacing and punctuation do not change a cover.
std::uint64_t hash_words(std::string_view utf8, std::uint64_t seed);

}  // namespace bookmarket::catalog::covers
