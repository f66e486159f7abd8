#include <algorithm>

#include "services/auth/usecases/people.hpp"

namespace bookmarket::auth {
namespace {

struct Roles {
  bool moderator = false, admin = false;
};

/// Gives the account as it was.
Task<StoredAccount> change_roles(Auth& auth, AccountId id, Roles roles) {
  StoredAccount before;
  auto changed = co_await auth.store.update(
      "accounts", id.to_string(), [&before, roles](const store::Document& d) -> Result<store::Change> {
        auto account = shape::from_object<StoredAccount>(d.body);
        if (!account) return fail(account.error());
        before = *account;
        account->moderator = roles.moderator;
        account->admin = roles.admin;
        Object event;
        event.set("account_id", account->id.to_string());
        return store::Change{shape::to_object(*account), {{roles_changed, std::move(event)}}};
      });
  if (!changed && changed.error().kind == ErrorKind::not_found)
    co_return fail(ErrorKind::not_found, "account_not_found", "There is no such account.");
  if (!changed) co_return fail(std::move(changed).error());
  auth.known.forget(id);
  co_return before;
}

std::string in_words(const PersonView& person) {
  std::string out;
  for (const auto role : person.roles)
    out += (out.empty() ? "" : ", ") + std::string(shape::Slugs<Role>::values[static_cast<std::size_t>(role)]);
  return out.empty() ? "—" : out;
}

}  // namespace

std::unexpected<Error> last_admin() {
  return fail(ErrorKind::conflict, "last_admin", "Make somebody else an administrator first.");
}

Task<bool> has_admin(Auth& auth, std::optional<AccountId> but) {
  store::Query query{.collection = "accounts", .index = "by_admin", .equals = {true}};
  do {
    auto page = co_await auth.store.query(query);
    if (!page) co_return fail(std::move(page).error());
    for (const auto& a : store::read_all<StoredAccount>(page->documents, {}))
      if (a.id != but && is_open(a)) co_return true;
    query.cursor = page->next_cursor;
  } while (!query.cursor.empty());
  co_return false;
}

Task<PersonView> set_roles(Auth& auth, Actor actor, AccountId id, RolesWanted wanted) {
  const auto wants = [&](Role role) { return std::ranges::find(wanted.roles, role) != wanted.roles.end(); };
  const Roles roles{wants(Role::moderator), wants(Role::admin)};
  if (!roles.admin) {
    auto another = co_await has_admin(auth, id);
    if (!another) co_return fail(std::move(another).error());
    if (!*another) co_return last_admin();
  }
  auto before = co_await change_roles(auth, id, roles);
  if (!before) co_return fail(std::move(before).error());
  // Two who take the role from each other at once: looked at again afterwards, and taken back.
  if (before->admin && !roles.admin) {
    auto any = co_await has_admin(auth, std::nullopt);
    if (!any) co_return fail(std::move(any).error());
    if (!*any) {
      auto undone = co_await change_roles(auth, id, {before->moderator, true});
      if (!undone) co_return fail(std::move(undone).error());
      co_return last_admin();
    }
  }
  before->moderator = roles.moderator;
  before->admin = roles.admin;
  auto person = person_of(*before);
  auto told = co_await write_letter(auth, id, "roles_changed", {.reason = in_words(person)});
  if (!told) co_return fail(std::move(told).error());
  auto noted = co_await note_both(auth, std::move(actor), id, "set_roles");
  if (!noted) co_return fail(std::move(noted).error());
  co_return person;
}

}  // namespace bookmarket::auth
