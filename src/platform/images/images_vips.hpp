// The work of images.hpp on the calling thread.
#pragma once

#include <span>
#include <string_view>

#include "platform/images/images.hpp"

namespace bookmarket::images {

/// Once for the process, by whoever comes first: no caches, one thread an operation, and of all loaders only those of
/// the formats we take. `internal` with code images_unusable.
[[nodiscard]] Result<void> start_vips();

/// As Images::inspect and Images::render, after start_vips().
[[nodiscard]] Result<Info> inspect_image(std::string_view bytes, const Limits& limits);
[[nodiscard]] Result<Rendered> render_image(std::string_view bytes, const Limits& limits, const Edit& edit,
                                            std::span<const Variant> variants);

}  // namespace bookmarket::images
