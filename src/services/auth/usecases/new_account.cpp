#include "services/auth/usecases/new_account.hpp"

namespace bookmarket::auth {
namespace {

/// Takes the address for an account, unless its owner has confirmed it. Of several who ask for it, the last one has it
/// until somebody shows that they read its mail.
Task<bool> claim(Auth& auth, std::string key, AccountId owner, bool confirmed) {
  const auto id = email_claim(key);
  const StoredClaim wanted{.owner = owner, .confirmed = confirmed, .taken_at = auth.clock.now()};
  auto taken = co_await auth.store.insert("claims", id, {shape::to_object(wanted)});
  if (taken) co_return true;
  if (taken.error().kind != ErrorKind::conflict) co_return fail(std::move(taken).error());
  auto changed = co_await auth.store.update("claims", id, [wanted](const store::Document& d) -> Result<store::Change> {
    const auto old = shape::from_object<StoredClaim>(d.body);
    if (!old) return fail(old.error());
    if (old->confirmed) return fail(ErrorKind::conflict, "email_taken", "The address has an account.");
    return store::Change{shape::to_object(wanted)};
  });
  if (changed) co_return true;
  if (changed.error().code == "email_taken") co_return false;
  co_return fail(std::move(changed).error());
}

/// The part before the @, where nobody said how they want to be called.
std::string name_in(std::string_view email) { return std::string(email.substr(0, email.rfind('@'))); }

}  // namespace

StoredAccount new_account(const Auth& auth, AccountId id, const Email& email, const std::optional<std::string>& name,
                          std::optional<Language> language) {
  const auto now = auth.clock.now();
  return {.id = id,
          .email = email.address,
          .name = name && !name->empty() ? *name : name_in(email.address),
          .language = language.value_or(Language::uk),
          .password_hash = {},
          .created_at = now,
          .password_changed_at = now};
}

Task<bool> keep_account(Auth& auth, StoredAccount account, std::string email_key) {
  auto claimed = co_await claim(auth, std::move(email_key), account.id, account.state == AccountState::active);
  if (!claimed || !*claimed) co_return claimed;
  Object event;
  event.set("account_id", account.id.to_string());
  auto kept = co_await auth.store.insert("accounts", account.id.to_string(),
                                         {shape::to_object(account), {{account_created, std::move(event)}}});
  if (!kept) co_return fail(std::move(kept).error());
  co_return true;
}

Task<void> allow_sign_up(Auth& auth, Client client, std::string email_key) {
  auto allowed = co_await allow_attempt(auth, "sign_up:" + network_of(client.address), auth.options.letters_per_hour,
                                        std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  co_return co_await allow_attempt(auth, "letters:" + email_key, 5, std::chrono::hours(1));
}

Task<void> keep_unverified(Auth& auth, StoredAccount account, std::string email_key) {
  const auto id = account.id;
  auto kept = co_await keep_account(auth, std::move(account), email_key);
  if (!kept) co_return fail(std::move(kept).error());
  if (*kept) co_return co_await write_letter(auth, id, "verify_email");
  auto owner = co_await account_of(auth, std::move(email_key));
  if (!owner) co_return fail(std::move(owner).error());
  if (!*owner) co_return Result<void>{};
  co_return co_await write_letter(auth, (*owner)->id, "account_exists");
}

}  // namespace bookmarket::auth
