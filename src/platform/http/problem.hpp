// The one place where an Error becomes a response: application/problem+json (RFC 9457).
#pragma once

#include <string>

#include "platform/base/result.hpp"

namespace bookmarket::http {

/// By kind; three refusals that only HTTP knows (405, 408, 431) by their code.
[[nodiscard]] int status_of(const Error& error);
[[nodiscard]] std::string_view reason_of(int status);
/// The body. `cause` stays out of it.
[[nodiscard]] std::string problem_json(const Error& error, std::string_view trace_id);

}  // namespace bookmarket::http
