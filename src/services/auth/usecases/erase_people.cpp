#include <algorithm>

#include "platform/base/failpoint.hpp"
#include "platform/personal/personal.hpp"
#include "services/auth/domain/letters.hpp"
#include "services/auth/usecases/erasure.hpp"

namespace bookmarket::auth {
namespace {

/// Where the work stands: its step, of a keeper also its place in that.
constexpr std::string_view begin = "", restored = "restored", farewell = "farewell", outbox = "outbox",
                           keepers = "keepers", scrub = "scrub", afterwards = "afterwards";
struct Step {
  std::string name = std::string(begin);
  std::string service = {}, cursor = {};
  bool again = false;  ///< what came in by requests that were under way meanwhile
};
Step step_of(const Object& body) {
  const auto* again = body.find("again");
  const auto* yes = again == nullptr ? nullptr : again->as<bool>();
  return {text_in(body, "step"), text_in(body, "service"), text_in(body, "cursor"), yes != nullptr && *yes};
}
Object body_of(const Step& step) {
  Object out;
  out.set("step", step.name);
  out.set("service", step.service);
  out.set("cursor", step.cursor);
  out.set("again", step.again);
  return out;
}

/// By then requests that began before are over, addresses for uploads no longer good, and letters that somebody asked
/// for by an address tried again.
constexpr std::chrono::hours stragglers_within{3};

struct Next {
  std::optional<Step> step = {};  ///< none: that was all
  std::chrono::milliseconds in = {};
};

/// From here on nobody comes back. False: they came back before, or it is not time yet.
Task<bool> close_for_good(Auth& auth, AccountId account, bool also_unasked) {
  bool closed = false;
  auto updated = co_await auth.store.update(
      "accounts", account.to_string(),
      [&closed, also_unasked, now = auth.clock.now()](const store::Document& d) -> Result<store::Change> {
        auto stored = shape::from_object<StoredAccount>(d.body);
        if (!stored) return fail(stored.error());
        closed = also_unasked || stored->erasing_since || (stored->erase_at && *stored->erase_at <= now);
        if (!closed) return store::Change{d.body};
        if (!stored->erasing_since) stored->erasing_since = now;
        if (!stored->erase_at) stored->erase_at = now;
        Object event;
        event.set("account_id", stored->id.to_string());
        return store::Change{shape::to_object(*stored), {{account_closed, std::move(event)}}};
      });
  if (!updated && updated.error().kind == ErrorKind::not_found) co_return false;
  if (!updated) co_return fail(std::move(updated).error());
  auth.known.forget(account);
  co_return closed;
}

Task<Next> close(Auth& auth, AccountId account, Step step) {
  auto stored = co_await store::find<StoredAccount>(auth.store, "accounts", account.to_string());
  if (!stored) co_return fail(std::move(stored).error());
  if (!*stored) co_return Next{};
  const bool again = step.name == restored;
  auto closed = co_await close_for_good(auth, account, again);
  if (!closed) co_return fail(std::move(closed).error());
  if (!*closed) {
    const auto at = (*stored)->erase_at;
    if (!at || *at <= auth.clock.now()) co_return Next{};
    // What a crash kept from being done when it was asked for.
    auto told = co_await write_letter(auth, account, "erasure_planned", {.reason = minute_of(*at)});
    if (!told) co_return fail(std::move(told).error());
    auto ended = co_await end_sessions(auth, account, std::nullopt, SessionEnd::leaving);
    if (!ended) co_return fail(std::move(ended).error());
    co_return Next{Step{}, *at - auth.clock.now()};
  }
  auto kept = co_await auth.objects->put(tombstone_key(account.to_string()), to_rfc3339(auth.clock.now()),
                                         {.content_type = "text/plain"});
  if (!kept) co_return fail(std::move(kept).error());
  auto ended = co_await end_sessions(auth, account, std::nullopt, SessionEnd::leaving);
  if (!ended) co_return fail(std::move(ended).error());
  co_return Next{Step{std::string(again ? outbox : farewell)}};
}

/// The last letter goes out itself: nobody would be there to send it to later.
Task<Next> say_farewell(Auth& auth, mail::Mail& mail, AccountId account, int attempts) {
  constexpr int most_attempts = 10;
  auto stored = co_await store::find<StoredAccount>(auth.store, "accounts", account.to_string());
  if (!stored) co_return fail(std::move(stored).error());
  if (*stored) {
    auto letter = write("account_erased", (*stored)->language, {.name = (*stored)->name}, auth.options.public_url);
    auto sent =
        co_await mail.send({.message_id = "erased-" + account.to_string() + "@" + host_of(auth.options.public_url),
                            .to = (*stored)->email,
                            .subject = std::move(letter.subject),
                            .text = std::move(letter.text)});
    if (!sent && sent.error().kind == ErrorKind::unavailable && attempts < most_attempts)
      co_return fail(std::move(sent).error());
  }
  co_return Next{Step{std::string(outbox)}};
}

/// Every address at which the account may have been written to.
Task<std::vector<std::string>> addresses_of(Auth& auth, AccountId account) {
  std::vector<std::string> out;
  const auto key = account.to_string();
  auto stored = co_await store::find<StoredAccount>(auth.store, "accounts", key);
  if (!stored) co_return fail(std::move(stored).error());
  if (*stored) out.push_back((*stored)->email);
  auto claims = co_await store::documents_by(auth.store, "claims", "by_owner", key);
  if (!claims) co_return fail(std::move(claims).error());
  for (const auto& c : *claims) out.push_back(c.id.substr(email_claim("").size()));
  auto tokens = co_await store::find_by<StoredMailToken>(auth.store, "mail_tokens", "by_account", key, {});
  if (!tokens) co_return fail(std::move(tokens).error());
  for (auto& t : *tokens) out.push_back(std::move(t.email));
  auto letters = co_await store::find_by<StoredLetter>(auth.store, "letters", "by_account", key, {});
  if (!letters) co_return fail(std::move(letters).error());
  for (auto& l : *letters)
    if (!l.to.empty()) out.push_back(std::move(l.to));
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  co_return out;
}

Task<Next> empty_outbox(Auth& auth, mail::Mail& mail, AccountId account) {
  auto addresses = co_await addresses_of(auth, account);
  if (!addresses) co_return fail(std::move(addresses).error());
  for (auto& address : *addresses) {
    // Work that still names it is done at once, and goes.
    Object body;
    body.set("key", address);
    body.set("account_id", account.to_string());
    auto due = co_await auth.store.schedule({.kind = "auth.claim",
                                             .id = account.to_string() + ":" + address,
                                             .due_at = auth.clock.now(),
                                             .body = std::move(body)});
    if (!due) co_return fail(std::move(due).error());
    auto gone = co_await mail.forget(std::move(address));
    if (!gone) co_return fail(std::move(gone).error());
  }
  co_return Next{Step{std::string(keepers), auth.keepers.front()->service()}};
}

Task<Next> ask_keeper(Auth& auth, AccountId account, Step step) {
  const auto at = std::ranges::find(auth.keepers, step.service, &personal::Keeper::service);
  if (at == auth.keepers.end())
    co_return unavailable("keeper_missing", "this process does not run the service " + step.service);
  auto cursor = co_await (*at)->erase(account.to_string(), step.cursor);
  if (!cursor) co_return fail(std::move(cursor).error());
  step.cursor = std::move(*cursor);
  if (!step.cursor.empty()) co_return Next{std::move(step)};
  if (const auto next = at + 1; next != auth.keepers.end()) {
    step.service = (*next)->service();
    co_return Next{std::move(step)};
  }
  co_return Next{Step{.name = std::string(scrub), .again = step.again}};
}

Task<Next> scrub_store(Auth& auth, Step step) {
  auto scrubbed = co_await auth.store.scrub();
  if (!scrubbed) co_return fail(std::move(scrubbed).error());
  if (step.again) co_return Next{};
  co_return Next{Step{std::string(afterwards)}, stragglers_within};
}

Task<Next> take_step(Auth& auth, mail::Mail& mail, AccountId account, Step step, int attempts) {
  if (auth.objects == nullptr) co_return unavailable("objects_unusable", "this process has no objects");
  if (auto hit = failpoint("erase." + (step.name.empty() ? std::string("begin") : step.name)); !hit)
    co_return fail(std::move(hit).error());
  if (step.name == begin || step.name == restored) co_return co_await close(auth, account, std::move(step));
  if (step.name == farewell) co_return co_await say_farewell(auth, mail, account, attempts);
  if (step.name == outbox) co_return co_await empty_outbox(auth, mail, account);
  if (step.name == keepers) co_return co_await ask_keeper(auth, account, std::move(step));
  if (step.name == scrub) co_return co_await scrub_store(auth, std::move(step));
  co_return Next{Step{std::string(keepers), auth.keepers.front()->service(), "", true}};
}

/// Does the step that is due, and sets the next one down in its place.
Task<void> go_on(Auth& auth, mail::Mail& mail, store::DueWork work) {
  const auto account = AccountId::parse(work.id);
  if (!account) co_return Result<void>{};
  auto next = co_await take_step(auth, mail, *account, step_of(work.body), work.attempts);
  if (!next) co_return fail(std::move(next).error());
  if (!next->step) co_return Result<void>{};
  co_return co_await auth.store.schedule({.kind = erasure_work,
                                          .id = std::move(work.id),
                                          .due_at = auth.clock.now() + next->in,
                                          .body = body_of(*next->step)});
}

}  // namespace

Task<std::uint64_t> erase_people(Auth& auth, mail::Mail& mail) {
  co_return co_await store::do_due(auth.store, auth.clock.now(), erasure_work,
                                   [&](store::DueWork work) { return go_on(auth, mail, std::move(work)); });
}

Task<unsigned> erase_again(Auth& auth) {
  const auto prefix = tombstone_key("");
  unsigned found = 0;
  for (std::string cursor;;) {
    auto page = co_await auth.objects->list(prefix, cursor, 1000);
    if (!page) co_return fail(std::move(page).error());
    std::vector<std::string> ids;
    for (const auto& o : page->objects) ids.push_back(o.key.substr(prefix.size()));
    auto accounts = co_await auth.store.get_many("accounts", std::move(ids));
    if (!accounts) co_return fail(std::move(accounts).error());
    for (const auto& a : *accounts) {
      if (a.body.find("erasing_since") != nullptr) continue;  // its work is in the store, too, and goes on
      auto due = co_await auth.store.schedule({.kind = erasure_work,
                                               .id = a.id,
                                               .due_at = auth.clock.now(),
                                               .body = body_of({.name = std::string(restored)})});
      if (!due) co_return fail(std::move(due).error());
      ++found;
    }
    if (page->next_cursor.empty()) co_return found;
    cursor = std::move(page->next_cursor);
  }
}

}  // namespace bookmarket::auth
