// What several use cases of auth do alike.
#pragma once

#include "platform/store/due.hpp"
#include "services/auth/usecases/auth.hpp"

namespace bookmarket::auth {

/// The id under which a token's document is kept: its digest, so that the store alone opens nothing.
[[nodiscard]] inline std::string digest_id(std::string_view token) { return crypto::to_hex(crypto::sha256(token)); }

[[nodiscard]] inline std::unexpected<Error> wrong_field(std::string pointer, std::string code, std::string detail) {
  Error error{ErrorKind::invalid, "invalid_request", "Some of what was sent cannot be used; see errors."};
  error.fields.push_back({std::move(pointer), std::move(code), std::move(detail)});
  return fail(std::move(error));
}

using store::text_in;

[[nodiscard]] AccountView view_of(const StoredAccount& account);

/// On the pool for passwords. `password` is normalised.
Task<std::string> hashed(Auth& auth, std::string password);
/// Takes as long for a hash that is none.
Task<bool> matches(Auth& auth, std::string password, std::string hash);

/// Who has an address now.
Task<std::optional<StoredAccount>> account_of(Auth& auth, std::string email_key);
/// `account_not_found` when it is gone.
Task<StoredAccount> account_by_id(Auth& auth, AccountId id);

/// What a letter says beside its words.
struct LetterNote {
  std::optional<Uuid> id = {};             ///< that it goes out under; absent: one of its own
  std::string to = {};                     ///< another address than the account's
  std::string email = {}, reason = {};     ///< see LetterValues
  std::optional<Timestamp> asked_at = {};  ///< see StoredMailToken
};
/// Leaves a letter (domain/letters.hpp) to send_letters().
Task<void> write_letter(Auth& auth, AccountId account, std::string letter, LetterNote about = {});
/// The same for whoever has the address when it goes out, if anybody: it takes no longer for who is known.
Task<void> write_letter_to(Auth& auth, std::string email_key, std::string letter);
/// For letters: 2026-01-31 23:59, UTC.
[[nodiscard]] std::string minute_of(Timestamp t);
/// Uses a token up. Error `invalid` with code token_invalid at /body/token.
Task<StoredMailToken> use_token(Auth& auth, std::string token, std::vector<MailPurpose> purposes);

/// Notes what happened to an account, for its owner. `by` and `to`: see StoredAudit.
Task<void> note(Auth& auth, AccountId account, std::string action, Client client, std::optional<AccountId> by = {},
                std::optional<AccountId> to = {});

/// The same, but once under one id, and not who did it: what moderators decide is the market's.
Task<void> note_once(Auth& auth, Uuid id, AccountId account, std::string action, std::optional<AccountId> to);

/// Whose attempts these are as far as a network address tells: of IPv6 the /64, which one customer has whole.
[[nodiscard]] std::string network_of(std::string_view address);

/// Counts an attempt; error `rate_limited` when there were too many.
Task<void> allow_attempt(Auth& auth, std::string key, std::int64_t most, std::chrono::seconds within);

}  // namespace bookmarket::auth
