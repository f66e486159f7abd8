#include "services/auth/domain/totp.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bookmarket::auth {
namespace {

constexpr std::string_view secret = "12345678901234567890";

Timestamp at(std::int64_t seconds) { return Timestamp(std::chrono::seconds(seconds)); }

// RFC 6238, appendix B.
TEST(Totp, CodesAreThoseOfTheRfc) {
  const std::pair<std::int64_t, std::string_view> vectors[]{{59, "94287082"},
                                                            {1'111'111'109, "07081804"},
                                                            {1'111'111'111, "14050471"},
                                                            {1'234'567'890, "89005924"},
                                                            {2'000'000'000, "69279037"},
                                                            {20'000'000'000, "65353130"}};
  for (const auto& [seconds, code] : vectors) {
    EXPECT_EQ(totp_code(secret, totp_step(at(seconds)), 8), code);
    EXPECT_EQ(totp_code(secret, totp_step(at(seconds))), code.substr(2));
  }
}

TEST(Totp, ACodeIsTakenOnePeriodEarlyOrLate) {
  const auto now = at(1'111'111'111);
  const auto step = totp_step(now);
  for (const int off : {-1, 0, 1}) EXPECT_EQ(matching_step(secret, totp_code(secret, step + off), now, 0), step + off);
  for (const int off : {-2, 2}) EXPECT_EQ(matching_step(secret, totp_code(secret, step + off), now, 0), std::nullopt);
}

TEST(Totp, ACodeIsUsedOnce) {
  const auto now = at(1'111'111'111);
  const auto step = totp_step(now);
  const auto code = totp_code(secret, step);
  EXPECT_EQ(matching_step(secret, code, now, step - 1), step);
  EXPECT_EQ(matching_step(secret, code, now, step), std::nullopt);
  EXPECT_EQ(matching_step(secret, totp_code(secret, step - 1), now, step), std::nullopt) << "nor an older one after it";
  EXPECT_EQ(matching_step(secret, totp_code(secret, step + 1), now, step), step + 1);
}

TEST(Totp, OnlyTheWholeCodeCounts) {
  const auto now = at(1'111'111'111);
  const auto code = totp_code(secret, totp_step(now));
  EXPECT_TRUE(matching_step(secret, code.substr(0, 3) + " " + code.substr(3), now, 0)) << "as apps show it";
  EXPECT_FALSE(matching_step(secret, code.substr(0, 5), now, 0));
  EXPECT_FALSE(matching_step(secret, code + "0", now, 0));
  EXPECT_FALSE(matching_step(secret, "", now, 0));
  EXPECT_FALSE(matching_step("another secret", code, now, 0));
}

// RFC 4648, §10.
TEST(Base32, IsThatOfTheRfc) {
  const std::pair<std::string_view, std::string_view> vectors[]{{"", ""},
                                                                {"f", "MY"},
                                                                {"fo", "MZXQ"},
                                                                {"foo", "MZXW6"},
                                                                {"foob", "MZXW6YQ"},
                                                                {"fooba", "MZXW6YTB"},
                                                                {"foobar", "MZXW6YTBOI"}};
  for (const auto& [bytes, text] : vectors) EXPECT_EQ(to_base32(bytes), text);
}

TEST(Otpauth, SaysWhatAnAppNeeds) {
  EXPECT_EQ(
      otpauth_uri(secret, "lesia+книги@example.org", "БукМаркет: тест"),
      "otpauth://totp/%D0%91%D1%83%D0%BA%D0%9C%D0%B0%D1%80%D0%BA%D0%B5%D1%82%3A%20%D1%82%D0%B5%D1%81%D1%82:lesia%2B"
      "%D0%BA%D0%BD%D0%B8%D0%B3%D0%B8@example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%D0%91%D1%83%D0%BA"
      "%D0%9C%D0%B0%D1%80%D0%BA%D0%B5%D1%82%3A%20%D1%82%D0%B5%D1%81%D1%82&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace bookmarket::auth
