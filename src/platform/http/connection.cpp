#include <boost/asio/as_tuple.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "platform/http/loop.hpp"
#include "platform/http/problem.hpp"
#include "platform/http/target.hpp"
#include "platform/telemetry/log.hpp"

namespace bookmarket::http {
namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using Parser = beast_http::request_parser<beast_http::string_body>;
using beast_http::verb;

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable_t<IoExecutor>{});
constexpr std::size_t read_chunk = 16'384;
constexpr std::size_t write_at = 65'536;  // pipelined answers are gathered up to here

std::string_view view(boost::beast::string_view s) { return {s.data(), s.size()}; }

struct Asked {
  verb method;
  std::string_view target;
  std::string_view if_none_match;
  Coding coding = Coding::identity;
  bool keep_alive = true;
  bool http10 = false;
};

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

std::string new_trace_id(Loop& loop) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string id(32, '0');
  for (std::size_t i = 0; i < 2; ++i) {
    auto word = loop.random();
    for (std::size_t k = 0; k < 16; ++k, word >>= 4U) id[i * 16 + k] = hex[word & 15U];
  }
  return id;
}

/// RFC 9110 §13.1.2: a list of tags or "*", compared weakly.
bool has_tag(std::string_view list, std::string_view etag) {
  return !etag.empty() && (list == "*" || list.find(etag) != std::string_view::npos);
}

/// Appends an answer, counts it and notes it in the access log.
void append(Shared& shared, Loop& loop, const Asked& asked, const Ready& r, bool from_ready, SteadyTime begun,
            std::string& out, std::string_view trace_id) {
  const bool unchanged = !asked.if_none_match.empty() && has_tag(asked.if_none_match, r.etag);
  const std::size_t before = out.size();
  out += unchanged ? r.head_304 : r.head;
  out += loop.date;
  if (!asked.keep_alive) out += "Connection: close\r\n";
  else if (asked.http10) out += "Connection: keep-alive\r\n";
  out += "\r\n";
  if (!unchanged && asked.method != verb::head) out += r.body;

  const int status = unchanged ? 304 : r.status;
  const auto us = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count());
  auto& stats = loop.stats[r.route];
  stats.by_class[static_cast<std::size_t>(status) / 100].add();
  std::size_t bucket = 0;
  while (bucket < latency_bounds_us.size() && us > latency_bounds_us[bucket]) ++bucket;
  stats.latency[bucket].add();
  stats.sum_us.add(us);
  stats.bytes.add(out.size() - before);
  if (from_ready) stats.ready.add();

  if (!shared.options.access_log) return;
  // The path without its query: what people search for stays out of the log.
  auto& l = loop.lines;
  l += R"({"time":")";
  l += loop.time;
  l += R"(","level":"info","event":"request","method":")";
  l += view(beast_http::to_string(asked.method));
  l += R"(","route":")";
  l += shared.route_names[r.route];
  l += R"(","path":)";
  auto path = asked.target.substr(0, asked.target.find('?')).substr(0, 200);
  if (!shape::is_utf8(path)) path = "?";
  shape::write_json_string(l, path);
  l += R"(,"status":)";
  shape::write_json(l, status);
  l += R"(,"bytes":)";
  shape::write_json(l, out.size() - before);
  l += R"(,"us":)";
  shape::write_json(l, us);
  if (!trace_id.empty()) {
    l += R"(,"trace_id":")";
    l += trace_id;
    l += '"';
  }
  l += "}\n";
}

/// A problem as an answer. Its cause goes to the log with the trace id that the client gets.
Ready problem(Loop& loop, const Error& error, std::uint32_t route, std::string& trace_id) {
  trace_id = new_trace_id(loop);
  Content c;
  c.type = "application/problem+json";
  c.body = problem_json(error, trace_id);
  c.status = status_of(error);
  if (error.retry_after) c.headers.push_back({"Retry-After", std::to_string(error.retry_after->count())});
  if (c.status >= 500)
    telemetry::log(telemetry::Level::error, "request_failed",
                   {{"code", error.code}, {"cause", error.cause}, {"trace_id", trace_id}});
  auto body = c.body;
  Ready r = make_ready(c, Coding::identity, std::move(body), Caching::none);
  r.route = route;
  return r;
}

