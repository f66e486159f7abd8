#include "services/auth/usecases/challenges.hpp"

#include <array>

#include "platform/crypto/crypto.hpp"
#include "platform/shape/json_read.hpp"

namespace bookmarket::auth {
namespace {

constexpr std::array purposes{"register_passkey", "sign_in", "sign_up"};

std::string challenge_key(Purpose purpose, std::string_view challenge) {
  return "challenge:" + std::string(purposes.at(static_cast<std::size_t>(purpose))) + ":" + std::string(challenge);
}

/// Which challenge client data name; that it is the right one is the ceremony's to check.
std::string challenge_in(std::string_view client_data_json) {
  const auto data = shape::parse_json(client_data_json);
  const auto* member = data && data->is_object() ? data->get_object().if_contains("challenge") : nullptr;
  // No longer than ours: it becomes a key of the cache.
  return member != nullptr && member->is_string() && member->get_string().size() <= 64
             ? std::string(std::string_view(member->get_string()))
             : std::string();
}

}  // namespace

Task<std::string> new_challenge(cache::Cache& cache, Purpose purpose, std::string about) {
  auto challenge = crypto::random_token();
  auto kept = co_await cache.set(challenge_key(purpose, challenge), std::move(about), challenge_for);
  if (!kept) co_return fail(std::move(kept).error());
  co_return challenge;
}

Task<Challenge> use_challenge(cache::Cache& cache, Purpose purpose, std::string client_data_json) {
  const auto unusable = [] {
    return fail(ErrorKind::invalid, "wrong_challenge", "This took too long, or was sent before. Begin again.");
  };
  Challenge out{.text = challenge_in(client_data_json), .about = {}};
  if (out.text.empty()) co_return unusable();
  const auto key = challenge_key(purpose, out.text);
  auto about = co_await cache.get(key);
  if (!about) co_return fail(std::move(about).error());
  if (!*about) co_return unusable();
  auto uses = co_await cache.increment("used:" + key, 1, challenge_for);  // of two at once, one is the first
  if (!uses) co_return fail(std::move(uses).error());
  if (uses->value != 1) co_return unusable();
  out.about = std::move(**about);
  co_return out;
}

}  // namespace bookmarket::auth
