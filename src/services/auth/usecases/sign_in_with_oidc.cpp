#include "services/auth/domain/plain_text.hpp"
#include "services/auth/usecases/identity_parts.hpp"
#include "services/auth/usecases/new_account.hpp"
#include "services/auth/usecases/sessions.hpp"
#include "services/auth/usecases/totp.hpp"

namespace bookmarket::auth {
namespace {

/// Somebody whom the provider knows, and who owes a code yet.
struct KeptSignIn {
  std::string subject, email;
  AccountId account;
};

std::string sign_in_key(std::string_view token) { return "oidc_sign_in:" + digest_id(token); }

StoredIdentity identity_of(const Auth& auth, AccountId account, std::string subject, std::string email) {
  const auto& issuer = auth.identity_provider->issuer();
  return {.id = identity_id(issuer, subject),
          .account_id = account,
          .issuer = issuer,
          .subject = std::move(subject),
          .email = std::move(email),
          .created_at = auth.clock.now()};
}

std::optional<std::string> usable_name(const std::string& name) {
  const bool fits = !name.empty() && shape::is_utf8(name) && shape::length_of(name) <= 80 && is_plain_text(name) &&
                    name.find_first_not_of(' ') != std::string::npos;
  return fits ? std::optional(name) : std::nullopt;
}

}  // namespace
}  // namespace bookmarket::auth

template <>
struct bookmarket::shape::Describe<bookmarket::auth::KeptSignIn> {
  using T = auth::KeptSignIn;
  static constexpr std::string_view name = "KeptSignIn", doc = "";
  static constexpr auto fields =
      std::tuple{field("subject", &T::subject, {}), field("email", &T::email, {}), field("account", &T::account, {})};
};

