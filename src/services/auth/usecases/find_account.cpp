#include "services/auth/domain/email.hpp"
#include "services/auth/usecases/people.hpp"

namespace bookmarket::auth {

PersonView person_of(const StoredAccount& account) {
  PersonView out{.id = account.id,
                 .email = account.email,
                 .name = account.name,
                 .state = account.state,
                 .created_at = account.created_at,
                 .blocked_because = account.blocked_because};
  if (account.moderator) out.roles.push_back(Role::moderator);
  if (account.admin) out.roles.push_back(Role::admin);
  return out;
}

Task<void> note_both(Auth& auth, Actor actor, AccountId account, std::string action) {
  auto noted = co_await note(auth, account, action, {}, actor.account);
  if (!noted) co_return fail(std::move(noted).error());
  co_return co_await note(auth, actor.account, action, std::move(actor.client), {}, account);
}

Task<PersonView> find_account(Auth& auth, Actor actor, std::string email) {
  const auto parsed = parse_email(email, "/query/email");
  if (!parsed) co_return fail(parsed.error());
  auto account = co_await account_of(auth, parsed->key);
  if (!account) co_return fail(std::move(account).error());
  if (!*account) co_return fail(ErrorKind::not_found, "account_not_found", "No account has this address.");
  // Who looks at personal data is noted, for those who answer for them; that somebody did is no news to its owner.
  auto noted = co_await note(auth, actor.account, "find_account", std::move(actor.client), {}, (*account)->id);
  if (!noted) co_return fail(std::move(noted).error());
  co_return person_of(**account);
}

}  // namespace bookmarket::auth
