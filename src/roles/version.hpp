#pragma once

#include <string_view>

namespace bookmarket::roles {

inline constexpr std::string_view version = BOOKMARKET_VERSION;

}  // namespace bookmarket::roles
