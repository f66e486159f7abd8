#include "platform/images/images_vips_encode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bookmarket::images {
namespace {

// Qualities that look alike on photos of books. Efforts by CPU: docs/adr/0009 has the figures, bench/images.cpp prints
// them. AVIF at effort 1 (libaom's speed 8) is a fifth smaller than WebP; effort 4 takes ten times as long for another
// seven per cent.
constexpr int avif_quality = 55, avif_effort = 1;
constexpr int webp_quality = 76, webp_effort = 2;
constexpr int jpeg_quality = 80;

int encode(VipsImage* image, Encoding encoding, void** buffer, std::size_t* length) {
  switch (encoding) {
    case Encoding::avif:
      return vips_heifsave_buffer(image, buffer, length, "compression", VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "Q",
                                  avif_quality, "effort", avif_effort, "strip", TRUE, nullptr);
    case Encoding::webp:
      return vips_webpsave_buffer(image, buffer, length, "Q", webp_quality, "effort", webp_effort, "strip", TRUE,
                                  nullptr);
    case Encoding::jpeg:
      return vips_jpegsave_buffer(image, buffer, length, "Q", jpeg_quality, "optimize_coding", TRUE, "strip", TRUE,
                                  nullptr);
  }
  return -1;
}

std::string content_type(Encoding encoding) {
  switch (encoding) {
    case Encoding::avif:
      return "image/avif";
    case Encoding::webp:
      return "image/webp";
    case Encoding::jpeg:
      return "image/jpeg";
  }
  return {};
}

/// The pixels' chunk alone, as a simple file (RFC 9649 §2.5): libvips 8.14 writes an EXIF chunk whatever it is told.
/// Empty: there is no such chunk.
std::string bare_webp(std::string_view bytes) {
  const auto number = [&](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
  };
  for (std::size_t at = 12; at + 8 <= bytes.size();) {
    const std::size_t length = 8 + std::size_t{number(at + 4)} + number(at + 4) % 2;  // padded to even
    const auto chunk = bytes.substr(at, length);
    if (chunk.starts_with("VP8 ")) {
      std::string out("RIFF");
      for (unsigned i = 0; i < 4; ++i) out += static_cast<char>((chunk.size() + 4) >> 8 * i & 0xFFU);
      return out.append("WEBP").append(chunk);
    }
    at += length;
  }
  return {};
}

}  // namespace

Result<Rendition> encoded(const Image& image, const Variant& variant) {
  void* buffer = nullptr;
  std::size_t length = 0;
  if (encode(image.get(), variant.encoding, &buffer, &length) != 0) return image_broken();
  const std::unique_ptr<void, decltype(&g_free)> owned(buffer, g_free);
  std::string bytes(static_cast<const char*>(buffer), length);
  if (variant.encoding == Encoding::webp) bytes = bare_webp(bytes);
  return Rendition{variant, vips_image_get_width(image.get()), vips_image_get_height(image.get()),
                   content_type(variant.encoding), std::move(bytes)};
}

Result<std::string> most_frequent_colour(const Image& image) {
  const auto small = made(vips_thumbnail_image, image, 64, "size", VIPS_SIZE_DOWN);
  if (!small) return fail(small.error());
  std::size_t length = 0;
  const std::unique_ptr<void, decltype(&g_free)> owned(vips_image_write_to_memory(small->get(), &length), g_free);
  if (!owned) return image_broken();
  struct Bin {
    std::uint32_t count = 0;
    std::array<std::uint32_t, 3> sum{};
  };
  std::vector<Bin> bins(4096);
  const auto* pixel = static_cast<const unsigned char*>(owned.get());
  for (std::size_t at = 0; at + 3 <= length; at += 3, pixel += 3) {
    auto& bin = bins[(pixel[0] >> 4U) << 8U | (pixel[1] >> 4U) << 4U | pixel[2] >> 4U];
    ++bin.count;
    for (std::size_t i = 0; i < 3; ++i) bin.sum[i] += pixel[i];
  }
  const auto most = *std::ranges::max_element(bins, {}, &Bin::count);
  const auto mean = [&](std::size_t i) { return (most.sum[i] + most.count / 2) / most.count; };
  return fmt::format("#{:02x}{:02x}{:02x}", mean(0), mean(1), mean(2));
}

}  // namespace bookmarket::images
