#include "services/catalog/covers/covers.hpp"

#include <array>

#include "services/catalog/covers/composition.hpp"
#include "services/catalog/covers/numbers.hpp"
#include "services/catalog/covers/palette.hpp"

namespace bookmarket::catalog::covers {
namespace {

void append_colour(std::string& out, Rgb colour) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += '#';
  for (int shift = 20; shift >= 0; shift -= 4) out += digits[colour >> shift & 15];
}

void append_text(std::string& out, const Text& text, Point at) {
  if (text.lines.empty()) return;
  out += "<path transform=\"translate(";
  append_number(out, at.x);
  out += ' ';
  append_number(out, at.y);
  out += ")scale(";
  append_decimal(out, text.size * 1000 / text.face->em, 3);
  out += ")\" d=\"";
  append_outlines(text, out);
  out += "\"/>";
}

}  // namespace

unsigned variant_count(Genre genre) { return static_cast<unsigned>(duotones(genre).size()); }

unsigned natural_variant(const CoverText& text) {
  return static_cast<unsigned>(cover_hash(text) % variant_count(text.genre));
}

unsigned background_of(Genre genre, unsigned variant) {
  return duotones(genre)[variant % variant_count(genre)].background;
}

std::vector<unsigned> variants_in_list(std::span<const CoverText> texts) {
  std::vector<unsigned> variants;
  variants.reserve(texts.size());
  std::array<unsigned, 2> before{~0U, ~0U};  // no background has this number
  for (const CoverText& text : texts) {
    const unsigned count = variant_count(text.genre);
    unsigned variant = natural_variant(text);
    while (background_of(text.genre, variant) == before[0] || background_of(text.genre, variant) == before[1])
      variant = (variant + 1) % count;
    before = {before[1], background_of(text.genre, variant)};
    variants.push_back(variant);
  }
  return variants;
}

std::string cover_svg(const CoverText& text, unsigned variant) {
  const Duotone colours = duotones(text.genre)[variant % variant_count(text.genre)];
  const Composition cover = compose(text);
  // Light falls from the side that takes the background away from the ink, so the text only gains contrast.
  const bool light_ink = luminance(colours.ink) > luminance(colours.background);

  std::string out;
  out.reserve(8192);
  out +=
      R"svg(<svg xmlns="http://www.w3.org/2000/svg" role="img" width="210" height="300" viewBox="0 0 2100 3000" fill=")svg";
  append_colour(out, colours.ink);
  out += R"svg("><linearGradient id="a" x2=".7" y2="1">)svg";
  out +=
      light_ink
          ? R"svg(<stop stop-opacity="0"/><stop offset="1" stop-opacity=".3"/>)svg"
          : R"svg(<stop stop-color="#fff" stop-opacity=".32"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>)svg";
  out +=
      R"svg(</linearGradient><linearGradient id="b"><stop stop-opacity=".3"/><stop offset=".7" stop-opacity=".1"/>)svg"
      R"svg(<stop offset="1" stop-opacity="0"/></linearGradient><path fill=")svg";
  append_colour(out, colours.background);
  out += R"svg(" d="M0 0h2100v3000H0z"/><path fill="url(#a)" d="M0 0h2100v3000H0z"/>)svg";
  out += cover.ornament.svg();
  // The spine: rounded edge, the groove of the joint at x = 6, and the light on its far side.
  out += R"svg(<path fill="url(#b)" d="M0 0h60v3000H0z"/><path fill="#000" opacity=".28" d="M60 0h10v3000H60z"/>)svg"
         R"svg(<path fill="#fff" opacity=".16" d="M70 0h8v3000h-8z"/>)svg";
  append_text(out, cover.title, cover.title_at);
  append_text(out, cover.author, cover.author_at);
  out += "</svg>";
  return out;
}

}  // namespace bookmarket::catalog::covers
