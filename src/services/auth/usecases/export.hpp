// People take along everything that is known of them: due-work gathers it from the keepers of all services into ZIP
// files of some megabytes, one after another, so that a crash costs no more than the one in hand.
#pragma once

#include "services/auth/usecases/parts.hpp"
#include "services/auth/views_privacy.hpp"

namespace bookmarket::auth {

/// One at a time. Needs proven_recently(). Errors: `conflict` with code export_running; `rate_limited`.
Task<ExportView> request_export(Auth& auth, Who who, Client client);
/// `not_found` with code export_not_found.
Task<ExportView> show_export(Auth& auth, AccountId account);
/// One round of exports to go on with, or to be removed. How many steps it took. What fails is tried again.
Task<std::uint64_t> make_exports(Auth& auth);

inline constexpr const char* export_work = "auth.export";

}  // namespace bookmarket::auth
