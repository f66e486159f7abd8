#include "services/auth/domain/email.hpp"
#include "services/auth/domain/password.hpp"
#include "services/auth/usecases/parts.hpp"

namespace bookmarket::auth {
namespace {

/// The part before the @, where nobody said how they want to be called.
std::string name_in(std::string_view email) { return std::string(email.substr(0, email.rfind('@'))); }

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

Task<std::optional<StoredAccount>> create(Auth& auth, SignUp input, Email email, AccountState state, bool moderator,
                                          bool admin) {
  auto hash = co_await hashed(auth, std::move(input.password));
  if (!hash) co_return fail(std::move(hash).error());
  const auto now = auth.clock.now();
  StoredAccount account{.id = AccountId::v7(now),
                        .email = email.address,
                        .name = input.name && !input.name->empty() ? *input.name : name_in(email.address),
                        .language = input.language.value_or(Language::uk),
                        .password_hash = std::move(*hash),
                        .state = state,
                        .moderator = moderator,
                        .admin = admin,
                        .created_at = now,
                        .password_changed_at = now};
  auto claimed = co_await claim(auth, email.key, account.id, state == AccountState::active);
  if (!claimed) co_return fail(std::move(claimed).error());
  if (!*claimed) co_return std::optional<StoredAccount>{};
  Object event;
  event.set("account_id", account.id.to_string());
  auto kept = co_await auth.store.insert("accounts", account.id.to_string(),
                                         {shape::to_object(account), {{account_created, std::move(event)}}});
  if (!kept) co_return fail(std::move(kept).error());
  co_return std::optional<StoredAccount>(std::move(account));
}

}  // namespace

Task<void> sign_up(Auth& auth, SignUp input, Client client) {
  auto email = check(auth, input);
  if (!email) co_return fail(std::move(email).error());
  auto allowed =
      co_await allow_attempt(auth, "sign_up:" + client.address, auth.options.letters_per_hour, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  allowed = co_await allow_attempt(auth, "letters:" + email->key, 5, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto account = co_await create(auth, std::move(input), *email, AccountState::unverified, false, false);
  if (!account) co_return fail(std::move(account).error());
  if (*account) co_return co_await write_letter(auth, (*account)->id, "verify_email");
  auto owner = co_await account_of(auth, email->key);
  if (!owner) co_return fail(std::move(owner).error());
  if (!*owner) co_return Result<void>{};
  co_return co_await write_letter(auth, (*owner)->id, "account_exists");
}

Task<AccountId> add_account(Auth& auth, SignUp input, bool moderator, bool admin) {
  auto email = check(auth, input);
  if (!email) co_return fail(std::move(email).error());
  auto account = co_await create(auth, std::move(input), *email, AccountState::active, moderator, admin);
  if (!account) co_return fail(std::move(account).error());
  if (!*account) co_return fail(ErrorKind::conflict, "email_taken", "The address has an account already.");
  co_return (*account)->id;
}

}  // namespace bookmarket::auth
