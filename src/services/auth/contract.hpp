// What other services may know of accounts, and ask to be done to them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/task.hpp"
#include "services/auth/domain/ids.hpp"

namespace bookmarket::auth {

/// Events, with `account_id`, and `session_id` where one session is meant.
inline constexpr const char* account_created = "auth.account_created.v1";
inline constexpr const char* session_ended = "auth.session_ended.v1";
inline constexpr const char* account_blocked = "auth.account_blocked.v1";
inline constexpr const char* account_closed = "auth.account_closed.v1";  ///< its owner wants it erased
inline constexpr const char* account_unblocked = "auth.account_unblocked.v1";
inline constexpr const char* roles_changed = "auth.roles_changed.v1";
inline constexpr const char* api_token_removed = "auth.api_token_removed.v1";  ///< with `api_token_id`

/// Who acts on another's account, as their token said when they did it.
struct ActingModerator {
  AccountId account;
  bool admin = false;
};

/// What services that moderate ask of accounts. In-process in role `all`; decided by wiring alone.
class PeopleClient {
 public:
  virtual ~PeopleClient() = default;
  /// Whether block() and unblock() would do it. Errors: `not_found` with code account_not_found; `forbidden` with code
  /// not_yourself, or not_allowed where a moderator meets a moderator or admin.
  virtual Task<void> may_block(ActingModerator by, AccountId account) = 0;
  /// Errors: as may_block(). Again: another letter, and nothing else. `reason`: one line, for its owner.
  virtual Task<void> block(ActingModerator by, AccountId account, std::string reason) = 0;
  virtual Task<void> unblock(ActingModerator by, AccountId account) = 0;
  /// Whether somebody other than these, who is not blocked, is a moderator or administrator.
  virtual Task<bool> has_other_moderator(std::vector<AccountId> but) = 0;
  /// Notes in an account's audit what was done to it, or by it (`to` whom). The same `id` is noted once.
  virtual Task<void> note(Uuid id, AccountId account, std::string action, std::optional<AccountId> to) = 0;
  /// Writes to an account's owner what moderators decided. `letter`: copy_hidden, amendment_asked, appeal_upheld or
  /// appeal_rejected; `reason`: one line. What comes again under the same `id` while it waits is one letter.
  virtual Task<void> write(Uuid id, AccountId account, std::string letter, std::string reason) = 0;
};

}  // namespace bookmarket::auth
