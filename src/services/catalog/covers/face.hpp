// Letters as outlines: the two faces of generated covers.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace bookmarket::catalog::covers {

/// One character of a face, in units of the face's grid: x right, y down, baseline at 0.
struct Glyph {
  char32_t code;
  short advance;
  short left, top, right, bottom;  ///< box of the outline's points, control points included
  short start_x, start_y;          ///< where the outline starts
  std::uint8_t kern_left, kern_right;
  std::string_view outline;  ///< SVG path commands after the start, all relative
};

struct Face {
  std::span<const Glyph> glyphs;  ///< by code
  std::span<const std::int8_t> kerning;
  int right_classes;
  int em;  ///< grid units to the em

  const Glyph* find(char32_t code) const;
  /// What to add to the advance of `left` before `right`.
  int kern(const Glyph& left, const Glyph& right) const {
    return kerning[static_cast<std::size_t>(left.kern_left) * static_cast<std::size_t>(right_classes) +
                   static_cast<std::size_t>(right.kern_right)];
  }
};

extern const Face& title_face;   ///< Alegreya 700, lining figures
extern const Face& author_face;  ///< Commissioner 500

}  // namespace bookmarket::catalog::covers
