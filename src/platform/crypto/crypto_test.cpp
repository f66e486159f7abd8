#include "platform/crypto/crypto.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bookmarket::crypto {
namespace {

RC_GTEST_PROP(Base64url, AnyBytesSurviveAndNothingElseIsRead, (const std::string& bytes, const std::string& text)) {
  RC_ASSERT(from_base64url(to_base64url(bytes)) == bytes);
  if (const auto read = from_base64url(text)) RC_ASSERT(to_base64url(*read) == text);
}

TEST(Base64url, HasNoPaddingAndOneSpelling) {
  EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
  EXPECT_FALSE(from_base64url("-_8="));
  EXPECT_FALSE(from_base64url("+/8"));
  EXPECT_FALSE(from_base64url("-_9"));  // its last bits are nobody's
  EXPECT_FALSE(from_base64url("-_8\n"));
}

TEST(Digests, AreThoseOfTheStandards) {
  // FIPS 180-4, «abc»; RFC 4231, test case 2.
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(SigningKey, SignsAsTheStandardSays) {
  // RFC 8032 §7.1, test 1.
  std::string seed;
  for (const unsigned char c :
       {0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4,
        0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60})
    seed += static_cast<char>(c);
  const auto key = SigningKey::from_seed(seed);
  ASSERT_TRUE(key);
  EXPECT_EQ(to_hex(key->public_key()), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  EXPECT_EQ(to_hex(key->sign("")),
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b");
  EXPECT_EQ(key->seed(), seed);
}

RC_GTEST_PROP(SigningKey, OnlyWhatWasSignedWithItsKeyIsSigned, (const std::string& text)) {
  static const auto key = SigningKey::generate(), other = SigningKey::generate();
  auto signature = key.sign(text);
  RC_ASSERT(is_signed(text, signature, key.public_key()));
  RC_ASSERT(!is_signed(text, signature, other.public_key()));
  RC_ASSERT(!is_signed(text + "x", signature, key.public_key()));
  signature[*rc::gen::inRange<std::size_t>(0, signature.size())] ^= 1;
  RC_ASSERT(!is_signed(text, signature, key.public_key()));
  RC_ASSERT(!is_signed(text, "", key.public_key()));
  RC_ASSERT(!is_signed(text, signature, ""));
}

RC_GTEST_PROP(Seal, OnlyTheKeyOpensItAndOnlyUnchanged, (const std::string& text)) {
  static const auto key = random_bytes(32), other = random_bytes(32);
  auto sealed = seal(text, key);
  RC_ASSERT(unseal(sealed, key) == text);
  RC_ASSERT(!unseal(sealed, other));
  sealed[*rc::gen::inRange<std::size_t>(0, sealed.size())] ^= 1;
  RC_ASSERT(!unseal(sealed, key));
}

TEST(Passwords, AreHashedWithArgon2idAtTheCostAsked) {
  const PasswordCost cost{.memory_kib = 64, .passes = 1};
  const auto hash = hash_password("кобзар і гайдамаки", cost);
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=64,t=1,p=1$")) << *hash;
  EXPECT_TRUE(is_password("кобзар і гайдамаки", *hash));
  EXPECT_FALSE(is_password("кобзар і гайдамаки ", *hash));
  EXPECT_FALSE(is_password("", *hash));
  EXPECT_FALSE(is_password("x", "no hash"));
  EXPECT_FALSE(needs_rehash(*hash, cost));
  EXPECT_TRUE(needs_rehash(*hash, {.memory_kib = 128, .passes = 1}));
}

TEST(Passwords, OfAnotherLibraryAreKnown) {
  // Made by argon2-cffi 25.1: "password", salt "somesaltsomesalt".
  EXPECT_TRUE(is_password(
      "password", "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE"));
}

}  // namespace
}  // namespace bookmarket::crypto
