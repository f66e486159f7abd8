// PNG files written by hand, for tests: with chunks and claims that no library would write.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>

namespace bookmarket::images::made_up {

inline std::string big_endian(std::uint32_t value) {
  std::string out(4, '\0');
  for (std::size_t i = 0; i < 4; ++i) out[i] = static_cast<char>(value >> (24 - 8 * i) & 0xFFU);
  return out;
}
/// W3C PNG §5.3.
inline std::string chunk(const std::string& name, const std::string& data) {
  const auto all = name + data;
  const auto sum = ::crc32(0, reinterpret_cast<const Bytef*>(all.data()), static_cast<uInt>(all.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + all + big_endian(static_cast<std::uint32_t>(sum));
}
inline std::string deflated(const std::string& bytes) {
  auto length = ::compressBound(bytes.size());
  std::string out(length, '\0');
  ::compress2(reinterpret_cast<Bytef*>(out.data()), &length, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(),
              9);
  out.resize(length);
  return out;
}
/// Grey of 8 bits. `rows` of the pixels are there, all black.
inline std::string png_of(std::uint32_t width, std::uint32_t height, std::uint32_t rows, bool interlaced = false) {
  const std::string pixels((std::size_t{width} + 1) * rows, '\0');
  return std::string("\x89PNG\r\n\x1A\n", 8) +
         chunk("IHDR",
               big_endian(width) + big_endian(height) + std::string("\x08\0\0\0", 4) + (interlaced ? '\1' : '\0')) +
         chunk("IDAT", deflated(pixels)) + chunk("IEND", "");
}

/// With a chunk more behind its header.
inline std::string png_with(std::string png, const std::string& name, const std::string& data) {
  constexpr std::size_t after_header = 8 + 25;
  return png.insert(after_header, chunk(name, data));
}

}  // namespace bookmarket::images::made_up
