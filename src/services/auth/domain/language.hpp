#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "platform/shape/shape.hpp"

namespace bookmarket::auth {

/// Of letters and pages.
enum class Language : std::uint8_t { uk, en };

}  // namespace bookmarket::auth

template <>
struct bookmarket::shape::Slugs<bookmarket::auth::Language> {
  static constexpr std::string_view name = "Language";
  static constexpr std::array<std::string_view, 2> values{"uk", "en"};
};
