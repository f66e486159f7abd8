// Setting a title: the size its longest word allows, lines of even length, boxes of the real outlines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/catalog/covers/face.hpp"

namespace bookmarket::catalog::covers {

/// Lengths on a cover are whole tenths of a CSS pixel: the canvas is 2100 × 3000.
using Tenths = int;
inline constexpr Tenths canvas_width = 2100, canvas_height = 3000, safe_margin = 200;

struct Box {
  Tenths left = 0, top = 0, right = 0, bottom = 0;

  Tenths width() const { return right - left; }
  Tenths height() const { return bottom - top; }
  bool meets(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  bool operator==(const Box&) const = default;
};

enum class Align { left, centre };

/// Lines of one face and size, set with the first baseline at `baseline`.
struct Text {
  const Face* face = &title_face;
  Tenths size = 0;  ///< of the em
  std::vector<std::u32string> lines;
  std::vector<int> offsets;  ///< where each line's origin lies, in grid units from the text's left edge
  std::vector<Box> boxes;    ///< of each line's ink, relative to the text's left edge and first baseline
  bool roomy = true;         ///< at most three lines at the size the longest word asks for: an ornament has room

  Tenths top() const { return boxes.empty() ? 0 : boxes.front().top; }  // holds for the lines of one text
  Tenths bottom() const { return boxes.empty() ? 0 : boxes.back().bottom; }
};

inline constexpr std::size_t most_lines = 4;

/// The title in a column `width` wide, or as much of it as four lines of the smallest size hold, ending in
/// «…».
Text set_title(std::u32string_view title, Tenths width, Align align);

/// One line at 12.5 px, cut with «…» when wider than the column.
Text set_author(std::u32string_view author, Tenths width, Align align);

/// SVG path data of the text in grid units, its left edge and first baseline at the origin.
void append_outlines(const Text& text, std::string& out);

}  // namespace bookmarket::catalog::covers
