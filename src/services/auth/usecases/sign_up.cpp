#include "services/auth/domain/password.hpp"
#include "services/auth/usecases/new_account.hpp"

namespace bookmarket::auth {
namespace {

/// Checks the fields of a new account, and names all that are wrong.
Result<Email> check(const Auth& auth, SignUp& input) {
  auto email = parse_email(input.email, "/body/email");
  auto password = check_password(input.password,
                                 {.pointer = "/body/password",
                                  .email = email ? std::string_view(email->key) : std::string_view(),
                                  .name = input.name ? std::string_view(*input.name) : std::string_view()},
                                 auth.breached);
  if (!email || !password) {
    Error error{ErrorKind::invalid, "invalid_request", "Some of what was sent cannot be used; see errors."};
    for (const auto* part : {email ? nullptr : &email.error(), password ? nullptr : &password.error()})
      if (part != nullptr) error.fields.insert(error.fields.end(), part->fields.begin(), part->fields.end());
    return fail(std::move(error));
  }
  input.password = std::move(*password);
  return email;
}

/// `input` is checked.
Task<StoredAccount> with_password(Auth& auth, SignUp input, Email email) {
  auto hash = co_await hashed(auth, std::move(input.password));
  if (!hash) co_return fail(std::move(hash).error());
  auto account = new_account(auth, AccountId::v7(auth.clock.now()), email, input.name, input.language);
  account.password_hash = std::move(*hash);
  co_return account;
}

}  // namespace

Task<void> sign_up(Auth& auth, SignUp input, Client client) {
  auto email = check(auth, input);
  if (!email) co_return fail(std::move(email).error());
  auto allowed = co_await allow_sign_up(auth, std::move(client), email->key);
  if (!allowed) co_return fail(std::move(allowed).error());
  auto account = co_await with_password(auth, std::move(input), *email);
  if (!account) co_return fail(std::move(account).error());
  co_return co_await keep_unverified(auth, std::move(*account), email->key);
}

Task<AccountId> add_account(Auth& auth, SignUp input, bool moderator, bool admin) {
  auto email = check(auth, input);
  if (!email) co_return fail(std::move(email).error());
  auto account = co_await with_password(auth, std::move(input), *email);
  if (!account) co_return fail(std::move(account).error());
  account->state = AccountState::active;
  account->moderator = moderator;
  account->admin = admin;
  const auto id = account->id;
  auto kept = co_await keep_account(auth, std::move(*account), email->key);
  if (!kept) co_return fail(std::move(kept).error());
  if (!*kept) co_return fail(ErrorKind::conflict, "email_taken", "The address has an account already.");
  co_return id;
}

}  // namespace bookmarket::auth
