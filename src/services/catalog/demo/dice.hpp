// Choices that look random and are the same on every machine: a hash of what is chosen for, never a clock or
// std:: distributions, whose results differ between libraries.
#pragma once

#include <cstdint>
#include <string_view>

namespace bookmarket::catalog::demo {

class Dice {
 public:
  /// `about` names what the choices are for: "demo-copy:<id>".
  explicit constexpr Dice(std::string_view about) {
    for (char c : about) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001B3U;  // FNV-1a
  }
  /// splitmix64 (Steele, Lea, Flood 2014).
  constexpr std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  /// 0 … n-1; n > 0.
  constexpr std::uint64_t below(std::uint64_t n) { return (next() >> 32) * n >> 32; }
  constexpr bool percent(unsigned chance) { return below(100) < chance; }
  template <class List>
  constexpr const auto& pick(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::uint64_t state_ = 0xCBF29CE484222325U;
};

}  // namespace bookmarket::catalog::demo
