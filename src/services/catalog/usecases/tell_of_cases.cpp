#include "services/catalog/usecases/moderation_parts.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

using store::text_in;

/// The letter that goes with an action that somebody finds in their audit; a block is told by auth itself.
std::string letter_of(std::string_view action) {
  if (action == "hide_copy" || action == "remove_copy") return "copy_hidden";
  if (action == "ask_to_amend") return "amendment_asked";
  if (action == "uphold") return "appeal_upheld";
  if (action == "reject") return "appeal_rejected";
  return {};
}

/// Which copy it is about, what it rests on, and why.
Task<std::string> reasons(Catalog& catalog, StoredCase c) {
  std::string out;
  if (const auto id = copy_of(c)) {
    auto copy = co_await store::find<Copy>(catalog.store, "copies", id->to_string());
    if (!copy) co_return fail(std::move(copy).error());
    if (*copy) {
      auto edition = co_await store::find<StoredEdition>(catalog.store, "editions", (*copy)->edition_id.to_string());
      if (!edition) co_return fail(std::move(edition).error());
      if (*edition) out = "«" + (*edition)->title + "»\n";
    }
  }
  if (c.decision->ground_text) out += *c.decision->ground_text + "\n";
  co_return out + c.decision->text;
}

}  // namespace

std::unexpected<Error> no_accounts() {
  return unavailable("accounts_unreachable", "this process does not reach accounts");
}

Task<void> note_later(Catalog& catalog, std::string id, Note note) {
  Object body;
  body.set("account", note.account.to_string());
  body.set("action", std::move(note.action));
  if (note.to) body.set("to", note.to->to_string());
  if (note.decided) body.set("case", note.decided->to_string());
  co_return co_await catalog.store.schedule(
      {.kind = note_work, .id = std::move(id), .due_at = catalog.clock.now(), .body = std::move(body)});
}

Task<void> write_note(Catalog& catalog, store::DueWork work) {
  if (catalog.moderation.people == nullptr) co_return no_accounts();
  const auto id = Uuid::v8_of("note:" + work.id);
  const auto account = auth::AccountId::parse(text_in(work.body, "account"));
  if (!account) co_return Result<void>{};
  const auto action = text_in(work.body, "action");
  auto noted =
      co_await catalog.moderation.people->note(id, *account, action, auth::AccountId::parse(text_in(work.body, "to")));
  if (!noted) co_return fail(std::move(noted).error());
  const auto decided = CaseId::parse(text_in(work.body, "case"));
  auto letter = letter_of(action);
  if (!decided || letter.empty()) co_return Result<void>{};
  auto found = co_await case_by_id(catalog, *decided);
  if (!found) co_return fail(std::move(found).error());
  auto why = co_await reasons(catalog, std::move(found->stored));
  if (!why) co_return fail(std::move(why).error());
  co_return co_await catalog.moderation.people->write(id, *account, std::move(letter), std::move(*why));
}

}  // namespace bookmarket::catalog
