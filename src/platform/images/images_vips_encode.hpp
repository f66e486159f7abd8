// Pixels in memory to bytes of a file.
#pragma once

#include "platform/images/images.hpp"
#include "platform/images/images_vips_image.hpp"

namespace bookmarket::images {

/// `image`: sRGB of 8 bits, without metadata.
[[nodiscard]] Result<Rendition> encoded(const Image& image, const Variant& variant);

/// #rrggbb of the most frequent colour, of 4096 that are told apart; of equally frequent ones the darkest.
[[nodiscard]] Result<std::string> most_frequent_colour(const Image& image);

}  // namespace bookmarket::images
