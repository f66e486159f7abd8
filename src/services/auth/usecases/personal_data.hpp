// Whose the documents of auth are.
#pragma once

#include "platform/personal/personal.hpp"

namespace bookmarket::auth {

/// Each collection of data.hpp once, in the order in which a person's are erased. A new one needs its line here.
[[nodiscard]] std::vector<personal::Holding> personal_data();
[[nodiscard]] std::vector<std::string> personal_objects(const std::string& account);

}  // namespace bookmarket::auth
