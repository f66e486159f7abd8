#include "platform/images/format.hpp"

namespace bookmarket::images {
namespace {

/// ISO/IEC 14496-12 §4.3: a box of size, `ftyp`, the major brand, a version and compatible brands.
std::optional<Format> format_of_heif(std::string_view bytes) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  const std::size_t size = std::size_t{byte(0)} << 24U | byte(1) << 16U | byte(2) << 8U | byte(3);
  if (size < 16 || size > 256 || size > bytes.size()) return std::nullopt;
  for (std::size_t at = 8; at + 4 <= size; at += 4) {
    if (at == 12) continue;  // the version
    const auto brand = bytes.substr(at, 4);
    if (brand == "avif") return Format::avif;
    if (brand == "heic" || brand == "heix") return Format::heic;
    if (brand == "avis" || brand == "hevc" || brand == "msf1") return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Format> format_of(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return Format::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return Format::png;
  if (bytes.size() < 16) return std::nullopt;
  if (bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") return Format::webp;
  if (bytes.substr(4, 4) == "ftyp") return format_of_heif(bytes);
  return std::nullopt;
}

std::size_t scans_in_jpeg(std::string_view bytes) {
  std::size_t scans = 0;
  for (auto at = bytes.find("\xFF\xDA"); at != std::string_view::npos; at = bytes.find("\xFF\xDA", at + 2)) ++scans;
  return scans;
}

}  // namespace bookmarket::images
