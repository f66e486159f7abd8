// Random questions that a passkey answers, each good for one answer and a short time.
#pragma once

#include <chrono>
#include <string>

#include "platform/cache/cache.hpp"

namespace bookmarket::auth {

/// What a challenge was given out for; one of one kind does not do for another.
enum class Purpose : std::uint8_t { register_passkey, sign_in, sign_up };

inline constexpr std::chrono::minutes challenge_for{5};

/// 256 bits in base64url. `about` comes back with the answer. Where the cache forgets it, the person begins again.
Task<std::string> new_challenge(cache::Cache& cache, Purpose purpose, std::string about);

struct Challenge {
  std::string text, about;
};
/// The challenge that client data name, used up. Error `invalid` with code wrong_challenge: it was not given out for
/// this, was used, or is too old.
Task<Challenge> use_challenge(cache::Cache& cache, Purpose purpose, std::string client_data_json);

}  // namespace bookmarket::auth
