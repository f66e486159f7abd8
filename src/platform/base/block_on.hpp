// Runs a Task on the calling thread: for commands and background threads, never on an I/O loop.
#pragma once

#include <boost/asio/co_spawn.hpp>

#include "platform/base/task.hpp"

namespace bookmarket {

template <class T>
Result<T> block_on(Task<T> task) {
  boost::asio::io_context io(1);
  std::optional<Result<T>> out;
  std::exception_ptr thrown;
  boost::asio::co_spawn(io.get_executor(), std::move(task), [&](std::exception_ptr e, Result<T> r) {
    thrown = e;
    out = std::move(r);
  });
  io.run();
  if (thrown) return fail(error_of(thrown));
  return std::move(*out);
}

}  // namespace bookmarket
