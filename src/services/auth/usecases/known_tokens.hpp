// Access tokens that were verified before: a signature costs tens of microseconds, a look-up one.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "services/auth/tokens/access_token.hpp"

namespace bookmarket::auth {

class KnownTokens {
 public:
  static constexpr std::size_t most = 100'000;

  [[nodiscard]] std::optional<AccessClaims> find(const std::string& token, Timestamp now) {
    const std::lock_guard lock(mutex_);
    const auto it = claims_.find(token);
    if (it == claims_.end() || it->second.expires_at <= now) return std::nullopt;
    return it->second;
  }
  /// Before the session is read: what ends from now on is not remembered as going on.
  [[nodiscard]] std::uint64_t generation() {
    const std::lock_guard lock(mutex_);
    return generation_;
  }
  void put(std::string token, const AccessClaims& claims, std::uint64_t generation, Timestamp now) {
    const std::lock_guard lock(mutex_);
    if (generation != generation_) return;
    if (claims_.size() >= most) std::erase_if(claims_, [&](const auto& c) { return c.second.expires_at <= now; });
    if (claims_.size() >= most) claims_.clear();
    claims_.insert_or_assign(std::move(token), claims);
  }
  void forget(SessionId session) {
    forget_if([&](const AccessClaims& c) { return c.session == session; });
  }
  void forget(AccountId account) {
    forget_if([&](const AccessClaims& c) { return c.account == account; });
  }

 private:
  template <class Which>
  void forget_if(Which which) {
    const std::lock_guard lock(mutex_);
    ++generation_;
    std::erase_if(claims_, [&](const auto& c) { return which(c.second); });
  }

  std::mutex mutex_;
  std::unordered_map<std::string, AccessClaims> claims_;
  std::uint64_t generation_ = 0;
};

}  // namespace bookmarket::auth