bool compressible(std::string_view type) {
  return type.starts_with("text/") || type.starts_with("application/") || type.starts_with("image/svg");
}

struct Made {
  Ready ready;
  bool keep = false;  ///< may be served again
  std::string trace_id;
};

/// Runs the handler behind an exception boundary.
Task<Content> guarded(const Endpoint& endpoint, RawRequest raw) {
  try {
    co_return co_await endpoint.handle(std::move(raw));
  } catch (const std::exception& e) {
    co_return fail(ErrorKind::internal, "internal", "Something broke on our side.", e.what());
  }
}

asio::awaitable<Made, IoExecutor> make(Shared& shared, Loop& loop, const Site& site, Asked asked, std::string body) {
  Made made;
  const auto moment = shared.freshness.moment();
  const auto target = parse_target(asked.target);
  const bool reads = asked.method == verb::get || asked.method == verb::head;
  Result<Content> result = fail(ErrorKind::not_found, "no_such_address", "There is nothing at this address.");
  auto caching = Caching::none;
  std::uint32_t route = site.unmatched_route();
  if (!target) {
    result = fail(ErrorKind::invalid, "bad_target", "The request target must start with a slash.");
  } else {
    std::string allowed;
    const Endpoint* endpoint = nullptr;
    RawRequest raw;
    const auto& endpoints = site.routes->endpoints();
    for (std::size_t i = 0; i < endpoints.size(); ++i) {
      std::vector<shape::NamedText> params;
      if (!match_path(endpoints[i].info.path, target->path, params)) continue;
      const bool get = endpoints[i].info.method == Method::get;
      if (get ? !reads : asked.method != verb::post) {
        allowed += (allowed.empty() ? "" : ", ") + std::string(get ? "GET, HEAD" : "POST");
        continue;
      }
      endpoint = &endpoints[i];
      route = site.first_route + static_cast<std::uint32_t>(i);
      raw.texts = std::move(params);
      break;
    }
    if (endpoint == nullptr && !reads && allowed.empty() &&
        (site.files.contains(target->path) || site.routes->otherwise()))
      allowed = "GET, HEAD";
    if (endpoint != nullptr) {
      for (auto& q : target->query) raw.texts.push_back(q);
      raw.body = std::move(body);
      caching = endpoint->info.caching;
      result = co_await guarded(*endpoint, std::move(raw));
    } else if (!allowed.empty()) {
      Ready r = problem(loop, Error{ErrorKind::unsupported, "method_not_allowed", "This address answers to: " + allowed + "."},
                        route, made.trace_id);
      r.head += "Allow: " + allowed + "\r\n";
      made.ready = std::move(r);
      co_return made;
    } else if (reads && site.routes->otherwise() && !target->path.starts_with("/api/")) {
      result = co_await site.routes->otherwise()(std::string(target->path));
    }
  }
  if (!result) {
    made.ready = problem(loop, result.error(), route, made.trace_id);
    co_return made;
  }
  auto coding = asked.coding;
  std::string encoded;
  if (result->body.size() < 600 || !compressible(result->type)) coding = Coding::identity;
  if (coding != Coding::identity) {
    auto packed = co_await shared.encoders->run([coding, &text = result->body]() -> Result<std::string> { return compress(coding, text); });
    if (packed) encoded = std::move(*packed);
    else coding = Coding::identity;  // the encoders are busy: plain bytes serve as well
  }
  if (coding == Coding::identity) encoded = result->body;
  made.ready = make_ready(*result, coding, std::move(encoded), caching);
  made.ready.route = route;
  made.ready.moment = moment;
  made.ready.expires = std::chrono::steady_clock::now() + shared.options.ready_for;
  made.keep = result->status == 200 && caching != Caching::none && reads;
  co_return made;
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

struct Registered {
  Registered(Shared& s, Loop& l, Connection& c) : shared(s), loop(l), at(l.connections.insert(l.connections.end(), &c)) {}
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
  if (problem == beast_http::error::body_limit) return {ErrorKind::too_large, "body_too_large", "The request's body is too large."};
  return {ErrorKind::invalid, "bad_request", "This is not an HTTP/1.1 request.", {}, problem.message()};
}

}  // namespace

