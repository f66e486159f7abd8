// Personal API tokens: for programs of an account's owner, each for some scopes and for a time.
#pragma once

#include "services/auth/usecases/parts.hpp"
#include "services/auth/views_api_tokens.hpp"

namespace bookmarket::auth {

/// The only time that the token itself is told. Errors: `conflict` with code too_many_api_tokens; those of
/// proven_recently().
Task<ApiTokenMade> create_api_token(Auth& auth, Who who, ApiTokenWanted wanted, Client client);
/// Newest first; none that have expired.
Task<ApiTokensView> list_api_tokens(Auth& auth, AccountId account);
/// Errors: `not_found` with code api_token_not_found.
Task<void> remove_api_token(Auth& auth, AccountId account, ApiTokenId id, Client client);

[[nodiscard]] bool is_api_token(std::string_view token);
/// They hold for a minute at most, after which the token is read again. Notes when the token was used, to the minute.
/// Errors: `unauthenticated` with code token_invalid (also when its owner is blocked) or token_expired.
Task<AccessClaims> api_token_claims(Auth& auth, std::string token, Timestamp now);

}  // namespace bookmarket::auth
