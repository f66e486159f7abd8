// What other services may know of accounts.
#pragma once

#include "services/auth/domain/ids.hpp"

namespace bookmarket::auth {

/// Events, with `account_id`, and `session_id` where one session is meant.
inline constexpr const char* account_created = "auth.account_created.v1";
inline constexpr const char* session_ended = "auth.session_ended.v1";
inline constexpr const char* account_blocked = "auth.account_blocked.v1";
inline constexpr const char* account_closed = "auth.account_closed.v1";  ///< its owner wants it erased
inline constexpr const char* roles_changed = "auth.roles_changed.v1";
inline constexpr const char* api_token_removed = "auth.api_token_removed.v1";  ///< with `api_token_id`

}  // namespace bookmarket::auth
