#include "services/auth/domain/totp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstdlib>

namespace bookmarket::auth {
namespace {

std::array<unsigned char, 20> hmac_sha1(std::string_view key, std::string_view bytes) {
  std::array<unsigned char, 20> out{};
  unsigned size = 0;
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(bytes.data()),
           bytes.size(), out.data(), &size) == nullptr ||
      size != out.size())
    std::abort();  // no memory
  return out;
}

std::string escaped(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~@").contains(c);
    if (plain)
      out += c;
    else
      (out += '%') += {hex[byte >> 4U], hex[byte & 15U]};
  }
  return out;
}

/// In a time that tells nothing about where they differ.
bool same(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

}  // namespace

std::int64_t totp_step(Timestamp at) {
  return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()) / totp_period;
}

std::string totp_code(std::string_view secret, std::int64_t step, unsigned digits) {
  std::string counter;
  for (int shift = 56; shift >= 0; shift -= 8)
    counter += static_cast<char>(static_cast<std::uint64_t>(step) >> static_cast<unsigned>(shift));
  const auto hash = hmac_sha1(secret, counter);
  const std::size_t at = hash.back() & 15U;
  std::uint32_t number = (hash.at(at) & 0x7FU) << 24U | static_cast<std::uint32_t>(hash.at(at + 1)) << 16U |
                         static_cast<std::uint32_t>(hash.at(at + 2)) << 8U | hash.at(at + 3);
  std::string out(digits, '0');
  for (auto digit = out.rbegin(); digit != out.rend(); ++digit, number /= 10)
    *digit = static_cast<char>('0' + number % 10);
  return out;
}

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, Timestamp now,
                                          std::int64_t last_used) {
  std::string typed(code);
  std::erase(typed, ' ');
  const auto present = totp_step(now);
  std::optional<std::int64_t> found;
  for (auto step = present - 1; step <= present + 1; ++step)
    if (same(totp_code(secret, step), typed) && step > last_used && !found) found = step;
  return found;
}

std::string to_base32(std::string_view bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t kept = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    kept = kept << 8U | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) out += alphabet[kept >> (bits - 5) & 31U];
  }
  if (bits > 0) out += alphabet[kept << (5 - bits) & 31U];
  return out;
}

std::string otpauth_uri(std::string_view secret, std::string_view account, std::string_view issuer) {
  return "otpauth://totp/" + escaped(issuer) + ":" + escaped(account) + "?secret=" + to_base32(secret) +
         "&issuer=" + escaped(issuer) + "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace bookmarket::auth
