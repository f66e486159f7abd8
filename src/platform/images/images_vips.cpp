#include "platform/images/images_vips.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "platform/images/format.hpp"
#include "platform/images/geometry.hpp"
#include "platform/images/images_vips_encode.hpp"
#include "platform/images/images_vips_image.hpp"

namespace bookmarket::images {
namespace {

using Deadline = std::chrono::steady_clock::time_point;

std::unexpected<Error> unsupported() {
  return fail(ErrorKind::invalid, "unsupported_image", "This is not an image in a format that is taken.");
}
std::unexpected<Error> too_large(const std::string& why) {
  return fail(ErrorKind::invalid, "image_too_large", "This image is too large: " + why + ".");
}

Result<void> started_vips() {
  if (vips_init("bookmarket") != 0)
    return fail(ErrorKind::internal, "images_unusable", "", std::string(vips_error_buffer()));
  vips_cache_set_max(0);
  vips_concurrency_set(1);
  vips_block_untrusted_set(TRUE);
  vips_operation_block_set("VipsForeignLoad", TRUE);
  for (const auto* loader : {"VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer",
                             "VipsForeignLoadHeifBuffer"})
    vips_operation_block_set(loader, FALSE);
  // Its remarks on damaged files are nobody's business but the sender's, who gets an Error.
  g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING, [](auto, auto, auto, auto) {}, nullptr);
  return {};
}

/// The header is read; pixels follow as they are asked for, from top to bottom. `bytes` must outlive the image.
Result<Image> opened(std::string_view bytes, Format format, int shrink = 1) {
  VipsImage* out = nullptr;
  auto* const data = const_cast<char*>(bytes.data());  // libvips only reads it
  const auto load = [&](auto loader, auto... more) {
    return loader(data, bytes.size(), &out, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_TRUNCATED,
                  more..., nullptr);
  };
  int problem = -1;
  switch (format) {
    case Format::jpeg:
      problem = load(vips_jpegload_buffer, "shrink", shrink);
      break;
    case Format::png:
      problem = load(vips_pngload_buffer);
      break;
    case Format::webp:
      problem = load(vips_webpload_buffer);
      break;
    case Format::avif:
    case Format::heic:
      problem = load(vips_heifload_buffer);
      break;
  }
  if (problem != 0) return image_broken();
  return Image(out);
}

bool has_flag(VipsImage* image, const char* name) {
  int value = 0;
  return vips_image_get_typeof(image, name) != 0 && vips_image_get_int(image, name, &value) == 0 && value != 0;
}
bool is_decoded_whole(VipsImage* image, Format format) {
  if (format == Format::jpeg) return has_flag(image, "jpeg-multiscan");
  if (format == Format::png) return has_flag(image, "interlaced");
  return true;
}

struct Opened {
  Info info;
  Image image;
};
/// Within the limits, as far as the header says.
Result<Opened> admitted(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.max_bytes) return too_large("over " + std::to_string(limits.max_bytes) + " bytes");
  const auto format = format_of(bytes);
  const bool heif = format == Format::avif || format == Format::heic;
  if (!format || (heif && !limits.heif)) return unsupported();
  if (format == Format::jpeg && scans_in_jpeg(bytes) > limits.max_scans) return too_large("too many scans");
  auto image = opened(bytes, *format);
  if (!image) return fail(std::move(image.error()));
  auto* const header = image->get();
  const int width = vips_image_get_width(header), height = vips_image_get_height(header);
  if (width > limits.max_side || height > limits.max_side)
    return too_large("over " + std::to_string(limits.max_side) + " pixels a side");
  const auto number = std::int64_t{width} * height;
  if (number > limits.max_pixels) return too_large("over " + std::to_string(limits.max_pixels) + " pixels");
  // JPEG's coefficients take two bytes each until the last scan is read.
  const auto each = format == Format::jpeg ? 2 * header->Bands : static_cast<int>(VIPS_IMAGE_SIZEOF_PEL(header));
  if (is_decoded_whole(header, *format) && number * each > limits.max_decoded_bytes)
    return too_large("it cannot be decoded in parts");
  return Opened{{*format, width, height, vips_image_get_orientation(header)}, std::move(*image)};
}

