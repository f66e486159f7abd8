#include "services/auth/usecases/new_account.hpp"
#include "services/auth/usecases/passkey_parts.hpp"

namespace bookmarket::auth {

Task<CreationOptions> begin_passkey_sign_up(Auth& auth, PasskeySignUp input, Client client) {
  const auto email = parse_email(input.email, "/body/email");
  if (!email) co_return fail(email.error());
  auto allowed = co_await allow_passkey_options(auth, std::move(client));
  if (!allowed) co_return fail(std::move(allowed).error());
  const auto account = new_account(auth, AccountId::v7(auth.clock.now()), *email, input.name, input.language);
  auto challenge = co_await new_challenge(auth.cache, Purpose::sign_up, account.id.to_string());
  if (!challenge) co_return fail(std::move(challenge).error());
  co_return creation_options(auth, account.id, account.email, account.name, std::move(*challenge));
}

Task<void> sign_up_with_passkey(Auth& auth, PasskeySignUpEnd input, Client client) {
  const auto email = parse_email(input.email, "/body/email");
  if (!email) co_return fail(email.error());
  auto allowed = co_await allow_sign_up(auth, std::move(client), email->key);
  if (!allowed) co_return fail(std::move(allowed).error());
  auto passkey = co_await registered(auth, Purpose::sign_up, std::move(input.credential));
  if (!passkey) co_return at_field("/body/credential", std::move(passkey).error());
  auto account = new_account(auth, passkey->account_id, *email, input.name, input.language);
  passkey->name = account.language == Language::uk ? "Перший ключ доступу" : "First passkey";
  // The passkey first, and whether or not the address is free: neither this answer nor what it opens tells.
  auto kept = co_await keep_passkey(auth, std::move(*passkey));
  if (!kept) co_return fail(std::move(kept).error());
  co_return co_await keep_unverified(auth, std::move(account), email->key);
}

}  // namespace bookmarket::auth
