// Images of our own making, for tests, benchmarks and fuzzing: photos without anybody's photo.
#pragma once

#include <cstdlib>
#include <initializer_list>
#include <string>
#include <string_view>

#include "platform/images/images_vips.hpp"
#include "platform/images/images_vips_image.hpp"

namespace bookmarket::images::made_up {

/// Of what must not fail here.
inline Image must(Result<Image> image) {
  if (!image) std::abort();
  return std::move(*image);
}
inline Image in_memory(const Image& image) { return Image(vips_image_copy_memory(image.get())); }

inline Image plain(int width, int height, std::initializer_list<double> colour) {
  VipsImage* out = nullptr;
  if (vips_black(&out, width, height, "bands", static_cast<int>(colour.size()), nullptr) != 0) std::abort();
  const Image black(out);
  std::vector<double> a(colour.size(), 1), b(colour);
  VipsImage* painted = nullptr;
  if (vips_linear(black.get(), &painted, a.data(), b.data(), static_cast<int>(b.size()), "uchar", TRUE, nullptr) != 0)
    std::abort();
  const Image image(painted);
  return must(
      made(vips_copy, image, "interpretation", colour.size() < 3 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB));
}

/// A quarter each of red, green, blue and yellow, so that every turn and mirroring looks different.
inline Image quarters(int width, int height) {
  const int w = width / 2, h = height / 2;
  auto image = plain(width, height, {230, 200, 40});
  const auto paint = [&](const Image& part, int x, int y) {
    VipsImage* out = nullptr;
    if (vips_insert(image.get(), part.get(), &out, x, y, nullptr) != 0) std::abort();
    image = in_memory(Image(out));
  };
  paint(plain(w, h, {220, 30, 30}), 0, 0);
  paint(plain(width - w, h, {30, 180, 60}), w, 0);
  paint(plain(w, height - h, {20, 50, 200}), 0, h);
  return image;
}

/// With the statistics of a photo: cloudy at all scales, a sensor's noise.
inline Image photo(int width, int height) {
  Image bands[3];
  for (int i = 0; i < 3; ++i) {
    VipsImage *clouds = nullptr, *noise = nullptr, *sum = nullptr;
    if (vips_fractsurf(&clouds, 512, 384, 2.2 + i * 0.05, nullptr) != 0 ||
        vips_gaussnoise(&noise, width, height, "mean", 0.0, "sigma", 4.0, "seed", i, nullptr) != 0)
      std::abort();
    const auto large =
        must(made(vips_resize, must(made(vips_scale, Image(clouds))), width / 512.0, "vscale", height / 384.0));
    const Image noisy(noise);
    if (vips_add(large.get(), noisy.get(), &sum, nullptr) != 0) std::abort();
    bands[i] = in_memory(must(made(vips_cast, Image(sum), VIPS_FORMAT_UCHAR)));
  }
  VipsImage* parts[3] = {bands[0].get(), bands[1].get(), bands[2].get()};
  VipsImage* out = nullptr;
  if (vips_bandjoin(parts, &out, 3, nullptr) != 0) std::abort();
  const Image joined(out);
  return in_memory(must(made(vips_copy, joined, "interpretation", VIPS_INTERPRETATION_sRGB)));
}

/// As a phone writes it: orientation, place, and the other kinds of metadata.
inline Image with_metadata(const Image& image, int orientation) {
  auto out = must(made(vips_copy, image));
  vips_image_set_int(out.get(), VIPS_META_ORIENTATION, orientation);
  const auto text = [&](const char* name, const char* value) { vips_image_set_string(out.get(), name, value); };
  text("exif-ifd0-Make", "Secretphone (Secretphone, ASCII, 12 components, 12 bytes)");
  text("exif-ifd3-GPSLatitudeRef", "N (N, ASCII, 2 components, 2 bytes)");
  text("exif-ifd3-GPSLatitude", "50/1 27/1 0/1 (50, 27, 0, Rational, 3 components, 24 bytes)");
  const auto blob = [&](const char* name, const std::string& bytes) {
    vips_image_set_blob_copy(out.get(), name, bytes.data(), bytes.size());
  };
  blob(VIPS_META_XMP_NAME, "<x:xmpmeta xmlns:x='adobe:ns:meta/'>SecretXmp</x:xmpmeta>");
  blob(VIPS_META_IPTC_NAME, "Photoshop 3.0SecretIptc");
  return out;
}

/// `save` is vips_jpegsave_buffer or another; `arguments` are pairs of name and value.
template <class Save, class... Arguments>
std::string saved(Save save, const Image& image, Arguments... arguments) {
  void* buffer = nullptr;
  std::size_t length = 0;
  if (save(image.get(), &buffer, &length, arguments..., nullptr) != 0) std::abort();
  std::string out(static_cast<const char*>(buffer), length);
  g_free(buffer);
  return out;
}
inline std::string jpeg(const Image& image) { return saved(vips_jpegsave_buffer, image, "Q", 92); }
inline std::string png(const Image& image) { return saved(vips_pngsave_buffer, image); }
inline std::string webp(const Image& image) { return saved(vips_webpsave_buffer, image, "Q", 92); }
inline std::string avif(const Image& image) {
  return saved(vips_heifsave_buffer, image, "compression", VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "Q", 90, "effort", 0);
}

/// The pixels of a file in one of our formats.
inline Image read(const std::string& bytes) {
  VipsImage* lazy = vips_image_new_from_buffer(bytes.data(), bytes.size(), "", nullptr);
  if (lazy == nullptr) std::abort();
  return in_memory(Image(lazy));
}

}  // namespace bookmarket::images::made_up
