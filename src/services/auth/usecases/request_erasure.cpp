#include "platform/base/failpoint.hpp"
#include "services/auth/domain/email.hpp"
#include "services/auth/usecases/erasure.hpp"
#include "services/auth/usecases/people.hpp"
#include "services/auth/usecases/proof.hpp"

namespace bookmarket::auth {
namespace {

store::NewEvent closed(AccountId account) {
  Object body;
  body.set("account_id", account.to_string());
  return {account_closed, std::move(body)};
}

Task<void> plan(Auth& auth, AccountId account, std::optional<Timestamp> erase_at) {
  auto planned = co_await auth.store.update(
      "accounts", account.to_string(), [erase_at, account](const store::Document& d) -> Result<store::Change> {
        auto stored = shape::from_object<StoredAccount>(d.body);
        if (!stored) return fail(stored.error());
        if (stored->erasing_since)
          return fail(ErrorKind::unauthenticated, "bad_credentials", "E-mail or password is wrong.");
        stored->erase_at = erase_at;
        store::Change change{shape::to_object(*stored)};
        if (erase_at) change.events.push_back(closed(account));
        return change;
      });
  if (!planned) co_return fail(std::move(planned).error());
  auth.known.forget(account);
  co_return Result<void>{};
}

Task<void> schedule(Auth& auth, AccountId account, Timestamp due_at) {
  co_return co_await auth.store.schedule({.kind = erasure_work, .id = account.to_string(), .due_at = due_at});
}

/// Two administrators who leave at once: looked at again afterwards, and taken back.
Task<void> plan_unless_last(Auth& auth, StoredAccount account, Timestamp erase_at) {
  if (account.admin) {
    auto another = co_await has_admin(auth, account.id);
    if (!another) co_return fail(std::move(another).error());
    if (!*another) co_return last_admin();
  }
  auto planned = co_await plan(auth, account.id, erase_at);
  if (!planned || !account.admin) co_return planned;
  auto any = co_await has_admin(auth, std::nullopt);
  if (any && *any) co_return Result<void>{};
  auto undone = co_await plan(auth, account.id, std::nullopt);
  if (!undone) co_return fail(std::move(undone).error());
  if (!any) co_return fail(std::move(any).error());
  co_return last_admin();
}

}  // namespace

Task<ErasurePlanned> request_erasure(Auth& auth, Who who, ErasureWanted input, Client client) {
  if (auto proven = proven_recently(auth, who); !proven) co_return fail(std::move(proven).error());
  auto account = co_await account_by_id(auth, who.account);
  if (!account) co_return fail(std::move(account).error());
  const auto typed = parse_email(input.email, "/body/email"), theirs = parse_email(account->email, "");
  if (!typed || !theirs || typed->key != theirs->key)
    co_return wrong_field("/body/email", "email_differs", "Type the address of this account.");
  const auto now = auth.clock.now();
  const auto erase_at = now + auth.options.erasure_grace;
  // Set down first: wherever this stops, it is looked at again, and goes on if the account says so by then.
  auto ahead = co_await schedule(auth, who.account, now + std::chrono::minutes(2));
  if (!ahead) co_return fail(std::move(ahead).error());
  auto planned = co_await plan_unless_last(auth, *account, erase_at);
  if (!planned) co_return fail(std::move(planned).error());
  if (auto hit = failpoint("erasure.planned"); !hit) co_return fail(std::move(hit).error());
  auto noted = co_await note(auth, who.account, "request_erasure", std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  if (erase_at > now) {
    auto told = co_await write_letter(auth, who.account, "erasure_planned", {.reason = minute_of(erase_at)});
    if (!told) co_return fail(std::move(told).error());
  }
  auto ended = co_await end_sessions(auth, who.account, std::nullopt, SessionEnd::leaving);
  if (!ended) co_return fail(std::move(ended).error());
  auto due = co_await schedule(auth, who.account, erase_at);
  if (!due) co_return fail(std::move(due).error());
  co_return ErasurePlanned{erase_at};
}

Task<void> call_off_erasure(Auth& auth, AccountId account, Client client) {
  auto stays = co_await plan(auth, account, std::nullopt);
  if (!stays) co_return fail(std::move(stays).error());
  auto noted = co_await note(auth, account, "erasure_called_off", std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  co_return co_await write_letter(auth, account, "erasure_called_off");
}

}  // namespace bookmarket::auth
