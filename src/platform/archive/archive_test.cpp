#include "platform/archive/archive.hpp"

#include <gtest/gtest.h>

namespace bookmarket::archive {
namespace {

const Timestamp at{std::chrono::sys_days{std::chrono::January / 31 / 2026}};

TEST(Archive, IsAZipThatSaysWhatIsInIt) {
  const auto made = zip({{"auth/accounts.json", "[1]"}, {"masters/1.jpg", "\xff\xd8jpeg", true}}, at);
  ASSERT_TRUE(made) << made.error().cause;
  EXPECT_TRUE(made->starts_with("PK\x03\x04")) << "a local header (APPNOTE 4.3.7)";
  EXPECT_NE(made->find("PK\x05\x06"), std::string::npos) << "the end of the directory (APPNOTE 4.3.16)";
  EXPECT_NE(made->find("auth/accounts.json"), std::string::npos);
}

TEST(Archive, TextIsPackedAndPhotosAreStored) {
  const std::string text(100'000, 'a');
  const auto packed = zip({{"a.json", text}}, at), stored = zip({{"a.jpg", text, true}}, at);
  ASSERT_TRUE(packed && stored);
  EXPECT_LT(packed->size(), 5'000U);
  EXPECT_NE(stored->find(text), std::string::npos);
}

TEST(Archive, NothingIsAZipToo) {
  const auto made = zip({}, at);
  ASSERT_TRUE(made) << made.error().cause;
  EXPECT_TRUE(made->starts_with("PK\x05\x06"));
}

}  // namespace
}  // namespace bookmarket::archive
