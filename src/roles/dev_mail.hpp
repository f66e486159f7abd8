// A preview of letters for developers: what the market wrote, as pages.
#pragma once

#include <filesystem>

#include "platform/http/endpoint.hpp"

namespace bookmarket::roles {

/// /dev/mail and /dev/mail/{id}. Whoever reaches them reads the links that open accounts: never in production, and
/// only where letters become files in `outbox`.
void add_dev_mail_routes(http::Routes& routes, std::filesystem::path outbox);

}  // namespace bookmarket::roles
