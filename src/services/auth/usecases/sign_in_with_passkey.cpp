#include "services/auth/domain/letters.hpp"
#include "services/auth/usecases/passkey_parts.hpp"
#include "services/auth/usecases/sessions.hpp"

namespace bookmarket::auth {

Task<RequestOptions> begin_passkey_sign_in(Auth& auth, Client client) {
  auto allowed = co_await allow_passkey_options(auth, std::move(client));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto challenge = co_await new_challenge(auth.cache, Purpose::sign_in, "");
  if (!challenge) co_return fail(std::move(challenge).error());
  co_return RequestOptions{.challenge = std::move(*challenge),
                           .timeout = std::chrono::milliseconds(challenge_for).count(),
                           .rpId = host_of(auth.options.public_url),
                           .allowCredentials = {},
                           .userVerification = "required"};
}

Task<Opened> sign_in_with_passkey(Auth& auth, PasskeySignIn input, Client client) {
  auto allowed = co_await allow_attempt(auth, "passkey:" + network_of(client.address),
                                        auth.options.sign_ins_per_address, std::chrono::minutes(15));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto passkey = co_await asserted(auth, std::move(input.credential), client);
  if (!passkey && passkey.error().kind == ErrorKind::invalid)
    co_return fail(ErrorKind::unauthenticated, "passkey_refused",
                   "This passkey does not open an account here. Try again, or sign in another way.",
                   passkey.error().code);
  if (!passkey) co_return fail(std::move(passkey).error());
  auto account = co_await account_by_id(auth, passkey->account_id);
  // Made by sign_up_with_passkey for an address that somebody has: it must look as if it were not confirmed yet.
  if (!account && account.error().kind == ErrorKind::not_found) co_return email_unverified();
  if (!account) co_return fail(std::move(account).error());
  auto admitted = co_await admit(auth, *account);
  if (!admitted) co_return fail(std::move(admitted).error());
  auto noted = co_await note(auth, account->id, "sign_in_with_passkey", client);
  if (!noted) co_return fail(std::move(noted).error());
  co_return co_await open_session(auth, std::move(*account), std::move(client));
}

}  // namespace bookmarket::auth
