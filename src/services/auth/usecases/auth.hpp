// The use cases of accounts and sessions: one file each, named as the operation.
#pragma once

#include <memory>

#include "platform/base/clock.hpp"
#include "platform/cache/cache.hpp"
#include "platform/mail/mail.hpp"
#include "platform/objects/objects.hpp"
#include "platform/store/typed.hpp"
#include "services/auth/contract.hpp"
#include "services/auth/data.hpp"
#include "services/auth/domain/breached.hpp"
#include "services/auth/tokens/access_token.hpp"
#include "services/auth/usecases/known_tokens.hpp"
#include "services/auth/views.hpp"
#include "services/auth/views_keys.hpp"

namespace bookmarket::personal {
class Keeper;
}

namespace bookmarket::auth {

class OidcClient;

struct Options {
  std::string public_url;
  /// 32 bytes that all instances share: seals what the store must not tell.
  std::string secret;
  crypto::PasswordCost password_cost = {};
  unsigned password_threads = 2;
  std::size_t passwords_waiting = 32;
  std::int64_t letters_per_hour = 20;       ///< that one network address may cause
  std::int64_t sign_ins_per_address = 100;  ///< that one network address may try in a quarter of an hour
  std::chrono::days key_for{90};            ///< that a key signs access tokens
  std::chrono::minutes access_token_for{10};
  std::chrono::hours session_idle{14 * 24}, session_for{30 * 24};
  std::chrono::days erasure_grace{7};  ///< in which who wanted to leave may come back
  std::chrono::days export_for{7};     ///< that an export can be downloaded
};

/// What the use cases work with; outlives them.
struct Auth {
  Auth(store::Store& s, cache::Cache& ca, const Clock& c, BreachedPasswords b, Options o)
      : store(s),
        cache(ca),
        clock(c),
        breached(std::move(b)),
        options(std::move(o)),
        tokens(options.public_url),
        passwords("password hashes", options.password_threads, options.passwords_waiting) {}

  store::Store& store;
  cache::Cache& cache;
  const Clock& clock;
  const BreachedPasswords breached;
  const Options options;
  AccessTokens tokens;
  KnownTokens known;
  OidcClient* identity_provider = nullptr;  ///< null: none is set up; outlives this
  WorkerPool passwords;                     ///< a hash takes tens of milliseconds and megabytes: full, it sheds
  WorkerPool archives{"archives", 1, 4};
  objects::Objects* objects = nullptr;                ///< null where the process has none: nobody is exported or erased
  std::vector<const personal::Keeper*> keepers = {};  ///< of all services; the accounts' own is the last
};

/// Where a request comes from, as far as sessions and the audit note it.
struct Client {
  std::string address, user_agent;
  std::string device = {};  ///< token of new_device_token(), empty when it shows none
};
/// Who calls, as their access token says.
struct Who {
  AccountId account;
  SessionId session;
  Timestamp signed_in_at;  ///< when they last proved who they are
};
/// A session's secrets on their way to its browser.
struct Opened {
  SignedIn answer;
  std::optional<std::string> refresh_token = {};  ///< empty: the browser has it already
  std::optional<std::string> device_token = {};   ///< see guesses.hpp
};

/// Loads the keys that sign access tokens, makes the next one when it is due, and removes what is outlived. Every
/// instance does so at least every minute. Not twice at once.
Task<void> load_signing_keys(Auth& auth);
[[nodiscard]] KeySet key_set(const Auth& auth);

/// The same answer whether the address has an account or not; a letter says which. Errors: `invalid` naming fields,
/// `rate_limited`.
Task<void> sign_up(Auth& auth, SignUp input, Client client);
/// Errors: `invalid` with code token_invalid at /body/token, for one that was used or is too old.
/// The token may also be that of change_email.
Task<void> verify_email(Auth& auth, Token input, Client client);
/// Errors: `unauthenticated` with code bad_credentials, whatever is wrong; `forbidden` with code email_unverified
/// (another letter is sent) or account_blocked, or as pass_second_factor(), all only with the right password;
/// `rate_limited`.
Task<Opened> sign_in(Auth& auth, SignIn input, Client client);
/// Errors: `unauthenticated` with code session_ended.
Task<Opened> refresh_session(Auth& auth, std::string refresh_token, Refresh input, Client client);
/// Ends one session of the caller's account. `not_found` with code session_not_found.
Task<void> end_session(Auth& auth, AccountId account, SessionId session, SessionEnd why);
/// Ends all sessions of an account but one.
Task<void> end_sessions(Auth& auth, AccountId account, std::optional<SessionId> but, SessionEnd why);
Task<SessionsView> list_sessions(Auth& auth, AccountId account, SessionId current);

Task<AccountView> show_account(Auth& auth, AccountId id);
Task<AccountView> change_account(Auth& auth, AccountId id, AccountChange change);
/// The same answer whether the address has an account or not.
Task<void> request_password_reset(Auth& auth, EmailOnly input, Client client);
/// Ends all sessions. Errors: as verify_email; `invalid` for the password.
Task<void> reset_password(Auth& auth, NewPassword input, Client client);
/// Ends all other sessions. Needs proven_recently(). Errors: `invalid` with code wrong_password at
/// /body/current_password.
Task<void> change_password(Auth& auth, Who who, PasswordChange input, Client client);
Task<AuditView> list_audit(Auth& auth, AccountId account, std::string cursor, unsigned limit);

/// For the operator: an account that is verified. `conflict` with code email_taken.
Task<AccountId> add_account(Auth& auth, SignUp input, bool moderator, bool admin);

/// Who an access token or API token speaks for. The first time it reads the session and the account, whose roles count
/// (not those in the token); then it is told of changes by ended_sessions(). An API token is read anew each minute.
Task<AccessClaims> authenticate(Auth& auth, std::string token);
/// Takes the events after `cursor` and forgets the tokens of sessions that ended, of API tokens that were removed, and
/// of accounts that were blocked or got other roles. Gives the next cursor.
Task<std::string> ended_sessions(Auth& auth, std::string cursor);

/// Sends the letters that are due. How many it tried; an Error when the store does not answer.
Task<std::uint64_t> send_letters(Auth& auth, mail::Mail& mail);

}  // namespace bookmarket::auth
