#include "services/auth/domain/breached.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "platform/shape/shape.hpp"
#include "services/auth/domain/unicode.hpp"

namespace bookmarket::auth {
namespace {

constexpr std::string_view magic = "BMPWDFLT";
constexpr std::uint32_t version = 1;
constexpr std::size_t header = 32, checksum = 8;

// 24 bits a password with 17 probes, the best number for them: one of 100,000 others is taken for a member.
constexpr std::uint64_t bits_per_password = 24;
constexpr std::uint32_t probes = 17;

template <class T>
void put(std::string& out, T value) {
  for (std::size_t i = 0; i < sizeof value; ++i) out += static_cast<char>(value >> (8 * i));
}

template <class T>
T take(std::string_view bytes, std::size_t at) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i)
    value |= static_cast<T>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
  return value;
}

using Key = std::pair<std::uint64_t, std::uint64_t>;

Key key_of(std::string_view password) {
  const std::string folded = fold(password);
  const auto hash = XXH3_128bits(folded.data(), folded.size());
  return {hash.low64, hash.high64 | 1};
}

std::uint64_t probe(const Key& key, std::uint32_t i, std::uint64_t bits) { return (key.first + i * key.second) % bits; }

}  // namespace

std::string BreachedPasswords::build(std::span<const std::string> passwords) {
  std::vector<Key> keys;
  for (const std::string& password : passwords) {
    const auto normal = nfc(password);
    if (normal && shape::length_of(*normal) >= min_length) keys.push_back(key_of(*normal));
  }
  std::ranges::sort(keys);
  keys.erase(std::ranges::unique(keys).begin(), keys.end());

  const std::uint64_t bits = std::max<std::uint64_t>(keys.size(), 1) * bits_per_password;
  std::string out(magic);
  put(out, version);
  put(out, probes);
  put<std::uint64_t>(out, keys.size());
  put(out, bits);
  out.resize(header + bits / 8);
  for (const Key& key : keys) {
    for (std::uint32_t i = 0; i < probes; ++i) {
      const auto bit = probe(key, i, bits);
      out[header + bit / 8] = static_cast<char>(out[header + bit / 8] | (1 << (bit % 8)));
    }
  }
  put(out, XXH3_64bits(out.data(), out.size()));
  return out;
}

Result<BreachedPasswords> BreachedPasswords::load(std::string bytes, std::string_view name) {
  const auto damaged = [&](std::string_view why) {
    return fail(ErrorKind::internal, "damaged_file", "Something broke on our side.",
                std::string(name) + " " + std::string(why));
  };
  if (!bytes.starts_with(magic) || bytes.size() < header + checksum) return damaged("is no filter of passwords");
  if (take<std::uint32_t>(bytes, magic.size()) != version) return damaged("has another version of the format");
  const std::size_t content = bytes.size() - checksum;
  if (take<std::uint64_t>(bytes, content) != XXH3_64bits(bytes.data(), content))
    return damaged("is damaged: its checksum differs");
  BreachedPasswords out;
  out.probes_ = take<std::uint32_t>(bytes, 12);
  out.size_ = take<std::uint64_t>(bytes, 16);
  out.bits_ = take<std::uint64_t>(bytes, 24);
  if (out.bits_ == 0 || out.bits_ % 8 != 0 || out.bits_ / 8 != content - header)
    return damaged("is damaged: its length differs");
  out.bytes_ = std::move(bytes);
  return out;
}

bool BreachedPasswords::contains(std::string_view password) const {
  const Key key = key_of(password);
  for (std::uint32_t i = 0; i < probes_; ++i) {
    const auto bit = probe(key, i, bits_);
    if (((static_cast<unsigned char>(bytes_[header + bit / 8]) >> (bit % 8)) & 1) == 0) return false;
  }
  return true;
}

}  // namespace bookmarket::auth
