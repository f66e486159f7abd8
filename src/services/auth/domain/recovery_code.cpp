#include "services/auth/domain/recovery_code.hpp"

#include <cstdint>

namespace bookmarket::auth {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t code_letters = recovery_code_bytes * 8 / 5;

}  // namespace

std::string write_recovery_code(std::string_view random) {
  std::string out;
  std::uint32_t kept = 0;
  unsigned bits = 0, written = 0;
  for (const char c : random.substr(0, recovery_code_bytes)) {
    kept = kept << 8U | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) {
      if (written != 0 && written % 4 == 0) out += '-';
      out += alphabet[kept >> (bits - 5) & 31U];
      ++written;
    }
  }
  return out;
}

std::optional<std::string> read_recovery_code(std::string_view typed) {
  std::string out;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    if (small == 'o') small = '0';
    if (small == 'i' || small == 'l') small = '1';
    if (!alphabet.contains(small)) return std::nullopt;
    out += small;
  }
  if (out.size() != code_letters) return std::nullopt;
  return out;
}

}  // namespace bookmarket::auth
