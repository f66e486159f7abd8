#include "services/auth/usecases/passkey_parts.hpp"

namespace bookmarket::auth {
namespace {

constexpr std::size_t most_passkeys = 20;

Task<std::vector<StoredPasskey>> with_room(Auth& auth, AccountId account) {
  auto passkeys = co_await passkeys_of(auth, account);
  if (passkeys && passkeys->size() >= most_passkeys)
    co_return fail(ErrorKind::conflict, "too_many_passkeys", "Remove a passkey that you no longer use first.");
  co_return passkeys;
}

}  // namespace

Task<CreationOptions> begin_passkey_registration(Auth& auth, Who who) {
  if (auto proven = proven_recently(auth, who); !proven) co_return fail(std::move(proven).error());
  auto account = co_await account_by_id(auth, who.account);
  if (!account) co_return fail(std::move(account).error());
  auto passkeys = co_await with_room(auth, who.account);
  if (!passkeys) co_return fail(std::move(passkeys).error());
  auto challenge = co_await new_challenge(auth.cache, Purpose::register_passkey, who.account.to_string());
  if (!challenge) co_return fail(std::move(challenge).error());
  auto out = creation_options(auth, who.account, account->email, account->name, std::move(*challenge));
  for (auto& p : *passkeys)
    out.excludeCredentials.push_back({.id = std::move(p.credential_id), .transports = std::move(p.transports)});
  co_return out;
}

Task<PasskeyCard> register_passkey(Auth& auth, Who who, NewPasskey input, Client client) {
  if (auto proven = proven_recently(auth, who); !proven) co_return fail(std::move(proven).error());
  auto passkeys = co_await with_room(auth, who.account);
  if (!passkeys) co_return fail(std::move(passkeys).error());
  auto passkey = co_await registered(auth, Purpose::register_passkey, std::move(input.credential));
  if (!passkey) co_return at_field("/body/credential", std::move(passkey).error());
  if (passkey->account_id != who.account)
    co_return wrong_field("/body/credential", "wrong_challenge", "This was begun by another account.");
  passkey->name = std::move(input.name);
  auto kept = co_await keep_passkey(auth, *passkey);
  if (!kept) co_return fail(std::move(kept).error());
  auto noted = co_await note(auth, who.account, "register_passkey", std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  auto told = co_await write_letter(auth, who.account, "passkey_added");
  if (!told) co_return fail(std::move(told).error());
  co_return card_of(*passkey);
}

}  // namespace bookmarket::auth
