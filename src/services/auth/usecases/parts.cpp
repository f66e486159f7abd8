#include "services/auth/usecases/parts.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "platform/cache/limit.hpp"
#include "services/auth/domain/email.hpp"

namespace bookmarket::auth {

std::string minute_of(Timestamp t) {
  auto text = to_rfc3339(t).substr(0, 16);
  text[10] = ' ';
  return text;
}

AccountView view_of(const StoredAccount& account) {
  AccountView out{.id = account.id,
                  .email = account.email,
                  .name = account.name,
                  .language = account.language,
                  .has_password = !account.password_hash.empty(),
                  .created_at = account.created_at};
  if (account.moderator) out.roles.emplace_back("moderator");
  if (account.admin) out.roles.emplace_back("admin");
  return out;
}

Task<std::string> hashed(Auth& auth, std::string password) {
  co_return co_await auth.passwords.run([password = std::move(password), cost = auth.options.password_cost] {
    return crypto::hash_password(password, cost);
  });
}

Task<bool> matches(Auth& auth, std::string password, std::string hash) {
  co_return co_await auth.passwords.run(
      [password = std::move(password), hash = std::move(hash), cost = auth.options.password_cost]() -> Result<bool> {
        if (!hash.empty()) return crypto::is_password(password, hash);
        // Nobody has this address: the time must not tell.
        auto hashed = crypto::hash_password(password, cost);
        if (!hashed) return fail(std::move(hashed).error());
        return false;
      });
}

Task<std::optional<StoredAccount>> account_of(Auth& auth, std::string email_key) {
  auto claim = co_await store::find<StoredClaim>(auth.store, "claims", email_claim(email_key));
  if (!claim) co_return fail(std::move(claim).error());
  if (!*claim) co_return std::optional<StoredAccount>{};
  auto account = co_await store::find<StoredAccount>(auth.store, "accounts", (*claim)->owner.to_string());
  if (!account) co_return fail(std::move(account).error());
  // A claim outlives for a while the address that its owner has left.
  const auto email = *account ? parse_email((*account)->email, "") : Result<Email>();
  if (!email || email->key != email_key || (*account)->erasing_since) co_return std::optional<StoredAccount>{};
  co_return account;
}

Task<StoredAccount> account_by_id(Auth& auth, AccountId id) {
  auto account = co_await store::find<StoredAccount>(auth.store, "accounts", id.to_string());
  if (!account) co_return fail(std::move(account).error());
  if (!*account) co_return fail(ErrorKind::not_found, "account_not_found", "This account is gone.");
  co_return std::move(**account);
}

Task<void> write_letter(Auth& auth, AccountId account, std::string letter, LetterNote about) {
  const auto now = auth.clock.now();
  const auto id = about.id.value_or(Uuid::v7(now)).to_string();
  Object body;
  body.set("account_id", account.to_string());
  body.set("letter", std::move(letter));
  if (about.asked_at) body.set("asked_at", *about.asked_at);
  // Work carries ids only: what is said of a person stands in a document that can be found by them.
  const StoredLetter said{account, std::move(about.to), std::move(about.email), std::move(about.reason)};
  if (!said.to.empty() || !said.email.empty() || !said.reason.empty()) {
    body.set("says_more", true);
    auto kept = co_await auth.store.insert("letters", id, {shape::to_object(said)});
    if (!kept && kept.error().kind != ErrorKind::conflict) co_return fail(std::move(kept).error());
  }
  co_return co_await auth.store.schedule({.kind = "auth.letter", .id = id, .due_at = now, .body = std::move(body)});
}

Task<void> write_letter_to(Auth& auth, std::string email_key, std::string letter) {
  const auto now = auth.clock.now();
  Object body;
  body.set("email_key", std::move(email_key));
  body.set("letter", std::move(letter));
  co_return co_await auth.store.schedule(
      {.kind = "auth.letter", .id = Uuid::v7(now).to_string(), .due_at = now, .body = std::move(body)});
}

std::string network_of(std::string_view address) {
  std::string text(address);
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return text;
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return "unknown";
  constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(mapped.begin(), mapped.end(), bytes.begin()))
    return crypto::to_hex({reinterpret_cast<char*>(&bytes[12]), 4});
  return crypto::to_hex({reinterpret_cast<char*>(bytes.data()), 8}) + "::/64";
}

Task<StoredMailToken> use_token(Auth& auth, std::string token, std::vector<MailPurpose> purposes) {
  const auto id = digest_id(token);
  const auto unusable = [] {
    return wrong_field("/body/token", "token_invalid", "This link was used already, or is too old. Ask for another.");
  };
  auto found = co_await store::find<StoredMailToken>(auth.store, "mail_tokens", id);
  if (!found) co_return fail(std::move(found).error());
  if (!*found || std::ranges::find(purposes, (*found)->purpose) == purposes.end() ||
      (*found)->expires_at <= auth.clock.now())
    co_return unusable();
  auto removed = co_await auth.store.remove("mail_tokens", id, {});  // of two at once, one
  if (!removed && removed.error().kind == ErrorKind::not_found) co_return unusable();
  if (!removed) co_return fail(std::move(removed).error());
  co_return std::move(**found);
}

Task<void> note(Auth& auth, AccountId account, std::string action, Client client, std::optional<AccountId> by,
                std::optional<AccountId> to) {
  const auto now = auth.clock.now();
  auto kept = co_await auth.store.insert("audit", Uuid::v7(now).to_string(),
                                         {shape::to_object(StoredAudit{.account_id = account,
                                                                       .at = now,
                                                                       .action = std::move(action),
                                                                       .address = std::move(client.address),
                                                                       .user_agent = std::move(client.user_agent),
                                                                       .by = by,
                                                                       .to = to})});
  if (!kept) co_return fail(std::move(kept).error());
  co_return Result<void>{};
}

Task<void> note_once(Auth& auth, Uuid id, AccountId account, std::string action, std::optional<AccountId> to) {
  auto kept = co_await auth.store.insert("audit", id.to_string(),
                                         {shape::to_object(StoredAudit{.account_id = account,
                                                                       .at = auth.clock.now(),
                                                                       .action = std::move(action),
                                                                       .address = {},
                                                                       .user_agent = {},
                                                                       .by = {},
                                                                       .to = to})});
  if (!kept && kept.error().kind != ErrorKind::conflict) co_return fail(std::move(kept).error());
  co_return Result<void>{};
}

Task<void> allow_attempt(Auth& auth, std::string key, std::int64_t most, std::chrono::seconds within) {
  co_return co_await cache::allow(auth.cache, "attempts:" + key, most, within);
}

}  // namespace bookmarket::auth
