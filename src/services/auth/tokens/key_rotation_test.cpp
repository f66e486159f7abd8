#include "services/auth/tokens/key_rotation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bookmarket::auth {
namespace {

using std::chrono::days, std::chrono::hours, std::chrono::minutes;
constexpr Timestamp start{std::chrono::seconds(1'800'000'000)};
constexpr KeyTimes times{.signs_for = days(90)};

TEST(KeyRotation, TheFirstKeySignsAtOnce) {
  EXPECT_TRUE(plan_keys({}, start, times).next_is_due);
  const auto plan = plan_keys({{"a", start}}, start, times);
  EXPECT_FALSE(plan.next_is_due);
  ASSERT_EQ(plan.kept.size(), 1U);
  EXPECT_EQ(plan.kept[0].signs_from, start);
}

TEST(KeyRotation, TheNextKeyIsDueWhenTheLastOneIsOldEnough) {
  EXPECT_FALSE(plan_keys({{"a", start}}, start + days(90) - minutes(1), times).next_is_due);
  EXPECT_TRUE(plan_keys({{"a", start}}, start + days(90), times).next_is_due);
  EXPECT_FALSE(plan_keys({{"b", start + days(90)}, {"a", start}}, start + days(91), times).next_is_due);
}

TEST(KeyRotation, AKeyIsKnownAQuarterOfAnHourBeforeItSigns) {
  const auto plan = plan_keys({{"a", start}, {"b", start + days(90)}}, start + days(90), times);
  ASSERT_EQ(plan.kept.size(), 2U);
  EXPECT_EQ(plan.kept[1].id, "b");
  EXPECT_EQ(plan.kept[1].signs_from, start + days(90) + minutes(15));
}

TEST(KeyRotation, AKeyIsKeptUntilItsLastTokenHasEndedAndThenGoes) {
  const auto next = start + days(90);
  const std::vector<KeyAge> keys{{"a", start}, {"b", next}};
  const auto last_token_ends = next + minutes(15) + minutes(10);
  EXPECT_THAT(plan_keys(keys, last_token_ends, times).outlived, testing::IsEmpty());
  EXPECT_THAT(plan_keys(keys, last_token_ends + minutes(5), times).outlived, testing::ElementsAre("a"));
  EXPECT_EQ(plan_keys(keys, last_token_ends + minutes(5), times).kept.size(), 1U);
}

TEST(KeyRotation, SomeKeyAlwaysSigns) {
  std::vector<KeyAge> keys;
  for (auto now = start; now < start + days(400); now += hours(1)) {
    if (plan_keys(keys, now, times).next_is_due) keys.push_back({std::to_string(keys.size()), now});
    const auto plan = plan_keys(keys, now, times);
    std::erase_if(keys, [&](const KeyAge& k) { return std::ranges::count(plan.outlived, k.id) > 0; });
    ASSERT_FALSE(plan.kept.empty());
    ASSERT_LE(plan.kept.size(), 2U);
    ASSERT_LE(plan.kept.front().signs_from, now);
  }
}

}  // namespace
}  // namespace bookmarket::auth
