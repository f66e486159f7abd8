#include "services/catalog/covers/composition.hpp"

#include <algorithm>

#include "services/catalog/covers/ornaments.hpp"
#include "services/catalog/covers/words.hpp"

namespace bookmarket::catalog::covers {
namespace {

constexpr Tenths gap = 140;               // between a text and the picture
constexpr Tenths smallest_picture = 420;  // lower than this, a picture looks like an accident

std::vector<Box> moved(const std::vector<Box>& boxes, Point by) {
  std::vector<Box> out;
  out.reserve(boxes.size());
  for (const Box& box : boxes) out.push_back({box.left + by.x, box.top + by.y, box.right + by.x, box.bottom + by.y});
  return out;
}

}  // namespace

std::vector<Box> Composition::title_boxes() const { return moved(title.boxes, title_at); }
std::vector<Box> Composition::author_boxes() const { return moved(author.boxes, author_at); }

std::uint64_t cover_hash(const CoverText& text) {
  return hash_words(text.author, hash_words(text.title, static_cast<std::uint64_t>(text.genre)));
}

Composition compose(const CoverText& text) {
  const std::uint64_t hash = cover_hash(text);
  Composition cover;
  cover.layout = static_cast<Layout>((hash >> 8) % layout_count);
  const bool framed = cover.layout == Layout::frame;
  const Align align = framed ? Align::centre : Align::left;
  const Tenths left = framed ? 280 : cover.layout == Layout::sun ? 270 : safe_margin;
  const Tenths width = framed ? 2 * (framed_centre - left) : canvas_width - safe_margin - left;

  const std::u32string words = printable(text.title);
  cover.title = set_title(words, width, align);
  cover.author = set_author(byline(text.author), width, align);
  cover.author_at = {left, framed ? 2640 : 2740};
  const Tenths foot = cover.author_at.y + (cover.author.boxes.empty() ? 0 : cover.author.top() - gap);

  // A quarter of an em above the capitals: Ї, Й and Ґ are tall.
  const Tenths head = framed ? 330 : 240, air = cover.title.size / 4, capitals = cover.title.size * 637 / 1000;
  const Tenths first_baseline = head + air + capitals;
  const bool below = (hash >> 16 & 1) && (cover.layout == Layout::sun || cover.layout == Layout::letter);
  cover.title_at = {left, below ? foot - gap / 2 - cover.title.bottom() : first_baseline};
  const Box free = below ? Box{0, 0, canvas_width, cover.title_at.y + cover.title.top() - gap}
                         : Box{0, cover.title_at.y + cover.title.bottom() + gap, canvas_width, foot};

  const bool pictured = cover.title.roomy && free.height() >= smallest_picture;
  if (!pictured && !below) {  // alone on the cover, it stands a little above the middle
    const Tenths middle = (cover.title.top() + cover.title.bottom()) / 2;
    cover.title_at.y = std::max(first_baseline, canvas_height * 37 / 100 - middle);
  }
  draw_setting(cover.layout, pictured, cover.ornament);
  if (pictured) {
    const Glyph* initial = nullptr;
    for (const char32_t c : words) {
      if (is_letter(c)) initial = title_face.find(c);
      if (initial != nullptr) break;
    }
    draw_picture(cover.layout, free, initial, Dice(hash), cover.ornament);
  }
  return cover;
}

}  // namespace bookmarket::catalog::covers
