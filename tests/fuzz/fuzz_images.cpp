// Any bytes as a photo: refused or made small, with sizes that fit and nothing of the metadata kept.
#include <cstdlib>

#include "platform/images/images_vips.hpp"

namespace {

using namespace bookmarket::images;

/// Small, so that every input is quick: what the limits stop is tested in images_refused_test.cpp.
const Limits limits{.max_bytes = 100'000,
                    .max_pixels = 65'536,
                    .max_side = 1024,
                    .max_decoded_bytes = 1'000'000,
                    .max_scans = 8,
                    .heif = false};

void check(const bookmarket::Error& error) {
  if (error.kind != bookmarket::ErrorKind::invalid && error.code != "image_timed_out") std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  if (!start_vips()) std::abort();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size < 4) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size - 4);
  const auto* tail = data + size - 4;  // behind, so that what is kept of a corpus begins as an image does
  const auto info = inspect_image(bytes, limits);
  if (!info) {
    check(info.error());
    return 0;
  }
  if (info->width < 1 || info->height < 1 || std::int64_t{info->width} * info->height > limits.max_pixels ||
      info->orientation < 1 || info->orientation > 8)
    std::abort();
  const Edit edit{tail[0] % 4 * 90, {tail[1] / 512.0, tail[2] / 512.0, 0.5, (tail[3] + 1) / 512.0}};
  const Variant variants[] = {{Encoding::webp, 64}, {Encoding::jpeg, 16}};
  const auto out = render_image(bytes, limits, edit, variants);
  if (!out) {
    check(out.error());
    return 0;
  }
  for (const auto& one : out->renditions) {
    if (one.width < 1 || one.height < 1 || one.width > one.variant.longest_side ||
        one.height > one.variant.longest_side)
      std::abort();
    const auto again = inspect_image(one.bytes, limits);
    if (!again || again->width != one.width || again->height != one.height || again->orientation != 1) std::abort();
  }
  if (out->colour.size() != 7) std::abort();
  return 0;
}
