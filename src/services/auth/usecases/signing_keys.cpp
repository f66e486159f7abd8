#include "services/auth/usecases/parts.hpp"

namespace bookmarket::auth {

Task<void> load_signing_keys(Auth& auth) {
  const auto now = auth.clock.now();
  std::map<std::string, crypto::SigningKey> keys;
  std::string newest, cursor;
  Timestamp newest_at{};
  for (bool made = false;; made = true) {
    do {
      auto page = co_await auth.store.scan("signing_keys", cursor, 100);
      if (!page) co_return fail(std::move(page).error());
      for (const auto& d : page->documents) {
        const auto stored = shape::from_object<StoredSigningKey>(d.body);
        if (!stored) co_return fail(stored.error());
        const auto sealed = crypto::from_base64url(stored->sealed_seed);
        const auto seed = sealed ? crypto::unseal(*sealed, auth.options.secret) : std::nullopt;
        const auto key = seed ? crypto::SigningKey::from_seed(*seed) : std::nullopt;
        if (!key)
          co_return fail(ErrorKind::invalid, "bad_setting",
                         "Setting auth.secret: it is not the one that this market's keys were sealed with.");
        keys.emplace(d.id, *key);
        if (newest.empty() || stored->created_at >= newest_at) {
          newest = d.id;
          newest_at = stored->created_at;
        }
      }
      cursor = page->next_cursor;
    } while (!cursor.empty());
    if (!keys.empty() || made) break;
    const auto key = crypto::SigningKey::generate();
    auto kept = co_await auth.store.insert(
        "signing_keys", Uuid::v7(now).to_string(),
        {shape::to_object(StoredSigningKey{
            .sealed_seed = crypto::to_base64url(crypto::seal(key.seed(), auth.options.secret)), .created_at = now})});
    if (!kept) co_return fail(std::move(kept).error());
  }
  auth.tokens.set_keys(std::move(newest), std::move(keys));
  co_return Result<void>{};
}

}  // namespace bookmarket::auth
