// Passwords known from breaches, as a Bloom filter: a few may be refused by chance, none on the list gets through.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "platform/base/result.hpp"

namespace bookmarket::auth {

/// Immutable, for any number of threads. The bytes, integers little-endian: magic (8), version (4), probes per
/// password (4), passwords (8), bits (8), the bits, XXH3-64 of all before (8). A password's probes come from XXH3-128
/// of its folded form (unicode.hpp); which passwords are common is public, so nothing rests on the hash.
class BreachedPasswords {
 public:
  /// The filter of the passwords that are UTF-8 and have min_length code points; the same for any order of them.
  [[nodiscard]] static std::string build(std::span<const std::string> passwords);

  /// Error `internal` with code damaged_file; `name` is told in its cause.
  [[nodiscard]] static Result<BreachedPasswords> load(std::string bytes, std::string_view name);

  /// Case and compatibility forms do not matter. At most one in 10,000 others is taken for a member.
  [[nodiscard]] bool contains(std::string_view password) const;

  [[nodiscard]] std::uint64_t size() const { return size_; }  ///< passwords in it

  static constexpr std::size_t min_length = 8;  ///< shorter ones are refused everywhere

 private:
  BreachedPasswords() = default;

  std::string bytes_;
  std::uint64_t size_ = 0, bits_ = 0;
  std::uint32_t probes_ = 0;
};

}  // namespace bookmarket::auth
