#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cctype>
#include <cstring>

#include "platform/http/answer.hpp"
#include "platform/http/target.hpp"
#include "platform/telemetry/log.hpp"

namespace bookmarket::http {
namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using Parser = beast_http::request_parser<beast_http::string_body>;
using std::chrono::steady_clock;

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable_t<IoExecutor>{});
// A resting connection holds the first alone; most requests fit in it.
constexpr std::size_t first_chunk = 2048, read_chunk = 16'384;
constexpr std::size_t longest_kept = 2048;  // of a target; nobody asks for a longer one twice
constexpr std::size_t write_at = 65'536;    // pipelined answers are gathered up to here

std::string_view view(boost::beast::string_view s) { return {s.data(), s.size()}; }

/// RFC 9112 §3.2.2: a target may name the whole address; what counts is path and query.
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    const auto given = target.substr(0, scheme.size());
    if (!boost::beast::iequals({given.data(), given.size()}, {scheme.data(), scheme.size()})) continue;
    const auto path = target.find_first_of("/?", scheme.size());
    if (path == std::string_view::npos) return "/";
    return target[path] == '/' ? target.substr(path) : "/";
  }
  return target;
}

bool is_host(std::string_view host) {
  return !host.empty() && std::ranges::all_of(host, [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view("-._~%!$&'()*+,;=:[]").find(static_cast<char>(c)) != std::string_view::npos;
  });
}

/// What two readers of one head could understand differently: where the request ends, and whom it is for.
std::optional<Error> ambiguity(const Parser::value_type& head) {
  const auto bad = [](std::string_view code, std::string_view detail) {
    return Error{ErrorKind::invalid, std::string(code), std::string(detail)};
  };
  // RFC 9112 §6.1, §6.3
  if (const auto coding = head.find(beast_http::field::transfer_encoding); coding != head.end()) {
    if (head.count(beast_http::field::transfer_encoding) > 1 || !boost::beast::iequals(coding->value(), "chunked"))
      return bad("bad_request", "The only transfer coding taken is chunked, once.");
    if (head.version() == 10) return bad("bad_request", "HTTP/1.0 has no transfer codings.");
  }
  // §3.2
  const auto [host, end] = head.equal_range(beast_http::field::host);
  if (host == end) {
    if (head.version() == 10) return std::nullopt;
    return bad("host_missing", "An HTTP/1.1 request names its host.");
  }
  if (std::next(host) != end) return bad("host_repeated", "A request names its host once.");
  if (!is_host(view(host->value()))) return bad("host_malformed", "This is no name of a host.");
  return std::nullopt;
}

/// Behind `hops` proxies of our own the client is who the outermost of them saw; what stands before that, anybody can
/// have written.
std::string client_address(std::string_view seen, std::string_view forwarded, unsigned hops) {
  for (std::string_view rest = forwarded; hops > 0 && !rest.empty(); --hops) {
    const auto comma = rest.rfind(',');
    auto last = comma == std::string_view::npos ? rest : rest.substr(comma + 1);
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(0, comma);
    last.remove_prefix(std::min(last.find_first_not_of(" \t"), last.size()));
    last = last.substr(0, last.find_last_not_of(" \t") + 1);
    seen = last;
  }
  return std::string(seen);
}

std::string address_of(const Socket& socket) {
  boost::system::error_code unknown;
  const auto remote = socket.remote_endpoint(unknown);
  if (unknown || (remote.protocol().family() != AF_INET && remote.protocol().family() != AF_INET6)) return {};
  asio::ip::tcp::endpoint tcp;
  tcp.resize(remote.size());
  std::memcpy(tcp.data(), remote.data(), remote.size());
  return tcp.address().to_string();
}

