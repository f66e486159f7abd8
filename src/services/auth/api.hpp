#pragma once

#include "platform/http/endpoint.hpp"
#include "services/auth/usecases/auth.hpp"

namespace bookmarket::auth {

/// `auth` may be null where routes are only described.
void add_routes(http::Routes& routes, Auth* auth);

}  // namespace bookmarket::auth
