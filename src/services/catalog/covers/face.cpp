#include "services/catalog/covers/face.hpp"

#include <algorithm>

namespace bookmarket::catalog::covers {
namespace {
#include "services/catalog/covers/alegreya_700.inc"
#include "services/catalog/covers/commissioner_500.inc"
}  // namespace

const Face& title_face = alegreya_700;
const Face& author_face = commissioner_500;

const Glyph* Face::find(char32_t code) const {
  const auto at = std::ranges::lower_bound(glyphs, code, {}, &Glyph::code);
  return at != glyphs.end() && at->code == code ? &*at : nullptr;
}

}  // namespace bookmarket::catalog::covers
