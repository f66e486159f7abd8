#include "services/catalog/covers/drawing.hpp"

#include <algorithm>

#include "services/catalog/covers/numbers.hpp"

namespace bookmarket::catalog::covers {

void Drawing::opacity(int hundredths) {
  svg_ += "\" opacity=\"";
  append_decimal(svg_, hundredths, 2);
  svg_ += "\"/>";
}

Box Drawing::points(std::span<const Point> list) {
  Box box{list[0].x, list[0].y, list[0].x, list[0].y};
  for (const auto [x, y] : list) {
    box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x), std::max(box.bottom, y)};
    append_number(svg_, x);
    svg_ += ' ';
    append_number(svg_, y);
    svg_ += ' ';
  }
  svg_.pop_back();
  return box;
}

void Drawing::rect(Box box, int hundredths) {
  svg_ += "<path d=\"M";
  append_number(svg_, box.left);
  svg_ += ' ';
  append_number(svg_, box.top);
  svg_ += 'h';
  append_number(svg_, box.width());
  svg_ += 'v';
  append_number(svg_, box.height());
  svg_ += 'H';
  append_number(svg_, box.left);
  svg_ += 'z';
  opacity(hundredths);
  boxes_.push_back(box);
}

void Drawing::circle(Point centre, Tenths radius, int hundredths) {
  svg_ += "<circle cx=\"";
  append_number(svg_, centre.x);
  svg_ += "\" cy=\"";
  append_number(svg_, centre.y);
  svg_ += "\" r=\"";
  append_number(svg_, radius);
  opacity(hundredths);
  boxes_.push_back({centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius});
}

void Drawing::polygon(std::span<const Point> list, int hundredths) {
  svg_ += "<path d=\"M";
  boxes_.push_back(points(list));
  svg_ += 'z';
  opacity(hundredths);
}

void Drawing::hill(std::span<const Point> list, Tenths ground, int hundredths) {
  svg_ += "<path d=\"M";
  points(list.first(1));
  svg_ += 'C';
  Box box = points(list.subspan(1));
  svg_ += 'V';
  append_number(svg_, ground);
  svg_ += 'H';
  append_number(svg_, list[0].x);
  svg_ += 'z';
  opacity(hundredths);
  box.left = std::min(box.left, list[0].x);
  box.top = std::min(box.top, list[0].y);
  box.right = std::max(box.right, list[0].x);
  box.bottom = ground;
  boxes_.push_back(box);
}

void Drawing::letter(const Glyph& glyph, Box place, int hundredths) {
  const int scale = place.height() * 1000 / (glyph.bottom - glyph.top);  // thousandths of a tenth for a grid unit
  const auto scaled = [&](int units) { return units * scale / 1000; };
  const Tenths x = place.left - scaled(glyph.left), y = place.top - scaled(glyph.top);
  svg_ += "<path transform=\"translate(";
  append_number(svg_, x);
  svg_ += ' ';
  append_number(svg_, y);
  svg_ += ")scale(";
  append_decimal(svg_, scale, 3);
  svg_ += ")\" d=\"M";
  append_number(svg_, glyph.start_x);
  svg_ += ' ';
  append_number(svg_, glyph.start_y);
  svg_ += glyph.outline;
  opacity(hundredths);
  boxes_.push_back({x + scaled(glyph.left) - 1, y + scaled(glyph.top) - 1, x + scaled(glyph.right) + 1,
                    y + scaled(glyph.bottom) + 1});
}

}  // namespace bookmarket::catalog::covers
