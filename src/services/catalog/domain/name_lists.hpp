// What names look like: figures taken from the catalogue itself, not rules of grammar.
#pragma once

#include <string_view>

namespace bookmarket::catalog {

/// Is this folded word (fold_name) far more often a given name than a surname in the catalogue?
[[nodiscard]] bool is_given_name(std::string_view folded);

/// The given name of a well-known author whom catalogues shorten to initials: ("шевченко", "тг") → "Тарас".
/// Empty: not known.
[[nodiscard]] std::string_view given_name_of(std::string_view folded_surname, std::string_view initials);

/// The Ukrainian form of a given name written the Russian way, both folded: "андреи" → "андрій"; else the
/// argument.
[[nodiscard]] std::string_view ukrainian_given_name(std::string_view folded);

}  // namespace bookmarket::catalog
