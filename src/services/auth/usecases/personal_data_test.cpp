#include "services/auth/usecases/personal_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/auth/data.hpp"

namespace bookmarket::auth {
namespace {

TEST(PersonalData, OfEveryCollectionItIsSaidWhoseItIs) {
  EXPECT_THAT(personal::faults(collections(), personal_data()), testing::IsEmpty());
}

TEST(PersonalData, NoSecretOfAnAccountIsShown) {
  StoredAccount account{.email = "lesia@example.org", .password_hash = "$argon2id$v=19$"};
  StoredTotp totp{.sealed_secret = "sealed", .recovery_digests = {"digest"}};
  const auto data = personal_data();
  const auto shown = [&](const char* collection, const Object& stored) {
    return std::ranges::find(data, collection, &personal::Holding::collection)->shown(stored);
  };
  EXPECT_NE(shown("accounts", shape::to_object(account)).find("email"), nullptr);
  EXPECT_EQ(shown("accounts", shape::to_object(account)).find("password_hash"), nullptr);
  EXPECT_EQ(shown("totp", shape::to_object(totp)).find("sealed_secret"), nullptr);
  EXPECT_EQ(shown("totp", shape::to_object(totp)).find("recovery_digests"), nullptr);
}

TEST(PersonalData, AnAuditThatIsKeptTellsNothingOfWhereFrom) {
  const StoredAudit audit{.action = "sign_in", .address = "203.0.113.7", .user_agent = "Firefox"};
  const auto data = personal_data();
  const auto kept = shape::from_object<StoredAudit>(
      std::ranges::find(data, "audit", &personal::Holding::collection)->without_pii(shape::to_object(audit)));
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->action, "sign_in");
  EXPECT_EQ(kept->address + kept->user_agent, "");
}

}  // namespace
}  // namespace bookmarket::auth
