#include "services/auth/domain/plain_text.hpp"

#include <gtest/gtest.h>

namespace bookmarket::auth {
namespace {

TEST(PlainText, IsAnyScriptOnOneLine) {
  for (const auto* text : {"Леся", "O'Brien", "José", "李", "a b", "📚"}) EXPECT_TRUE(is_plain_text(text)) << text;
}

TEST(PlainText, HasNoLineEndsControlsOrTurnsOfDirection) {
  for (const auto* text :
       {"a\r\nBcc: b@example.org", "a\nb", "a\tb", "\u0085", "a\u2028b", "\u202Egpj", "a\u2066b", "\x7F", "\u200Fa"})
    EXPECT_FALSE(is_plain_text(text)) << text;
}

}  // namespace
}  // namespace bookmarket::auth
