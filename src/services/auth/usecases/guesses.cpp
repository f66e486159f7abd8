#include "services/auth/usecases/guesses.hpp"

#include "services/auth/usecases/parts.hpp"

namespace bookmarket::auth {
namespace {

constexpr std::size_t nonce_bytes = 16;
constexpr std::int64_t free_attempts = 4, doublings = 10;
constexpr std::chrono::seconds longest_wait{15 * 60};

std::string device_mac(const Auth& auth, AccountId account, std::string_view nonce) {
  return crypto::hmac_sha256(auth.options.secret, "device:" + account.to_string() + ":" + std::string(nonce));
}

bool is_known_device(const Auth& auth, const Guess& guess) {
  if (!guess.account) return false;
  const auto bytes = crypto::from_base64url(guess.client.device);
  if (!bytes || bytes->size() <= nonce_bytes) return false;
  return crypto::equal(bytes->substr(nonce_bytes),
                       device_mac(auth, *guess.account, std::string_view(*bytes).substr(0, nonce_bytes)));
}

/// Whose attempts these are.
std::string counter_of(const Auth& auth, const Guess& guess) {
  return is_known_device(auth, guess) ? "guess:device:" + guess.client.device
                                      : "guess:" + network_of(guess.client.address) + ":" + guess.email_key;
}

std::unexpected<Error> wait_for(std::chrono::milliseconds left) {
  Error error{ErrorKind::rate_limited, "too_many_attempts", "Too many attempts. Wait a little and try again."};
  error.retry_after = std::max(std::chrono::seconds(1), std::chrono::ceil<std::chrono::seconds>(left));
  return fail(std::move(error));
}

/// The wait is a value that says when it ends.
Task<void> check_wait(Auth& auth, std::string counter) {
  auto until = co_await auth.cache.get("wait:" + counter);
  if (!until) co_return fail(std::move(until).error());
  if (!*until) co_return Result<void>{};
  const auto end = Timestamp(std::chrono::milliseconds(std::stoll(**until)));
  if (end <= auth.clock.now()) co_return Result<void>{};
  co_return wait_for(std::chrono::duration_cast<std::chrono::milliseconds>(end - auth.clock.now()));
}

Task<void> count_attempt(Auth& auth, std::string counter) {
  auto n = co_await auth.cache.increment(counter, 1, std::chrono::hours(1));
  if (!n) co_return fail(std::move(n).error());
  if (n->value <= free_attempts) co_return Result<void>{};
  const auto exponent = std::min(n->value - free_attempts - 1, doublings);
  const auto wait = std::min(std::chrono::seconds(std::int64_t{1} << exponent), longest_wait);
  const auto end = std::chrono::duration_cast<std::chrono::milliseconds>((auth.clock.now() + wait).time_since_epoch());
  co_return co_await auth.cache.set("wait:" + counter, std::to_string(end.count()), wait);
}

}  // namespace

Task<void> allow_guess(Auth& auth, Guess guess) {
  auto address = co_await allow_attempt(auth, "sign_in:" + network_of(guess.client.address),
                                        auth.options.sign_ins_per_address, std::chrono::minutes(15));
  if (!address) co_return fail(std::move(address).error());
  const auto counter = counter_of(auth, guess);
  auto waited = co_await check_wait(auth, counter);
  if (!waited) co_return fail(std::move(waited).error());
  if (!is_known_device(auth, guess)) {
    auto account = co_await allow_attempt(auth, "sign_in::" + guess.email_key, 100, std::chrono::hours(1));
    if (!account) co_return fail(std::move(account).error());
  }
  co_return co_await count_attempt(auth, counter);
}

Task<void> forget_guesses(Auth& auth, Guess guess) {
  const auto counter = counter_of(auth, guess);
  auto wait = co_await auth.cache.remove("wait:" + counter);
  if (!wait) co_return fail(std::move(wait).error());
  if (!is_known_device(auth, guess)) {  // what was right is no guess
    auto account = co_await auth.cache.increment("attempts:sign_in::" + guess.email_key, -1, std::chrono::hours(1));
    if (!account) co_return fail(std::move(account).error());
  }
  co_return co_await auth.cache.remove(counter);
}

std::string new_device_token(const Auth& auth, AccountId account) {
  const auto nonce = crypto::random_bytes(nonce_bytes);
  return crypto::to_base64url(nonce + device_mac(auth, account, nonce));
}

}  // namespace bookmarket::auth
