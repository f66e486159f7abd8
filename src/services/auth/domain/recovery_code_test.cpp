#include "services/auth/domain/recovery_code.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace bookmarket::auth {
namespace {

TEST(RecoveryCode, IsWrittenInFours) {
  EXPECT_EQ(write_recovery_code("1234567890"), "64s3-6d1n-6rvk-ge9g");
  EXPECT_EQ(write_recovery_code(std::string(10, '\0')), "0000-0000-0000-0000");
  EXPECT_EQ(write_recovery_code(std::string(10, '\xff')), "zzzz-zzzz-zzzz-zzzz");
}

TEST(RecoveryCode, IsReadHoweverItIsTyped) {
  EXPECT_EQ(read_recovery_code("64s3-4d1n-6rvk-ge9g"), "64s34d1n6rvkge9g");
  EXPECT_EQ(read_recovery_code(" 64S3 4DLN 6RVKGE9G "), "64s34d1n6rvkge9g");
  EXPECT_EQ(read_recovery_code("oooo-OOOO-iiii-LLLL"), "0000000011111111");
}

TEST(RecoveryCode, OthersAreNone) {
  EXPECT_FALSE(read_recovery_code(""));
  EXPECT_FALSE(read_recovery_code("123456"));
  EXPECT_FALSE(read_recovery_code("64s3-4d1n-6rvk-ge9"));
  EXPECT_FALSE(read_recovery_code("64s3-4d1n-6rvk-ge9gg"));
  EXPECT_FALSE(read_recovery_code("64s3-4d1n-6rvk-ge9u")) << "u is no letter of it";
  EXPECT_FALSE(read_recovery_code("64s3-4d1n-6rvk-geяg"));
}

RC_GTEST_PROP(RecoveryCode, TellsAllOfItsBytes, ()) {
  const auto bytes = rc::gen::container<std::string>(recovery_code_bytes, rc::gen::arbitrary<char>());
  const auto a = *bytes, b = *bytes;
  const auto read = read_recovery_code(write_recovery_code(a));
  RC_ASSERT(read.has_value());
  RC_ASSERT((read == read_recovery_code(write_recovery_code(b))) == (a == b));
}

}  // namespace
}  // namespace bookmarket::auth
