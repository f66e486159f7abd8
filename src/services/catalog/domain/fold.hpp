// Text reduced to what does not change its meaning for comparison: case, accents, punctuation, apostrophes.
#pragma once

#include <string>
#include <string_view>

namespace bookmarket::catalog {

/// Lower-case words separated by single spaces. Dropped: punctuation, apostrophes of every shape, stress
/// marks, accents of Latin letters. ґ → г, ё → е; & → "and"; Latin look-alikes inside a Cyrillic word
/// (Cергій) → Cyrillic. Bytes that are not UTF-8 separate words. fold(fold(x)) == fold(x).
[[nodiscard]] std::string fold(std::string_view text);

/// fold() for personal names, where transliteration varies: besides, и/ї/ы → і, є/э → е, soft and hard signs
/// and doubled letters dropped, so that Ерих and Еріх, Дойль and Дойл, Ґеррітсен and Герітсен coincide.
[[nodiscard]] std::string fold_name(std::string_view text);

/// Code points in well-formed UTF-8.
[[nodiscard]] std::size_t length(std::string_view utf8);
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace bookmarket::catalog
