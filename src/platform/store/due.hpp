// The loop of everybody who does what is due.
#pragma once

#include <functional>

#include "platform/store/store.hpp"

namespace bookmarket::store {

/// A member of due work or of an event; empty when it is none, or no text.
[[nodiscard]] std::string text_in(const Object& body, std::string_view name);

/// How long to wait after so many attempts: 1 min, 2 min, … 2 h.
[[nodiscard]] std::chrono::milliseconds pause_after(int attempts);

/// Does one round of what is due by `now` of `kind`, at most `limit` items, and completes each. An item that fails
/// costs the others nothing: it is due again later, after pause_after(), and the first error is returned when all were
/// tried. Otherwise how many there were.
Task<std::uint64_t> do_due(Store& store, Timestamp now, std::string kind, std::function<Task<void>(DueWork)> item,
                           unsigned limit = 16);

}  // namespace bookmarket::store
