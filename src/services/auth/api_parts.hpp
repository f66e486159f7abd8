// What the routes of auth do alike.
#pragma once

#include "platform/http/endpoint.hpp"
#include "services/auth/usecases/auth.hpp"

namespace bookmarket::auth {

using http::Context;

[[nodiscard]] inline Client client_of(const Context& context) { return {context.address, context.user_agent}; }
/// Of routes that ask who calls.
[[nodiscard]] inline AccountId account_of(const Context& context) { return {context.caller->account}; }
[[nodiscard]] inline SessionId session_of(const Context& context) { return {context.caller->session}; }

inline Task<http::Reply<http::NoOutput>> done(Task<void> work, int status = 204) {
  auto result = co_await std::move(work);
  if (!result) co_return fail(std::move(result).error());
  co_return http::Reply<http::NoOutput>{.status = status};
}

template <class T>
Task<http::Reply<T>> as_reply(Task<T> work, int status = 200) {
  auto result = co_await std::move(work);
  if (!result) co_return fail(std::move(result).error());
  co_return http::Reply<T>{std::move(*result), status};
}

/// Parts of add_routes().
void add_key_routes(http::Routes& routes, const Auth* auth);
void add_people_routes(http::Routes& routes, Auth* auth);
void add_api_token_routes(http::Routes& routes, Auth* auth);

}  // namespace bookmarket::auth
