// Work that catalog use cases leave to each other.
#pragma once

#include "platform/store/due.hpp"
#include "services/catalog/usecases/catalog.hpp"

namespace bookmarket::catalog {

/// Kinds of due-work. Of matching: `copy_id`, `target` (target_of) and `cursor` among those who wish for it. Of
/// counting: its id is the work's.
inline constexpr const char* match_work = "catalog.match_wishes";
inline constexpr const char* count_work = "catalog.count_waiting";

using store::text_in;

}  // namespace bookmarket::catalog
