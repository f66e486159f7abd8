// Where exceptions end. One that gets this far is a bug, or memory ran out: it becomes an Error, so that a thread can
// say what happened and the process goes on. For tasks: caught_task and keep_going in task.hpp.
#pragma once

#include <exception>
#include <type_traits>

#include "platform/base/result.hpp"

namespace bookmarket {

/// `internal`; what the exception says is the cause.
[[nodiscard]] Error error_of(const std::exception_ptr& thrown);

/// What `f` (returning Result<T>) returns; an exception out of it becomes an Error.
template <class F>
[[nodiscard]] std::invoke_result_t<F&> caught(F&& f) {
  try {
    return f();
  } catch (...) {
    return fail(error_of(std::current_exception()));
  }
}

}  // namespace bookmarket
