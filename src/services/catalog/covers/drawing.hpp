// Ornament shapes: each is written as SVG and remembered as a box, so that nothing is drawn across a text.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "services/catalog/covers/typeset.hpp"

namespace bookmarket::catalog::covers {

struct Point {
  Tenths x, y;
};

/// Opacity of the ink in hundredths. Shapes of an ornament stay between these two; where they overlap it
/// deepens.
inline constexpr int faintest = 13, strongest = 22;

class Drawing {
 public:
  void rect(Box box, int opacity);
  void circle(Point centre, Tenths radius, int opacity);
  void polygon(std::span<const Point> points, int opacity);
  /// Cubic curves (a start, then three points a curve) and what lies between them and the ground.
  void hill(std::span<const Point> points, Tenths ground, int opacity);
  /// A letter of the title's face whose ink fills the height of `place`, from its left edge.
  void letter(const Glyph& glyph, Box place, int opacity);

  const std::string& svg() const { return svg_; }
  const std::vector<Box>& boxes() const { return boxes_; }

 private:
  void opacity(int hundredths);
  /// Writes points with a space after each number and returns their box.
  Box points(std::span<const Point> points);

  std::string svg_;
  std::vector<Box> boxes_;  ///< curves by their control points, which enclose them
};

}  // namespace bookmarket::catalog::covers