/// To 8 bits of grey, RGB or CMYK, on white.
Result<Image> plain(Image image) {
  if (vips_image_get_format(image.get()) == VIPS_FORMAT_USHORT) {
    auto narrow = made(vips_cast, image, VIPS_FORMAT_UCHAR, "shift", TRUE);
    if (!narrow) return narrow;
    const auto meaning = vips_image_get_bands(image.get()) < 3 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
    auto named = made(vips_copy, *narrow, "interpretation", meaning);
    if (!named) return named;
    image = std::move(*named);
  }
  if (!vips_image_hasalpha(image.get())) return image;
  const std::array<double, 1> white{255};
  const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> background(
      vips_array_double_new(white.data(), static_cast<int>(white.size())),
      [](VipsArrayDouble* array) { vips_area_unref(VIPS_AREA(array)); });
  return made(vips_flatten, image, "background", background.get());
}

/// By the profile that the image brings; one that does not fit it counts as none.
Result<Image> in_srgb(const Image& image) {
  const bool cmyk = vips_image_get_interpretation(image.get()) == VIPS_INTERPRETATION_CMYK;
  if (cmyk || vips_image_get_typeof(image.get(), VIPS_META_ICC_NAME) != 0) {
    auto transformed =
        made(vips_icc_transform, image, "srgb", "embedded", TRUE, "input_profile", cmyk ? "cmyk" : "srgb");
    if (transformed || cmyk) return transformed;
    vips_error_clear();
  }
  return made(vips_colourspace, image, VIPS_INTERPRETATION_sRGB);
}

Result<Image> resized(const Image& image, Size size) {
  const int width = vips_image_get_width(image.get()), height = vips_image_get_height(image.get());
  return made(vips_resize, image, static_cast<double>(size.width) / width, "vscale",
              static_cast<double>(size.height) / height);
}

/// The pixels alone, computed: no metadata comes along.
class Pixels {
 public:
  static Result<Pixels> of(const Image& image, Deadline deadline) {
    vips_image_set_progress(image.get(), TRUE);
    const auto watch = [](VipsImage* computed, VipsProgress*, void* until) {
      if (std::chrono::steady_clock::now() >= *static_cast<Deadline*>(until)) vips_image_set_kill(computed, TRUE);
    };
    using Watch = void (*)(VipsImage*, VipsProgress*, void*);
    const auto connected = g_signal_connect(image.get(), "eval", G_CALLBACK(static_cast<Watch>(watch)), &deadline);
    std::size_t length = 0;
    Pixels out;
    out.memory_.reset(vips_image_write_to_memory(image.get(), &length));
    g_signal_handler_disconnect(image.get(), connected);
    if (std::chrono::steady_clock::now() >= deadline) {
      vips_error_clear();
      return unavailable("image_timed_out", "an image took too long to decode", std::chrono::seconds(10));
    }
    if (!out.memory_) return image_broken();
    const Image bare(vips_image_new_from_memory(out.memory_.get(), length, vips_image_get_width(image.get()),
                                                vips_image_get_height(image.get()), vips_image_get_bands(image.get()),
                                                vips_image_get_format(image.get())));
    if (!bare) return image_broken();
    auto named = made(vips_copy, bare, "interpretation", VIPS_INTERPRETATION_sRGB);
    if (!named) return fail(std::move(named.error()));
    out.image_ = std::move(*named);
    return out;
  }
  [[nodiscard]] const Image& image() const { return image_; }

 private:
  std::unique_ptr<void, decltype(&g_free)> memory_{nullptr, g_free};
  Image image_;  // last: it looks into the memory
};

Result<Image> turned(const Image& image, Turn turn) {
  auto out = turn.mirrored ? made(vips_flip, image, VIPS_DIRECTION_HORIZONTAL) : made(vips_copy, image);
  if (!out || turn.quarters == 0) return out;
  static constexpr std::array angles{VIPS_ANGLE_D0, VIPS_ANGLE_D90, VIPS_ANGLE_D180, VIPS_ANGLE_D270};
  return made(vips_rot, *out, angles[static_cast<std::size_t>(turn.quarters)]);
}

