#include "services/auth/passkeys/ceremony.hpp"

#include <gtest/gtest.h>

#include "platform/crypto/crypto.hpp"
#include "services/auth/passkeys/soft_key.hpp"

namespace bookmarket::auth {
namespace {

using namespace std::string_literals;

const Expected expected{.challenge = crypto::to_base64url(std::string(32, 'c')),
                        .origin = "https://books.example",
                        .rp_id = "books.example"};

/// What a browser and an authenticator say; each test changes what it is about.
struct Answer {
  soft::Kind kind = soft::Kind::es256;
  soft::Key key = soft::make_key(kind);
  std::string type = "webauthn.create", challenge = expected.challenge, origin = expected.origin;
  std::string more_client_data = R"(,"crossOrigin":false)";
  std::string rp_id = expected.rp_id;
  bool up = true, uv = true, be = false, bs = false, at = true, ed = false;
  std::uint32_t counter = 0;
  std::string id = "credential", key_text = soft::cose(kind, key);
  std::string behind = {};  ///< the key: extensions, or what should not be there
  std::string format = soft::text("none"), statement = soft::head(5, 0);

  [[nodiscard]] std::string client_data() const {
    return R"({"type":")" + type + R"(","challenge":")" + challenge + R"(","origin":")" + origin + '"' +
           more_client_data + '}';
  }
  [[nodiscard]] std::string authenticator_data() const {
    const unsigned flags =
        (up ? 1U : 0U) | (uv ? 4U : 0U) | (be ? 8U : 0U) | (bs ? 16U : 0U) | (at ? 64U : 0U) | (ed ? 128U : 0U);
    std::string out = crypto::sha256(rp_id) + static_cast<char>(flags);
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(counter >> static_cast<unsigned>(shift));
    if (at)
      out += std::string(16, 'a') + static_cast<char>(id.size() >> 8U) + static_cast<char>(id.size() & 255U) + id +
             key_text;
    return out + behind;
  }
  [[nodiscard]] std::string attestation() const {
    return soft::head(5, 3) + soft::text("fmt") + format + soft::text("attStmt") + statement + soft::text("authData") +
           soft::bytes(authenticator_data());
  }
  [[nodiscard]] std::string signature() const {
    return soft::sign(kind, key, authenticator_data() + crypto::sha256(client_data()));
  }
};

Answer made() { return {}; }
/// The same authenticator, used later.
Answer used(const Answer& registered, std::uint32_t counter = 1) {
  auto out = registered;
  out.type = "webauthn.get";
  out.at = false;
  out.counter = counter;
  return out;
}
Credential credential_of(const Answer& a) {
  return {.id = a.id,
          .cose_key = a.key_text,
          .aaguid = std::string(16, 'a'),
          .sign_count = a.counter,
          .backup_eligible = a.be,
          .backed_up = a.bs};
}

std::string outcome(const Answer& a) {
  const auto got = verify_registration(expected, a.client_data(), a.attestation());
  return got ? "ok" : got.error().code;
}
std::string outcome(const Answer& a, const Credential& c) {
  const auto got = verify_assertion(expected, c, a.client_data(), a.authenticator_data(), a.signature());
  return got ? "ok" : got.error().code;
}

TEST(Registration, GivesTheCredential) {
  for (const auto kind : soft::kinds) {
    Answer a{.kind = kind};
    a.be = a.bs = true;
    a.counter = 0x01020304;
    const auto got = verify_registration(expected, a.client_data(), a.attestation());
    ASSERT_TRUE(got) << got.error().code;
    EXPECT_EQ(got->id, "credential");
    EXPECT_EQ(got->cose_key, a.key_text);
    EXPECT_EQ(got->aaguid, std::string(16, 'a'));
    EXPECT_EQ(got->sign_count, 0x01020304U);
    EXPECT_TRUE(got->backup_eligible && got->backed_up);
    EXPECT_EQ(outcome(used(a, 0x01020305), *got), "ok");
  }
}

// Made by the soft-webauthn package, with the flag of verification set: it has an encoder of its own.
TEST(Ceremonies, ReadWhatAnotherProgramWrote) {
  const auto decoded = [](std::string_view text) { return *crypto::from_base64url(text); };
  auto asked = expected;
  const auto credential = verify_registration(
      asked,
      decoded(
          "eyJ0eXBlIjogIndlYmF1dGhuLmNyZWF0ZSIsICJjaGFsbGVuZ2UiOiAiWTJOalkyTmpZMk5qWTJOalkyTmpZMk5qWTJOalkyTmpZMk5qWT"
          "JOalkyTSIsICJvcmlnaW4iOiAiaHR0cHM6Ly9ib29rcy5leGFtcGxlIn0"),
      decoded(
          "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikqXQJ3t8MK0YqC1hSiyDb9I3_591XKS9jYjunbt9iHjNFAAAAAAAAAAAAAAAAAAAAAAAA"
          "AAAAIF4h4ONiPD_cbZ7Vv3t1kKSMWsnI1nOWYoplfw8DqHhupQECAyYgASFYILGJRQZJG739iV2dGDojas2l1DbO-ENb7iBKqYqL3kWbIlgg"
          "8W9KpZNJgIi5K9lLtGqf0CyipSIFeX5yKHK3i03rYHQ"));
  ASSERT_TRUE(credential) << credential.error().code;
  asked.challenge = crypto::to_base64url(std::string(32, 'd'));
  const auto assertion = verify_assertion(
      asked, *credential,
      decoded(
          "eyJ0eXBlIjogIndlYmF1dGhuLmdldCIsICJjaGFsbGVuZ2UiOiAiWkdSa1pHUmtaR1JrWkdSa1pHUmtaR1JrWkdSa1pHUmtaR1JrWkdSa1pH"
          "USIsICJvcmlnaW4iOiAiaHR0cHM6Ly9ib29rcy5leGFtcGxlIn0"),
      decoded("qXQJ3t8MK0YqC1hSiyDb9I3_591XKS9jYjunbt9iHjMFAAAAAQ"),
      decoded("MEUCIQD8ObZyLCx3z43-Qu02HaOnImMcMCnhQ2Odb0eXpA7_xQIgWx9gojBb7SU4t7bKJzc8v4SnGJAV8n6OoT04JUYHeA0"));
  ASSERT_TRUE(assertion) << assertion.error().code;
  EXPECT_EQ(assertion->sign_count, 1U);
}

/// What both ceremonies check alike.
struct Violation {
  std::string_view code;
  void (*break_it)(Answer&);
};
const auto violations = std::to_array<Violation>({
    {"wrong_type", [](Answer& a) { a.type = a.type == "webauthn.get" ? "webauthn.create" : "webauthn.get"; }},
    {"wrong_challenge", [](Answer& a) { a.challenge = crypto::to_base64url(std::string(32, 'x')); }},
    {"wrong_challenge", [](Answer& a) { a.challenge += '='; }},
    {"wrong_challenge", [](Answer& a) { a.challenge = ""; }},
    {"wrong_origin", [](Answer& a) { a.origin = "https://books.example.evil.example"; }},
    {"wrong_origin", [](Answer& a) { a.origin = "https://www.books.example"; }},
    {"wrong_origin", [](Answer& a) { a.origin = "https://books.example:8443"; }},
    {"wrong_origin", [](Answer& a) { a.origin = "http://books.example"; }},
    {"wrong_origin", [](Answer& a) { a.origin += "/"; }},
    {"cross_origin", [](Answer& a) { a.more_client_data = R"(,"crossOrigin":true)"; }},
    {"cross_origin", [](Answer& a) { a.more_client_data = R"(,"crossOrigin":"no")"; }},
    {"cross_origin", [](Answer& a) { a.more_client_data = R"(,"topOrigin":"https://evil.example")"; }},
    {"malformed_client_data", [](Answer& a) { a.more_client_data = ","; }},
    {"malformed_client_data", [](Answer& a) { a.more_client_data = "}[{"; }},
    {"wrong_rp", [](Answer& a) { a.rp_id = "example"; }},
    {"user_not_present", [](Answer& a) { a.up = false; }},
    {"user_not_verified", [](Answer& a) { a.uv = false; }},
    {"impossible_backup", [](Answer& a) { a.bs = true; }},
    {"malformed_authenticator_data", [](Answer& a) { a.behind = "x"; }},
    {"malformed_authenticator_data", [](Answer& a) { a.ed = true; }},
    {"malformed_authenticator_data",
     [](Answer& a) {
       a.ed = true;
       a.behind = "\x01";  // extensions are a map
     }},
});

TEST(Registration, RefusesEachViolation) {
  for (const auto& v : violations) {
    auto a = made();
    v.break_it(a);
    EXPECT_EQ(outcome(a), v.code) << a.client_data();
  }
}

TEST(Assertion, RefusesEachViolationThoughItsSignatureIsRight) {
  const auto registered = made();
  for (const auto& v : violations) {
    auto a = used(registered);
    v.break_it(a);
    EXPECT_EQ(outcome(a, credential_of(registered)), v.code) << a.client_data();
  }
}

TEST(Registration, TakesMembersThatAreNotKnownYet) {
  auto a = made();
  a.more_client_data = R"(,"other_keys_can_be_added_here":{"deep":[1]})";
  EXPECT_EQ(outcome(a), "ok") << "crossOrigin need not be there";
  a.ed = true;
  a.behind = soft::head(5, 1) + soft::text("credProtect") + soft::number(2);
  EXPECT_EQ(outcome(a), "ok");
}

TEST(Registration, DoesNotLookAtAttestation) {
  auto a = made();
  a.format = soft::text("packed");
  a.statement =
      soft::head(5, 2) + soft::text("alg") + soft::number(-7) + soft::text("sig") + soft::bytes("no signature");
  EXPECT_EQ(outcome(a), "ok");
}

TEST(Registration, NeedsACredential) {
  auto a = made();
  a.at = false;
  EXPECT_EQ(outcome(a), "no_credential");
  for (const auto* id : {"", "x"}) {
    a = made();
    a.id = *id == '\0' ? "" : std::string(1024, *id);
    EXPECT_EQ(outcome(a), "malformed_authenticator_data");
  }
  a.id = std::string(1023, 'x');
  EXPECT_EQ(outcome(a), "ok");
}

TEST(Registration, NeedsAKeyThatCanVerify) {
  auto a = made();
  a.key_text = soft::ec2(std::string(32, 'x'), std::string(32, 'y'), 1, -47);
  EXPECT_EQ(outcome(a), "unsupported_key");
  a.key_text = soft::ec2(std::string(32, 'x'), std::string(32, 'y'));
  EXPECT_EQ(outcome(a), "malformed_key");
  a.key_text = soft::number(1);
  EXPECT_EQ(outcome(a), "malformed_authenticator_data");
}

TEST(Registration, NeedsAWholeAttestationObject) {
  const auto a = made();
  const auto whole = a.attestation();
  const auto code = [&](const std::string& object) {
    const auto got = verify_registration(expected, a.client_data(), object);
    return got ? "ok" : got.error().code;
  };
  EXPECT_EQ(code(whole.substr(0, whole.size() - 1)), "malformed_attestation");
  EXPECT_EQ(code(whole + '\0'), "malformed_attestation");
  EXPECT_EQ(code(""), "malformed_attestation");
  EXPECT_EQ(code("\xa0"), "malformed_attestation");
  EXPECT_EQ(code(soft::head(5, 3) + soft::text("fmt") + a.format + soft::text("attStmt") + a.statement +
                 soft::text("authData") + soft::text("text")),
            "malformed_attestation");
}

TEST(Assertion, NeedsTheRegisteredKey) {
  const auto registered = made();
  auto a = used(registered);
  a.key = soft::make_key(a.kind);
  EXPECT_EQ(outcome(a, credential_of(registered)), "wrong_signature");
}

TEST(Assertion, IsSignedWhole) {
  const auto registered = made();
  const auto a = used(registered);
  const auto code = [&](const std::string& client, const std::string& data, const std::string& signature) {
    const auto got = verify_assertion(expected, credential_of(registered), client, data, signature);
    return got ? "ok" : got.error().code;
  };
  auto other = a;
  other.counter = 2;
  EXPECT_EQ(code(a.client_data(), a.authenticator_data(), a.signature()), "ok");
  EXPECT_EQ(code(a.client_data() + ' ', a.authenticator_data(), a.signature()), "wrong_signature");
  EXPECT_EQ(code(a.client_data(), other.authenticator_data(), a.signature()), "wrong_signature");
  EXPECT_EQ(code(a.client_data(), a.authenticator_data(), ""), "wrong_signature");
}

TEST(Assertion, ItsCounterGrows) {
  auto registered = made();
  registered.counter = 5;
  EXPECT_EQ(outcome(used(registered, 6), credential_of(registered)), "ok");
  EXPECT_EQ(outcome(used(registered, 5), credential_of(registered)), "counter_went_back");
  EXPECT_EQ(outcome(used(registered, 4), credential_of(registered)), "counter_went_back");
  EXPECT_EQ(outcome(used(registered, 0), credential_of(registered)), "counter_went_back");
  registered.counter = 0;
  EXPECT_EQ(outcome(used(registered, 0), credential_of(registered)), "ok") << "no counter at all";
}

TEST(Assertion, TellsOfBackups) {
  auto registered = made();
  registered.be = true;
  auto a = used(registered);
  a.bs = true;
  const auto got =
      verify_assertion(expected, credential_of(registered), a.client_data(), a.authenticator_data(), a.signature());
  ASSERT_TRUE(got);
  EXPECT_TRUE(got->backed_up);
  a.be = a.bs = false;
  EXPECT_EQ(outcome(a, credential_of(registered)), "other_backup_eligibility");
}

}  // namespace
}  // namespace bookmarket::auth
