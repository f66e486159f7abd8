// What moderators and administrators do to accounts of others. All of it is noted in both accounts' audits.
#pragma once

#include "services/auth/usecases/parts.hpp"
#include "services/auth/views_people.hpp"

namespace bookmarket::auth {

/// Who does it.
struct Actor {
  AccountId account;
  bool admin = false;
  Client client;
};

/// Errors: `invalid` with code bad_email at /query/email; `not_found` with code account_not_found.
Task<PersonView> find_account(Auth& auth, Actor actor, std::string email);
/// Whether block_account() and unblock_account() would do it; else their errors.
Task<void> may_block(Auth& auth, Actor actor, AccountId account);
/// Ends all sessions; from then on nothing opens the account. A letter tells the reason. Errors: `not_found` with code
/// account_not_found; `forbidden` with code not_yourself, or not_allowed where a moderator meets a moderator or admin.
Task<void> block_account(Auth& auth, Actor actor, AccountId account, BlockReason reason);
/// Errors: as block_account().
Task<void> unblock_account(Auth& auth, Actor actor, AccountId account);
/// Errors: `not_found` with code account_not_found; `conflict` with code last_admin, when nobody else could undo it.
Task<PersonView> set_roles(Auth& auth, Actor actor, AccountId account, RolesWanted wanted);

/// Whether somebody other than `but` can administer the market, and stays.
Task<bool> has_admin(Auth& auth, std::optional<AccountId> but);
[[nodiscard]] std::unexpected<Error> last_admin();
/// Whether somebody other than these, who is not blocked and stays, is a moderator or administrator.
Task<bool> has_other_moderator(Auth& auth, std::vector<AccountId> but);

[[nodiscard]] PersonView person_of(const StoredAccount& account);
/// Notes what `actor` did in both audits. Where from only they themselves are told.
Task<void> note_both(Auth& auth, Actor actor, AccountId account, std::string action);

}  // namespace bookmarket::auth
