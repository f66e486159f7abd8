// Where the pixels of an upright, edited image stand in the stored one.
#pragma once

#include "platform/images/images.hpp"

namespace bookmarket::images {

/// How stored pixels become upright ones: mirrored left to right, then turned clockwise.
struct Turn {
  bool mirrored = false;
  int quarters = 0;  ///< 0 to 3
};
/// Of the orientation of EXIF (CIPA DC-008 §4.6.5, 1 to 8, others count as 1) and a further rotation in degrees.
[[nodiscard]] Turn turn_of(int orientation, int rotate);

/// The stored place of what `crop` cuts out of the turned image.
[[nodiscard]] Crop stored(Crop crop, Turn turn);

struct Area {
  int left = 0, top = 0, width = 0, height = 0;
};
/// In whole pixels, at least one, within the image.
[[nodiscard]] Area pixels(const Crop& crop, int width, int height);

struct Size {
  int width = 0, height = 0;
};
/// With the longest side as long as asked, never longer than it was.
[[nodiscard]] Size fitted(Size size, int longest_side);

}  // namespace bookmarket::images
