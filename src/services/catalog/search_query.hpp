// What a reader asks the catalogue for: the parameters of a search.
#pragma once

#include <algorithm>

#include "services/catalog/views.hpp"

namespace bookmarket::catalog {

struct SearchQuery {
  std::optional<std::string> q;
  std::optional<bool> verbatim;
  std::vector<std::string> lang;
  std::vector<Genre> genre;
  std::vector<Grade> grade;
  std::optional<std::int64_t> price_min, price_max;
  std::optional<int> year_min, year_max;
  std::vector<std::string> place;
  std::optional<bool> exchange, sale;
  std::optional<SearchSort> sort;
  std::optional<std::string> cursor;
  std::optional<unsigned> limit;
};

inline bool is_language(std::string_view s) {
  return (s.size() == 2 || s.size() == 3) && std::ranges::all_of(s, [](char c) { return c >= 'a' && c <= 'z'; });
}
inline bool is_place(std::string_view s) {
  return s.size() == 19 && s.starts_with("UA") &&
         std::ranges::all_of(s.substr(2), [](char c) { return c >= '0' && c <= '9'; });
}
inline constexpr shape::Info limit_info{.doc = "How many on a page.", .example = "24", .min = 1, .max = 100};
inline constexpr shape::Info cursor_info{.doc = "From next_cursor of the page before, with all else equal.",
                                         .max_length = 4096};

}  // namespace bookmarket::catalog

namespace bookmarket::shape {

template <>
struct Describe<catalog::SearchQuery> {
  using T = catalog::SearchQuery;
  static constexpr std::string_view name = "SearchQuery", doc = "";
  static constexpr Info year{
      .doc = "Year of printing. The first must not be above the last.", .example = "1991", .min = 0, .max = 3000};
  static constexpr Info price{.doc = "In minor units (kopiykas). The least must not be above the most.",
                              .example = "20000",
                              .min = 0,
                              .max = 1'000'000'000};
  static constexpr auto fields = std::tuple{
      field("q", &T::q,
            {.doc = "Title, author, ISBN: inflected, mistyped, in the wrong layout, transliterated. Empty: browse.",
             .example = "книги лесі українки",
             .max_length = 500}),
      field("verbatim", &T::verbatim, {.doc = "Search for exactly what was typed.", .example = "false"}),
      field("lang", &T::lang,
            {.doc = "Language of an edition (ISO 639).",
             .example = "[\"uk\"]",
             .max_length = 20,
             .pattern = "^[a-z]{2,3}$",
             .valid = catalog::is_language,
             .valid_detail = "Use two or three small Latin letters."}),
      field("genre", &T::genre, {.max_length = 13}),
      field("grade", &T::grade, {.doc = "Grade of a copy.", .max_length = 5}),
      field("price_min", &T::price_min, price),
      field("price_max", &T::price_max, price),
      field("year_min", &T::year_min, year),
      field("year_max", &T::year_max, year),
      field("place", &T::place,
            {.doc = "Where a copy is (KATOTTG code).",
             .example = "[\"UA46060250010015970\"]",
             .max_length = 30,
             .pattern = "^UA[0-9]{17}$",
             .valid = catalog::is_place,
             .valid_detail = "Use UA and 17 digits."}),
      field("exchange", &T::exchange, {.doc = "Copies whose owner would (or would not) exchange.", .example = "true"}),
      field("sale", &T::sale, {.doc = "Copies with (or without) a price.", .example = "true"}),
      field("sort", &T::sort, {.doc = "Default: relevance with q, newest without.", .example = "price_asc"}),
      field("cursor", &T::cursor, catalog::cursor_info),
      field("limit", &T::limit, catalog::limit_info)};
};

}  // namespace bookmarket::shape
