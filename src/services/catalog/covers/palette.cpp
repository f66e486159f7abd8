#include "services/catalog/covers/palette.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace bookmarket::catalog::covers {
namespace {

constexpr Duotone poetry[]{{0x3B2A5C, 0xF1E7FF}, {0x5A2145, 0xFFE1EC}, {0xE6DAF3, 0x3B2363}};
constexpr Duotone prose[]{{0x7A1F2B, 0xFBE9D7}, {0x2C3B52, 0xF6E2C8}, {0xEBD6BF, 0x651826}};
constexpr Duotone classics[]{{0x1F3D36, 0xF3E6C4}, {0x4B1C26, 0xF3DFB2}, {0xEBE2C6, 0x1E4236}};
constexpr Duotone children[]{{0xF2B632, 0x1D2B53}, {0x86CFC4, 0x1B2A52}, {0xF58E73, 0x2A1030}};
constexpr Duotone history[]{{0x5B4632, 0xF6EAD7}, {0x3B4731, 0xF3EBD0}, {0xDEC9A6, 0x47301C}};
constexpr Duotone science[]{{0x0E4D64, 0xD9F2F5}, {0x1D3263, 0xD8E6FF}, {0xC8E4E8, 0x0C3F54}};
constexpr Duotone science_fiction[]{{0x141B3D, 0x9BE3D0}, {0x2B1147, 0xF2B8FA}, {0x07303B, 0x8FD8FF}};
constexpr Duotone crime[]{{0x1C1C1E, 0xF25C4A}, {0x310E16, 0xF6D6C9}, {0xE6E2DC, 0x8E1A1A}};
constexpr Duotone art[]{{0xE4572E, 0x1B1310}, {0x22408F, 0xFFE7C4}, {0xF2C5D3, 0x4D1133}};
constexpr Duotone psychology[]{{0xCFE3D4, 0x1E3A2B}, {0xDAD7EE, 0x2E2A58}, {0x2C5A54, 0xE6F5EA}};
constexpr Duotone business[]{{0xE7E3DA, 0x1F2A44}, {0x22385C, 0xF0E8D6}, {0xC6D5E0, 0x1A3049}};
constexpr Duotone cooking[]{{0xF7D9C4, 0x7B2618}, {0x4A5424, 0xF8EFCE}, {0xF7E0A0, 0x6B2B12}};
// Books of no known genre fill whole pages, hence more of these; all muted.
constexpr Duotone other[]{{0x3D4C5E, 0xEEF2F5}, {0xD9DFD8, 0x2B3D37}, {0x4C4459, 0xF0EBF6}, {0xDAD3C3, 0x3B3527},
                          {0x2B4B4C, 0xE2F0EC}, {0xC9D4E0, 0x23344C}, {0x5C4A42, 0xF5ECE3}, {0xE4D5D3, 0x4D2E37}};

constexpr std::array<std::span<const Duotone>, genre_slugs.size()> by_genre{
    poetry, prose, classics,   children, history, science, science_fiction,
    crime,  art,   psychology, business, cooking, other};

}  // namespace

std::span<const Duotone> duotones(Genre genre) { return by_genre[static_cast<std::size_t>(genre)]; }

double luminance(Rgb colour) {
  const auto linear = [](unsigned byte) {
    const double c = byte / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour >> 16 & 255) + 0.7152 * linear(colour >> 8 & 255) + 0.0722 * linear(colour & 255);
}

double contrast(Rgb a, Rgb b) {
  const auto [darker, lighter] = std::minmax(luminance(a), luminance(b));
  return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace bookmarket::catalog::covers
