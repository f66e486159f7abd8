#include "services/auth/passkeys/public_key.hpp"

#include <gtest/gtest.h>

#include "services/auth/passkeys/soft_key.hpp"

namespace bookmarket::auth {
namespace {

using namespace std::string_literals;

std::string code(std::string_view cose) {
  const auto key = PublicKey::parse(cose);
  return key ? "ok" : key.error().code;
}

TEST(PublicKey, EachKindVerifiesItsOwnSignatures) {
  for (const auto kind : soft::kinds) {
    const auto pair = soft::make_key(kind), other = soft::make_key(kind);
    const auto key = PublicKey::parse(soft::cose(kind, pair));
    ASSERT_TRUE(key) << static_cast<int>(kind);
    auto signature = soft::sign(kind, pair, "message");
    EXPECT_TRUE(key->verifies("message", signature));
    EXPECT_FALSE(key->verifies("messagE", signature));
    EXPECT_FALSE(key->verifies("message", soft::sign(kind, other, "message")));
    EXPECT_FALSE(key->verifies("message", ""));
    signature.back() = static_cast<char>(signature.back() ^ 1);
    EXPECT_FALSE(key->verifies("message", signature));
  }
}

TEST(PublicKey, AlgorithmsThatAreNotOfferedAreRefused) {
  EXPECT_EQ(code(soft::ec2(std::string(32, 'x'), std::string(32, 'y'), 2, -35)), "unsupported_key") << "ES384";
  EXPECT_EQ(code(soft::ec2(std::string(32, 'x'), std::string(32, 'y'), 1, -47)), "unsupported_key") << "ES256K";
}

TEST(PublicKey, AnotherTypeOrCurveThanTheAlgorithmsIsRefused) {
  const auto key = soft::make_key(soft::Kind::es256);
  auto cose = soft::cose(soft::Kind::es256, key);
  EXPECT_EQ(code(cose), "ok");
  cose[2] = 1;  // kty OKP
  EXPECT_EQ(code(cose), "malformed_key");
  cose[2] = 2;
  cose[6] = 2;  // crv P-384
  EXPECT_EQ(code(cose), "malformed_key");
  EXPECT_EQ(code(soft::okp(std::string(32, 'x'), 4)), "malformed_key") << "X25519";
}

TEST(PublicKey, APointBesideTheCurveIsRefused) {
  const auto pair = soft::make_key(soft::Kind::es256);
  auto cose = soft::cose(soft::Kind::es256, pair);
  cose.back() = static_cast<char>(cose.back() ^ 1);
  EXPECT_EQ(code(cose), "malformed_key");
  EXPECT_EQ(code(soft::ec2(std::string(32, '\0'), std::string(32, '\0'))), "malformed_key");
}

TEST(PublicKey, LengthsAreExact) {
  EXPECT_EQ(code(soft::ec2(std::string(31, 'x'), std::string(32, 'y'))), "malformed_key");
  EXPECT_EQ(code(soft::ec2(std::string(32, 'x'), std::string(33, 'y'))), "malformed_key");
  const auto right = soft::make_key(soft::Kind::es256);
  const auto point = soft::number_of(right.get(), OSSL_PKEY_PARAM_EC_PUB_X, 32) +
                     soft::number_of(right.get(), OSSL_PKEY_PARAM_EC_PUB_Y, 32);
  EXPECT_EQ(code(soft::ec2(point.substr(0, 32), point.substr(32))), "ok");
  EXPECT_EQ(code(soft::ec2(point.substr(0, 31), point.substr(31))), "malformed_key") << "the same point, cut elsewhere";
  EXPECT_EQ(code(soft::okp(std::string(31, 'x'))), "malformed_key");
  EXPECT_EQ(code(soft::okp(std::string(33, 'x'))), "malformed_key");
}

TEST(PublicKey, AWeakRsaKeyIsRefused) {
  const auto weak = soft::make_key(soft::Kind::rs256, 1024);
  EXPECT_EQ(code(soft::cose(soft::Kind::rs256, weak)), "malformed_key");
  const auto n = soft::number_of(soft::make_key(soft::Kind::rs256).get(), OSSL_PKEY_PARAM_RSA_N, 0);
  EXPECT_EQ(code(soft::rsa(n, "\x01\x00\x01"s)), "ok");
  EXPECT_EQ(code(soft::rsa(n, "\x01")), "malformed_key") << "an exponent that changes nothing";
  EXPECT_EQ(code(soft::rsa(n, "\x04")), "malformed_key") << "an even exponent";
  EXPECT_EQ(code(soft::rsa(n, "\x01\x00\x00\x00\x01"s)), "malformed_key") << "an exponent that takes long";
  EXPECT_EQ(code(soft::rsa(std::string(600, '\x7f'), "\x03")), "malformed_key") << "a modulus that takes long";
  EXPECT_EQ(code(soft::rsa(std::string(200, '\0') + std::string(56, '\x7f'), "\x03")), "malformed_key")
      << "zeros do not make it longer";
}

TEST(PublicKey, OtherMembersAreRefused) {
  const auto key = soft::cose(soft::Kind::es256, soft::make_key(soft::Kind::es256));
  auto more = key + soft::number(2) + soft::bytes("kid");
  more[0] = '\xa6';
  EXPECT_EQ(code(more), "malformed_key");
  EXPECT_EQ(code(key + '\0'), "malformed_key");
  EXPECT_EQ(code(""), "malformed_key");
  EXPECT_EQ(code("\x01"), "malformed_key");
  EXPECT_EQ(code("\xa0"), "malformed_key");
}

}  // namespace
}  // namespace bookmarket::auth
