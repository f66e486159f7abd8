// The colours of generated covers: duotones by genre.
#pragma once

#include <cstdint>
#include <span>

#include "services/catalog/domain/vocabulary.hpp"

namespace bookmarket::catalog::covers {

using Rgb = std::uint32_t;  ///< 0xRRGGBB, sRGB

/// A background and the ink on it: WCAG contrast at least 4.9.
struct Duotone {
  Rgb background, ink;
};

/// The first is the genre's own; the others keep neighbours in a list apart.
std::span<const Duotone> duotones(Genre genre);

/// Relative luminance and contrast ratio by WCAG 2.2.
double luminance(Rgb colour);
double contrast(Rgb a, Rgb b);

}  // namespace bookmarket::catalog::covers
