#include "platform/images/geometry.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace bookmarket::images {

Turn turn_of(int orientation, int rotate) {
  static constexpr std::array<Turn, 9> turns{
      {{}, {false, 0}, {true, 0}, {false, 2}, {true, 2}, {true, 3}, {false, 1}, {true, 1}, {false, 3}}};
  auto turn = orientation >= 1 && orientation <= 8 ? turns[static_cast<std::size_t>(orientation)] : turns[1];
  turn.quarters = (turn.quarters + rotate / 90) % 4;
  return turn;
}

Crop stored(Crop crop, Turn turn) {
  // A quarter clockwise brings (x, y) to (1 - y, x); this goes back.
  for (int i = 0; i < turn.quarters; ++i) crop = {crop.top, 1 - crop.left - crop.width, crop.height, crop.width};
  if (turn.mirrored) crop.left = 1 - crop.left - crop.width;
  return crop;
}

Area pixels(const Crop& crop, int width, int height) {
  const auto from = [](double fraction, int of) {
    return std::clamp(static_cast<int>(std::lround(fraction * of)), 0, of - 1);
  };
  const auto to = [](double fraction, int of, int after) {
    return std::clamp(static_cast<int>(std::lround(fraction * of)), after + 1, of);
  };
  const int left = from(crop.left, width), top = from(crop.top, height);
  return {left, top, to(crop.left + crop.width, width, left) - left, to(crop.top + crop.height, height, top) - top};
}

Size fitted(Size size, int longest_side) {
  const int longest = std::max(size.width, size.height);
  if (longest <= longest_side) return size;
  const auto scaled = [&](int side) {
    return std::max(1, static_cast<int>(std::lround(static_cast<double>(side) * longest_side / longest)));
  };
  return {scaled(size.width), scaled(size.height)};
}

}  // namespace bookmarket::images
