// Photos from outside: what they are, and small clean copies of them. libvips does the work (docs/adr/0009).
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "platform/base/task.hpp"

namespace bookmarket::images {

enum class Format : unsigned char { jpeg, png, webp, avif, heic };

/// What is refused before anything is decoded.
struct Limits {
  std::size_t max_bytes = 20'000'000;
  std::int64_t max_pixels = 60'000'000;
  int max_side = 20'000;  ///< pixels
  /// Of an image that cannot be decoded line by line: interlaced PNG, progressive JPEG, WebP, AVIF, HEIC.
  std::int64_t max_decoded_bytes = 300'000'000;
  /// JPEG may refine its pixels in scans without end, each as costly as the whole.
  std::size_t max_scans = 64;
  /// Whether AVIF and HEIC are taken. Their header may say less than their decoders then allocate, which no limit here
  /// bounds; allow them where the process may be killed for it.
  bool heif = false;
  /// Of decoding and resizing, looked at after each strip of the result; the limits above bound what a strip may take.
  std::chrono::milliseconds max_time{20'000};
};

struct Info {
  Format format = Format::jpeg;
  int width = 0, height = 0;  ///< as stored, before the orientation is applied
  int orientation = 1;        ///< of EXIF in JPEG and WebP, 1 to 8; others are stored upright
};

/// In fractions of the image's width and height.
struct Crop {
  double left = 0, top = 0, width = 1, height = 1;
};
struct Edit {
  int rotate = 0;  ///< degrees clockwise after the orientation of EXIF is applied: 0, 90, 180 or 270
  Crop crop;       ///< of the image as it then stands
};

enum class Encoding : unsigned char { avif, webp, jpeg };
struct Variant {
  Encoding encoding = Encoding::jpeg;
  int longest_side = 0;  ///< pixels, 1 to 4096; a smaller image keeps its size
};

struct Rendition {
  Variant variant;
  int width = 0, height = 0;
  std::string content_type;
  std::string bytes;
};
struct Rendered {
  std::vector<Rendition> renditions;  ///< in the order of the variants
  std::string colour;                 ///< the most frequent one, as #rrggbb, to show until the image is there
};

struct Options {
  unsigned threads = 1;          ///< each one CPU, and up to max_decoded_bytes with some more
  std::size_t max_waiting = 16;  ///< images, each of up to max_bytes; what comes on top is `unavailable`
  Limits limits = {};
};

/// Errors: `invalid`, with code
/// unsupported_image: neither JPEG, PNG nor WebP (nor AVIF or HEIC, where allowed) by its first bytes;
/// image_too_large: over a limit;
/// image_broken: not to be decoded, or cut short.
/// `unavailable`: the queue is full, or max_time has passed. What is said of a file by its name is not asked for.
class Images {
 public:
  virtual ~Images() = default;

  /// Reads the header only: what is broken behind it, render() finds.
  virtual Task<Info> inspect(std::string bytes) = 0;

  /// Upright, edited, in sRGB on white, with no metadata of any kind. Never enlarged. The same bytes for the same
  /// question, as long as libvips and its coders stay. At most 16 variants.
  /// `invalid` with code bad_edit, at /rotate or /crop; `internal` with code bad_variants.
  virtual Task<Rendered> render(std::string bytes, Edit edit, std::vector<Variant> variants) = 0;
};

/// `internal` with code images_unusable: libvips does not start.
[[nodiscard]] Result<std::unique_ptr<Images>> create_images(Options options);

}  // namespace bookmarket::images
