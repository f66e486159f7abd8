#include "services/auth/domain/email.hpp"
#include "services/auth/domain/password.hpp"
#include "services/auth/usecases/parts.hpp"
#include "services/auth/usecases/proof.hpp"

namespace bookmarket::auth {
namespace {

/// The hash of a password that the rules allow this account.
Task<std::string> hash_for(Auth& auth, StoredAccount account, std::string password) {
  auto checked = check_password(password, {.pointer = "/body/password", .email = account.email, .name = account.name},
                                auth.breached);
  if (!checked) co_return fail(std::move(checked).error());
  co_return co_await hashed(auth, std::move(*checked));
}

/// Gives an account another password and ends its sessions but one.
Task<void> replace_password(Auth& auth, AccountId account, std::string hash, std::optional<SessionId> but) {
  auto changed = co_await auth.store.update(
      "accounts", account.to_string(),
      [hash = std::move(hash), now = auth.clock.now()](const store::Document& d) -> Result<store::Change> {
        auto stored = shape::from_object<StoredAccount>(d.body);
        if (!stored) return fail(stored.error());
        stored->password_hash = hash;
        stored->password_changed_at = now;
        return store::Change{shape::to_object(*stored)};
      });
  if (!changed) co_return fail(std::move(changed).error());
  co_return co_await end_sessions(auth, account, but, SessionEnd::password_changed);
}

}  // namespace

Task<void> request_password_reset(Auth& auth, EmailOnly input, Client client) {
  const auto email = parse_email(input.email, "/body/email");
  if (!email) co_return fail(email.error());
  auto allowed = co_await allow_attempt(auth, "reset:" + network_of(client.address), auth.options.letters_per_hour,
                                        std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  allowed = co_await allow_attempt(auth, "letters:" + email->key, 5, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  co_return co_await write_letter_to(auth, email->key, "reset_password");
}

Task<void> reset_password(Auth& auth, NewPassword input, Client client) {
  // The hash first: a token is not used up by a password that the rules refuse, nor while hashing is too busy.
  std::string hash;
  auto found = co_await store::find<StoredMailToken>(auth.store, "mail_tokens", digest_id(input.token));
  if (!found) co_return fail(std::move(found).error());
  if (*found && (*found)->purpose == MailPurpose::reset_password && (*found)->expires_at > auth.clock.now()) {
    auto allowed = co_await allow_attempt(auth, "use_reset:" + digest_id(input.token), 10, std::chrono::hours(1));
    if (!allowed) co_return fail(std::move(allowed).error());
    auto account = co_await account_by_id(auth, (*found)->account_id);
    if (!account) co_return fail(std::move(account).error());
    auto made = co_await hash_for(auth, std::move(*account), std::move(input.password));
    if (!made) co_return fail(std::move(made).error());
    hash = std::move(*made);
  }
  auto token = co_await use_token(auth, std::move(input.token), {MailPurpose::reset_password});
  if (!token) co_return fail(std::move(token).error());
  auto account = co_await account_by_id(auth, token->account_id);
  if (!account) co_return fail(std::move(account).error());
  if (account->email != token->email)
    co_return wrong_field("/body/token", "token_invalid", "The account has another address by now. Ask for another.");
  auto replaced = co_await replace_password(auth, account->id, std::move(hash), std::nullopt);
  if (!replaced) co_return fail(std::move(replaced).error());
  auto noted = co_await note(auth, account->id, "reset_password", std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  co_return co_await write_letter(auth, account->id, "password_changed");
}

Task<void> change_password(Auth& auth, Who who, PasswordChange input, Client client) {
  if (auto proven = proven_recently(auth, who); !proven) co_return fail(std::move(proven).error());
  auto account = co_await account_by_id(auth, who.account);
  if (!account) co_return fail(std::move(account).error());
  if (!account->password_hash.empty()) {
    auto right =
        co_await check_own_password(auth, *account, input.current_password.value_or(""), "/body/current_password");
    if (!right) co_return fail(std::move(right).error());
  }
  auto hash = co_await hash_for(auth, *account, std::move(input.password));
  if (!hash) co_return fail(std::move(hash).error());
  auto replaced = co_await replace_password(auth, account->id, std::move(*hash), who.session);
  if (!replaced) co_return fail(std::move(replaced).error());
  auto noted = co_await note(auth, account->id, "change_password", std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  co_return co_await write_letter(auth, account->id, "password_changed");
}

}  // namespace bookmarket::auth
