#include "services/auth/domain/password.hpp"
#include "services/auth/usecases/passkey_parts.hpp"
#include "services/auth/usecases/sessions.hpp"
#include "services/auth/usecases/totp.hpp"

namespace bookmarket::auth {
namespace {

constexpr std::chrono::minutes proof_holds_for{10};

Task<void> prove_by_passkey(Auth& auth, AccountId account, UsedCredential credential, Client client) {
  auto passkey = co_await asserted(auth, std::move(credential), std::move(client));
  if (!passkey) co_return at_field("/body/passkey", std::move(passkey).error());
  if (passkey->account_id != account)
    co_return wrong_field("/body/passkey", "unknown_passkey", "This is the passkey of another account.");
  co_return Result<void>{};
}

Task<void> prove_by_password(Auth& auth, StoredAccount account, Proof input, Client client) {
  const auto id = account.id;
  auto right = co_await check_own_password(auth, std::move(account), std::move(*input.password), "/body/password");
  if (!right) co_return fail(std::move(right).error());
  co_return co_await pass_second_factor(auth, id, std::move(input.code), std::move(client));
}

/// The session's owner has proved who they are just now.
Task<StoredSession> proven(Auth& auth, Who who) {
  auto updated =
      co_await auth.store.update("sessions", who.session.to_string(),
                                 [who, now = auth.clock.now()](const store::Document& d) -> Result<store::Change> {
                                   auto session = shape::from_object<StoredSession>(d.body);
                                   if (!session) return fail(session.error());
                                   if (session->ended || session->account_id != who.account) return session_over();
                                   session->signed_in_at = now;
                                   return store::Change{shape::to_object(*session)};
                                 });
  if (!updated) co_return fail(std::move(updated).error());
  co_return shape::from_object<StoredSession>(updated->body);
}

}  // namespace

Result<void> proven_recently(const Auth& auth, const Who& who) {
  if (auth.clock.now() < who.signed_in_at + proof_holds_for) return {};
  return fail(ErrorKind::forbidden, "reauthentication_required",
              "For this, show once more that it is you: with your password or a passkey.");
}

Task<void> check_own_password(Auth& auth, StoredAccount account, std::string password, std::string pointer) {
  auto allowed = co_await allow_attempt(auth, "own_password:" + account.id.to_string(), 10, std::chrono::minutes(15));
  if (!allowed) co_return fail(std::move(allowed).error());
  const auto typed = normalise_password(password);
  auto right = co_await matches(auth, typed.value_or(""), account.password_hash);
  if (!right) co_return fail(std::move(right).error());
  if (!*right || !typed)
    co_return wrong_field(std::move(pointer), "wrong_password", "This is not the present password.");
  co_return Result<void>{};
}

Task<Opened> prove_identity(Auth& auth, Who who, Proof input, Client client) {
  if (input.password.has_value() == input.passkey.has_value())
    co_return wrong_field("/body", "one_of", "Give either a password or a passkey.");
  auto account = co_await account_by_id(auth, who.account);
  if (!account) co_return fail(std::move(account).error());
  auto done = input.passkey ? co_await prove_by_passkey(auth, who.account, std::move(*input.passkey), client)
                            : co_await prove_by_password(auth, *account, std::move(input), client);
  if (!done) co_return fail(std::move(done).error());
  auto session = co_await proven(auth, who);
  if (!session) co_return fail(std::move(session).error());
  auto noted = co_await note(auth, who.account, "prove_identity", std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  co_return Opened{signed_in(auth, *account, *session)};
}

}  // namespace bookmarket::auth
