#include "services/catalog/covers/palette.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace bookmarket::catalog::covers {
namespace {

/// The background as one sees it through black or white of some opacity.
Rgb under(Rgb background, unsigned veil, double opacity) {
  Rgb out = 0;
  for (const int shift : {16, 8, 0}) {
    const double channel = (background >> shift & 255) * (1 - opacity) + veil * opacity;
    out |= static_cast<Rgb>(std::lround(channel)) << shift;
  }
  return out;
}

TEST(Palette, ContrastFollowsTheFormulaOfWcag) {
  EXPECT_NEAR(contrast(0x000000, 0xFFFFFF), 21, 1e-9);
  EXPECT_NEAR(contrast(0x777777, 0xFFFFFF), 4.48, 0.005);
  EXPECT_NEAR(contrast(0xFFFFFF, 0x777777), 4.48, 0.005);
  EXPECT_NEAR(contrast(0x27408B, 0x27408B), 1, 1e-9);
}

TEST(Palette, EveryDuotoneReadsWell) {
  for (std::size_t g = 0; g < genre_slugs.size(); ++g)
    for (const auto [background, ink] : duotones(static_cast<Genre>(g)))
      EXPECT_GE(contrast(background, ink), 4.9) << genre_slugs[g] << std::hex << ' ' << background << '/' << ink;
}

TEST(Palette, TheShadeOverTheBackgroundOnlyAddsContrast) {
  for (std::size_t g = 0; g < genre_slugs.size(); ++g)
    for (const auto [background, ink] : duotones(static_cast<Genre>(g))) {
      const unsigned veil = luminance(ink) > luminance(background) ? 0 : 255;
      EXPECT_GE(contrast(under(background, veil, 0.3), ink), contrast(background, ink)) << genre_slugs[g];
    }
}

TEST(Palette, EveryGenreHasThreeColouringsAndNoBackgroundIsUsedTwice) {
  std::set<Rgb> seen;
  for (std::size_t g = 0; g < genre_slugs.size(); ++g) {
    EXPECT_GE(duotones(static_cast<Genre>(g)).size(), 3) << genre_slugs[g];
    for (const Duotone& duotone : duotones(static_cast<Genre>(g)))
      EXPECT_TRUE(seen.insert(duotone.background).second) << genre_slugs[g];
  }
}

}  // namespace
}  // namespace bookmarket::catalog::covers
