// What the routes of people with accounts do alike.
#pragma once

#include "platform/http/reply.hpp"
#include "services/catalog/api.hpp"
#include "services/catalog/domain/wish.hpp"

namespace bookmarket::catalog {

/// Who offers books and who waits for them is known by the account.
[[nodiscard]] inline SellerId seller_of(const http::Context& context) { return {context.caller->account}; }
[[nodiscard]] inline ReaderId reader_of(const http::Context& context) { return {context.caller->account}; }

/// A route about what is one's own.
[[nodiscard]] inline http::EndpointInfo own(std::string_view tag, http::Method method, std::string_view path,
                                            std::string_view operation, std::string_view summary,
                                            std::vector<int> errors, int status = 200) {
  return {.method = method,
          .path = path,
          .operation_id = operation,
          .summary = summary,
          .tag = tag,
          .access = http::Access::signed_in,
          .scope = method == http::Method::get ? "shelf:read" : "shelf:write",
          .status = status,
          .errors = std::move(errors)};
}

}  // namespace bookmarket::catalog
