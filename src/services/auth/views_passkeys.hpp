// What auth takes and answers with where passkeys are concerned. Messages that a browser makes or takes have the names
// of WebAuthn Level 3 §5.1.8 to §5.1.10: PublicKeyCredential's toJSON(), parseCreationOptionsFromJSON() and
// parseRequestOptionsFromJSON(). Bytes are base64url.
#pragma once

#include "services/auth/views.hpp"

namespace bookmarket::auth {

enum class CredentialType : std::uint8_t { public_key };

struct RelyingParty {
  std::string id, name;
};
struct CredentialUser {
  std::string id, name, displayName;
};
struct CredentialParameters {
  CredentialType type = CredentialType::public_key;
  int alg = 0;
};
struct CredentialDescriptor {
  CredentialType type = CredentialType::public_key;
  std::string id;
  std::vector<std::string> transports = {};
};
struct AuthenticatorSelection {
  std::string residentKey, userVerification;
  bool requireResidentKey = true;
};
struct CreationOptions {
  RelyingParty rp;
  CredentialUser user;
  std::string challenge;
  std::vector<CredentialParameters> pubKeyCredParams;
  std::int64_t timeout = 0;  ///< milliseconds
  std::vector<CredentialDescriptor> excludeCredentials;
  AuthenticatorSelection authenticatorSelection;
  std::string attestation;
};
struct RequestOptions {
  std::string challenge;
  std::int64_t timeout = 0;  ///< milliseconds
  std::string rpId;
  std::vector<CredentialDescriptor> allowCredentials;
  std::string userVerification;
};

struct AttestationResponse {
  std::string clientDataJSON, attestationObject;
  std::vector<std::string> transports;
};
struct NewCredential {
  std::string id, rawId;
  CredentialType type = CredentialType::public_key;
  AttestationResponse response;
};
struct AssertionResponse {
  std::string clientDataJSON, authenticatorData, signature;
  std::string userHandle;
};
struct UsedCredential {
  std::string id, rawId;
  CredentialType type = CredentialType::public_key;
  AssertionResponse response;
};

struct NewPasskey {
  std::string name;
  NewCredential credential;
};
struct PasskeyChange {
  std::string name;
};
struct PasskeySignIn {
  UsedCredential credential;
};
struct PasskeySignUp {
  std::string email;
  std::optional<std::string> name;
  std::optional<Language> language;
};
struct PasskeySignUpEnd {
  std::string email;
  std::optional<std::string> name;
  std::optional<Language> language;
  NewCredential credential;
};
/// Either of password (with a code, where one is asked for) and passkey.
struct Proof {
  std::optional<std::string> password, code;
  std::optional<UsedCredential> passkey;
};

struct PasskeyCard {
  PasskeyId id;
  std::string name;
  bool backed_up = false;
  Timestamp created_at;
  std::optional<Timestamp> used_at = {};
};
struct PasskeysView {
  std::vector<PasskeyCard> items;
};

}  // namespace bookmarket::auth

