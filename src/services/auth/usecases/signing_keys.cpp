#include <algorithm>
#include <map>

#include "services/auth/tokens/key_rotation.hpp"
#include "services/auth/usecases/parts.hpp"

namespace bookmarket::auth {
namespace {

struct StoredKeys {
  std::vector<KeyAge> ages;
  std::map<std::string, crypto::SigningKey> keys;
};

std::optional<crypto::SigningKey> unsealed(const StoredSigningKey& stored, std::string_view secret) {
  const auto sealed = crypto::from_base64url(stored.sealed_seed);
  const auto seed = sealed ? crypto::unseal(*sealed, secret) : std::nullopt;
  return seed ? crypto::SigningKey::from_seed(*seed) : std::nullopt;
}

Task<StoredKeys> stored_keys(Auth& auth) {
  StoredKeys out;
  std::string cursor;
  do {
    auto page = co_await auth.store.scan("signing_keys", cursor, 100);
    if (!page) co_return fail(std::move(page).error());
    for (const auto& d : page->documents) {
      const auto stored = shape::from_object<StoredSigningKey>(d.body);
      if (!stored) co_return fail(stored.error());
      const auto key = unsealed(*stored, auth.options.secret);
      if (!key)
        co_return fail(ErrorKind::invalid, "bad_setting",
                       "Setting auth.secret: it is not the one that this market's keys were sealed with.");
      out.keys.emplace(d.id, *key);
      out.ages.push_back({d.id, stored->created_at});
    }
    cursor = page->next_cursor;
  } while (!cursor.empty());
  co_return out;
}

/// Instances that make the key after `last` on one day make the same one: the first of them has it.
Task<void> make_key(Auth& auth, std::string last) {
  const auto now = auth.clock.now();
  const auto key = crypto::SigningKey::generate();
  auto kept = co_await auth.store.insert(
      "signing_keys", Uuid::v8_of("signing_key:" + last + ":" + to_rfc3339(now).substr(0, 10)).to_string(),
      {shape::to_object(StoredSigningKey{
          .sealed_seed = crypto::to_base64url(crypto::seal(key.seed(), auth.options.secret)), .created_at = now})});
  if (!kept && kept.error().kind != ErrorKind::conflict) co_return fail(std::move(kept).error());
  co_return Result<void>{};
}

std::string newest(const std::vector<KeyAge>& keys) {
  return keys.empty() ? std::string()
                      : std::ranges::max(keys, {}, [](const KeyAge& k) { return std::pair(k.created_at, k.id); }).id;
}

}  // namespace

Task<void> load_signing_keys(Auth& auth) {
  const KeyTimes times{.signs_for = auth.options.key_for, .tokens_for = auth.options.access_token_for};
  auto stored = co_await stored_keys(auth);
  if (!stored) co_return fail(std::move(stored).error());
  auto plan = plan_keys(stored->ages, auth.clock.now(), times);
  if (plan.next_is_due) {
    auto made = co_await make_key(auth, newest(stored->ages));
    if (!made) co_return fail(std::move(made).error());
    stored = co_await stored_keys(auth);
    if (!stored) co_return fail(std::move(stored).error());
    plan = plan_keys(stored->ages, auth.clock.now(), times);
  }
  std::vector<TokenKey> keys;
  for (const auto& k : plan.kept) keys.push_back({k.id, stored->keys.at(k.id), k.signs_from});
  auth.tokens.set_keys(std::move(keys));
  for (const auto& id : plan.outlived) {
    auto gone = co_await auth.store.remove("signing_keys", id, {});
    if (!gone && gone.error().kind != ErrorKind::not_found) co_return fail(std::move(gone).error());
  }
  co_return Result<void>{};
}

KeySet key_set(const Auth& auth) {
  KeySet out;
  for (const auto& k : auth.tokens.verification_keys())
    out.keys.push_back({.kid = k.id, .x = crypto::to_base64url(k.public_key)});
  return out;
}

}  // namespace bookmarket::auth
