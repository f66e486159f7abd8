// The one generator of book covers, for books that have no photo of their cover.
//
// A cover is a function of its words and genre alone: the same SVG on every machine, in every locale. It
// carries its letters as outlines, because an SVG in an <img> can load no font.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/catalog/domain/vocabulary.hpp"

namespace bookmarket::catalog::covers {

/// What a cover says. Composed UTF-8 (NFC) is expected; any other bytes are skipped. The author reads given
/// name first («Тарас Шевченко»), several are separated by "; " or ", ".
struct CoverText {
  std::string_view title, author;
  Genre genre = Genre::other;
};

/// How many colourings a genre has: never fewer than three.
unsigned variant_count(Genre genre);

/// The colouring a book gets by itself: a hash of its normalised words, below variant_count(genre).
unsigned natural_variant(const CoverText& text);

/// A number for the background of a colouring; different backgrounds have different numbers.
unsigned background_of(Genre genre, unsigned variant);
inline unsigned background_of(const CoverText& text) { return background_of(text.genre, natural_variant(text)); }

/// The colourings of a list of books, in its order: each keeps its natural one unless one of the two books
/// before it has that background. So neighbours differ in a row, and on a phone's two columns from those
/// above them as well. The choice goes into the address: /covers/{workId}.svg?v=VARIANT.
std::vector<unsigned> variants_in_list(std::span<const CoverText> texts);

/// The cover, 210 × 300, self-contained. A variant beyond the genre's colourings counts round.
std::string cover_svg(const CoverText& text, unsigned variant);
inline std::string cover_svg(const CoverText& text) { return cover_svg(text, natural_variant(text)); }

}  // namespace bookmarket::catalog::covers
