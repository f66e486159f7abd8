// Result<T>: a value, or an Error with the few kinds a caller can act on.
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bookmarket {

/// What a caller can do about a failure. One place (platform/http/problem.cpp) maps a kind to an HTTP status.
enum class ErrorKind {
  invalid,          ///< the input is wrong; `fields` says where
  unauthenticated,  ///< who are you
  forbidden,        ///< known, but not allowed
  not_found,        ///< proven absent, never "could not look"
  conflict,         ///< true at another version; read again
  contradicted,     ///< well-formed, but not what was sent before under the same Idempotency-Key
  too_large,        ///< over a declared limit
  unsupported,      ///< media type or method
  rate_limited,     ///< later, see retry_after
  unavailable,      ///< a dependency is dead or full; retry_after says when
  internal          ///< our bug
};

/// One wrong field. `pointer` is a JSON pointer (RFC 6901) into the request: /query/lang, /path/id, /body/price.
struct FieldError {
  std::string pointer;
  std::string code;    ///< stable slug, e.g. "not_an_integer"
  std::string detail;  ///< one sentence for a person

  bool operator==(const FieldError&) const = default;
};

struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string code;                     ///< stable slug, part of the public contract
  std::string detail;                   ///< for the caller; no internals
  std::vector<FieldError> fields = {};  ///< every wrong field, not only the first
  std::string cause = {};               ///< for the log only, never sent
  std::optional<std::chrono::seconds> retry_after = {};
};

template <class T>
using Result = std::expected<T, Error>;

/// `return fail(ErrorKind::not_found, "work_not_found", "…");`
[[nodiscard]] inline std::unexpected<Error> fail(ErrorKind kind, std::string code, std::string detail,
                                                 std::string cause = {}) {
  return std::unexpected(Error{kind, std::move(code), std::move(detail), {}, std::move(cause), {}});
}

[[nodiscard]] inline std::unexpected<Error> fail(Error error) { return std::unexpected(std::move(error)); }

/// A dependency that is dead or full: 503 with Retry-After.
[[nodiscard]] inline std::unexpected<Error> unavailable(std::string code, std::string cause,
                                                        std::chrono::seconds retry_after = std::chrono::seconds(1)) {
  return std::unexpected(
      Error{ErrorKind::unavailable,
            std::move(code),
            "This part of the market does not answer right now. Nothing was lost; try again shortly.",
            {},
            std::move(cause),
            retry_after});
}

}  // namespace bookmarket
