// What the files of libvips share: owned images and errors.
#pragma once

#include <vips/vips.h>

#include <memory>

#include "platform/base/result.hpp"

namespace bookmarket::images {

struct Unreference {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unreference>;

[[nodiscard]] inline std::unexpected<Error> image_broken(std::string cause) {
  return fail(ErrorKind::invalid, "image_broken", "This image is damaged or cut short.", std::move(cause));
}
/// With what libvips says of it. Its messages are of the process: several failures at once may share them.
[[nodiscard]] inline std::unexpected<Error> image_broken() {
  const std::unique_ptr<char, decltype(&g_free)> text(vips_error_buffer_copy(), g_free);
  return image_broken(std::string(text.get()));
}

/// What an operation such as vips_flip makes of an image: `made(vips_flip, image, VIPS_DIRECTION_HORIZONTAL)`.
/// `arguments` as libvips documents them: needed ones, then pairs of name and value.
template <class Operation, class... Arguments>
[[nodiscard]] Result<Image> made(Operation operation, const Image& in, Arguments... arguments) {
  VipsImage* out = nullptr;
  if (operation(in.get(), &out, arguments..., nullptr) != 0) return image_broken();
  return Image(out);
}

}  // namespace bookmarket::images
