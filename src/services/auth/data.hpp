// The collections that auth owns, their indexes, and their documents.
#pragma once

#include "platform/shape/shape.hpp"
#include "platform/store/store.hpp"
#include "services/auth/data_privacy.hpp"
#include "services/auth/domain/ids.hpp"
#include "services/auth/domain/language.hpp"
#include "services/auth/domain/scope.hpp"

namespace bookmarket::auth {

enum class AccountState : std::uint8_t { unverified, active, blocked };

struct StoredAccount {
  AccountId id;
  std::string email;  ///< as typed
  std::string name;
  Language language = Language::uk;
  std::string password_hash;
  AccountState state = AccountState::unverified;
  bool moderator = false, admin = false;
  Timestamp created_at, password_changed_at;
  std::optional<std::string> blocked_because = {};  ///< as the one who did it said
  std::optional<Timestamp> erase_at = {};           ///< its owner wants it erased then; until then they may come back
  std::optional<Timestamp> erasing_since = {};      ///< nobody comes back any more
};
/// Whether sessions and API tokens may act for it.
[[nodiscard]] inline bool is_open(const StoredAccount& account) {
  return account.state == AccountState::active && !account.erase_at;
}

/// Who has an address: taken when an account asks for it, confirmed when the account has shown that it reads its mail.
/// Id: email_claim().
struct StoredClaim {
  AccountId owner;
  bool confirmed = false;
  Timestamp taken_at;
};
/// `key`: of uniqueness, see domain/email.hpp.
[[nodiscard]] inline std::string email_claim(std::string_view key) { return "account.email:" + std::string(key); }

enum class SessionEnd : std::uint8_t { signed_out, revoked, replayed, password_changed, blocked, leaving };

/// One browser or device that is signed in, and its refresh token: of the token only a digest is kept.
struct StoredSession {
  SessionId id;
  AccountId account_id;
  std::string refresh_digest;                       ///< SHA-256 of the token in force
  std::optional<std::string> previous_digest = {};  ///< of the one before
  Timestamp created_at, refreshed_at;
  Timestamp signed_in_at;  ///< when its owner last proved who they are
  Timestamp expires_at;    ///< whatever happens
  std::string user_agent, address;
  std::optional<SessionEnd> ended = {};
};

enum class MailPurpose : std::uint8_t { verify_email, reset_password, change_email };

/// What a link in a mail stands for. Id: digest_id() of its token. Used once: it is removed.
struct StoredMailToken {
  AccountId account_id;
  MailPurpose purpose = MailPurpose::verify_email;
  std::string email;  ///< that the letter went to
  Timestamp expires_at;
  std::optional<Timestamp> asked_at = {};  ///< of change_email: a password that is newer makes it void
};

/// A key that signs access tokens. Id: its kid.
struct StoredSigningKey {
  std::string sealed_seed;  ///< base64url, sealed with the market's secret
  Timestamp created_at;
};

/// What happened to an account, for its owner to see.
struct StoredAudit {
  AccountId account_id;
  Timestamp at;
  std::string action;  ///< operation id, or what befell the account
  std::string address, user_agent;
  std::optional<AccountId> by = {};  ///< who did it, where it was somebody else
  std::optional<AccountId> to = {};  ///< to whose account it was done, where it is somebody else's
};

/// A personal API token. Its id is made from its digest, so that a token is found without an index.
struct StoredApiToken {
  ApiTokenId id;
  AccountId account_id;
  std::string digest;  ///< base64url of SHA-256
  std::string name;
  std::vector<Scope> scopes;
  Timestamp created_at, expires_at;
  std::optional<Timestamp> used_at = {};  ///< to the minute
};

/// A passkey. Its id is made from its credential id, so that a credential is here once and found without an index.
struct StoredPasskey {
  PasskeyId id;
  AccountId account_id;
  std::string name;
  std::string credential_id, public_key, aaguid;  ///< base64url; the key as COSE
  std::uint32_t sign_count = 0;
  bool backup_eligible = false, backed_up = false;
  std::vector<std::string> transports = {};  ///< how a browser reaches it: internal, hybrid, usb, …
  Timestamp created_at;
  std::optional<Timestamp> used_at = {};
};
[[nodiscard]] inline PasskeyId passkey_id(std::string_view credential_id) {
  return PasskeyId::v8_of("passkey:" + std::string(credential_id));
}

/// One-time codes of an account. Id: the account's.
struct StoredTotp {
  std::string sealed_secret;   ///< base64url, sealed with the market's secret
  bool confirmed = false;      ///< a first code has come back: from now on sign-in asks for one
  std::int64_t last_step = 0;  ///< of the code used last
  std::vector<std::string> recovery_digests = {};
  Timestamp created_at;
};

/// An account elsewhere that opens one here. Its id is made from the provider's name for it, so that it is here once.
struct StoredIdentity {
  IdentityId id;
  AccountId account_id;
  std::string issuer, subject;  ///< OpenID Connect Core §2: together they name it, its address never does
  std::string email;            ///< as the provider last said; empty: it does not say
  Timestamp created_at;
  std::optional<Timestamp> used_at = {};
};
[[nodiscard]] inline IdentityId identity_id(std::string_view issuer, std::string_view subject) {
  return IdentityId::v8_of("identity:" + std::string(issuer) + "\n" + std::string(subject));
}

inline std::vector<store::Collection> collections() {
  return {{"accounts", {{"by_admin", {{"admin"}, {"created_at"}}}, {"by_moderator", {{"moderator"}, {"created_at"}}}}},
          {"claims", {{"by_owner", {{"owner"}}}}},
          {"sessions", {{"by_account", {{"account_id"}, {"created_at"}}}}},
          {"mail_tokens", {{"by_account", {{"account_id"}}}}},
          {"letters", {{"by_account", {{"account_id"}}}}},
          {"signing_keys"},
          {"audit", {{"by_account", {{"account_id"}, {"at"}}}}},
          {"api_tokens", {{"by_account", {{"account_id"}, {"created_at"}}}}},
          {"passkeys", {{"by_account", {{"account_id"}, {"created_at"}}}}},
          {"totp"},
          {"exports"},
          {"identities", {{"by_account", {{"account_id"}, {"created_at"}}}}}};
}

}  // namespace bookmarket::auth

