// What an image says of itself in its bytes, before any decoder sees it.
#pragma once

#include <optional>
#include <string_view>

#include "platform/images/images.hpp"

namespace bookmarket::images {

/// By the first bytes. nullopt: none of the formats that we know, or a sequence of images in HEIF.
[[nodiscard]] std::optional<Format> format_of(std::string_view bytes);

/// How many scans a JPEG begins. Within entropy-coded data 0xFF is never followed by the marker's 0xDA (ITU-T T.81,
/// B.1.1.5); segments before may have it by chance, so the count is an upper bound.
[[nodiscard]] std::size_t scans_in_jpeg(std::string_view bytes);

}  // namespace bookmarket::images
