#include "services/auth/passkeys/ceremony.hpp"

#include "platform/crypto/crypto.hpp"
#include "platform/shape/json_read.hpp"
#include "services/auth/passkeys/cbor.hpp"
#include "services/auth/passkeys/public_key.hpp"

namespace bookmarket::auth {
namespace {

std::unexpected<Error> refused(std::string code, std::string detail) {
  return fail(ErrorKind::invalid, std::move(code), std::move(detail));
}

/// §7.1 steps 5 to 10, §7.2 steps 9 to 13. Members that we do not know may be there (§5.8.1).
Result<void> check_client_data(const Expected& expected, std::string_view json, std::string_view type) {
  const auto data = shape::parse_json(json);
  if (!data || !data->is_object()) return refused("malformed_client_data", "The browser's part is not readable.");
  const auto& members = data->get_object();
  const auto text = [&](std::string_view name) {
    const auto* member = members.if_contains(name);
    return member != nullptr && member->is_string() ? std::string_view(member->get_string()) : std::string_view();
  };
  if (text("type") != type) return refused("wrong_type", "The passkey answered another question.");
  if (!crypto::equal(text("challenge"), expected.challenge))
    return refused("wrong_challenge", "The passkey answered an older question. Begin again.");
  if (text("origin") != expected.origin) return refused("wrong_origin", "The passkey was used on another site.");
  const auto* cross = members.if_contains("crossOrigin");
  if ((cross != nullptr && !(cross->is_bool() && !cross->get_bool())) || members.contains("topOrigin"))
    return refused("cross_origin", "The passkey was used inside another site's page.");
  return {};
}

/// §7.1 steps 13 to 15, §7.2 steps 15 to 17; Level 3 §6.1.3 on backup flags. Verified, since a passkey stands for two
/// factors: the device, and what unlocks it.
Result<AuthenticatorData> check_authenticator_data(const Expected& expected, std::string_view bytes) {
  auto data = parse_authenticator_data(bytes);
  if (!data) return data;
  if (data->rp_id_hash != crypto::sha256(expected.rp_id)) return refused("wrong_rp", "The passkey is of another site.");
  if (!data->user_present) return refused("user_not_present", "Nobody touched the passkey.");
  if (!data->user_verified)
    return refused("user_not_verified", "The device must ask for its PIN, fingerprint or face. Set one up there.");
  if (data->backed_up && !data->backup_eligible)
    return refused("impossible_backup", "The passkey contradicts itself about its copies.");
  return data;
}

}  // namespace

Result<Credential> verify_registration(const Expected& expected, std::string_view client_data_json,
                                       std::string_view attestation_object) {
  if (auto fine = check_client_data(expected, client_data_json, "webauthn.create"); !fine)
    return fail(std::move(fine).error());
  const auto attestation = cbor::read(attestation_object);
  const auto* bytes = attestation ? attestation->find("authData") : nullptr;
  if (bytes == nullptr || !bytes->is(cbor::Kind::bytes) || attestation->find("fmt") == nullptr ||
      attestation->find("attStmt") == nullptr)
    return refused("malformed_attestation", "The new passkey is not readable.");
  const auto data = check_authenticator_data(expected, bytes->string);
  if (!data) return fail(data.error());
  if (!data->credential) return refused("no_credential", "There is no passkey in the answer.");
  if (const auto key = PublicKey::parse(data->credential->cose_key); !key) return fail(key.error());
  return Credential{.id = std::string(data->credential->id),
                    .cose_key = std::string(data->credential->cose_key),
                    .aaguid = std::string(data->credential->aaguid),
                    .sign_count = data->sign_count,
                    .backup_eligible = data->backup_eligible,
                    .backed_up = data->backed_up};
}

Result<Assertion> verify_assertion(const Expected& expected, const Credential& credential,
                                   std::string_view client_data_json, std::string_view authenticator_data,
                                   std::string_view signature) {
  if (auto fine = check_client_data(expected, client_data_json, "webauthn.get"); !fine)
    return fail(std::move(fine).error());
  const auto data = check_authenticator_data(expected, authenticator_data);
  if (!data) return fail(data.error());
  if (data->backup_eligible != credential.backup_eligible)
    return refused("other_backup_eligibility", "The passkey is not the one that was registered.");
  const auto key = PublicKey::parse(credential.cose_key);
  if (!key) return fail(key.error());
  if (!key->verifies(std::string(authenticator_data) + crypto::sha256(client_data_json), signature))
    return refused("wrong_signature", "The passkey is not the one that was registered.");
  if (!may_follow(credential.sign_count, data->sign_count))
    return refused("counter_went_back", "Another copy of this passkey has been used since.");
  return Assertion{.sign_count = data->sign_count, .backed_up = data->backed_up};
}

}  // namespace bookmarket::auth
