#pragma once

#include "platform/base/id.hpp"

namespace bookmarket::auth {

using AccountId = Id<struct AccountTag>;
using SessionId = Id<struct SessionTag>;

}  // namespace bookmarket::auth
