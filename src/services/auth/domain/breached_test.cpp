#include "services/auth/domain/breached.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

#include "services/auth/domain/unicode.hpp"

namespace bookmarket::auth {
namespace {

BreachedPasswords filter_of(const std::vector<std::string>& passwords) {
  return BreachedPasswords::load(BreachedPasswords::build(passwords), "test").value();
}

Result<BreachedPasswords> load_delivered() {
  std::ifstream in("data/passwords.filter", std::ios::binary);
  return BreachedPasswords::load({std::istreambuf_iterator<char>(in), {}}, "data/passwords.filter");
}

std::string random_password(std::mt19937_64& random) {
  std::string out(8 + random() % 20, ' ');
  for (char& c : out) c = static_cast<char>('!' + random() % 94);
  return out;
}

RC_GTEST_PROP(Breached, EveryPasswordOfTheListIsKnownInAnyCase, (const std::vector<std::u32string>& list)) {
  std::vector<std::string> passwords;
  for (const std::u32string& letters : list) {
    std::string password = "Äöґ Long";
    for (const char32_t c : letters) password += static_cast<char>('0' + c % 70);
    passwords.push_back(std::move(password));
  }
  const auto filter = filter_of(passwords);
  for (const std::string& password : passwords) {
    RC_ASSERT(filter.contains(password));
    RC_ASSERT(filter.contains(lower(password)));
  }
}

RC_GTEST_PROP(Breached, TheSamePasswordsGiveTheSameBytesInAnyOrder, (std::vector<std::uint32_t> numbers)) {
  std::vector<std::string> passwords;
  for (const auto n : numbers) passwords.push_back("password" + std::to_string(n));
  const auto bytes = BreachedPasswords::build(passwords);
  std::ranges::reverse(passwords);
  passwords.insert(passwords.end(), passwords.begin(), passwords.begin() + passwords.size() / 2);
  RC_ASSERT(BreachedPasswords::build(passwords) == bytes);
}

TEST(Breached, ShortPasswordsAndWhatIsNoTextAreLeftOut) {
  EXPECT_EQ(filter_of({"1234567", "пароль7", "\xff\xff\xff\xff\xff\xff\xff\xff", "12345678", "пароль78"}).size(), 2U);
}

TEST(Breached, AnEmptyListKnowsNothing) { EXPECT_FALSE(filter_of({}).contains("password")); }

TEST(Breached, TheDeliveredFilterKnowsCommonPasswords) {
  const auto filter = load_delivered();
  ASSERT_TRUE(filter) << filter.error().cause;
  EXPECT_GT(filter->size(), 500'000U);
  for (std::string_view password : {"password", "PASSWORD", "sunshine1", "iloveyou", "baseball", "password123",
                                    "1q2w3e4r5t6y7u8i", "correcthorsebatterystaple", "passwordpassword"})
    EXPECT_TRUE(filter->contains(password)) << password;
  EXPECT_FALSE(filter->contains("a shelf of quiet winter books"));
  EXPECT_FALSE(filter->contains("тихі зимові книжки на полиці"));
}

TEST(Breached, AtMostOneOfTenThousandOtherPasswordsIsTakenForAMember) {
  const auto filter = load_delivered();
  ASSERT_TRUE(filter);
  std::mt19937_64 random(7);
  int taken = 0;
  for (int i = 0; i < 1'000'000; ++i) taken += filter->contains(random_password(random)) ? 1 : 0;
  EXPECT_LE(taken, 100);
  RecordProperty("taken_of_a_million", taken);
}

TEST(Breached, ADamagedFileIsNamed) {
  const auto whole = BreachedPasswords::build(std::vector<std::string>{"password", "iloveyou"});
  const auto cause = [](std::string bytes) {
    const auto filter = BreachedPasswords::load(std::move(bytes), "some.filter");
    return filter ? "" : filter.error().code + ": " + filter.error().cause;
  };
  EXPECT_EQ(cause(whole), "");
  EXPECT_EQ(cause(""), "damaged_file: some.filter is no filter of passwords");
  EXPECT_EQ(cause("password\n12345678\n"), "damaged_file: some.filter is no filter of passwords");
  auto newer = whole;
  newer[8] = 2;
  EXPECT_EQ(cause(newer), "damaged_file: some.filter has another version of the format");
  for (std::size_t length = 0; length < whole.size(); ++length) EXPECT_NE(cause(whole.substr(0, length)), "") << length;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 4);
    EXPECT_NE(cause(damaged), "") << at;
  }
}

}  // namespace
}  // namespace bookmarket::auth