namespace bookmarket::auth {
namespace {

std::unexpected<Error> account_exists() {
  return fail(ErrorKind::conflict, "account_exists",
              "Your address has an account here. Sign in to it as before, then link this identity on your account's "
              "page.");
}

/// For an address that the provider has verified and that nobody has confirmed here: what it says of an address opens
/// no account that is somebody's already. From an account that nobody has confirmed the address goes over to who has
/// it: whoever signed it up may be another.
Task<StoredAccount> account_for_new(Auth& auth, TokenClaims claims, Language language, Client client) {
  const auto email = parse_email(claims.email, "");
  if (!claims.email_verified || !email)
    co_return fail(ErrorKind::forbidden, "address_not_verified",
                   "The provider has not confirmed your address. Sign in another way, and link it on your account's "
                   "page.");
  auto owner = co_await account_of(auth, email->key);
  if (!owner) co_return fail(std::move(owner).error());
  if (*owner && (*owner)->state != AccountState::unverified) co_return account_exists();
  auto account = new_account(auth, AccountId::v7(auth.clock.now()), *email, usable_name(claims.name), language);
  account.state = AccountState::active;
  auto kept = co_await keep_account(auth, account, email->key);
  if (!kept) co_return fail(std::move(kept).error());
  if (!*kept) co_return account_exists();
  auto linked = co_await link_identity(
      auth, identity_of(auth, account.id, std::move(claims.subject), std::move(claims.email)), std::move(client));
  if (!linked) co_return fail(std::move(linked).error());
  co_return account;
}

/// Whom the claims stand for here.
Task<StoredAccount> account_for(Auth& auth, TokenClaims claims, Language language, Client client) {
  const auto id = identity_id(auth.identity_provider->issuer(), claims.subject);
  auto identity = co_await store::find<StoredIdentity>(auth.store, "identities", id.to_string());
  if (!identity) co_return fail(std::move(identity).error());
  if (*identity) co_return co_await account_by_id(auth, (*identity)->account_id);
  co_return co_await account_for_new(auth, std::move(claims), language, std::move(client));
}

/// All that was asked for is proved: opens a session.
Task<Opened> let_in(Auth& auth, StoredAccount account, KeptSignIn who, Client client) {
  const auto id = identity_id(auth.identity_provider->issuer(), who.subject).to_string();
  auto used = co_await auth.store.update("identities", id,
                                         [email = std::move(who.email), of = account.id,
                                          now = auth.clock.now()](const store::Document& d) -> Result<store::Change> {
                                           auto stored = shape::from_object<StoredIdentity>(d.body);
                                           if (!stored) return fail(stored.error());
                                           if (stored->account_id != of)
                                             return fail(ErrorKind::not_found, "identity_not_found", "");
                                           stored->email = email;
                                           stored->used_at = now;
                                           return store::Change{shape::to_object(*stored)};
                                         });
  if (!used && used.error().kind == ErrorKind::not_found) co_return round_unknown();  // unlinked meanwhile
  if (!used) co_return fail(std::move(used).error());
  auto noted = co_await note(auth, account.id, "sign_in_with_oidc", client);
  if (!noted) co_return fail(std::move(noted).error());
  co_return co_await open_session(auth, std::move(account), std::move(client));
}

Task<OidcEnd> come_in(Auth& auth, TokenClaims claims, OidcEnd end, Client client) {
  const auto language = end.return_to == "/en" || end.return_to.starts_with("/en/") ? Language::en : Language::uk;
  KeptSignIn who{.subject = claims.subject, .email = claims.email, .account = {}};
  auto account = co_await account_for(auth, std::move(claims), language, client);
  if (!account) co_return fail(std::move(account).error());
  auto admitted = co_await admit(auth, *account);
  if (!admitted) co_return fail(std::move(admitted).error());
  auto passed = co_await pass_second_factor(auth, account->id, std::nullopt, client);
  if (!passed && passed.error().code == "second_factor_required") {
    auto token = crypto::random_token();
    who.account = account->id;
    auto kept = co_await auth.cache.set(sign_in_key(token), shape::to_json(who), oidc_round_for);
    if (!kept) co_return fail(std::move(kept).error());
    end.second_factor_token = std::move(token);
    co_return end;
  }
  if (!passed) co_return fail(std::move(passed).error());
  auto opened = co_await let_in(auth, std::move(*account), std::move(who), std::move(client));
  if (!opened) co_return fail(std::move(opened).error());
  end.opened = std::move(*opened);
  co_return end;
}

Task<OidcEnd> link_to_caller(Auth& auth, TokenClaims claims, KeptRound kept, OidcEnd end, Client client) {
  auto session = co_await store::find<StoredSession>(auth.store, "sessions", kept.session->to_string());
  if (!session) co_return fail(std::move(session).error());
  if (!*session || (*session)->ended || (*session)->account_id != *kept.link_to) co_return session_over();
  auto account = co_await account_by_id(auth, *kept.link_to);
  if (!account) co_return fail(std::move(account).error());
  if (!is_open(*account)) co_return session_over();
  auto linked = co_await link_identity(
      auth, identity_of(auth, account->id, std::move(claims.subject), std::move(claims.email)), std::move(client));
  if (!linked) co_return fail(std::move(linked).error());
  end.linked = true;
  co_return end;
}

Task<OidcEnd> ended(Auth& auth, OidcReturnQuery query, UsedRound used, OidcEnd end, Client client) {
  if (query.error || !query.code)
    co_return fail(ErrorKind::forbidden, "provider_declined", "The provider did not let you in.",
                   query.error.value_or("no code"));
  auto claims = co_await auth.identity_provider->redeem(std::move(*query.code), std::move(used.round));
  if (!claims) co_return fail(std::move(claims).error());
  if (used.kept.link_to)
    co_return co_await link_to_caller(auth, std::move(*claims), std::move(used.kept), std::move(end),
                                      std::move(client));
  co_return co_await come_in(auth, std::move(*claims), std::move(end), std::move(client));
}

}  // namespace

Task<OidcEnd> end_oidc_round(Auth& auth, OidcReturnQuery query, std::string browser_token, Client client) {
  if (auto provider = identity_provider(auth); !provider) co_return fail(std::move(provider).error());
  OidcEnd end;
  auto used = co_await use_round(auth, query.state.value_or(""), std::move(browser_token));
  if (used) {
    end.return_to = used->kept.return_to;
    end.links = used->kept.link_to.has_value();
  }
  auto out = used ? co_await ended(auth, std::move(query), std::move(*used), end, std::move(client))
                  : Result<OidcEnd>(fail(used.error()));
  if (out || out.error().kind == ErrorKind::unavailable || out.error().kind == ErrorKind::internal) co_return out;
  end.problem = std::move(out).error();
  co_return end;
}

Task<Opened> pass_oidc_second_factor(Auth& auth, OidcCode input, std::string token, Client client) {
  const auto key = sign_in_key(token);
  auto text = co_await auth.cache.get(key);
  if (!text) co_return fail(std::move(text).error());
  auto who = *text && auth.identity_provider != nullptr ? shape::from_json<KeptSignIn>(**text)
                                                        : Result<KeptSignIn>(round_unknown());
  if (!who) co_return round_unknown();
  auto account = co_await account_by_id(auth, who->account);
  if (!account) co_return fail(std::move(account).error());
  auto admitted = co_await admit(auth, *account);
  if (!admitted) co_return fail(std::move(admitted).error());
  auto passed = co_await pass_second_factor(auth, who->account, std::move(input.code), client);
  if (!passed) co_return fail(std::move(passed).error());
  auto gone = co_await auth.cache.remove(key);
  if (!gone) co_return fail(std::move(gone).error());
  co_return co_await let_in(auth, std::move(*account), std::move(*who), std::move(client));
}

}  // namespace bookmarket::auth
