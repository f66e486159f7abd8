#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "platform/shape/shape.hpp"

namespace bookmarket::auth {

/// What an API token may be for; a route names the one it needs (http::EndpointInfo::scope).
enum class Scope : std::uint8_t { account_read, shelf_read, shelf_write };

}  // namespace bookmarket::auth

template <>
struct bookmarket::shape::Slugs<bookmarket::auth::Scope> {
  static constexpr std::string_view name = "Scope";
  static constexpr std::array<std::string_view, 3> values{"account:read", "shelf:read", "shelf:write"};
};
