// The catalogue's closed lists: grades, genres, copy states. Their slugs are part of the public API.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace bookmarket::catalog {

/// How a copy has aged, best first: Як новий / Дуже добрий / Добрий / Прийнятний / Зношений.
enum class Grade : std::uint8_t { like_new, very_good, good, acceptable, worn };
inline constexpr std::array<std::string_view, 5> grade_slugs{"like_new", "very_good", "good", "acceptable", "worn"};

/// The twelve genres that generated covers have colours for, and `other` for what fits none.
enum class Genre : std::uint8_t {
  poetry,
  prose,
  classics,
  children,
  history,
  science,
  science_fiction,
  crime,
  art,
  psychology,
  business,
  cooking,
  other
};
inline constexpr std::array<std::string_view, 13> genre_slugs{
    "poetry", "prose", "classics",   "children", "history", "science", "science_fiction",
    "crime",  "art",   "psychology", "business", "cooking", "other"};

/// `paused`: its owner is away for a while, or blocked. `hidden`: by a moderator; nobody else's to see.
enum class CopyStatus : std::uint8_t { available, reserved, sold, withdrawn, paused, hidden };
inline constexpr std::array<std::string_view, 6> copy_status_slugs{"available", "reserved", "sold",
                                                                   "withdrawn", "paused",   "hidden"};

/// Of the state codifier: місто, селище, село.
enum class PlaceCategory : std::uint8_t { city, settlement, village };
inline constexpr std::array<std::string_view, 3> place_category_slugs{"city", "settlement", "village"};

template <class E, std::size_t N>
constexpr std::optional<E> from_slug(const std::array<std::string_view, N>& slugs, std::string_view slug) {
  for (std::size_t i = 0; i < N; ++i)
    if (slugs[i] == slug) return static_cast<E>(i);
  return std::nullopt;
}
constexpr std::string_view slug(Grade g) { return grade_slugs[static_cast<std::size_t>(g)]; }
constexpr std::string_view slug(Genre g) { return genre_slugs[static_cast<std::size_t>(g)]; }
constexpr std::string_view slug(CopyStatus s) { return copy_status_slugs[static_cast<std::size_t>(s)]; }

}  // namespace bookmarket::catalog