asio::awaitable<void, IoExecutor> serve_connection(Shared& shared, Loop& loop, const Site& site, Socket socket) {
  using std::chrono::steady_clock;
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
        connection.deadline = steady_clock::now() + (in.empty() ? shared.options.idle_timeout : shared.options.request_timeout);
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
        if (!connection.idle && connection.deadline == SteadyTime::min()) {
          Asked asked{.method = verb::get, .target = "/", .if_none_match = {}, .keep_alive = false};
          std::string trace;
          const auto r = problem(loop, {ErrorKind::invalid, "request_timeout", "The request took too long to arrive."},
                                 site.unmatched_route(), trace);
          append(shared, loop, asked, r, false, steady_clock::now(), out, trace);
          connection.deadline = steady_clock::now() + std::chrono::seconds(1);
          co_await asio::async_write(socket, asio::buffer(out), no_throw);
        }
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
      Asked asked{.method = verb::get, .target = "/", .if_none_match = {}, .keep_alive = false};
      std::string trace;
      const auto r = problem(loop, broken_request(wrong), site.unmatched_route(), trace);
      append(shared, loop, asked, r, false, begun, out, trace);
      connection.deadline = begun + shared.options.write_timeout;
      const auto [failed, n] = co_await asio::async_write(socket, asio::buffer(out), no_throw);
      if (!failed) co_await linger(connection);
      co_return;
    }

    auto& request = parser.get();
    // RFC 9112 §6.3: any other coding would hide where this request ends and the next begins.
    const auto coding = view(request[beast_http::field::transfer_encoding]);
    if (!coding.empty() && !boost::beast::iequals(request[beast_http::field::transfer_encoding], "chunked")) {
      Asked refused{.method = verb::get, .target = "/", .if_none_match = {}, .keep_alive = false};
      std::string trace;
      const auto r = problem(loop, {ErrorKind::invalid, "bad_request", "The only transfer coding taken is chunked."},
                             site.unmatched_route(), trace);
      append(shared, loop, refused, r, false, begun, out, trace);
      const auto [failed, n] = co_await asio::async_write(socket, asio::buffer(out), no_throw);
      if (!failed) co_await linger(connection);
      co_return;
    }
    Asked asked{.method = request.method(), .target = origin_form(view(request.target())),
                .if_none_match = view(request[beast_http::field::if_none_match])};
    asked.http10 = request.version() == 10;
    asked.keep_alive = request.keep_alive() && !shared.draining.load(std::memory_order_relaxed);
    if (const auto accept = view(request[beast_http::field::accept_encoding]); accept != last_accept) {
      last_accept = accept;
      last_coding = choose_coding(accept);
    }
    asked.coding = last_coding;
    open = asked.keep_alive;

    const bool reads = asked.method == verb::get || asked.method == verb::head;
    const ReadyPtr* ready = nullptr;
    if (reads) {
      key.assign(1, static_cast<char>('0' + static_cast<int>(asked.coding)));
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
      std::string trace;
      const auto r = problem(loop, {ErrorKind::invalid, "host_missing", "An HTTP/1.1 request names its host."},
                             site.unmatched_route(), trace);
      append(shared, loop, asked, r, false, begun, out, trace);
    } else if (ready != nullptr) {
      const ReadyPtr keep = *ready;
      append(shared, loop, asked, *keep, true, begun, out, {});
    } else {
      connection.deadline = begun + shared.options.write_timeout;
      Made made = co_await make(shared, loop, site, asked, std::move(request.body()));
      append(shared, loop, asked, made.ready, false, begun, out, made.trace_id);
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