Context context_of(const Shared& shared, const Socket& socket, const Parser::value_type& head) {
  using beast_http::field;
  const auto text = [&](field name) { return std::string(view(head[name])); };
  return {.address = client_address(address_of(socket), view(head["X-Forwarded-For"]), shared.options.forwarded_hops),
          .target = std::string(origin_form(view(head.target()))),
          .authorization = text(field::authorization),
          .content_type = text(field::content_type),
          .cookie = text(field::cookie),
          .origin = text(field::origin),
          .user_agent = text(field::user_agent),
          .idempotency_key = std::string(view(head["Idempotency-Key"]))};
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

void append_refusal(Shared& shared, Loop& loop, std::uint32_t route, const Error& error, Outgoing& out) {
  const Asked asked{.method = beast_http::verb::get, .target = "/", .if_none_match = {}, .keep_alive = false};
  auto made = make_problem(loop, error, route);
  append_answer(shared, loop, asked, std::make_shared<const Ready>(std::move(made.ready)), false, steady_clock::now(),
                out, made.trace_id);
}

/// Says why and ends the connection: what follows on it cannot be trusted, or was not read.
asio::awaitable<void, IoExecutor> refuse(Shared& shared, Loop& loop, Connection& connection, Error error) {
  append_refusal(shared, loop, connection.site.unmatched_route(), error, connection.out);
  connection.arriving = SteadyTime::max();
  connection.deadline = steady_clock::now() + std::chrono::seconds(5);
  const auto [failed, n] = co_await asio::async_write(connection.socket, connection.out.segments(), no_throw);
  if (!failed) co_await linger(connection);
}

struct Registered {
  Registered(Loop& l, Connection& c) : loop(l), at(l.connections.insert(l.connections.end(), &c)) {}
  ~Registered() { loop.connections.erase(at); }
  Registered(const Registered&) = delete;
  Registered& operator=(const Registered&) = delete;
  Loop& loop;
  std::list<Connection*>::iterator at;
};

Error broken_request(const boost::system::error_code& problem, bool has_target) {
  if (problem == beast_http::error::header_limit && !has_target)
    return {ErrorKind::too_large, "target_too_long", "The request's target is too long."};
  if (problem == beast_http::error::header_limit)
    return {ErrorKind::too_large, "header_too_large", "The request's header is too large."};
  if (problem == beast_http::error::body_limit)
    return {ErrorKind::too_large, "body_too_large", "The request's body is too large."};
  return {ErrorKind::invalid, "bad_request", "This is not an HTTP/1.1 request.", {}, problem.message()};
}

/// What is large may take longer than what the settings allow to anything.
constexpr std::uint64_t slowest_bytes_per_second = 32 * 1024;

/// A request begins to arrive.
void arrives(const Shared& shared, Connection& connection) {
  connection.idle = false;
  connection.arriving = steady_clock::now();
  connection.deadline = connection.arriving + shared.options.request_timeout;
}

/// As much of a body as the server takes, or where a route takes more, as much as it lets in, and time for it.
std::optional<Error> admit_body(const Shared& shared, Parser& parser, Connection& connection, BodyShare& share) {
  std::uint64_t most = shared.options.max_body_bytes;
  const std::uint64_t length = parser.content_length() ? *parser.content_length() : 0;
  const auto& head = parser.get();
  const auto target = origin_form(view(head.target()));
  for (const auto& endpoint : connection.site.routes->endpoints()) {
    std::vector<shape::NamedText> params;
    if (!endpoint.admit_body || verb_of(endpoint.info.method) != head.method() ||
        !match_path(endpoint.info.path, target.substr(0, target.find('?')), params))
      continue;
    const auto admitted = endpoint.admit_body(target, view(head[beast_http::field::content_type]), length);
    if (!admitted) return admitted.error();
    most = *admitted;
    if (length <= most) connection.deadline += std::chrono::seconds(length / slowest_bytes_per_second);
  }
  if (length > most) return broken_request(beast_http::error::body_limit, true);
  // A body of unknown length may become as long as any.
  if (most > shared.options.max_body_bytes && !share.take(parser.content_length() ? length : most)) {
    Error busy{ErrorKind::unavailable, "too_many_uploads", "Others are sending much just now. Try again in a moment."};
    busy.retry_after = std::chrono::seconds(5);
    return busy;
  }
  parser.body_limit(most);
  return std::nullopt;
}

/// What fits the empty send buffer of a connection, or the client is past caring.
void say_at_once(Shared& shared, Loop& loop, Connection& connection, std::uint32_t route, const Error& error) {
  Outgoing out;
  append_refusal(shared, loop, route, error, out);
  boost::system::error_code ignored;
  connection.socket.write_some(out.segments(), ignored);
}

/// Sends the answers gathered so far. False: the client is gone, or too slow to take them.
asio::awaitable<bool, IoExecutor> send_rest(Shared& shared, Connection& connection) {
  connection.arriving = SteadyTime::max();
  connection.deadline = steady_clock::now() + shared.options.write_timeout +
                        std::chrono::seconds(connection.out.size() / slowest_bytes_per_second);
  const auto [failed, n] = co_await asio::async_write(connection.socket, connection.out.segments(), no_throw);
  connection.out.clear();
  co_return !failed;
}

/// Most answers fit into the socket's buffer: then there is nothing to wait for. True: all of it is sent.
bool send_at_once(Connection& connection) {
  boost::system::error_code wrong;
  const auto sent = connection.socket.write_some(connection.out.segments(), wrong);
  if (wrong) return false;  // send_rest() meets it again, and knows what to do
  connection.out.drop(sent);
  return connection.out.empty();
}

}  // namespace

