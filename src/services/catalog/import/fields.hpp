// Single values of import files, read leniently.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bookmarket::catalog::import {

/// Without surrounding white space, inner runs of it as one space, and without control characters.
[[nodiscard]] std::string clean(std::string_view field);

/// Authors split at semicolons, but not at those in brackets: «Українка Леся (письменниця ; 1871–1913)» is
/// one.
[[nodiscard]] std::vector<std::string> split_authors(std::string_view field, char separator = ';');

/// "1994", "[1994]", "c1994", "1994?" → 1994. nullopt: no year of four digits in it, or several.
[[nodiscard]] std::optional<int> year_in(std::string_view field);

/// ISO 639-1 where there is such a code: "uk", "ukr", "en-US", "eng" → "uk", "uk", "en", "en". A code with a
/// question mark ("uk?": the cataloguer guessed) is decided by the letters of `title`. Empty: unknown.
[[nodiscard]] std::string language_code(std::string_view field, std::string_view title);

}  // namespace bookmarket::catalog::import
