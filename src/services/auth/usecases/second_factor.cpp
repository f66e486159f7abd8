#include "services/auth/domain/recovery_code.hpp"
#include "services/auth/domain/totp.hpp"
#include "services/auth/usecases/totp_parts.hpp"

namespace bookmarket::auth {
namespace {

/// A code of the app has a million values, hence these limits: for one address, and above what the owner could mistype
/// for all together. Gives the counter that a right code forgives.
Task<std::string> allow_app_code(Auth& auth, AccountId account, Client client) {
  auto key = "totp:" + account.to_string() + ":" + network_of(client.address);
  auto allowed = co_await allow_attempt(auth, key, 5, std::chrono::minutes(5));
  if (!allowed) co_return fail(std::move(allowed).error());
  allowed = co_await allow_attempt(auth, "totp:" + account.to_string(), 30, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  co_return key;
}

Task<void> use_app_code(Auth& auth, AccountId account, std::string code, Client client) {
  auto counter = co_await allow_app_code(auth, account, std::move(client));
  if (!counter) co_return fail(std::move(counter).error());
  auto used = co_await auth.store.update(
      "totp", account.to_string(), [&auth, code = std::move(code)](const store::Document& d) -> Result<store::Change> {
        auto totp = shape::from_object<StoredTotp>(d.body);
        if (!totp) return fail(totp.error());
        const auto secret = totp_secret(auth, *totp);
        if (!secret) return fail(secret.error());
        const auto step = matching_step(*secret, code, auth.clock.now(), totp->last_step);
        if (!step) return wrong_code();
        totp->last_step = *step;
        return store::Change{shape::to_object(*totp)};
      });
  if (!used) co_return fail(std::move(used).error());
  co_return co_await auth.cache.remove("attempts:" + *counter);
}

Task<void> use_recovery_code(Auth& auth, AccountId account, std::string code, Client client) {
  auto used = co_await auth.store.update("totp", account.to_string(),
                                         [digest = digest_id(code)](const store::Document& d) -> Result<store::Change> {
                                           auto totp = shape::from_object<StoredTotp>(d.body);
                                           if (!totp) return fail(totp.error());
                                           if (std::erase(totp->recovery_digests, digest) == 0) return wrong_code();
                                           return store::Change{shape::to_object(*totp)};
                                         });
  if (!used) co_return fail(std::move(used).error());
  auto noted = co_await note(auth, account, "use_recovery_code", std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  co_return co_await write_letter(auth, account, "recovery_code_used");
}

}  // namespace

Result<std::string> totp_secret(const Auth& auth, const StoredTotp& totp) {
  const auto sealed = crypto::from_base64url(totp.sealed_secret);
  auto secret = sealed ? crypto::unseal(*sealed, auth.options.secret) : std::nullopt;
  if (!secret)
    return fail(ErrorKind::internal, "bad_document", "Something broke on our side.",
                "a secret of one-time codes was sealed with another auth.secret");
  return std::move(*secret);
}

std::unexpected<Error> wrong_code() {
  return wrong_field("/body/code", "wrong_code", "This code is wrong, or was used already. Wait for the next one.");
}

Task<std::optional<StoredTotp>> totp_of(Auth& auth, AccountId account) {
  auto totp = co_await store::find<StoredTotp>(auth.store, "totp", account.to_string());
  if (totp && *totp && !(*totp)->confirmed) co_return std::optional<StoredTotp>{};
  co_return totp;
}

Task<void> pass_second_factor(Auth& auth, AccountId account, std::optional<std::string> code, Client client) {
  auto totp = co_await totp_of(auth, account);
  if (!totp) co_return fail(std::move(totp).error());
  if (!*totp) co_return Result<void>{};
  if (!code)
    co_return fail(ErrorKind::forbidden, "second_factor_required", "Send the code of your authenticator app, too.");
  auto recovery = read_recovery_code(*code);
  auto passed = recovery ? co_await use_recovery_code(auth, account, std::move(*recovery), client)
                         : co_await use_app_code(auth, account, std::move(*code), client);
  if (!passed && passed.error().kind == ErrorKind::invalid) {
    auto noted = co_await note(auth, account, "second_factor_failed", std::move(client));
    if (!noted) co_return fail(std::move(noted).error());
  }
  co_return passed;
}

}  // namespace bookmarket::auth
