// How routes answer with what a use case gives.
#pragma once

#include "platform/http/endpoint.hpp"

namespace bookmarket::http {

template <class T>
Task<Reply<T>> as_reply(Task<T> work, int status = 200) {
  auto result = co_await std::move(work);
  if (!result) co_return fail(std::move(result).error());
  co_return Reply<T>{std::move(*result), status};
}

/// Where there is nothing to say.
inline Task<Reply<NoOutput>> done(Task<void> work, int status = 204) {
  auto result = co_await std::move(work);
  if (!result) co_return fail(std::move(result).error());
  co_return Reply<NoOutput>{.status = status};
}

}  // namespace bookmarket::http
