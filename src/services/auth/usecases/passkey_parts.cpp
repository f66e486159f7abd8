#include "services/auth/usecases/passkey_parts.hpp"

#include "services/auth/domain/letters.hpp"
#include "services/auth/passkeys/public_key.hpp"

namespace bookmarket::auth {
namespace {

Expected expected(const Auth& auth, std::string challenge) {
  return {
      .challenge = std::move(challenge), .origin = auth.options.public_url, .rp_id = host_of(auth.options.public_url)};
}

std::unexpected<Error> damaged(std::string_view what) {
  return fail(ErrorKind::invalid, "bad_format", std::string(what) + " is no base64url.");
}

std::unexpected<Error> unknown_passkey() {
  return fail(ErrorKind::invalid, "unknown_passkey", "This passkey is not known here.");
}

std::unexpected<Error> counter_went_back() {
  return fail(ErrorKind::invalid, "counter_went_back", "Another copy of this passkey has been used since.");
}

std::string handle_of(AccountId account) {
  const auto& id = account.uuid.bytes;
  return crypto::to_base64url({reinterpret_cast<const char*>(id.data()), id.size()});
}

Credential credential_of(const StoredPasskey& passkey) {
  return {.id = crypto::from_base64url(passkey.credential_id).value_or(""),
          .cose_key = crypto::from_base64url(passkey.public_key).value_or(""),
          .aaguid = crypto::from_base64url(passkey.aaguid).value_or(""),
          .sign_count = passkey.sign_count,
          .backup_eligible = passkey.backup_eligible,
          .backed_up = passkey.backed_up};
}

Task<StoredPasskey> counted(Auth& auth, PasskeyId id, Assertion assertion) {
  // Checked again where it is written: of two that come at once, the counter lets one pass.
  auto updated = co_await auth.store.update(
      "passkeys", id.to_string(),
      [assertion, now = auth.clock.now()](const store::Document& d) -> Result<store::Change> {
        auto passkey = shape::from_object<StoredPasskey>(d.body);
        if (!passkey) return fail(passkey.error());
        if (!may_follow(passkey->sign_count, assertion.sign_count)) return counter_went_back();
        passkey->sign_count = assertion.sign_count;
        passkey->backed_up = assertion.backed_up;
        passkey->used_at = now;
        return store::Change{shape::to_object(*passkey)};
      });
  if (!updated && updated.error().kind == ErrorKind::not_found) co_return unknown_passkey();
  if (!updated) co_return fail(std::move(updated).error());
  co_return shape::from_object<StoredPasskey>(updated->body);
}

}  // namespace

Task<void> allow_passkey_options(Auth& auth, Client client) {
  co_return co_await allow_attempt(auth, "passkey_options:" + network_of(client.address),
                                   3 * auth.options.sign_ins_per_address, std::chrono::minutes(15));
}

CreationOptions creation_options(const Auth& auth, AccountId account, std::string name, std::string display_name,
                                 std::string challenge) {
  CreationOptions out{
      .rp = {.id = host_of(auth.options.public_url), .name = "БукМаркет"},
      .user = {.id = handle_of(account), .name = std::move(name), .displayName = std::move(display_name)},
      .challenge = std::move(challenge),
      .pubKeyCredParams = {},
      .timeout = std::chrono::milliseconds(challenge_for).count(),
      .excludeCredentials = {},
      .authenticatorSelection = {.residentKey = "required", .userVerification = "required", .requireResidentKey = true},
      .attestation = "none"};
  for (const int algorithm : key_algorithms) out.pubKeyCredParams.push_back({.alg = algorithm});
  return out;
}

PasskeyCard card_of(const StoredPasskey& passkey) {
  return {.id = passkey.id,
          .name = passkey.name,
          .backed_up = passkey.backed_up,
          .created_at = passkey.created_at,
          .used_at = passkey.used_at};
}

Task<std::vector<StoredPasskey>> passkeys_of(Auth& auth, AccountId account) {
  co_return co_await store::find_by<StoredPasskey>(auth.store, "passkeys", "by_account", account.to_string(), {});
}

Task<StoredPasskey> registered(Auth& auth, Purpose purpose, NewCredential credential) {
  const auto client_data = crypto::from_base64url(credential.response.clientDataJSON);
  const auto attestation = crypto::from_base64url(credential.response.attestationObject);
  if (!client_data || !attestation) co_return damaged("The new passkey");
  auto challenge = co_await use_challenge(auth.cache, purpose, *client_data);
  if (!challenge) co_return fail(std::move(challenge).error());
  const auto made = verify_registration(expected(auth, challenge->text), *client_data, *attestation);
  if (!made) co_return fail(made.error());
  const auto id = crypto::to_base64url(made->id);
  if (credential.id != id || credential.rawId != id)
    co_return fail(ErrorKind::invalid, "no_credential", "The passkey has two names.");
  const auto account = AccountId::parse(challenge->about);
  co_return StoredPasskey{.id = passkey_id(id),
                          .account_id = account.value_or(AccountId{}),
                          .name = {},
                          .credential_id = id,
                          .public_key = crypto::to_base64url(made->cose_key),
                          .aaguid = crypto::to_base64url(made->aaguid),
                          .sign_count = made->sign_count,
                          .backup_eligible = made->backup_eligible,
                          .backed_up = made->backed_up,
                          .transports = std::move(credential.response.transports),
                          .created_at = auth.clock.now()};
}

Task<void> keep_passkey(Auth& auth, StoredPasskey passkey) {
  auto kept = co_await auth.store.insert("passkeys", passkey.id.to_string(), {shape::to_object(passkey)});
  if (!kept && kept.error().kind == ErrorKind::conflict)
    co_return wrong_field("/body/credential", "passkey_exists", "This passkey is registered already.");
  if (!kept) co_return fail(std::move(kept).error());
  co_return Result<void>{};
}

Task<StoredPasskey> asserted(Auth& auth, UsedCredential credential, Client client) {
  const auto& response = credential.response;
  const auto client_data = crypto::from_base64url(response.clientDataJSON);
  const auto data = crypto::from_base64url(response.authenticatorData);
  const auto signature = crypto::from_base64url(response.signature);
  if (!client_data || !data || !signature) co_return damaged("The passkey's answer");
  auto challenge = co_await use_challenge(auth.cache, Purpose::sign_in, *client_data);
  if (!challenge) co_return fail(std::move(challenge).error());
  const auto id = passkey_id(credential.id);
  auto found = co_await store::find<StoredPasskey>(auth.store, "passkeys", id.to_string());
  if (!found) co_return fail(std::move(found).error());
  if (!*found || credential.rawId != credential.id || response.userHandle != handle_of((*found)->account_id))
    co_return unknown_passkey();
  const auto assertion =
      verify_assertion(expected(auth, challenge->text), credential_of(**found), *client_data, *data, *signature);
  auto passkey = assertion ? co_await counted(auth, id, *assertion) : Result<StoredPasskey>(fail(assertion.error()));
  if (!passkey && passkey.error().code == "counter_went_back")
    (void)co_await note(auth, (*found)->account_id, "passkey_counter_went_back", std::move(client));
  co_return passkey;
}

std::unexpected<Error> at_field(std::string pointer, Error error) {
  if (error.kind != ErrorKind::invalid || !error.fields.empty()) return fail(std::move(error));
  return wrong_field(std::move(pointer), std::move(error.code), std::move(error.detail));
}

}  // namespace bookmarket::auth
