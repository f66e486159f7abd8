#include "services/auth/domain/letters.hpp"
#include "services/auth/usecases/parts.hpp"

namespace bookmarket::auth {
namespace {

std::string text_of(const Object& body, std::string_view name) {
  const auto* value = body.find(name);
  const auto* text = value == nullptr ? nullptr : value->as<std::string>();
  return text == nullptr ? std::string() : *text;
}

/// The token of a letter's link, made when the letter goes out: until then it is nowhere. Empty: there is no link.
Task<std::string> new_token(Auth& auth, AccountId account, std::string email, std::string letter) {
  const bool verifies = letter == "verify_email";
  if (!verifies && letter != "reset_password") co_return std::string();
  auto token = crypto::random_token();
  auto kept = co_await auth.store.insert(
      "mail_tokens", digest_id(token),
      {shape::to_object(StoredMailToken{
          .account_id = account,
          .purpose = verifies ? MailPurpose::verify_email : MailPurpose::reset_password,
          .email = std::move(email),
          .expires_at = auth.clock.now() + (verifies ? std::chrono::hours(24) : std::chrono::hours(1))})});
  if (!kept) co_return fail(std::move(kept).error());
  co_return token;
}

/// Success also where there is nobody any more to write to.
Task<void> send(Auth& auth, mail::Mail& mail, std::string id, std::string name, std::optional<AccountId> to) {
  if (!to) co_return Result<void>{};
  auto account = co_await account_by_id(auth, *to);
  if (!account && account.error().kind == ErrorKind::not_found) co_return Result<void>{};
  if (!account) co_return fail(std::move(account).error());
  auto token = co_await new_token(auth, account->id, account->email, name);
  if (!token) co_return fail(std::move(token).error());
  auto letter =
      write(name, account->language, {.name = account->name, .token = std::move(*token)}, auth.options.public_url);
  co_return co_await mail.send({.message_id = id + "@" + host_of(auth.options.public_url),
                                .to = account->email,
                                .subject = std::move(letter.subject),
                                .text = std::move(letter.text)});
}

/// 1 min, 2 min, … at most 2 h: a mail server is down for a while, an address for good.
std::chrono::milliseconds pause_after(int attempts) {
  return std::min<std::chrono::milliseconds>(std::chrono::minutes(1) * (1 << std::min(attempts, 7)),
                                             std::chrono::hours(2));
}

}  // namespace

Task<unsigned> send_letters(Auth& auth, mail::Mail& mail) {
  constexpr int most_attempts = 20;
  auto due = co_await auth.store.claim_due("auth.letter", auth.clock.now(), std::chrono::minutes(2), 16);
  if (!due) co_return fail(std::move(due).error());
  for (auto& work : *due) {
    auto sent = co_await send(auth, mail, work.id, text_of(work.body, "letter"),
                              AccountId::parse(text_of(work.body, "account_id")));
    if (!sent && sent.error().kind == ErrorKind::unavailable && work.attempts < most_attempts) {
      work.due_at = auth.clock.now() + pause_after(work.attempts);
      auto later = co_await auth.store.schedule(std::move(work));
      if (!later) co_return fail(std::move(later).error());
      continue;
    }
    auto done = co_await auth.store.complete(std::move(work));
    if (!done && done.error().code != "lease_lost") co_return fail(std::move(done).error());
  }
  co_return static_cast<unsigned>(due->size());
}

}  // namespace bookmarket::auth
