#include <boost/asio/as_tuple.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "platform/http/answer.hpp"
#include "platform/telemetry/log.hpp"

namespace bookmarket::http {
namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using Parser = beast_http::request_parser<beast_http::string_body>;
using std::chrono::steady_clock;

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable_t<IoExecutor>{});
constexpr std::size_t read_chunk = 16'384;
constexpr std::size_t write_at = 65'536;  // pipelined answers are gathered up to here

std::string_view view(boost::beast::string_view s) { return {s.data(), s.size()}; }

/// RFC 9112 §3.2.2: a target may name the whole address; what counts is path and query.
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const auto path = target.find_first_of("/?", scheme.size());
    if (path == std::string_view::npos) return "/";
    return target[path] == '/' ? target.substr(path) : "/";
  }
  return target;
}

/// The rest of an unwanted request is read for a moment, so that the client gets to see our answer, not a reset.
asio::awaitable<void, IoExecutor> linger(Connection& connection) {
  boost::system::error_code ignored;
  connection.socket.shutdown(Socket::shutdown_send, ignored);
  connection.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  char sink[4096];
  for (int i = 0; i < 64; ++i) {
    const auto [problem, n] = co_await connection.socket.async_read_some(asio::buffer(sink), no_throw);
    if (problem || n == 0) co_return;
  }
}

/// Says why and ends the connection: what follows on it cannot be trusted, or was not read.
asio::awaitable<void, IoExecutor> refuse(Shared& shared, Loop& loop, const Site& site, Connection& connection,
                                         std::string out, Error error) {
  const Asked asked{.method = beast_http::verb::get, .target = "/", .if_none_match = {}, .keep_alive = false};
  const auto made = make_problem(loop, error, site.unmatched_route());
  append_answer(shared, loop, asked, made.ready, false, steady_clock::now(), out, made.trace_id);
  connection.deadline = steady_clock::now() + std::chrono::seconds(5);
  const auto [failed, n] = co_await asio::async_write(connection.socket, asio::buffer(out), no_throw);
  if (!failed) co_await linger(connection);
}

struct Registered {
  Registered(Shared& s, Loop& l, Connection& c)
      : shared(s), loop(l), at(l.connections.insert(l.connections.end(), &c)) {}
  ~Registered() {
    loop.connections.erase(at);
    shared.connections.fetch_sub(1, std::memory_order_relaxed);
  }
  Registered(const Registered&) = delete;
  Registered& operator=(const Registered&) = delete;
  Shared& shared;
  Loop& loop;
  std::list<Connection*>::iterator at;
};

Error broken_request(const boost::system::error_code& problem) {
  if (problem == beast_http::error::header_limit)
    return {ErrorKind::too_large, "header_too_large", "The request's header is too large."};
  if (problem == beast_http::error::body_limit)
    return {ErrorKind::too_large, "body_too_large", "The request's body is too large."};
  return {ErrorKind::invalid, "bad_request", "This is not an HTTP/1.1 request.", {}, problem.message()};
}

}  // namespace

