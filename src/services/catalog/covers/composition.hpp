// Where everything on a cover lies, before it is written as SVG.
#pragma once

#include "services/catalog/covers/covers.hpp"
#include "services/catalog/covers/drawing.hpp"
#include "services/catalog/covers/typeset.hpp"

namespace bookmarket::catalog::covers {

enum class Layout { sun, letter, frame, spines, hills };
inline constexpr int layout_count = 5;
/// The middle of the board as one sees it: the spine takes a part on the left.
inline constexpr Tenths framed_centre = 1080;

struct Composition {
  Layout layout;
  Text title, author;
  Point title_at, author_at;  ///< left edge and first baseline
  Drawing ornament;

  std::vector<Box> title_boxes() const;
  std::vector<Box> author_boxes() const;
};

/// Hash of the normalised words and the genre; everything a cover decides by chance comes from it.
std::uint64_t cover_hash(const CoverText& text);

Composition compose(const CoverText& text);

}  // namespace bookmarket::catalog::covers
