// The request target (RFC 9110 §4.2): path and query, percent-decoded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/shape/text.hpp"

namespace bookmarket::http {

struct Target {
  std::string_view path;  ///< as sent, still encoded; starts with '/'
  std::vector<shape::NamedText> query;
};

/// nullopt: not an origin-form target. A '+' in the query means a space.
[[nodiscard]] std::optional<Target> parse_target(std::string_view target);
/// A '%' without two hex digits stays as it is, as browsers do ("100%").
[[nodiscard]] std::string percent_decode(std::string_view text, bool plus_is_space);
/// Everything but unreserved characters (RFC 3986 §2.3) is encoded.
[[nodiscard]] std::string percent_encode(std::string_view text);

/// Matches `path` against a pattern such as /api/v1/works/{id}; `params` gets the decoded {…} segments. A last segment
/// {key*} takes all that is left, slashes included.
[[nodiscard]] bool match_path(std::string_view pattern, std::string_view path, std::vector<shape::NamedText>& params);

}  // namespace bookmarket::http
