#pragma once

#include "platform/base/id.hpp"

namespace bookmarket::auth {

using AccountId = Id<struct AccountTag>;
using SessionId = Id<struct SessionTag>;
using ApiTokenId = Id<struct ApiTokenTag>;
using PasskeyId = Id<struct PasskeyTag>;
using ExportId = Id<struct ExportTag>;
using IdentityId = Id<struct IdentityTag>;

}  // namespace bookmarket::auth
