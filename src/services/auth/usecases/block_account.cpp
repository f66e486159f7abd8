#include "services/auth/domain/email.hpp"
#include "services/auth/usecases/people.hpp"

namespace bookmarket::auth {
namespace {

Result<void> may_touch(const Actor& actor, const StoredAccount& account) {
  if (account.id == actor.account) return fail(ErrorKind::forbidden, "not_yourself", "Somebody else has to do this.");
  if ((account.moderator || account.admin) && !actor.admin)
    return fail(ErrorKind::forbidden, "not_allowed", "This account is for administrators to block.");
  return {};
}

std::unexpected<Error> no_account(Error error) {
  if (error.kind != ErrorKind::not_found) return fail(std::move(error));
  return fail(ErrorKind::not_found, "account_not_found", "There is no such account.");
}

/// Whether the account has shown that it reads its mail.
Task<bool> is_confirmed(Auth& auth, StoredAccount account) {
  const auto email = parse_email(account.email, "");
  auto claim = co_await store::find<StoredClaim>(auth.store, "claims", email_claim(email ? email->key : ""));
  if (!claim) co_return fail(std::move(claim).error());
  co_return *claim && (*claim)->owner == account.id && (*claim)->confirmed;
}

}  // namespace

Task<void> may_block(Auth& auth, Actor actor, AccountId id) {
  auto account = co_await account_by_id(auth, id);
  if (!account) co_return fail(std::move(account).error());
  co_return may_touch(actor, *account);
}

Task<void> block_account(Auth& auth, Actor actor, AccountId id, BlockReason reason) {
  auto blocked = co_await auth.store.update(
      "accounts", id.to_string(), [actor, why = reason.reason](const store::Document& d) -> Result<store::Change> {
        auto account = shape::from_object<StoredAccount>(d.body);
        if (!account) return fail(account.error());
        if (auto may = may_touch(actor, *account); !may) return fail(std::move(may).error());
        account->state = AccountState::blocked;
        account->blocked_because = why;
        Object event;
        event.set("account_id", account->id.to_string());
        return store::Change{shape::to_object(*account), {{account_blocked, std::move(event)}}};
      });
  if (!blocked) co_return no_account(std::move(blocked).error());
  auth.known.forget(id);
  auto ended = co_await end_sessions(auth, id, std::nullopt, SessionEnd::blocked);
  if (!ended) co_return fail(std::move(ended).error());
  auto told = co_await write_letter(auth, id, "account_blocked", {.reason = std::move(reason.reason)});
  if (!told) co_return fail(std::move(told).error());
  co_return co_await note_both(auth, std::move(actor), id, "block_account");
}

Task<void> unblock_account(Auth& auth, Actor actor, AccountId id) {
  auto account = co_await account_by_id(auth, id);
  if (!account) co_return fail(std::move(account).error());
  if (auto may = may_touch(actor, *account); !may) co_return fail(std::move(may).error());
  if (account->state != AccountState::blocked) co_return Result<void>{};
  // Those that a crash, or a sign-in at the same moment, has left over.
  auto ended = co_await end_sessions(auth, id, std::nullopt, SessionEnd::blocked);
  if (!ended) co_return fail(std::move(ended).error());
  auto confirmed = co_await is_confirmed(auth, std::move(*account));
  if (!confirmed) co_return fail(std::move(confirmed).error());
  auto opened = co_await auth.store.update(
      "accounts", id.to_string(), [actor, confirmed = *confirmed](const store::Document& d) -> Result<store::Change> {
        auto stored = shape::from_object<StoredAccount>(d.body);
        if (!stored) return fail(stored.error());
        if (auto may = may_touch(actor, *stored); !may) return fail(std::move(may).error());
        stored->state = confirmed ? AccountState::active : AccountState::unverified;
        stored->blocked_because.reset();
        Object event;
        event.set("account_id", stored->id.to_string());
        return store::Change{shape::to_object(*stored), {{account_unblocked, std::move(event)}}};
      });
  if (!opened) co_return no_account(std::move(opened).error());
  auto told = co_await write_letter(auth, id, "account_unblocked");
  if (!told) co_return fail(std::move(told).error());
  co_return co_await note_both(auth, std::move(actor), id, "unblock_account");
}

}  // namespace bookmarket::auth
