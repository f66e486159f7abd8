// Which encoding a file is in, and its text as UTF-8.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/catalog/import/byte_source.hpp"

namespace bookmarket::catalog::import {

enum class Encoding : std::uint8_t {
  utf8,
  utf16le,
  utf16be,
  windows_1251,
  koi8_u,
  cp866,
  iso_8859_5,
  mac_ukraine,
  windows_1250,
  windows_1252
};
/// The names under which iconv knows them.
inline constexpr std::array<std::string_view, 10> encoding_names{
    "UTF-8", "UTF-16LE", "UTF-16BE", "CP1251", "KOI8-U", "CP1125", "ISO-8859-5", "MAC-UK", "CP1250", "CP1252"};
[[nodiscard]] constexpr std::string_view name(Encoding e) { return encoding_names[static_cast<std::size_t>(e)]; }

/// From a byte order mark, else from the look of the text. Text that is UTF-8 but for a few broken bytes is
/// UTF-8: its broken lines are rejected one by one.
[[nodiscard]] Encoding detect_encoding(std::string_view sample);

/// Samples the part of the source where bytes beyond ASCII begin. Leaves the source at an unspecified place.
[[nodiscard]] Result<Encoding> detect_encoding(ByteSource& source);

/// Converts piece by piece. UTF-8 passes unchecked. What an encoding does not define becomes U+FFFD.
class Decoder {
 public:
  explicit Decoder(Encoding encoding);
  void decode(std::string_view piece, std::string& utf8);
  /// Source bytes that this whole decoded text came from.
  [[nodiscard]] std::uint64_t source_bytes(std::string_view utf8) const;

 private:
  Encoding encoding_;
  const std::array<std::string, 256>* table_ = nullptr;  ///< of a single-byte encoding
  std::string pending_;                                  ///< UTF-16: bytes of an unfinished code point
};

}  // namespace bookmarket::catalog::import
