#include "services/auth/oidc/oidc_client.hpp"

#include <gtest/gtest.h>

namespace bookmarket::auth {
namespace {

TEST(OidcClient, ChallengesAsRfc7636AppendixBDoes) {
  EXPECT_EQ(code_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

}  // namespace
}  // namespace bookmarket::auth
