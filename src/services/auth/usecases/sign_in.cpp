#include "services/auth/domain/email.hpp"
#include "services/auth/domain/password.hpp"
#include "services/auth/usecases/guesses.hpp"
#include "services/auth/usecases/sessions.hpp"
#include "services/auth/usecases/totp.hpp"

namespace bookmarket::auth {

std::unexpected<Error> email_unverified() {
  return fail(ErrorKind::forbidden, "email_unverified", "Confirm the address by the link in our letter first.");
}

Task<void> admit(Auth& auth, StoredAccount account) {
  if (account.state == AccountState::blocked)
    co_return fail(ErrorKind::forbidden, "account_blocked",
                   "This account is blocked. Write to the people who run the market.");
  if (account.state == AccountState::active) co_return Result<void>{};
  const auto email = parse_email(account.email, "");
  auto allowed =
      co_await allow_attempt(auth, "letters:" + (email ? email->key : account.email), 5, std::chrono::hours(1));
  if (allowed) (void)co_await write_letter(auth, account.id, "verify_email");
  co_return email_unverified();
}

Task<Opened> sign_in(Auth& auth, SignIn input, Client client) {
  const auto email = parse_email(input.email, "/body/email");
  const auto key = email ? email->key : std::string();
  const auto refused = [] {
    return fail(ErrorKind::unauthenticated, "bad_credentials", "E-mail or password is wrong.");
  };
  auto account = key.empty() ? Result<std::optional<StoredAccount>>() : co_await account_of(auth, key);
  if (!account) co_return fail(std::move(account).error());
  const Guess guess{key, *account ? std::optional((*account)->id) : std::nullopt, client};
  auto allowed = co_await allow_guess(auth, guess);
  if (!allowed) co_return fail(std::move(allowed).error());
  const auto typed = normalise_password(input.password);  // none: it cannot be right, but takes as long
  const auto password = typed.value_or("");
  auto right = co_await matches(auth, password, *account ? (*account)->password_hash : "");
  if (!right) co_return fail(std::move(right).error());
  if (!*account || !*right || !typed) co_return refused();
  auto& who = **account;
  auto admitted = co_await admit(auth, who);
  if (!admitted) co_return fail(std::move(admitted).error());
  auto forgotten = co_await forget_guesses(auth, guess);  // those of the code are counted apart
  if (!forgotten) co_return fail(std::move(forgotten).error());
  auto passed = co_await pass_second_factor(auth, who.id, std::move(input.code), client);
  if (!passed) co_return fail(std::move(passed).error());
  if (crypto::needs_rehash(who.password_hash, auth.options.password_cost)) {
    if (auto hash = co_await hashed(auth, password)) {
      auto stronger = co_await auth.store.update(
          "accounts", who.id.to_string(),
          [old = who.password_hash, hash = std::move(*hash)](const store::Document& d) -> Result<store::Change> {
            auto stored = shape::from_object<StoredAccount>(d.body);
            if (!stored) return fail(stored.error());
            if (stored->password_hash == old) stored->password_hash = hash;
            return store::Change{shape::to_object(*stored)};
          });
      if (!stronger) co_return fail(std::move(stronger).error());
    }
  }
  auto noted = co_await note(auth, who.id, "sign_in", client);
  if (!noted) co_return fail(std::move(noted).error());
  const auto device = new_device_token(auth, who.id);
  auto opened = co_await open_session(auth, std::move(who), std::move(client));
  if (opened) opened->device_token = device;
  co_return opened;
}

}  // namespace bookmarket::auth
