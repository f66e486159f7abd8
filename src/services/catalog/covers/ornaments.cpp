#include "services/catalog/covers/ornaments.hpp"

#include <algorithm>
#include <array>

namespace bookmarket::catalog::covers {
namespace {

/// A sun in its halo, partly off the fore edge.
void draw_sun(Box free, Dice& dice, Drawing& drawing) {
  const Tenths radius = std::min(free.height() / 2, dice.between(680, 800));
  const Tenths x = canvas_width - radius * dice.between(30, 70) / 100;
  const Point centre{x, free.bottom - radius};
  drawing.circle(centre, radius, faintest);
  drawing.circle(centre, radius * 72 / 100, 15);
  drawing.circle(centre, radius * 44 / 100, strongest);
}

/// The first letter, as large as the free part, cropped by the fore edge.
void draw_letter(Box free, const Glyph& glyph, Drawing& drawing) {
  const int ink_height = glyph.bottom - glyph.top, ink_width = glyph.right - glyph.left;
  const Tenths height = std::min(free.height(), 1700 * ink_height / ink_width);
  const Tenths width = height * ink_width / ink_height;
  const Tenths left = canvas_width - width * 88 / 100;
  drawing.letter(glyph, {left, free.bottom - height, left + width, free.bottom}, 20);
}

void draw_lozenge(Point centre, Tenths half_width, Tenths half_height, int opacity, Drawing& drawing) {
  const auto [x, y] = centre;
  drawing.polygon(
      std::array<Point, 4>{{{x, y - half_height}, {x + half_width, y}, {x, y + half_height}, {x - half_width, y}}},
      opacity);
}

/// A lozenge in lozenges between two small ones.
void draw_lozenges(Box free, Dice& dice, Drawing& drawing) {
  const Tenths half_height = std::min(free.height() / 2, dice.between(400, 540));
  const Tenths half_width = half_height * dice.between(66, 86) / 100;
  const Point centre{framed_centre, (free.top + free.bottom) / 2};
  for (const int percent : {100, 78, 34}) {
    draw_lozenge(centre, half_width * percent / 100, half_height * percent / 100, percent == 100 ? faintest : 20,
                 drawing);
  }
  for (const int side : {-1, 1}) {
    const Tenths x = centre.x + side * (half_width + 130);
    draw_lozenge({x, centre.y}, 45, 45, strongest, drawing);
    const Tenths inner = x + side * 85, outer = centre.x + side * 760;
    drawing.rect({std::min(inner, outer), centre.y - 6, std::max(inner, outer), centre.y + 6}, strongest);
  }
}

/// Books on a shelf, rising to the fore edge; now and then one leans on its neighbour.
void draw_spines(Box free, Dice& dice, Drawing& drawing) {
  const Tenths shelf = free.bottom - 16, tallest = std::min(shelf - free.top, 1500);
  drawing.rect({0, shelf, canvas_width, free.bottom}, strongest);
  Tenths x = dice.between(200, 420);
  const int gap_after = dice.between(1, 3);
  for (int book = 0; x < canvas_width - 90; ++book) {
    const Tenths width = dice.between(120, 235);
    const int rise = 42 + 52 * x / canvas_width + dice.between(-9, 6);
    const Tenths height = tallest * rise / 100;
    const Box spine{x, shelf - height, x + width, shelf};
    drawing.rect(spine, dice.between(faintest, strongest));
    switch (dice.between(0, 3)) {
      case 0:  // two raised bands
        drawing.rect({spine.left, spine.top + height / 8, spine.right, spine.top + height / 8 + 24}, 18);
        drawing.rect({spine.left, spine.bottom - height / 6, spine.right, spine.bottom - height / 6 + 24}, 18);
        break;
      case 1:  // a title label
        drawing.rect({spine.left + 30, spine.top + height / 6, spine.right - 30, spine.top + height / 2}, 16);
        break;
      case 2:  // a broad band at the foot
        drawing.rect({spine.left, spine.bottom - height / 4, spine.right, spine.bottom - height / 10}, 16);
        break;
      default:
        break;
    }
    x += width + 14;
    if (book == gap_after) {  // the next one leans to the left, on this one
      const Tenths lean = height / 4, thick = 130, tall = height * 86 / 100;
      drawing.polygon(std::array<Point, 4>{{{x, shelf - tall},
                                            {x + thick, shelf - tall - thick / 5},
                                            {x + thick + lean, shelf - thick / 5},
                                            {x + lean, shelf}}},
                      17);
      x += thick + lean + 20;
    }
  }
}

/// Two hills and a moon over them, on a line above the author's name. Where two curves of a hill meet, the
/// handles mirror each other: no kink.
void draw_hills(Box free, Dice& dice, Drawing& drawing) {
  const Tenths height = std::min(free.height(), 1250), ground = free.bottom, top = ground - height;
  const auto at = [&](int percent) { return top + height * percent / 100; };
  const bool mirrored = dice.between(0, 1);
  const auto x = [&](Tenths from_left) { return mirrored ? canvas_width - from_left : from_left; };

  const Tenths moon = std::min(height / 6, dice.between(130, 190));
  const Point moon_at{x(dice.between(1380, 1560)), top + moon * 3 / 2};
  drawing.circle(moon_at, moon, strongest);
  drawing.circle(moon_at, moon * 3 / 2, faintest);
  const int crest = dice.between(24, 36), saddle = dice.between(58, 70);
  drawing.hill(std::array<Point, 7>{{{x(0), at(crest + 16)},
                                     {x(260), at(crest - 2)},
                                     {x(520), at(crest)},
                                     {x(860), at(crest + 18)},
                                     {x(1200), at(crest + 36)},
                                     {x(1560), at(saddle + 6)},
                                     {x(canvas_width), at(saddle - 12)}}},
               ground, faintest);
  const int brow = dice.between(54, 62);
  drawing.hill(std::array<Point, 7>{{{x(0), at(92)},
                                     {x(420), at(94)},
                                     {x(760), at(84)},
                                     {x(1080), at(brow + 14)},
                                     {x(1400), at(2 * brow - 56)},
                                     {x(1760), at(brow - 6)},
                                     {x(canvas_width), at(brow + 6)}}},
               ground, 18);
}

}  // namespace

void draw_setting(Layout layout, bool pictured, Drawing& drawing) {
  if (layout == Layout::frame) {
    const auto frame = [&](Tenths inset, Tenths width) {
      const Tenths right = canvas_width - inset, left = 2 * framed_centre - right, bottom = canvas_height - inset;
      drawing.rect({left, inset, right, inset + width}, strongest);
      drawing.rect({left, bottom - width, right, bottom}, strongest);
      drawing.rect({left, inset + width, left + width, bottom - width}, strongest);
      drawing.rect({right - width, inset + width, right, bottom - width}, strongest);
    };
    frame(85, 24);
    frame(135, 8);
  } else if (layout == Layout::sun || !pictured) {
    drawing.rect({0, 0, layout == Layout::sun ? 150 : 110, canvas_height}, 15);
  }
}

void draw_picture(Layout layout, Box free, const Glyph* initial, Dice dice, Drawing& drawing) {
  switch (layout) {
    case Layout::sun:
      return draw_sun(free, dice, drawing);
    case Layout::letter:
      return initial ? draw_letter(free, *initial, drawing) : draw_sun(free, dice, drawing);
    case Layout::frame:
      return draw_lozenges(free, dice, drawing);
    case Layout::spines:
      return draw_spines(free, dice, drawing);
    case Layout::hills:
      return draw_hills(free, dice, drawing);
  }
}

int Dice::between(int low, int high) {
  std::uint64_t z = state_ += 0x9E3779B97F4A7C15;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
  z = (z ^ z >> 27) * 0x94D049BB133111EB;
  return low + static_cast<int>((z ^ z >> 31) % static_cast<unsigned>(high - low + 1));
}

}  // namespace bookmarket::catalog::covers
