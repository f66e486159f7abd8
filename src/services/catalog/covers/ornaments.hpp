// The pictures of the five layouts, each fitted into the free part of a cover.
#pragma once

#include <cstdint>

#include "services/catalog/covers/composition.hpp"

namespace bookmarket::catalog::covers {

/// A reproducible sequence (SplitMix64); std distributions differ between libraries.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  /// A whole number from low to high, both included.
  int between(int low, int high);

 private:
  std::uint64_t state_;
};

/// What belongs to the layout itself and stays when there is no picture: the frame, or the band along the
/// spine, which covers without a picture have as well.
void draw_setting(Layout layout, bool pictured, Drawing& drawing);

/// The picture, between the heights `free.top` and `free.bottom`; it may bleed off the sides, and off the top
/// when the free part reaches it. `initial` is the title's first letter, for the layout that shows it.
void draw_picture(Layout layout, Box free, const Glyph* initial, Dice dice, Drawing& drawing);

}  // namespace bookmarket::catalog::covers
