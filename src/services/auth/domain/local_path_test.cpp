#include "services/auth/domain/local_path.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <regex>
#include <string>

namespace bookmarket::auth {
namespace {

TEST(LocalPath, IsAPlaceOfThisMarket) {
  for (const auto* path : {"/", "/account", "/en/account?tab=a&b=%20#c", "/a//b", "/@evil.example", "/%5cevil.example"})
    EXPECT_TRUE(is_local_path(path)) << path;
}

TEST(LocalPath, LeadsToNoOtherHost) {
  for (const auto* path : {"", "//evil.example", "/\\evil.example", "\\/evil.example", "https://evil.example", "evil",
                           " /", "/\t/evil.example", "/\n", "/a b", "/é", "javascript:alert(1)"})
    EXPECT_FALSE(is_local_path(path)) << path;
}

RC_GTEST_PROP(LocalPath, IsWhatItsPatternSays, ()) {
  static const std::regex pattern{std::string(local_path_pattern)};
  const auto letters = rc::gen::element('/', '\\', 'a', ' ', '~', '\x7f', '\n', '.', '?', ']', '[');
  const auto text = *rc::gen::container<std::string>(letters);
  RC_ASSERT(is_local_path(text) == std::regex_match(text, pattern));
}

}  // namespace
}  // namespace bookmarket::auth
