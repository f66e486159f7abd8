// The client of auth for services that moderate, within its own process.
#pragma once

#include "services/auth/contract.hpp"
#include "services/auth/usecases/people.hpp"

namespace bookmarket::auth {

class LocalPeople final : public PeopleClient {
 public:
  explicit LocalPeople(Auth& auth) : auth_(auth) {}
  Task<void> may_block(ActingModerator by, AccountId account) override {
    return auth::may_block(auth_, actor(by), account);
  }
  Task<void> block(ActingModerator by, AccountId account, std::string reason) override {
    return block_account(auth_, actor(by), account, {std::move(reason)});
  }
  Task<void> unblock(ActingModerator by, AccountId account) override {
    return unblock_account(auth_, actor(by), account);
  }
  Task<bool> has_other_moderator(std::vector<AccountId> but) override {
    return auth::has_other_moderator(auth_, std::move(but));
  }
  Task<void> note(Uuid id, AccountId account, std::string action, std::optional<AccountId> to) override {
    return note_once(auth_, id, account, std::move(action), to);
  }
  Task<void> write(Uuid id, AccountId account, std::string letter, std::string reason) override {
    return write_letter(auth_, account, std::move(letter), {.id = id, .reason = std::move(reason)});
  }

 private:
  /// What was decided is done later, away from the moderator's browser.
  static Actor actor(ActingModerator by) { return {by.account, by.admin, {}}; }

  Auth& auth_;
};

}  // namespace bookmarket::auth
