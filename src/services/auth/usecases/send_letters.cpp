#include <algorithm>

#include "services/auth/domain/letters.hpp"
#include "services/auth/usecases/parts.hpp"

namespace bookmarket::auth {
namespace {

/// What the link of a letter is for; nothing: it has none that is secret.
std::optional<MailPurpose> purpose_of(std::string_view letter) {
  constexpr auto& names = shape::Slugs<MailPurpose>::values;
  const auto at = std::ranges::find(names, letter);
  return at == names.end() ? std::nullopt : std::optional(static_cast<MailPurpose>(at - names.begin()));
}

/// The token of a letter's link, made when the letter goes out: until then it is nowhere. Empty: there is no link.
Task<std::string> new_token(Auth& auth, AccountId account, std::string email, std::string letter,
                            std::optional<Timestamp> asked_at) {
  const auto purpose = purpose_of(letter);
  if (!purpose) co_return std::string();
  auto token = crypto::random_token();
  const auto now = auth.clock.now();
  auto kept = co_await auth.store.insert(
      "mail_tokens", digest_id(token),
      {shape::to_object(
          StoredMailToken{.account_id = account,
                          .purpose = *purpose,
                          .email = std::move(email),
                          .expires_at = now + std::chrono::hours(*purpose == MailPurpose::reset_password ? 1 : 24),
                          .asked_at = asked_at})});
  if (!kept) co_return fail(std::move(kept).error());
  co_return token;
}

/// Whom a letter is for; nobody, where that account is gone or the address has none.
Task<std::optional<StoredAccount>> reader_of(Auth& auth, Object about) {
  if (const auto key = text_in(about, "email_key"); !key.empty()) {
    auto account = co_await account_of(auth, key);
    if (account && *account && (*account)->state != AccountState::active) co_return std::optional<StoredAccount>{};
    co_return account;
  }
  const auto owner = AccountId::parse(text_in(about, "account_id"));
  if (!owner) co_return std::optional<StoredAccount>{};
  co_return co_await store::find<StoredAccount>(auth.store, "accounts", owner->to_string());
}

/// Success also where there is nobody any more to write to.
Task<void> send(Auth& auth, mail::Mail& mail, std::string id, Object about) {
  auto account = co_await reader_of(auth, about);
  if (!account) co_return fail(std::move(account).error());
  if (!*account) co_return Result<void>{};
  const auto name = text_in(about, "letter");
  StoredLetter more{.account_id = (*account)->id};
  if (about.find("says_more") != nullptr) {
    auto found = co_await store::find<StoredLetter>(auth.store, "letters", id);
    if (!found) co_return fail(std::move(found).error());
    if (!*found) co_return Result<void>{};  // erased, or sent by somebody whose lease had ended
    more = std::move(**found);
  }
  const auto& to = more.to.empty() ? (*account)->email : more.to;
  const auto* asked = about.find("asked_at");
  const auto* asked_at = asked == nullptr ? nullptr : asked->as<Timestamp>();
  auto token =
      co_await new_token(auth, (*account)->id, to, name, asked_at == nullptr ? std::nullopt : std::optional(*asked_at));
  if (!token) co_return fail(std::move(token).error());
  auto letter =
      write(name, (*account)->language,
            {.name = (*account)->name, .token = std::move(*token), .email = more.email, .reason = more.reason},
            auth.options.public_url);
  co_return co_await mail.send({.message_id = id + "@" + host_of(auth.options.public_url),
                                .to = to,
                                .subject = std::move(letter.subject),
                                .text = std::move(letter.text)});
}

/// A mail server is down for a while, an address for good.
Task<void> send_or_give_up(Auth& auth, mail::Mail& mail, store::DueWork work) {
  constexpr int most_attempts = 20;
  auto sent = co_await send(auth, mail, work.id, work.body);
  if (!sent && sent.error().kind == ErrorKind::unavailable && work.attempts < most_attempts) {
    work.due_at = auth.clock.now() + store::pause_after(work.attempts);
    co_return co_await auth.store.schedule(std::move(work));
  }
  if (work.body.find("says_more") == nullptr) co_return Result<void>{};
  auto gone = co_await auth.store.remove("letters", work.id, {});
  if (!gone && gone.error().kind != ErrorKind::not_found) co_return fail(std::move(gone).error());
  co_return Result<void>{};
}

}  // namespace

Task<std::uint64_t> send_letters(Auth& auth, mail::Mail& mail) {
  co_return co_await store::do_due(auth.store, auth.clock.now(), "auth.letter",
                                   [&](store::DueWork work) { return send_or_give_up(auth, mail, std::move(work)); });
}

}  // namespace bookmarket::auth
