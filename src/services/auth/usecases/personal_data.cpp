#include "services/auth/usecases/personal_data.hpp"

#include "services/auth/data.hpp"

template <>
struct bookmarket::personal::NamesPerson<bookmarket::auth::AccountId> : std::true_type {};

namespace bookmarket::auth {

std::vector<personal::Holding> personal_data() {
  using personal::nobodys, personal::pseudonymised, personal::removed;
  return {removed<StoredSession>("sessions", "by_account"),
          removed<StoredApiToken>("api_tokens", "by_account"),
          removed<StoredPasskey>("passkeys", "by_account"),
          removed<StoredIdentity>("identities", "by_account"),
          removed<StoredTotp>("totp"),
          removed<StoredMailToken>("mail_tokens", "by_account"),
          removed<StoredLetter>("letters", "by_account"),
          removed<StoredExport>("exports"),
          pseudonymised<StoredAudit>("audit", "by_account"),
          removed<StoredClaim>("claims", "by_owner"),
          removed<StoredAccount>("accounts"),  // the last: while it is there, the person is not erased
          nobodys<StoredSigningKey>("signing_keys")};
}

std::vector<std::string> personal_objects(const std::string& account) { return {export_prefix(account)}; }

}  // namespace bookmarket::auth
