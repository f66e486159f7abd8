#include <algorithm>

#include "services/auth/usecases/identity_parts.hpp"
#include "services/auth/usecases/passkey_parts.hpp"

namespace bookmarket::auth {
namespace {

constexpr std::size_t most_identities = 10;

/// Whether it opens its account now: it is of the provider that is set up.
bool is_usable(const Auth& auth, const StoredIdentity& identity) {
  return auth.identity_provider != nullptr && auth.identity_provider->issuer() == identity.issuer;
}

std::string name_of(const Auth& auth, const StoredIdentity& identity) {
  return is_usable(auth, identity) ? auth.identity_provider->name() : identity.issuer;
}

std::unexpected<Error> identity_not_found() {
  return fail(ErrorKind::not_found, "identity_not_found", "You have no such identity.");
}
std::unexpected<Error> last_identity() {
  return fail(ErrorKind::conflict, "last_way_in",
              "Without it nobody could sign in to this account. Add a passkey or a password first.");
}

/// Notes what happened, and writes to the owner of it.
Task<void> tell(Auth& auth, StoredIdentity identity, std::string action, std::string letter, Client client) {
  auto noted = co_await note(auth, identity.account_id, std::move(action), std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  co_return co_await write_letter(auth, identity.account_id, std::move(letter), {.reason = name_of(auth, identity)});
}

}  // namespace

Task<std::vector<StoredIdentity>> identities_of(Auth& auth, AccountId account) {
  co_return co_await store::find_by<StoredIdentity>(auth.store, "identities", "by_account", account.to_string(), {});
}

Task<void> link_identity(Auth& auth, StoredIdentity identity, Client client) {
  auto others = co_await identities_of(auth, identity.account_id);
  if (!others) co_return fail(std::move(others).error());
  if (std::ranges::find(*others, identity.id, &StoredIdentity::id) != others->end()) co_return Result<void>{};
  if (others->size() >= most_identities)
    co_return fail(ErrorKind::conflict, "too_many_identities", "Unlink one that you no longer use first.");
  auto kept = co_await auth.store.insert("identities", identity.id.to_string(), {shape::to_object(identity)});
  if (!kept && kept.error().kind == ErrorKind::conflict)
    co_return fail(ErrorKind::conflict, "identity_taken", "This identity opens another account.");
  if (!kept) co_return fail(std::move(kept).error());
  co_return co_await tell(auth, std::move(identity), "link_identity", "identity_linked", std::move(client));
}

Task<std::size_t> ways_in(Auth& auth, AccountId id) {
  auto account = co_await account_by_id(auth, id);
  if (!account) co_return fail(std::move(account).error());
  auto passkeys = co_await passkeys_of(auth, id);
  if (!passkeys) co_return fail(std::move(passkeys).error());
  auto identities = co_await identities_of(auth, id);
  if (!identities) co_return fail(std::move(identities).error());
  const auto usable = std::ranges::count_if(*identities, [&](const StoredIdentity& i) { return is_usable(auth, i); });
  co_return (account->password_hash.empty() ? 0U : 1U) + passkeys->size() + static_cast<std::size_t>(usable);
}

Task<IdentitiesView> list_identities(Auth& auth, AccountId account) {
  auto identities = co_await identities_of(auth, account);
  if (!identities) co_return fail(std::move(identities).error());
  IdentitiesView out;
  for (auto& i : *identities)
    out.items.push_back({.id = i.id,
                         .provider = name_of(auth, i),
                         .email = std::move(i.email),
                         .created_at = i.created_at,
                         .used_at = i.used_at});
  co_return out;
}

Task<void> unlink_identity(Auth& auth, Who who, IdentityId id, Client client) {
  if (auto proven = proven_recently(auth, who); !proven) co_return fail(std::move(proven).error());
  auto own = co_await store::find<StoredIdentity>(auth.store, "identities", id.to_string());
  if (!own) co_return fail(std::move(own).error());
  if (!*own || (*own)->account_id != who.account) co_return identity_not_found();
  auto before = co_await ways_in(auth, who.account);
  if (!before) co_return fail(std::move(before).error());
  if (is_usable(auth, **own) && *before < 2) co_return last_identity();
  auto removed = co_await auth.store.remove("identities", id.to_string(), {});
  if (!removed && removed.error().kind == ErrorKind::not_found) co_return identity_not_found();
  if (!removed) co_return fail(std::move(removed).error());
  // Again, since of two that are removed at once each has counted the other.
  auto left = co_await ways_in(auth, who.account);
  if (!left) co_return fail(std::move(left).error());
  if (*left == 0) {
    auto again = co_await auth.store.insert("identities", id.to_string(), {shape::to_object(**own)});
    if (!again) co_return fail(std::move(again).error());
    co_return last_identity();
  }
  co_return co_await tell(auth, std::move(**own), "unlink_identity", "identity_unlinked", std::move(client));
}

}  // namespace bookmarket::auth
