#include "services/auth/usecases/identity_parts.hpp"
#include "services/auth/usecases/passkey_parts.hpp"

namespace bookmarket::auth {
namespace {

std::unexpected<Error> passkey_not_found() {
  return fail(ErrorKind::not_found, "passkey_not_found", "You have no such passkey.");
}

std::unexpected<Error> last_way_in() {
  return fail(ErrorKind::conflict, "last_way_in",
              "Without this passkey nobody could sign in to this account. Add another one or a password first.");
}

/// Somebody else's is not even there.
Task<StoredPasskey> own_passkey(Auth& auth, AccountId account, PasskeyId id) {
  auto passkey = co_await store::find<StoredPasskey>(auth.store, "passkeys", id.to_string());
  if (!passkey) co_return fail(std::move(passkey).error());
  if (!*passkey || (*passkey)->account_id != account) co_return passkey_not_found();
  co_return std::move(**passkey);
}

}  // namespace

Task<PasskeysView> list_passkeys(Auth& auth, AccountId account) {
  auto passkeys = co_await passkeys_of(auth, account);
  if (!passkeys) co_return fail(std::move(passkeys).error());
  PasskeysView out;
  for (const auto& p : *passkeys) out.items.push_back(card_of(p));
  co_return out;
}

Task<PasskeyCard> rename_passkey(Auth& auth, AccountId account, PasskeyId id, PasskeyChange input, Client client) {
  auto own = co_await own_passkey(auth, account, id);
  if (!own) co_return fail(std::move(own).error());
  auto renamed = co_await auth.store.update(
      "passkeys", id.to_string(), [name = std::move(input.name)](const store::Document& d) -> Result<store::Change> {
        auto passkey = shape::from_object<StoredPasskey>(d.body);
        if (!passkey) return fail(passkey.error());
        passkey->name = name;
        return store::Change{shape::to_object(*passkey)};
      });
  if (!renamed && renamed.error().kind == ErrorKind::not_found) co_return passkey_not_found();
  if (!renamed) co_return fail(std::move(renamed).error());
  auto noted = co_await note(auth, account, "rename_passkey", std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  const auto passkey = shape::from_object<StoredPasskey>(renamed->body);
  if (!passkey) co_return fail(passkey.error());
  co_return card_of(*passkey);
}

Task<void> remove_passkey(Auth& auth, Who who, PasskeyId id, Client client) {
  if (auto proven = proven_recently(auth, who); !proven) co_return fail(std::move(proven).error());
  auto own = co_await own_passkey(auth, who.account, id);
  if (!own) co_return fail(std::move(own).error());
  auto before = co_await ways_in(auth, who.account);
  if (!before) co_return fail(std::move(before).error());
  if (*before < 2) co_return last_way_in();
  auto removed = co_await auth.store.remove("passkeys", id.to_string(), {});
  if (!removed && removed.error().kind == ErrorKind::not_found) co_return passkey_not_found();
  if (!removed) co_return fail(std::move(removed).error());
  auto left = co_await ways_in(auth, who.account);
  if (!left) co_return fail(std::move(left).error());
  if (*left == 0) {  // the others may have been removed meanwhile, each beside the other
    auto again = co_await keep_passkey(auth, std::move(*own));
    if (!again) co_return fail(std::move(again).error());
    co_return last_way_in();
  }
  auto noted = co_await note(auth, who.account, "remove_passkey", std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  co_return co_await write_letter(auth, who.account, "passkey_removed");
}

}  // namespace bookmarket::auth