namespace bookmarket::shape {

template <>
struct Slugs<auth::AccountState> {
  static constexpr std::string_view name = "AccountState";
  static constexpr std::array<std::string_view, 3> values{"unverified", "active", "blocked"};
};
template <>
struct Slugs<auth::SessionEnd> {
  static constexpr std::string_view name = "SessionEnd";
  static constexpr std::array<std::string_view, 6> values{"signed_out",       "revoked", "replayed",
                                                          "password_changed", "blocked", "leaving"};
};
template <>
struct Slugs<auth::MailPurpose> {
  static constexpr std::string_view name = "MailPurpose";
  static constexpr std::array<std::string_view, 3> values{"verify_email", "reset_password", "change_email"};
};
template <>
struct Describe<auth::StoredAccount> {
  using T = auth::StoredAccount;
  static constexpr std::string_view name = "StoredAccount", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("email", &T::email, {.pii = true}),
                                            field("name", &T::name, {.pii = true}),
                                            field("language", &T::language, {}),
                                            field("password_hash", &T::password_hash, {.secret = true}),
                                            field("state", &T::state, {}),
                                            field("moderator", &T::moderator, {}),
                                            field("admin", &T::admin, {}),
                                            field("created_at", &T::created_at, {}),
                                            field("password_changed_at", &T::password_changed_at, {}),
                                            field("blocked_because", &T::blocked_because, {.pii = true}),
                                            field("erase_at", &T::erase_at, {}),
                                            field("erasing_since", &T::erasing_since, {})};
};
template <>
struct Describe<auth::StoredClaim> {
  using T = auth::StoredClaim;
  static constexpr std::string_view name = "StoredClaim", doc = "";
  static constexpr auto fields = std::tuple{field("owner", &T::owner, {}), field("confirmed", &T::confirmed, {}),
                                            field("taken_at", &T::taken_at, {})};
};
template <>
struct Describe<auth::StoredSession> {
  using T = auth::StoredSession;
  static constexpr std::string_view name = "StoredSession", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("account_id", &T::account_id, {}),
                                            field("refresh_digest", &T::refresh_digest, {.secret = true}),
                                            field("previous_digest", &T::previous_digest, {.secret = true}),
                                            field("created_at", &T::created_at, {}),
                                            field("refreshed_at", &T::refreshed_at, {}),
                                            field("signed_in_at", &T::signed_in_at, {}),
                                            field("expires_at", &T::expires_at, {}),
                                            field("user_agent", &T::user_agent, {.pii = true}),
                                            field("address", &T::address, {.pii = true}),
                                            field("ended", &T::ended, {})};
};
template <>
struct Describe<auth::StoredMailToken> {
  using T = auth::StoredMailToken;
  static constexpr std::string_view name = "StoredMailToken", doc = "";
  static constexpr auto fields =
      std::tuple{field("account_id", &T::account_id, {}), field("purpose", &T::purpose, {}),
                 field("email", &T::email, {.pii = true}), field("expires_at", &T::expires_at, {}),
                 field("asked_at", &T::asked_at, {})};
};
template <>
struct Describe<auth::StoredSigningKey> {
  using T = auth::StoredSigningKey;
  static constexpr std::string_view name = "StoredSigningKey", doc = "";
  static constexpr auto fields =
      std::tuple{field("sealed_seed", &T::sealed_seed, {.secret = true}), field("created_at", &T::created_at, {})};
};
template <>
struct Describe<auth::StoredPasskey> {
  using T = auth::StoredPasskey;
  static constexpr std::string_view name = "StoredPasskey", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("account_id", &T::account_id, {}),
                                            field("name", &T::name, {.pii = true}),
                                            field("credential_id", &T::credential_id, {.pii = true}),
                                            field("public_key", &T::public_key, {.pii = true}),
                                            field("aaguid", &T::aaguid, {.pii = true}),
                                            field("sign_count", &T::sign_count, {}),
                                            field("backup_eligible", &T::backup_eligible, {}),
                                            field("backed_up", &T::backed_up, {}),
                                            field("transports", &T::transports, {}),
                                            field("created_at", &T::created_at, {}),
                                            field("used_at", &T::used_at, {})};
};
template <>
struct Describe<auth::StoredTotp> {
  using T = auth::StoredTotp;
  static constexpr std::string_view name = "StoredTotp", doc = "";
  static constexpr auto fields = std::tuple{
      field("sealed_secret", &T::sealed_secret, {.secret = true}), field("confirmed", &T::confirmed, {}),
      field("last_step", &T::last_step, {}), field("recovery_digests", &T::recovery_digests, {.secret = true}),
      field("created_at", &T::created_at, {})};
};
template <>
struct Describe<auth::StoredIdentity> {
  using T = auth::StoredIdentity;
  static constexpr std::string_view name = "StoredIdentity", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("account_id", &T::account_id, {}),
                                            field("issuer", &T::issuer, {.pii = true}),
                                            field("subject", &T::subject, {.pii = true}),
                                            field("email", &T::email, {.pii = true}),
                                            field("created_at", &T::created_at, {}),
                                            field("used_at", &T::used_at, {})};
};
template <>
struct Describe<auth::StoredAudit> {
  using T = auth::StoredAudit;
  static constexpr std::string_view name = "StoredAudit", doc = "";
  static constexpr auto fields = std::tuple{field("account_id", &T::account_id, {}),
                                            field("at", &T::at, {}),
                                            field("action", &T::action, {}),
                                            field("address", &T::address, {.pii = true}),
                                            field("user_agent", &T::user_agent, {.pii = true}),
                                            field("by", &T::by, {}),
                                            field("to", &T::to, {})};
};
template <>
struct Describe<auth::StoredApiToken> {
  using T = auth::StoredApiToken;
  static constexpr std::string_view name = "StoredApiToken", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("account_id", &T::account_id, {}),
                                            field("digest", &T::digest, {.secret = true}),
                                            field("name", &T::name, {.pii = true}),
                                            field("scopes", &T::scopes, {}),
                                            field("created_at", &T::created_at, {}),
                                            field("expires_at", &T::expires_at, {}),
                                            field("used_at", &T::used_at, {})};
};

}  // namespace bookmarket::shape
