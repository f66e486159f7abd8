#include "platform/base/sealed.hpp"

#include <sodium.h>

#include <array>

namespace bookmarket {
namespace {

constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t sum_bytes = 8;

const unsigned char* bytes_of(std::string_view s) { return reinterpret_cast<const unsigned char*>(s.data()); }

std::string sum(std::string_view bytes, std::uint64_t belongs_to) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, crypto_generichash_BYTES_MIN);
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&belongs_to), sizeof belongs_to);
  crypto_generichash_update(&state, bytes_of(bytes), bytes.size());
  std::array<unsigned char, crypto_generichash_BYTES_MIN> out;
  crypto_generichash_final(&state, out.data(), out.size());
  return {reinterpret_cast<const char*>(out.data()), sum_bytes};
}

}  // namespace

std::string seal(std::string_view bytes, std::uint64_t belongs_to) {
  const std::string all = std::string(bytes) + sum(bytes, belongs_to);
  std::string out(sodium_base64_encoded_len(all.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes_of(all), all.size(), variant);
  out.pop_back();  // the NUL
  return out;
}

std::optional<std::string> unseal(std::string_view text, std::uint64_t belongs_to) {
  std::string all(text.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(all.data()), all.size(), text.data(), text.size(), nullptr,
                        &length, nullptr, variant) != 0 ||
      length < sum_bytes)
    return std::nullopt;
  all.resize(length);
  std::string bytes = all.substr(0, length - sum_bytes);
  if (std::string_view(all).substr(bytes.size()) != sum(bytes, belongs_to)) return std::nullopt;
  return bytes;
}

}  // namespace bookmarket
