#include "services/auth/usecases/parts.hpp"

namespace bookmarket::auth {

Task<AccountView> show_account(Auth& auth, AccountId id) {
  auto account = co_await account_by_id(auth, id);
  if (!account) co_return fail(std::move(account).error());
  co_return view_of(*account);
}

Task<AccountView> change_account(Auth& auth, AccountId id, AccountChange change) {
  if (change.name && change.name->find_first_not_of(' ') == std::string::npos)
    co_return wrong_field("/body/name", "too_short", "Say how others may call you.");
  auto changed = co_await auth.store.update("accounts", id.to_string(),
                                            [change](const store::Document& d) -> Result<store::Change> {
                                              auto account = shape::from_object<StoredAccount>(d.body);
                                              if (!account) return fail(account.error());
                                              if (change.name) account->name = *change.name;
                                              if (change.language) account->language = *change.language;
                                              return store::Change{shape::to_object(*account)};
                                            });
  if (!changed) co_return fail(std::move(changed).error());
  auto account = shape::from_object<StoredAccount>(changed->body);
  if (!account) co_return fail(std::move(account).error());
  co_return view_of(*account);
}

Task<AuditView> list_audit(Auth& auth, AccountId account, std::string cursor, unsigned limit) {
  auto page = co_await auth.store.query({.collection = "audit",
                                         .index = "by_account",
                                         .equals = {account.to_string()},
                                         .descending = true,
                                         .cursor = std::move(cursor),
                                         .limit = limit});
  if (!page) co_return fail(std::move(page).error());
  AuditView out;
  for (auto& a : store::read_all<StoredAudit>(page->documents, {}))
    out.items.push_back({a.at, std::move(a.action), std::move(a.address), std::move(a.user_agent), a.by, a.to});
  if (!page->next_cursor.empty()) out.next_cursor = page->next_cursor;
  co_return out;
}

}  // namespace bookmarket::auth