asio::awaitable<void, IoExecutor> serve_connection(Shared& shared, Loop& loop, const Site& site, Socket socket) {
  Connection connection{socket, steady_clock::now() + shared.options.idle_timeout};
  const Registered registered(shared, loop, connection);
  std::string in, out, key;
  std::size_t used = 0;  // bytes of `in` already parsed
  std::string last_accept;
  Coding last_coding = Coding::identity;

  for (bool open = true; open;) {
    // Between requests: nothing read yet means idle; answers gathered so far go out before we wait.
    if (used == in.size()) {
      in.clear();
      used = 0;
    }
    Parser parser;
    parser.eager(true);
    parser.header_limit(static_cast<std::uint32_t>(shared.options.max_header_bytes));
    parser.body_limit(shared.options.max_body_bytes);
    boost::system::error_code wrong;
    bool continued = false;
    connection.idle = in.empty();
    if (!in.empty()) connection.deadline = steady_clock::now() + shared.options.request_timeout;
    while (!parser.is_done()) {
      if (used < in.size()) {
        used += parser.put(asio::const_buffer(in.data() + used, in.size() - used), wrong);
        if (wrong && wrong != beast_http::error::need_more) break;
        wrong = {};
        if (parser.is_done()) break;
        if (used < in.size() && in.size() - used > shared.options.max_header_bytes) {
          wrong = beast_http::error::header_limit;
          break;
        }
      }
      if (parser.is_header_done() && !continued && view(parser.get()[beast_http::field::expect]) == "100-continue") {
        continued = true;
        out += "HTTP/1.1 100 Continue\r\n\r\n";
      }
      if (!out.empty()) {
        connection.idle = false;
        connection.deadline = steady_clock::now() + shared.options.write_timeout;
        const auto [failed, n] = co_await asio::async_write(socket, asio::buffer(out), no_throw);
        if (failed) co_return;
        out.clear();
        if (in.empty() && shared.draining.load(std::memory_order_relaxed)) co_return;
        connection.idle = in.empty();
        connection.deadline =
            steady_clock::now() + (in.empty() ? shared.options.idle_timeout : shared.options.request_timeout);
      }
      if (used > 0) {
        in.erase(0, used);
        used = 0;
      }
      const bool first_bytes = in.empty() && connection.idle;
      const auto had = in.size();
      in.resize(had + read_chunk);
      const auto [failed, n] = co_await socket.async_read_some(asio::buffer(in.data() + had, read_chunk), no_throw);
      in.resize(had + n);
      if (failed) {
        // A request that began and did not end in time is told so; a closed or idle connection just ends.
        if (!connection.idle && connection.deadline == SteadyTime::min())
          co_await refuse(shared, loop, site, connection, std::move(out),
                          {ErrorKind::invalid, "request_timeout", "The request took too long to arrive."});
        co_return;
      }
      if (first_bytes) {
        connection.idle = false;
        connection.deadline = steady_clock::now() + shared.options.request_timeout;
      }
    }
    const auto begun = steady_clock::now();
    connection.idle = false;
    if (wrong) {
      co_await refuse(shared, loop, site, connection, std::move(out), broken_request(wrong));
      co_return;
    }
    auto& request = parser.get();
    // RFC 9112 §6.3: any other coding would hide where this request ends and the next begins.
    const auto coding = request[beast_http::field::transfer_encoding];
    if (!coding.empty() && !boost::beast::iequals(coding, "chunked")) {
      co_await refuse(shared, loop, site, connection, std::move(out),
                      {ErrorKind::invalid, "bad_request", "The only transfer coding taken is chunked."});
      co_return;
    }
    Asked asked{.method = request.method(),
                .target = origin_form(view(request.target())),
                .if_none_match = view(request[beast_http::field::if_none_match])};
    asked.http10 = request.version() == 10;
    asked.keep_alive = request.keep_alive() && !shared.draining.load(std::memory_order_relaxed);
    if (const auto accept = view(request[beast_http::field::accept_encoding]); accept != last_accept) {
      last_accept = accept;
      last_coding = choose_coding(accept);
    }
    asked.coding = last_coding;
    open = asked.keep_alive;

    const ReadyPtr* ready = nullptr;
    if (asked.reads()) {
      // A private socket's answers are nobody else's.
      key.assign(1, static_cast<char>('0' + static_cast<int>(asked.coding)));
      key += static_cast<char>('0' + site.first_route % 64);
      key += asked.target;
      ready = loop.ready.find(key);
      if (ready != nullptr && (begun >= (*ready)->expires || !shared.freshness.holds((*ready)->tags, (*ready)->moment)))
        ready = nullptr;
      if (ready == nullptr) {
        const auto file = site.files.find(asked.target.substr(0, asked.target.find('?')));
        if (file != site.files.end()) ready = &file->second[static_cast<std::size_t>(asked.coding)];
      }
    }
    if (!asked.http10 && view(request[beast_http::field::host]).empty()) {
      co_await refuse(shared, loop, site, connection, std::move(out),
                      {ErrorKind::invalid, "host_missing", "An HTTP/1.1 request names its host."});
      co_return;
    }
    if (ready != nullptr) {
      const ReadyPtr keep = *ready;
      append_answer(shared, loop, asked, *keep, true, begun, out);
    } else {
      connection.deadline = begun + shared.options.write_timeout;
      Made made = co_await make_answer(shared, loop, site, asked, std::move(request.body()));
      append_answer(shared, loop, asked, made.ready, false, begun, out, made.trace_id);
      if (made.keep) loop.ready.put(key, std::make_shared<const Ready>(std::move(made.ready)));
    }
    if (loop.lines.size() > write_at) {
      telemetry::log_lines(std::move(loop.lines));
      loop.lines.clear();
    }
    if (!open || used == in.size() || out.size() > write_at) {
      connection.deadline = steady_clock::now() + shared.options.write_timeout;
      const auto [failed, n] = co_await asio::async_write(socket, asio::buffer(out), no_throw);
      if (failed) co_return;
      out.clear();
      if (out.capacity() > 4 * write_at) out.shrink_to_fit();
      connection.deadline = steady_clock::now() + shared.options.idle_timeout;
    }
  }
  boost::system::error_code ignored;
  socket.shutdown(Socket::shutdown_send, ignored);
}

}  // namespace bookmarket::http
