#include "services/auth/domain/recovery_code.hpp"
#include "services/auth/domain/totp.hpp"
#include "services/auth/usecases/totp_parts.hpp"

namespace bookmarket::auth {
namespace {

std::unexpected<Error> totp_on() {
  return fail(ErrorKind::conflict, "totp_on", "One-time codes are on already. Switch them off first.");
}
std::unexpected<Error> totp_off() { return fail(ErrorKind::not_found, "totp_off", "One-time codes are not on."); }

struct FreshCodes {
  RecoveryCodes shown;
  std::vector<std::string> digests;
};
FreshCodes fresh_codes() {
  FreshCodes out;
  for (std::size_t i = 0; i < recovery_codes; ++i) {
    auto code = write_recovery_code(crypto::random_bytes(recovery_code_bytes));
    out.digests.push_back(digest_id(*read_recovery_code(code)));
    out.shown.recovery_codes.push_back(std::move(code));
  }
  return out;
}

/// Notes what happened, and writes to the owner of it.
Task<void> tell(Auth& auth, AccountId account, std::string action, std::string letter, Client client) {
  auto noted = co_await note(auth, account, std::move(action), std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  co_return co_await write_letter(auth, account, std::move(letter));
}

/// Keeps a secret that is not confirmed yet, over another such one.
Task<void> keep_secret(Auth& auth, AccountId account, StoredTotp totp) {
  auto kept = co_await auth.store.insert("totp", account.to_string(), {shape::to_object(totp)});
  if (!kept && kept.error().kind == ErrorKind::conflict)
    kept = co_await auth.store.update("totp", account.to_string(),
                                      [totp](const store::Document& d) -> Result<store::Change> {
                                        const auto before = shape::from_object<StoredTotp>(d.body);
                                        if (!before) return fail(before.error());
                                        if (before->confirmed) return totp_on();
                                        return store::Change{shape::to_object(totp)};
                                      });
  if (!kept) co_return fail(std::move(kept).error());
  co_return Result<void>{};
}

}  // namespace

Task<TotpView> show_totp(Auth& auth, AccountId account) {
  auto totp = co_await totp_of(auth, account);
  if (!totp) co_return fail(std::move(totp).error());
  if (!*totp) co_return TotpView{};
  co_return TotpView{.on = true, .recovery_codes_left = static_cast<int>((*totp)->recovery_digests.size())};
}

Task<TotpBegun> begin_totp(Auth& auth, Who who) {
  if (auto proven = proven_recently(auth, who); !proven) co_return fail(std::move(proven).error());
  auto account = co_await account_by_id(auth, who.account);
  if (!account) co_return fail(std::move(account).error());
  const auto secret = crypto::random_bytes(totp_secret_bytes);
  auto kept = co_await keep_secret(auth, who.account,
                                   {.sealed_secret = crypto::to_base64url(crypto::seal(secret, auth.options.secret)),
                                    .created_at = auth.clock.now()});
  if (!kept) co_return fail(std::move(kept).error());
  co_return TotpBegun{.uri = otpauth_uri(secret, account->email, "БукМаркет"), .key = to_base32(secret)};
}

Task<RecoveryCodes> confirm_totp(Auth& auth, Who who, TotpCode input, Client client) {
  if (auto proven = proven_recently(auth, who); !proven) co_return fail(std::move(proven).error());
  auto allowed = co_await allow_attempt(auth, "confirm_totp:" + who.account.to_string(), 10, std::chrono::minutes(15));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto codes = fresh_codes();
  auto confirmed =
      co_await auth.store.update("totp", who.account.to_string(),
                                 [&auth, digests = codes.digests,
                                  code = std::move(input.code)](const store::Document& d) -> Result<store::Change> {
                                   auto totp = shape::from_object<StoredTotp>(d.body);
                                   if (!totp) return fail(totp.error());
                                   if (totp->confirmed) return totp_on();
                                   const auto secret = totp_secret(auth, *totp);
                                   if (!secret) return fail(secret.error());
                                   const auto step = matching_step(*secret, code, auth.clock.now(), totp->last_step);
                                   if (!step) return wrong_code();
                                   totp->confirmed = true;
                                   totp->last_step = *step;
                                   totp->recovery_digests = digests;
                                   return store::Change{shape::to_object(*totp)};
                                 });
  if (!confirmed && confirmed.error().kind == ErrorKind::not_found)
    co_return fail(ErrorKind::conflict, "totp_not_begun", "Ask for a secret for the app first.");
  if (!confirmed) co_return fail(std::move(confirmed).error());
  auto told = co_await tell(auth, who.account, "confirm_totp", "totp_on", std::move(client));
  if (!told) co_return fail(std::move(told).error());
  co_return std::move(codes.shown);
}

Task<void> remove_totp(Auth& auth, Who who, TotpRemoval input, Client client) {
  if (auto proven = proven_recently(auth, who); !proven) co_return fail(std::move(proven).error());
  if (input.password.has_value() == input.code.has_value())
    co_return wrong_field("/body", "one_of", "Give either a password or a code.");
  auto totp = co_await totp_of(auth, who.account);
  if (!totp) co_return fail(std::move(totp).error());
  if (!*totp) co_return totp_off();
  auto account = co_await account_by_id(auth, who.account);
  if (!account) co_return fail(std::move(account).error());
  auto proved = input.password ? co_await check_own_password(auth, std::move(*account), std::move(*input.password),
                                                             "/body/password")
                               : co_await pass_second_factor(auth, who.account, std::move(input.code), client);
  if (!proved) co_return fail(std::move(proved).error());
  auto removed = co_await auth.store.remove("totp", who.account.to_string(), {});
  if (!removed && removed.error().kind == ErrorKind::not_found) co_return totp_off();
  if (!removed) co_return fail(std::move(removed).error());
  co_return co_await tell(auth, who.account, "remove_totp", "totp_off", std::move(client));
}

Task<RecoveryCodes> renew_recovery_codes(Auth& auth, Who who, Client client) {
  if (auto proven = proven_recently(auth, who); !proven) co_return fail(std::move(proven).error());
  auto codes = fresh_codes();
  auto renewed = co_await auth.store.update(
      "totp", who.account.to_string(), [digests = codes.digests](const store::Document& d) -> Result<store::Change> {
        auto totp = shape::from_object<StoredTotp>(d.body);
        if (!totp) return fail(totp.error());
        if (!totp->confirmed) return totp_off();
        totp->recovery_digests = digests;
        return store::Change{shape::to_object(*totp)};
      });
  if (!renewed && renewed.error().kind == ErrorKind::not_found) co_return totp_off();
  if (!renewed) co_return fail(std::move(renewed).error());
  auto told = co_await tell(auth, who.account, "renew_recovery_codes", "recovery_codes_renewed", std::move(client));
  if (!told) co_return fail(std::move(told).error());
  co_return std::move(codes.shown);
}

}  // namespace bookmarket::auth