void give_up(Shared& shared, Loop& loop, Connection& connection) {
  connection.answering = false;
  say_at_once(shared, loop, connection, connection.route,
              unavailable("too_slow", "the handler outlasted http.write_seconds").error());
  boost::system::error_code ignored;
  connection.socket.shutdown(Socket::shutdown_send, ignored);
}

void give_way(Shared& shared, Loop& loop, Connection& connection) {
  connection.arriving = SteadyTime::max();
  loop.timed_out.add();
  say_at_once(shared, loop, connection, connection.site.unmatched_route(),
              {ErrorKind::invalid, "request_timeout", "The request took too long to arrive, while others wait."});
  boost::system::error_code ignored;
  connection.socket.shutdown(Socket::shutdown_both, ignored);
}

asio::awaitable<void, IoExecutor> serve_connection(Shared& shared, Loop& loop, const Site& site, Socket socket,
                                                   [[maybe_unused]] Place place) {
  Connection connection{.socket = socket, .site = site, .deadline = steady_clock::now() + shared.options.idle_timeout};
  const Registered registered(loop, connection);
  boost::system::error_code ignored;
  socket.non_blocking(true, ignored);  // for send_at_once()
  auto& out = connection.out;
  std::string in;
  std::size_t used = 0;  // bytes of `in` already parsed

  for (bool open = true; open;) {
    Parser parser;
    BodyShare share(shared);
    bool empty_line = false;  // RFC 9112 §2.2: one before a request is passed over
    const auto pass_empty_line = [&] {
      if (empty_line || parser.got_some() || !std::string_view(in).substr(used).starts_with("\r\n")) return;
      empty_line = true;
      used += 2;
    };
    pass_empty_line();
    // Between requests: nothing read yet means idle; answers gathered so far go out before we wait.
    if (used == in.size()) {
      in.clear();
      used = 0;
      if (in.capacity() > 2 * first_chunk) in.shrink_to_fit();
    }
    parser.header_limit(static_cast<std::uint32_t>(shared.options.max_header_bytes));
    parser.body_limit(boost::none);  // set when the head is there: Beast compares it with Content-Length before that
    boost::system::error_code wrong;
    std::optional<Error> refusal;
    connection.idle = in.empty();
    if (!in.empty()) arrives(shared, connection);
    while (!parser.is_done()) {
      if (used < in.size() && (parser.got_some() || std::string_view(in).substr(used) != "\r")) {
        used += parser.put(asio::const_buffer(in.data() + used, in.size() - used), wrong);
        if (wrong && wrong != beast_http::error::need_more) break;
        wrong = {};
        // Trailers are fields, too. A field costs many times its bytes.
        const auto& fields = parser.get().base();
        if (std::distance(fields.begin(), fields.end()) >
            static_cast<std::ptrdiff_t>(shared.options.max_header_fields)) {
          refusal = Error{ErrorKind::too_large, "header_too_large", "The request's header has too many fields."};
          break;
        }
        if (parser.is_header_done() && !parser.eager()) {
          parser.eager(true);  // the head is judged before a byte of the body is taken, and before trailers join it
          refusal = ambiguity(parser.get());
          if (!refusal) refusal = admit_body(shared, parser, connection, share);
          if (refusal) break;
          if (used < in.size()) continue;
          if (!parser.is_done() && boost::beast::iequals(parser.get()[beast_http::field::expect], "100-continue"))
            out += "HTTP/1.1 100 Continue\r\n\r\n";
        }
        if (parser.is_done()) break;
        if (used < in.size() && in.size() - used > shared.options.max_header_bytes) {
          wrong = beast_http::error::header_limit;
          break;
        }
      }
      if (!out.empty()) {
        connection.idle = false;
        if (!send_at_once(connection) && !co_await send_rest(shared, connection)) co_return;
        if (in.empty() && shared.draining.load(std::memory_order_relaxed)) co_return;
        if (in.empty()) {
          connection.idle = true;
          connection.deadline = steady_clock::now() + shared.options.idle_timeout;
        } else {
          arrives(shared, connection);
        }
      }
      if (used > 0) {
        in.erase(0, used);
        used = 0;
      }
      const bool first_bytes = in.empty() && connection.idle;
      const auto had = in.size(), chunk = first_bytes ? first_chunk : read_chunk;
      in.resize(had + chunk);
      const auto [failed, n] = co_await socket.async_read_some(asio::buffer(in.data() + had, chunk), no_throw);
      in.resize(had + n);
      if (failed) {
        // A request that began and did not end in time is told so; a closed or idle connection just ends.
        if (!connection.idle && connection.deadline == SteadyTime::min())
          co_await refuse(shared, loop, connection,
                          {ErrorKind::invalid, "request_timeout", "The request took too long to arrive."});
        co_return;
      }
      pass_empty_line();
      if (first_bytes && used < in.size()) arrives(shared, connection);
    }
    const auto begun = steady_clock::now();
    connection.idle = false;
    connection.arriving = SteadyTime::max();
    if (wrong) refusal = broken_request(wrong, !parser.get().target().empty());
    if (refusal) {
      co_await refuse(shared, loop, connection, std::move(*refusal));
      co_return;
    }
    auto& request = parser.get();
    Asked asked{.method = request.method(), .target = origin_form(view(request.target())), .if_none_match = {}};
    std::string tags;  // given on several lines: RFC 9110 §5.3
    if (const auto [first, last] = request.equal_range(beast_http::field::if_none_match); first != last) {
      asked.if_none_match = view(first->value());
      if (std::next(first) != last) {
        for (auto line = first; line != last; ++line) tags.append(tags.empty() ? "" : ", ").append(view(line->value()));
        asked.if_none_match = tags;
      }
    }
    asked.http10 = request.version() == 10;
    asked.keep_alive = request.keep_alive() && !shared.draining.load(std::memory_order_relaxed);
    if (const auto accept = view(request[beast_http::field::accept_encoding]); accept != connection.accept) {
      connection.accept = accept;
      connection.coding = choose_coding(accept);
    }
    asked.coding = connection.coding;
    open = asked.keep_alive;

    const ReadyPtr* ready = nullptr;
    if (asked.reads()) {
      auto& key = connection.key;
      // A private socket's answers are nobody else's.
      key.assign(1, static_cast<char>('0' + static_cast<int>(asked.coding)));
      key += static_cast<char>('0' + site.number);
      key += asked.target;
      ready = loop.ready.find(key);
      if (ready != nullptr && (begun >= (*ready)->expires || !shared.freshness.holds((*ready)->tags, (*ready)->moment)))
        ready = nullptr;
      if (ready == nullptr) {
        const auto file = site.files.find(asked.target.substr(0, asked.target.find('?')));
        if (file != site.files.end()) ready = &file->second[static_cast<std::size_t>(asked.coding)];
      }
    }
    if (ready != nullptr) {
      const ReadyPtr keep = *ready;
      append_answer(shared, loop, asked, keep, true, begun, out);
    } else {
      if (!out.empty() && !send_at_once(connection) && !co_await send_rest(shared, connection))
        co_return;  // earlier answers do not wait for a handler
      connection.deadline = begun + shared.options.write_timeout;
      connection.answering = true;
      Made made = co_await make_answer(shared, loop, connection, asked, std::move(request.body()),
                                       context_of(shared, socket, request));
      if (!connection.answering) co_return;
      connection.answering = false;
      const auto fresh = std::make_shared<const Ready>(std::move(made.ready));
      append_answer(shared, loop, asked, fresh, false, begun, out, made.trace_id);
      if (made.keep && asked.target.size() <= longest_kept) loop.ready.put(connection.key, fresh);
    }
    if (loop.lines.size() > write_at) {
      telemetry::log_lines(std::move(loop.lines));
      loop.lines.clear();
    }
    if (!open || used == in.size() || out.size() > write_at) {
      if (!send_at_once(connection) && !co_await send_rest(shared, connection)) co_return;
      connection.deadline = steady_clock::now() + shared.options.idle_timeout;
    }
  }
  socket.shutdown(Socket::shutdown_send, ignored);
}

}  // namespace bookmarket::http
