// How one request becomes bytes: the ready answer, the handler's answer, or a problem.
#pragma once

#include <boost/beast/http/verb.hpp>

#include "platform/http/loop.hpp"

namespace bookmarket::http {

/// What of a request decides its answer. Views live in the connection's buffers.
struct Asked {
  boost::beast::http::verb method;
  std::string_view target;  ///< origin form
  std::string_view if_none_match;
  Coding coding = Coding::identity;
  bool keep_alive = true;
  bool http10 = false;

  [[nodiscard]] bool reads() const {
    return method == boost::beast::http::verb::get || method == boost::beast::http::verb::head;
  }
};

struct Made {
  Ready ready;
  bool keep = false;  ///< may be served again
  std::string trace_id;
};

[[nodiscard]] boost::beast::http::verb verb_of(Method method);

/// Runs the endpoint that matches, behind an exception boundary. connection.route says which, before it runs.
boost::asio::awaitable<Made, IoExecutor> make_answer(Shared& shared, Loop& loop, Connection& connection, Asked asked,
                                                     std::string body, Context context);
/// A problem as an answer. Its cause goes to the log with the trace id that the client gets.
[[nodiscard]] Made make_problem(Loop& loop, const Error& error, std::uint32_t route);
/// Appends an answer to `out`, counts it and notes it in the access log.
void append_answer(Shared& shared, Loop& loop, const Asked& asked, const ReadyPtr& ready, bool from_ready,
                   SteadyTime begun, Outgoing& out, std::string_view trace_id = {});

}  // namespace bookmarket::http
