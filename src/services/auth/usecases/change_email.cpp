#include "services/auth/usecases/change_email.hpp"

#include "platform/base/failpoint.hpp"
#include "services/auth/domain/email.hpp"
#include "services/auth/domain/password.hpp"

namespace bookmarket::auth {
namespace {

std::unexpected<Error> unusable(std::string detail) {
  return wrong_field("/body/token", "token_invalid", std::move(detail));
}

/// False: another account has confirmed that the address is its own.
Task<bool> take_claim(Auth& auth, std::string key, AccountId owner) {
  const StoredClaim mine{.owner = owner, .confirmed = true, .taken_at = auth.clock.now()};
  auto taken = co_await auth.store.insert("claims", email_claim(key), {shape::to_object(mine)});
  if (taken) co_return true;
  if (taken.error().kind != ErrorKind::conflict) co_return fail(std::move(taken).error());
  auto changed =
      co_await auth.store.update("claims", email_claim(key), [mine](const store::Document& d) -> Result<store::Change> {
        const auto old = shape::from_object<StoredClaim>(d.body);
        if (!old) return fail(old.error());
        if (old->confirmed && old->owner != mine.owner) return fail(ErrorKind::conflict, "email_taken", "");
        return store::Change{shape::to_object(mine)};
      });
  if (changed) co_return true;
  if (changed.error().code == "email_taken") co_return false;
  co_return fail(std::move(changed).error());
}

/// Gives an address up, unless it is the account's present one: whoever asks for it next has it.
Task<void> release_claim(Auth& auth, std::string key, AccountId owner) {
  auto account = co_await account_by_id(auth, owner);
  if (!account && account.error().kind != ErrorKind::not_found) co_return fail(std::move(account).error());
  const auto present = account ? parse_email(account->email, "") : Result<Email>();
  if (present && present->key == key) co_return Result<void>{};
  auto released = co_await auth.store.update("claims", email_claim(key),
                                             [owner](const store::Document& d) -> Result<store::Change> {
                                               auto claim = shape::from_object<StoredClaim>(d.body);
                                               if (!claim) return fail(claim.error());
                                               if (claim->owner == owner) claim->confirmed = false;
                                               return store::Change{shape::to_object(*claim)};
                                             });
  if (!released && released.error().kind != ErrorKind::not_found) co_return fail(std::move(released).error());
  co_return Result<void>{};
}

/// Looks again at an address that the account may not have in the end, later than any of this takes.
Task<void> look_again(Auth& auth, std::string key, AccountId owner) {
  Object body;
  body.set("key", key);
  body.set("account_id", owner.to_string());
  co_return co_await auth.store.schedule({.kind = "auth.claim",
                                          .id = owner.to_string() + ":" + key,
                                          .due_at = auth.clock.now() + std::chrono::minutes(10),
                                          .body = std::move(body)});
}

Task<void> replace_email(Auth& auth, AccountId account, std::string email, Timestamp asked_at) {
  auto changed = co_await auth.store.update(
      "accounts", account.to_string(), [email, asked_at](const store::Document& d) -> Result<store::Change> {
        auto stored = shape::from_object<StoredAccount>(d.body);
        if (!stored) return fail(stored.error());
        if (stored->state != AccountState::active || stored->password_changed_at > asked_at)
          return unusable("This change was called off. Ask for it anew.");
        stored->email = email;
        return store::Change{shape::to_object(*stored)};
      });
  if (!changed) co_return fail(std::move(changed).error());
  co_return Result<void>{};
}

/// Whoever has no password, or does not type it, has proved who they are shortly before.
Task<void> prove_change(Auth& auth, Who who, StoredAccount account, std::optional<std::string> password) {
  if (!password) co_return proven_recently(auth, who);
  auto right = co_await matches(auth, normalise_password(*password).value_or(""), account.password_hash);
  if (!right) co_return fail(std::move(right).error());
  if (!*right) co_return wrong_field("/body/password", "wrong_password", "This is not your password.");
  co_return Result<void>{};
}

}  // namespace

Task<void> change_email(Auth& auth, Who who, EmailChange input, Client client) {
  const auto id = who.account;
  const auto email = parse_email(input.email, "/body/email");
  if (!email) co_return fail(email.error());
  auto allowed = co_await allow_attempt(auth, "change_email:" + id.to_string(), 10, std::chrono::minutes(15));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto account = co_await account_by_id(auth, id);
  if (!account) co_return fail(std::move(account).error());
  auto proven = co_await prove_change(auth, who, *account, std::move(input.password));
  if (!proven) co_return fail(std::move(proven).error());
  allowed = co_await allow_attempt(auth, "letters:" + email->key, 5, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto noted = co_await note(auth, id, "change_email", std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  auto told = co_await write_letter(auth, id, "email_change_asked", {.to = account->email, .email = email->address});
  if (!told) co_return fail(std::move(told).error());
  auto owner = co_await account_of(auth, email->key);
  if (!owner) co_return fail(std::move(owner).error());
  // An address that is signed up but not confirmed is whose mail it is: the link decides.
  if (*owner && (*owner)->id != id && (*owner)->state != AccountState::unverified)
    co_return co_await write_letter(auth, (*owner)->id, "address_taken");
  co_return co_await write_letter(auth, id, "change_email", {.to = email->address, .asked_at = auth.clock.now()});
}

Task<void> move_to_email(Auth& auth, StoredMailToken token, Client client) {
  const auto id = token.account_id;
  auto account = co_await account_by_id(auth, id);
  if (!account) co_return fail(std::move(account).error());
  const auto old = parse_email(account->email, ""), email = parse_email(token.email, "");
  if (!old || !email || !token.asked_at) co_return unusable("Ask for the change anew.");
  // What this takes and leaves is set down first: wherever it stops, both addresses are looked at again.
  for (const auto* key : {&email->key, &old->key}) {
    auto planned = co_await look_again(auth, *key, id);
    if (!planned) co_return fail(std::move(planned).error());
  }
  auto taken = co_await take_claim(auth, email->key, id);
  if (!taken) co_return fail(std::move(taken).error());
  if (!*taken) co_return unusable("Another account has this address by now.");
  if (auto hit = failpoint("change_email.claimed"); !hit) co_return fail(std::move(hit).error());
  auto replaced = co_await replace_email(auth, id, email->address, *token.asked_at);
  if (auto hit = failpoint("change_email.moved"); !hit) co_return fail(std::move(hit).error());
  // Without the change the new address is given up, with it the old one.
  auto released = co_await release_claim(auth, replaced ? old->key : email->key, id);
  if (!replaced) co_return fail(std::move(replaced).error());
  if (!released) co_return fail(std::move(released).error());
  auto noted = co_await note(auth, id, "email_changed", std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  co_return co_await write_letter(auth, id, "email_changed", {.to = account->email, .email = email->address});
}

Task<std::uint64_t> release_claims(Auth& auth) {
  co_return co_await store::do_due(auth.store, auth.clock.now(), "auth.claim", [&](store::DueWork work) {
    const auto owner = AccountId::parse(text_in(work.body, "account_id"));
    return release_claim(auth, text_in(work.body, "key"), owner.value_or(AccountId{}));
  });
}

}  // namespace bookmarket::auth
