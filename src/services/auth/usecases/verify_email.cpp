#include "services/auth/domain/email.hpp"
#include "services/auth/usecases/change_email.hpp"

namespace bookmarket::auth {

Task<void> verify_email(Auth& auth, Token input, Client client) {
  auto token = co_await use_token(auth, std::move(input.token), {MailPurpose::verify_email, MailPurpose::change_email});
  if (!token) co_return fail(std::move(token).error());
  if (token->purpose == MailPurpose::change_email)
    co_return co_await move_to_email(auth, std::move(*token), std::move(client));
  const auto email = parse_email(token->email, "/body/token");
  if (!email) co_return fail(email.error());
  // A link of before the account moved to another address confirms nothing.
  auto account = co_await account_by_id(auth, token->account_id);
  if (!account) co_return fail(std::move(account).error());
  if (const auto present = parse_email(account->email, ""); !present || present->key != email->key)
    co_return wrong_field("/body/token", "token_invalid", "The account has another address by now.");
  // The claim first: whoever has it is the account that may sign in by this address.
  auto claimed =
      co_await auth.store.update("claims", email_claim(email->key),
                                 [owner = token->account_id](const store::Document& d) -> Result<store::Change> {
                                   auto claim = shape::from_object<StoredClaim>(d.body);
                                   if (!claim) return fail(claim.error());
                                   if (claim->owner != owner)
                                     return wrong_field("/body/token", "token_invalid",
                                                        "This address was signed up anew since. Use the newer letter.");
                                   claim->confirmed = true;
                                   return store::Change{shape::to_object(*claim)};
                                 });
  if (!claimed) co_return fail(std::move(claimed).error());
  auto verified = co_await auth.store.update("accounts", token->account_id.to_string(),
                                             [](const store::Document& d) -> Result<store::Change> {
                                               auto account = shape::from_object<StoredAccount>(d.body);
                                               if (!account) return fail(account.error());
                                               if (account->state == AccountState::unverified)
                                                 account->state = AccountState::active;
                                               return store::Change{shape::to_object(*account)};
                                             });
  if (!verified) co_return fail(std::move(verified).error());
  co_return Result<void>{};
}

}  // namespace bookmarket::auth
