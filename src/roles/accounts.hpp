// The auth service of one process: its use cases with their adapters, and its work in the background.
#pragma once

#include <mutex>

#include "platform/personal/personal.hpp"
#include "roles/identity_provider.hpp"
#include "roles/round.hpp"
#include "roles/wiring.hpp"
#include "services/auth/usecases/auth.hpp"

namespace bookmarket::roles {

/// `bookmarket user add`.
struct AddUserCommand {
  std::string email, password;
  std::string role = "reader";
};
struct UserAdded {
  std::string id;
};

class Accounts {
 public:
  /// Errors name the setting. `settings.http_public_url` is given. Blocks.
  static Result<std::unique_ptr<Accounts>> open(Market& market, const Settings& settings);

  [[nodiscard]] auth::Auth& auth() { return *auth_; }
  /// From now on people can take their data along, and be erased; whoever a restored store has again is erased again.
  /// Blocks.
  Result<void> keep_privacy(Market& market, objects::Objects& objects);
  /// For services that moderate.
  [[nodiscard]] auth::PeopleClient& people() { return *people_; }
  /// One round: sessions that ended elsewhere, letters that are due, keys. How much there was to do; 0: nothing is
  /// pending.
  Task<std::uint64_t> work();
  /// Whether no round is under way.
  [[nodiscard]] bool at_rest() const { return rounds_ == 0; }

 private:
  Accounts() = default;
  Task<void> reload_keys();

  std::unique_ptr<mail::Mail> mail_;
  std::vector<std::unique_ptr<const personal::Keeper>> keepers_;
  std::unique_ptr<IdentityProvider> identity_provider_;  ///< null: none is set up
  std::unique_ptr<auth::Auth> auth_;
  std::unique_ptr<auth::PeopleClient> people_;
  std::atomic<int> rounds_{0};  ///< under way
  std::mutex mutex_;
  std::atomic<Timestamp> keys_loaded_at_;
  std::atomic<bool> loading_keys_{false};
  std::string cursor_;  ///< of the events that tell of sessions
};

/// Errors: `invalid` for fields, at /body/…; `conflict` with code email_taken.
Task<UserAdded> add_user(auth::Auth& auth, AddUserCommand command);

}  // namespace bookmarket::roles

namespace bookmarket::shape {

template <>
struct Describe<roles::AddUserCommand> {
  using T = roles::AddUserCommand;
  static constexpr std::string_view name = "AddUserCommand", doc = "";
  static constexpr auto fields =
      std::tuple{field("email", &T::email, {}), field("password", &T::password, {}), field("role", &T::role, {})};
};
template <>
struct Describe<roles::UserAdded> {
  using T = roles::UserAdded;
  static constexpr std::string_view name = "UserAdded", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {})};
};

}  // namespace bookmarket::shape
