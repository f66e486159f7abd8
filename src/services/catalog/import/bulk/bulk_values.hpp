// Single values of sellers' files, in the words that sellers use.
#pragma once

#include <expected>

#include "services/catalog/import/bulk/bulk_row.hpp"

namespace bookmarket::catalog::import {

/// Condition words of AbeBooks and of Ukrainian and Russian sellers, and the slugs of the API. nullopt: unknown.
[[nodiscard]] std::optional<Grade> grade_in(std::string_view words);
/// The term of AbeBooks that grade_in() reads as `grade`.
[[nodiscard]] std::string_view abebooks_condition(Grade grade);

/// "250", "1 250,50 грн", "$1,250.50". The error is a slug: not_a_price, ambiguous (1.250 is a thousand to some),
/// currency_unknown.
[[nodiscard]] std::expected<Money, std::string_view> price_in(std::string_view field, Currency otherwise);
/// "250.00": major units, without the currency.
[[nodiscard]] std::string price_text(const Money& price);

/// ISO 4217 code of "UAH", "грн", "€". nullopt: unknown.
[[nodiscard]] std::optional<Currency> currency_in(std::string_view word);

[[nodiscard]] std::optional<bool> yes_or_no(std::string_view word);

/// language_code(), and names of languages in English, Ukrainian and Russian; of several the first.
[[nodiscard]] std::string language_in(std::string_view field, std::string_view title);

/// Names divided by semicolons. One in brackets divides nothing; nor does one behind a backslash, which makes any of ;
/// ( ) and \ a plain sign: authors_in(authors_text(x)) == x.
[[nodiscard]] std::vector<std::string> authors_in(std::string_view field);
[[nodiscard]] std::string authors_text(const std::vector<std::string>& authors);

/// Notes: lines stay, control characters and blanks around go.
[[nodiscard]] std::string clean_notes(std::string_view field);

/// Spreadsheets run cells that begin with = + - @ as formulas. An apostrophe in front makes them text, and without it
/// they are what they were: unguarded(guarded(x)) == x.
[[nodiscard]] std::string guarded(std::string_view cell);
[[nodiscard]] std::string unguarded(std::string_view cell);

/// Line ends within one line, as AbeBooks shows descriptions: a<br>b. from_one_line(one_line(x)) == x.
[[nodiscard]] std::string one_line(std::string_view notes);
[[nodiscard]] std::string from_one_line(std::string_view description);

}  // namespace bookmarket::catalog::import