Result<void> check_request(const Edit& edit, std::span<const Variant> variants) {
  std::vector<FieldError> fields;
  if (edit.rotate != 0 && edit.rotate != 90 && edit.rotate != 180 && edit.rotate != 270)
    fields.push_back({"/rotate", "bad_rotation", "0, 90, 180 or 270 degrees."});
  const auto& [left, top, width, height] = edit.crop;
  constexpr double rounding = 1e-6;
  const auto sound = [](double from, double extent) {
    return from >= 0 && extent > 0 && from + extent <= 1 + rounding;  // false of NaN, too
  };
  if (!sound(left, width) || !sound(top, height))
    fields.push_back({"/crop", "bad_crop", "A rectangle within the image, in fractions of its sides."});
  if (!fields.empty()) {
    Error error{ErrorKind::invalid, "bad_edit", "The image cannot be edited so."};
    error.fields = std::move(fields);
    return fail(std::move(error));
  }
  const auto possible = [](const Variant& one) { return one.longest_side >= 1 && one.longest_side <= 4096; };
  if (variants.empty() || variants.size() > 16 || !std::ranges::all_of(variants, possible))
    return fail(ErrorKind::internal, "bad_variants", "Between 1 and 16 variants of 1 to 4096 pixels can be made.");
  return {};
}

/// The part that was asked for, at the size of the largest variant, upright.
Result<Pixels> working_copy(std::string_view bytes, Opened from, const Edit& edit, int longest_side,
                            Deadline deadline) {
  const auto turn = turn_of(from.info.orientation, edit.rotate);
  const auto crop = stored(edit.crop, turn);
  const auto whole = pixels(crop, from.info.width, from.info.height);
  const auto size = fitted({whole.width, whole.height}, longest_side);
  if (from.info.format == Format::jpeg) {  // its decoder leaves out what would be averaged away
    int shrink = 1;
    while (shrink < 8 && size.width * shrink * 2 <= whole.width && size.height * shrink * 2 <= whole.height)
      shrink *= 2;
    auto small = opened(bytes, Format::jpeg, shrink);
    if (!small) return fail(std::move(small.error()));
    from.image = std::move(*small);
  }
  const auto area = pixels(crop, vips_image_get_width(from.image.get()), vips_image_get_height(from.image.get()));
  auto image = made(vips_extract_area, from.image, area.left, area.top, area.width, area.height);
  if (image) image = plain(std::move(*image));
  if (image) image = resized(*image, size);
  if (image) image = in_srgb(*image);
  if (!image) return fail(std::move(image.error()));
  const auto lying = Pixels::of(*image, deadline);
  if (!lying) return fail(lying.error());
  const auto upright = turned(lying->image(), turn);
  if (!upright) return fail(upright.error());
  return Pixels::of(*upright, deadline);
}

}  // namespace

Result<void> start_vips() {
  static const Result<void> once = started_vips();
  return once;
}

Result<Info> inspect_image(std::string_view bytes, const Limits& limits) {
  auto opened = admitted(bytes, limits);
  if (!opened) return fail(std::move(opened.error()));
  return opened->info;
}

Result<Rendered> render_image(std::string_view bytes, const Limits& limits, const Edit& edit,
                              std::span<const Variant> variants) {
  const auto deadline = std::chrono::steady_clock::now() + limits.max_time;
  if (auto sound = check_request(edit, variants); !sound) return fail(std::move(sound.error()));
  auto from = admitted(bytes, limits);
  if (!from) return fail(std::move(from.error()));
  const int largest = std::ranges::max_element(variants, {}, &Variant::longest_side)->longest_side;
  const auto copy = working_copy(bytes, std::move(*from), edit, largest, deadline);
  if (!copy) return fail(copy.error());
  const Size whole{vips_image_get_width(copy->image().get()), vips_image_get_height(copy->image().get())};
  Rendered out;
  std::map<int, Pixels> sizes;  // each is made once for all its codings
  for (const auto& variant : variants) {
    auto size = sizes.find(variant.longest_side);
    if (size == sizes.end()) {
      const auto small = resized(copy->image(), fitted(whole, variant.longest_side));
      if (!small) return fail(small.error());
      auto computed = Pixels::of(*small, deadline);
      if (!computed) return fail(std::move(computed.error()));
      size = sizes.emplace(variant.longest_side, std::move(*computed)).first;
    }
    auto rendition = encoded(size->second.image(), variant);
    if (!rendition) return fail(std::move(rendition.error()));
    out.renditions.push_back(std::move(*rendition));
  }
  auto colour = most_frequent_colour(copy->image());
  if (!colour) return fail(std::move(colour.error()));
  out.colour = std::move(*colour);
  return out;
}

}  // namespace bookmarket::images