namespace bookmarket::shape {

namespace auth_fields {
[[nodiscard]] constexpr bool is_base64url(std::string_view text) {
  for (const char c : text)
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
      return false;
  return !text.empty();
}
[[nodiscard]] constexpr Info base64url(std::size_t max_length) {
  return {.max_length = max_length,
          .pattern = "^[A-Za-z0-9_-]+$",
          .valid = is_base64url,
          .valid_detail = "Use base64url without padding."};
}
inline constexpr Info credential_id = base64url(1364);  // of 1023 bytes
// As many at most, and each as long at most.
inline constexpr Info transports{.doc = "How the browser reaches it.", .example = R"(["internal"])", .max_length = 32};
inline constexpr Info passkey_name{
    .doc = "To tell it from others.", .example = "Телефон", .min_length = 1, .max_length = 80, .pii = true};
}  // namespace auth_fields

template <>
struct Slugs<auth::CredentialType> {
  static constexpr std::string_view name = "PublicKeyCredentialType";
  static constexpr std::array<std::string_view, 1> values{"public-key"};
};
template <>
struct Describe<auth::RelyingParty> {
  using T = auth::RelyingParty;
  static constexpr std::string_view name = "PublicKeyCredentialRpEntity", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}), field("name", &T::name, {})};
};
template <>
struct Describe<auth::CredentialUser> {
  using T = auth::CredentialUser;
  static constexpr std::string_view name = "PublicKeyCredentialUserEntityJSON", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}), field("name", &T::name, {.pii = true}),
                                            field("displayName", &T::displayName, {.pii = true})};
};
template <>
struct Describe<auth::CredentialParameters> {
  using T = auth::CredentialParameters;
  static constexpr std::string_view name = "PublicKeyCredentialParameters", doc = "";
  static constexpr auto fields = std::tuple{field("type", &T::type, {}), field("alg", &T::alg, {})};
};
template <>
struct Describe<auth::CredentialDescriptor> {
  using T = auth::CredentialDescriptor;
  static constexpr std::string_view name = "PublicKeyCredentialDescriptorJSON", doc = "";
  static constexpr auto fields =
      std::tuple{field("type", &T::type, {}), field("id", &T::id, {}), field("transports", &T::transports, {})};
};
template <>
struct Describe<auth::AuthenticatorSelection> {
  using T = auth::AuthenticatorSelection;
  static constexpr std::string_view name = "AuthenticatorSelectionCriteria", doc = "";
  static constexpr auto fields =
      std::tuple{field("residentKey", &T::residentKey, {}), field("requireResidentKey", &T::requireResidentKey, {}),
                 field("userVerification", &T::userVerification, {})};
};
template <>
struct Describe<auth::CreationOptions> {
  using T = auth::CreationOptions;
  static constexpr std::string_view name = "PublicKeyCredentialCreationOptionsJSON",
                                    doc = "For `PublicKeyCredential.parseCreationOptionsFromJSON()`.";
  static constexpr auto fields =
      std::tuple{field("rp", &T::rp, {}),
                 field("user", &T::user, {}),
                 field("challenge", &T::challenge, {.doc = "Good for five minutes and one answer."}),
                 field("pubKeyCredParams", &T::pubKeyCredParams, {}),
                 field("timeout", &T::timeout, {.doc = "Milliseconds."}),
                 field("excludeCredentials", &T::excludeCredentials, {}),
                 field("authenticatorSelection", &T::authenticatorSelection, {}),
                 field("attestation", &T::attestation, {})};
};
template <>
struct Describe<auth::RequestOptions> {
  using T = auth::RequestOptions;
  static constexpr std::string_view name = "PublicKeyCredentialRequestOptionsJSON",
                                    doc = "For `PublicKeyCredential.parseRequestOptionsFromJSON()`.";
  static constexpr auto fields =
      std::tuple{field("challenge", &T::challenge, {.doc = "Good for five minutes and one answer."}),
                 field("timeout", &T::timeout, {.doc = "Milliseconds."}), field("rpId", &T::rpId, {}),
                 field("allowCredentials", &T::allowCredentials, {.doc = "Empty: the device knows its passkeys."}),
                 field("userVerification", &T::userVerification, {})};
};
template <>
struct Describe<auth::AttestationResponse> {
  using T = auth::AttestationResponse;
  static constexpr std::string_view name = "AuthenticatorAttestationResponseJSON", doc = "";
  static constexpr bool open = true;
  static constexpr auto fields =
      std::tuple{field("clientDataJSON", &T::clientDataJSON, auth_fields::base64url(8192)),
                 field("attestationObject", &T::attestationObject, auth_fields::base64url(32'768)),
                 field("transports", &T::transports, auth_fields::transports)};
};
template <>
struct Describe<auth::NewCredential> {
  using T = auth::NewCredential;
  static constexpr std::string_view name = "RegistrationResponseJSON",
                                    doc = "As `PublicKeyCredential.toJSON()` gives it.";
  static constexpr bool open = true;
  static constexpr auto fields =
      std::tuple{field("id", &T::id, auth_fields::credential_id), field("rawId", &T::rawId, auth_fields::credential_id),
                 field("type", &T::type, {}), field("response", &T::response, {})};
};
template <>
struct Describe<auth::AssertionResponse> {
  using T = auth::AssertionResponse;
  static constexpr std::string_view name = "AuthenticatorAssertionResponseJSON", doc = "";
  static constexpr bool open = true;
  static constexpr auto fields =
      std::tuple{field("clientDataJSON", &T::clientDataJSON, auth_fields::base64url(8192)),
                 field("authenticatorData", &T::authenticatorData, auth_fields::base64url(8192)),
                 field("signature", &T::signature, auth_fields::base64url(1024)),
                 field("userHandle", &T::userHandle, auth_fields::base64url(86))};
};
template <>
struct Describe<auth::UsedCredential> {
  using T = auth::UsedCredential;
  static constexpr std::string_view name = "AuthenticationResponseJSON",
                                    doc = "As `PublicKeyCredential.toJSON()` gives it.";
  static constexpr bool open = true;
  static constexpr auto fields =
      std::tuple{field("id", &T::id, auth_fields::credential_id), field("rawId", &T::rawId, auth_fields::credential_id),
                 field("type", &T::type, {}), field("response", &T::response, {})};
};
template <>
struct Describe<auth::NewPasskey> {
  using T = auth::NewPasskey;
  static constexpr std::string_view name = "NewPasskey", doc = "";
  static constexpr auto fields =
      std::tuple{field("name", &T::name, auth_fields::passkey_name), field("credential", &T::credential, {})};
};
template <>
struct Describe<auth::PasskeyChange> {
  using T = auth::PasskeyChange;
  static constexpr std::string_view name = "PasskeyChange", doc = "";
  static constexpr auto fields = std::tuple{field("name", &T::name, auth_fields::passkey_name)};
};
template <>
struct Describe<auth::PasskeySignIn> {
  using T = auth::PasskeySignIn;
  static constexpr std::string_view name = "PasskeySignIn", doc = "";
  static constexpr auto fields = std::tuple{field("credential", &T::credential, {})};
};
template <>
struct Describe<auth::PasskeySignUp> {
  using T = auth::PasskeySignUp;
  static constexpr std::string_view name = "PasskeySignUp", doc = "Whose account it is going to be.";
  static constexpr auto fields =
      std::tuple{field("email", &T::email, auth_fields::email), field("name", &T::name, auth_fields::name),
                 field("language", &T::language, {.doc = "Of letters and pages."})};
};
template <>
struct Describe<auth::PasskeySignUpEnd> {
  using T = auth::PasskeySignUpEnd;
  static constexpr std::string_view name = "PasskeySignUpEnd", doc = "A new account that a passkey opens.";
  static constexpr auto fields = std::tuple{
      field("email", &T::email, auth_fields::email), field("name", &T::name, auth_fields::name),
      field("language", &T::language, {.doc = "Of letters and pages."}), field("credential", &T::credential, {})};
};
template <>
struct Describe<auth::Proof> {
  using T = auth::Proof;
  static constexpr std::string_view name = "Proof", doc = "Either a password or a passkey.";
  static constexpr auto fields =
      std::tuple{field("password", &T::password, auth_fields::password), field("code", &T::code, auth_fields::code),
                 field("passkey", &T::passkey, {.doc = "Its challenge is that of begin_passkey_sign_in."})};
};
template <>
struct Describe<auth::PasskeyCard> {
  using T = auth::PasskeyCard;
  static constexpr std::string_view name = "Passkey", doc = "A passkey, as its owner sees it.";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {}), field("name", &T::name, {.pii = true}),
                 field("backed_up", &T::backed_up, {.doc = "It is synchronised, hence survives the device."}),
                 field("created_at", &T::created_at, {}), field("used_at", &T::used_at, {.doc = "Last."})};
};
template <>
struct Describe<auth::PasskeysView> {
  using T = auth::PasskeysView;
  static constexpr std::string_view name = "Passkeys", doc = "";
  static constexpr auto fields = std::tuple{field("items", &T::items, {.doc = "Oldest first."})};
};

}  // namespace bookmarket::shape
