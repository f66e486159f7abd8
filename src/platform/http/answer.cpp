#include "platform/http/answer.hpp"

#include <algorithm>

#include "platform/http/problem.hpp"
#include "platform/http/target.hpp"
#include "platform/telemetry/log.hpp"

namespace bookmarket::http {
namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using beast_http::verb;

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

/// Where the address of a page with a slash too many leads, as people and sites write it; empty: nowhere.
std::string without_last_slash(const Site& site, std::string_view asked) {
  const auto path = asked.substr(0, asked.find('?'));
  if (path.size() < 2 || !path.ends_with('/') || path.ends_with("//")) return {};
  const auto better = path.substr(0, path.size() - 1);
  std::vector<shape::NamedText> params;
  const bool is_there = std::ranges::any_of(site.routes->endpoints(), [&](const Endpoint& e) {
    return e.response_type == "text/html" && match_path(e.info.path, better, params);
  });
  return is_there ? std::string(better) + std::string(asked.substr(path.size())) : std::string();
}

/// RFC 6750 §2.1; empty: none was sent.
std::string bearer_token(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer ";
  if (!boost::beast::iequals(authorization.substr(0, scheme.size()), scheme)) return {};
  authorization.remove_prefix(scheme.size());
  authorization.remove_prefix(std::min(authorization.find_first_not_of(' '), authorization.size()));
  return std::string(authorization);
}

/// Lets in whom the route lets in.
Task<Content> admitted(const Site& site, const Endpoint& endpoint, RawRequest raw) {
  const auto& authenticate = site.routes->authenticate();
  const auto access = endpoint.info.access;
  if (access != Access::anyone) {
    auto token = bearer_token(raw.context.authorization);
    if (token.empty() || !authenticate) co_return fail(ErrorKind::unauthenticated, "not_signed_in", "Sign in first.");
    auto caller = co_await authenticate(std::move(token));
    if (!caller) co_return fail(std::move(caller).error());
    if (!caller->has_scope(endpoint.info.scope))
      co_return fail(ErrorKind::forbidden, "scope_missing", "This API token is not for that.");
    if (!caller->may(access)) co_return fail(ErrorKind::forbidden, "not_allowed", "This is for others to do.");
    raw.context.caller = std::move(*caller);
  }
  co_return co_await endpoint.handle(std::move(raw));
}

}  // namespace

beast_http::verb verb_of(Method method) {
  switch (method) {
    case Method::get:
      return verb::get;
    case Method::post:
      return verb::post;
    case Method::put:
      return verb::put;
    case Method::patch:
      return verb::patch;
    case Method::remove:
      return verb::delete_;
  }
  return verb::unknown;
}

void append_answer(Shared& shared, Loop& loop, const Asked& asked, const ReadyPtr& ready, bool from_ready,
                   SteadyTime begun, Outgoing& out, std::string_view trace_id) {
  const Ready& r = *ready;
  const bool unchanged = !asked.if_none_match.empty() && has_tag(asked.if_none_match, r.etag);
  const std::size_t before = out.size();
  out += unchanged ? r.head_304 : r.head;
  out += loop.date;
  if (!asked.keep_alive)
    out += "Connection: close\r\n";
  else if (asked.http10)
    out += "Connection: keep-alive\r\n";
  out += "\r\n";
  if (!unchanged && asked.method != verb::head) out.add_body(ready);

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
  const auto method = beast_http::to_string(asked.method);
  l.append(method.data(), method.size());
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

Made make_problem(Loop& loop, const Error& error, std::uint32_t route) {
  Made made;
  made.trace_id = new_trace_id(loop);
  Content c;
  c.type = "application/problem+json";
  c.body = problem_json(error, made.trace_id);
  c.status = status_of(error);
  if (error.kind == ErrorKind::unauthenticated) c.headers.push_back({"WWW-Authenticate", "Bearer"});
  if (error.retry_after) c.headers.push_back({"Retry-After", std::to_string(error.retry_after->count())});
  if (c.status >= 500)
    telemetry::log(telemetry::level_of(error), "request_failed",
                   {{"code", error.code}, {"cause", error.cause}, {"trace_id", made.trace_id}});
  auto body = c.body;
  made.ready = make_ready(c, Coding::identity, std::move(body), Caching::none);
  made.ready.route = route;
  return made;
}

asio::awaitable<Made, IoExecutor> make_answer(Shared& shared, Loop& loop, Connection& connection, Asked asked,
                                              std::string body, Context context) {
  const Site& site = connection.site;
  Made made;
  const auto moment = shared.freshness.moment();
  const auto target = parse_target(asked.target);
  const bool reads = asked.reads();
  Result<Content> result = fail(ErrorKind::not_found, "no_such_address", "There is nothing at this address.");
  auto caching = Caching::none;
  auto& route = connection.route = site.unmatched_route();
  if (asked.method == verb::options && asked.target == "*") {
    result = Content{.type = "text/plain", .headers = {{"Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"}}};
  } else if (!target) {
    result = fail(ErrorKind::invalid, "bad_target", "The request target must start with a slash.");
  } else {
    std::string allowed;
    const Endpoint* endpoint = nullptr;
    RawRequest raw;
    const auto& endpoints = site.routes->endpoints();
    // Who asks for /things/new does not mean the thing of that name.
    const bool literal = std::ranges::any_of(endpoints, [&](const Endpoint& e) { return e.info.path == target->path; });
    for (std::size_t i = 0; i < endpoints.size(); ++i) {
      if (literal && endpoints[i].info.path != target->path) continue;
      std::vector<shape::NamedText> params;
      if (!match_path(endpoints[i].info.path, target->path, params)) continue;
      const auto method = endpoints[i].info.method;
      if (method == Method::get ? !reads : asked.method != verb_of(method)) {
        allowed += (allowed.empty() ? "" : ", ") + std::string(method == Method::get ? "GET, HEAD" : name_of(method));
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
      raw.context = std::move(context);
      caching = endpoint->info.caching;
      result = co_await caught_task([&] { return admitted(site, *endpoint, std::move(raw)); });
    } else if (!allowed.empty()) {
      made = make_problem(
          loop, {ErrorKind::unsupported, "method_not_allowed", "This address answers to: " + allowed + "."}, route);
      made.ready.head += "Allow: " + allowed + "\r\n";
      co_return made;
    } else if (auto better = reads ? without_last_slash(site, asked.target) : std::string(); !better.empty()) {
      result = Content{.status = 301, .type = "text/plain", .headers = {{"Location", std::move(better)}}};
    } else if (reads && site.routes->otherwise() && !target->path.starts_with("/api/")) {
      result = co_await caught_task([&] { return site.routes->otherwise()(std::string(target->path)); });
    }
  }
  if (!result) co_return make_problem(loop, result.error(), route);
  auto coding = asked.coding;
  std::string encoded;
  if (!worth_packing(result->type, result->body)) coding = Coding::identity;
  if (coding != Coding::identity) {
    auto packed = co_await shared.encoders->run(
        [coding, &text = result->body]() -> Result<std::string> { return compress(coding, text); });
    if (packed)
      encoded = std::move(*packed);
    else
      coding = Coding::identity;  // the encoders are busy: plain bytes serve as well
  }
  if (coding == Coding::identity) encoded = result->body;
  made.ready = make_ready(*result, coding, std::move(encoded), caching);
  made.ready.route = route;
  made.ready.moment = moment;
  made.ready.expires = std::chrono::steady_clock::now() + shared.options.ready_for;
  made.keep = result->status == 200 && caching != Caching::none && reads;
  co_return made;
}

}  // namespace bookmarket::http
