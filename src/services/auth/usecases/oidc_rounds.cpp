#include "services/auth/usecases/identity_parts.hpp"
#include "services/auth/usecases/proof.hpp"

namespace bookmarket::auth {
namespace {

std::string round_key(std::string_view state) { return "oidc:" + digest_id(state); }

OidcRound round_of(const Auth& auth, const KeptRound& kept, std::string state) {
  return {.redirect_uri = auth.options.public_url + "/auth/oidc/callback",
          .state = std::move(state),
          .nonce = kept.nonce,
          .code_verifier = kept.code_verifier};
}

Task<void> allow_round(Auth& auth, Client client) {
  co_return co_await allow_attempt(auth, "oidc:" + network_of(client.address), auth.options.sign_ins_per_address,
                                   std::chrono::minutes(15));
}

}  // namespace

std::unexpected<Error> round_unknown() {
  return fail(ErrorKind::unauthenticated, "oidc_round_unknown",
              "This was begun in another browser, took too long, or was done already. Begin again.");
}

Result<OidcClient*> identity_provider(const Auth& auth) {
  if (auth.identity_provider != nullptr) return auth.identity_provider;
  return fail(ErrorKind::not_found, "no_identity_provider", "This market has no identity provider.");
}

Task<OidcStart> start_round(Auth& auth, KeptRound kept) {
  auto provider = identity_provider(auth);
  if (!provider) co_return fail(std::move(provider).error());
  auto browser_token = crypto::random_token();
  const auto state = crypto::random_token();
  kept.browser_digest = digest_id(browser_token);
  kept.nonce = crypto::random_token();
  kept.code_verifier = crypto::random_token();
  auto url = co_await (*provider)->authorization_url(round_of(auth, kept, state));
  if (!url) co_return fail(std::move(url).error());
  auto stored = co_await auth.cache.set(round_key(state), shape::to_json(kept), oidc_round_for);
  if (!stored) co_return fail(std::move(stored).error());
  co_return OidcStart{{std::move(*url)}, std::move(browser_token)};
}

Task<UsedRound> use_round(Auth& auth, std::string state, std::string browser_token) {
  const auto key = round_key(state);
  auto text = co_await auth.cache.get(key);
  if (!text) co_return fail(std::move(text).error());
  auto kept = *text ? shape::from_json<KeptRound>(**text) : Result<KeptRound>(round_unknown());
  // Another browser uses nothing up: whoever learned the state cannot spoil the sign-in it belongs to.
  if (!kept || !crypto::equal(kept->browser_digest, digest_id(browser_token))) co_return round_unknown();
  auto uses = co_await auth.cache.increment("used:" + key, 1, oidc_round_for);
  if (!uses) co_return fail(std::move(uses).error());
  if (uses->value != 1) co_return round_unknown();
  auto round = round_of(auth, *kept, std::move(state));
  co_return UsedRound{std::move(*kept), std::move(round)};
}

IdentityProvidersView list_identity_providers(const Auth& auth) {
  IdentityProvidersView out;
  if (auth.identity_provider != nullptr) out.items.push_back({auth.identity_provider->name()});
  return out;
}

Task<OidcStart> begin_oidc_sign_in(Auth& auth, OidcWanted input, Client client) {
  auto allowed = co_await allow_round(auth, std::move(client));
  if (!allowed) co_return fail(std::move(allowed).error());
  co_return co_await start_round(
      auth, {.browser_digest = {}, .nonce = {}, .code_verifier = {}, .return_to = input.return_to.value_or("/")});
}

Task<OidcStart> begin_identity_link(Auth& auth, Who who, OidcWanted input, Client client) {
  if (auto proven = proven_recently(auth, who); !proven) co_return fail(std::move(proven).error());
  auto allowed = co_await allow_round(auth, std::move(client));
  if (!allowed) co_return fail(std::move(allowed).error());
  co_return co_await start_round(auth, {.browser_digest = {},
                                        .nonce = {},
                                        .code_verifier = {},
                                        .return_to = input.return_to.value_or("/account"),
                                        .link_to = who.account,
                                        .session = who.session});
}

}  // namespace bookmarket::auth
