#include "platform/base/id.hpp"

#include <sodium.h>

#include <cstdlib>
#include <cstring>

namespace bookmarket {
namespace {

constexpr char hex_digits[] = "0123456789abcdef";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void stamp(Uuid& u, std::uint8_t version) {
  u.bytes[6] = static_cast<std::uint8_t>((u.bytes[6] & 0x0F) | (version << 4));
  u.bytes[8] = static_cast<std::uint8_t>((u.bytes[8] & 0x3F) | 0x80);
}

}  // namespace

std::string Uuid::to_string() const {
  std::string out(36, '-');
  std::size_t at = 0;
  for (std::size_t i = 0; i < 16; ++i) {
    if (at == 8 || at == 13 || at == 18 || at == 23) ++at;
    out[at++] = hex_digits[bytes[i] >> 4];
    out[at++] = hex_digits[bytes[i] & 15];
  }
  return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid u;
  std::size_t at = 0;
  for (std::size_t i = 0; i < 16; ++i) {
    if (at == 8 || at == 13 || at == 18 || at == 23) {
      if (text[at] != '-') return std::nullopt;
      ++at;
    }
    const int high = hex_value(text[at]), low = hex_value(text[at + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    u.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    at += 2;
  }
  return u;
}

Uuid Uuid::v7(Timestamp now) {
  Uuid u;
  if (sodium_init() < 0) std::abort();  // no random numbers: nothing safe can be done
  randombytes_buf(u.bytes.data(), u.bytes.size());
  const auto ms = static_cast<std::uint64_t>(now.time_since_epoch().count());
  for (int i = 0; i < 6; ++i) u.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  stamp(u, 7);
  return u;
}

Uuid Uuid::v8_of(std::string_view name) {
  Uuid u;
  crypto_generichash(u.bytes.data(), u.bytes.size(), reinterpret_cast<const unsigned char*>(name.data()), name.size(),
                     nullptr, 0);
  stamp(u, 8);
  return u;
}

}  // namespace bookmarket
