#include "platform/http/server.hpp"

#include <fmt/chrono.h>
#include <poll.h>
#include <sys/stat.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <span>
#include <thread>

#include "platform/http/loop.hpp"
#include "platform/telemetry/log.hpp"

namespace bookmarket::http {

namespace asio = boost::asio;

namespace {

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable_t<IoExecutor>{});
constexpr std::chrono::milliseconds sweep_every{100};

using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol, IoExecutor>;

void renew_time(Loop& loop) {
  const auto now = Clock{}.now();  // what happened when: never moved by tests
  loop.time = to_rfc3339(now);
  loop.date =
      fmt::format("Date: {:%a, %d %b %Y %H:%M:%S} GMT\r\n", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
}

/// Those longest at rest give way to who waits at the door: a few at a time, since a load balancer's pool rests too.
/// Requests that take their time to arrive may hold a quarter of the places then; of more, the oldest give way.
void make_room(Shared& shared, Loop& loop, SteadyTime now) {
  if (!shared.awaited.load(std::memory_order_relaxed)) return;
  const auto patience = std::chrono::seconds(1);
  std::vector<Connection*> resting, slow;
  for (auto* c : loop.connections) {
    if (c->idle && c->deadline < now + shared.options.idle_timeout - patience) resting.push_back(c);
    if (c->arriving < now - patience) slow.push_back(c);
  }
  const auto bearable = shared.options.max_connections / 4 / shared.options.threads;
  const auto too_many = slow.size() - std::min(bearable, slow.size());
  if ((resting.empty() && too_many == 0) || !shared.awaited.exchange(false, std::memory_order_relaxed)) return;
  const auto few = [](std::vector<Connection*>& all, SteadyTime Connection::* since, std::size_t most) {
    std::ranges::sort(all, {}, since);
    return std::span(all).first(std::min(most, all.size()));
  };
  constexpr std::size_t at_once = 16;
  boost::system::error_code ignored;
  for (auto* c : few(resting, &Connection::deadline, at_once)) c->socket.shutdown(Socket::shutdown_both, ignored);
  for (auto* c : few(slow, &Connection::arriving, std::min(too_many, std::max(at_once, too_many / 8))))
    give_way(shared, loop, *c);
}

/// One timer for all of a loop's connections: deadlines, the Date header, access lines, the end of a drain.
asio::awaitable<void, IoExecutor> sweep(Shared& shared, Loop& loop) {
  SteadyTime drain_until = SteadyTime::max();
  for (;;) {
    renew_time(loop);
    telemetry::log_lines(std::move(loop.lines));
    loop.lines.clear();
    const auto now = std::chrono::steady_clock::now();
    const bool draining = shared.draining.load(std::memory_order_relaxed);
    if (draining && drain_until == SteadyTime::max()) drain_until = now + shared.options.drain_timeout;
    make_room(shared, loop, now);
    for (auto* c : loop.connections) {
      boost::system::error_code ignored;
      if (c->idle) c->release();
      if (c->idle && draining) {
        c->socket.shutdown(Socket::shutdown_both, ignored);
      } else if (c->deadline == SteadyTime::min()) {
        // A second look at the mark means that even the farewell hangs.
        c->socket.close(ignored);
        c->deadline = SteadyTime::max();
      } else if (now > c->deadline) {
        if (c->answering)
          give_up(shared, loop, *c);
        else
          c->socket.cancel(ignored);
        c->deadline = SteadyTime::min();
        loop.timed_out.add();
      }
    }
    if (draining && (loop.connections.empty() || now > drain_until)) {
      telemetry::log_lines(std::move(loop.lines));
      loop.io.stop();
      co_return;
    }
    loop.sweep->expires_after(sweep_every);
    co_await loop.sweep->async_wait(no_throw);
  }
}

/// Without it the server would be deaf, or keep no deadline: whatever is thrown, it goes on.
void spawn(Loop& loop, std::string_view failure, std::function<asio::awaitable<void, IoExecutor>()> task) {
  const auto tell = [failure](const Error& e) {
    telemetry::log(telemetry::Level::error, failure, {{"cause", e.cause}});
  };
  asio::co_spawn(loop.io.get_executor(), keep_going(std::move(task), tell, std::chrono::seconds(1)),
                 telemetry::Logged{failure});
}

/// What a handler throws ends that handler alone.
void run_loop(Loop& loop) {
  for (;;) {
    const auto ended = caught([&loop]() -> Result<void> {
      loop.io.run();
      return {};
    });
    if (ended) return;
    telemetry::log(telemetry::Level::error, "io_failed", {{"cause", ended.error().cause}});
  }
}

}  // namespace

struct Server::State {
  Shared shared;
  std::vector<std::unique_ptr<Loop>> loops;
  std::vector<std::unique_ptr<Site>> sites;
  std::vector<std::pair<std::unique_ptr<Acceptor>, const Site*>> acceptors;
  std::vector<std::filesystem::path> socket_files;

  State(ServerOptions options, Freshness& freshness) : shared{options, freshness} {
    for (unsigned i = 0; i < shared.options.threads; ++i) {
      loops.push_back(std::make_unique<Loop>(shared.options.ready_bytes));
      renew_time(*loops.back());
    }
  }

  const Site& add_site(std::shared_ptr<const Routes> routes) {
    for (const auto& s : sites)
      if (s->routes == routes) return *s;
    auto site = std::make_unique<Site>(
        Site{std::move(routes), static_cast<std::uint32_t>(shared.route_names.size()), sites.size()});
    const auto prefix = site->routes->label().empty() ? "" : site->routes->label() + ".";
    for (const auto& e : site->routes->endpoints())
      shared.route_names.push_back(prefix + std::string(e.info.operation_id));
    for (const auto* other : {"static_file", "unmatched"}) shared.route_names.push_back(prefix + other);
    for (const auto& f : site->routes->files()) {
      auto& variants = site->files[f.path];
      const std::array<const std::string*, 3> given{&f.body, &f.gzip, &f.brotli};
      for (std::size_t i = 0; i < 3; ++i) {
        const auto coding = static_cast<Coding>(i);
        std::string packed = given[i]->empty() && worth_packing(f.type, f.body) ? compress(coding, f.body) : *given[i];
        const bool plain = packed.empty();
        if (plain) packed = f.body;
        Ready r = make_ready({.type = f.type, .body = f.body}, plain ? Coding::identity : coding, std::move(packed),
                             f.caching);
        r.route = site->file_route();
        variants[i] = std::make_shared<const Ready>(std::move(r));
      }
    }
    for (auto& l : loops) l->stats = std::vector<RouteStats>(shared.route_names.size());
    return *sites.emplace_back(std::move(site));
  }

  static asio::awaitable<void, IoExecutor> accept(State& state, Acceptor& acceptor, const Site& site) {
    boost::system::error_code ignored;
    // The way in for the owner stays open when the public has taken every place.
    const bool local = acceptor.local_endpoint(ignored).protocol().family() == AF_UNIX;
    const auto limit = local ? std::numeric_limits<std::size_t>::max() : state.shared.options.max_connections;
    for (std::size_t next = 0;; next = (next + 1) % state.loops.size()) {
      Loop& loop = *state.loops[next];
      while (state.shared.connections.load(std::memory_order_relaxed) >= limit) {
        pollfd door{.fd = acceptor.native_handle(), .events = POLLIN, .revents = 0};
        state.shared.awaited = poll(&door, 1, 0) > 0;
        Timer pause(state.loops[0]->io, std::chrono::milliseconds(50));
        co_await pause.async_wait(no_throw);
      }
      if (!local) state.shared.awaited = false;
      auto [problem, socket] = co_await acceptor.async_accept(loop.io.get_executor(), no_throw);
      if (problem == asio::error::operation_aborted || state.shared.draining) co_return;
      if (problem) {  // out of descriptors, or the client left already
        Timer pause(state.loops[0]->io, std::chrono::milliseconds(20));
        co_await pause.async_wait(no_throw);
        continue;
      }
      loop.accepted.add();
      Place place(state.shared.connections);
      if (!local) socket.set_option(asio::ip::tcp::no_delay(true), ignored);
      asio::co_spawn(loop.io.get_executor(),
                     serve_connection(state.shared, loop, site, std::move(socket), std::move(place)),
                     telemetry::Logged{"connection_failed"});
    }
  }

  Result<void> listen(const asio::generic::stream_protocol::endpoint& endpoint,
                      const asio::generic::stream_protocol& protocol, const std::string& name) {
    boost::system::error_code problem;
    auto acceptor = std::make_unique<Acceptor>(loops[0]->io);
    acceptor->open(protocol, problem);
    if (!problem) acceptor->set_option(asio::socket_base::reuse_address(true), problem);
    if (!problem) acceptor->bind(endpoint, problem);
    if (!problem) acceptor->listen(1024, problem);
    if (problem)
      return fail(ErrorKind::invalid, "cannot_listen", "Cannot listen on " + name + ": " + problem.message() + ".",
                  problem.message());
    acceptors.emplace_back(std::move(acceptor), nullptr);
    return {};
  }

  void collect(telemetry::Scrape& scrape) const {
    for (std::size_t r = 0; r < shared.route_names.size(); ++r) {
      std::array<std::uint64_t, 6> by_class{};
      std::vector<std::uint64_t> latency(latency_bounds_us.size() + 1);
      std::uint64_t sum = 0, bytes = 0, ready = 0;
      for (const auto& l : loops) {
        const auto& s = l->stats[r];
        for (std::size_t i = 0; i < by_class.size(); ++i) by_class[i] += s.by_class[i].get();
        for (std::size_t i = 0; i < latency.size(); ++i) latency[i] += s.latency[i].get();
        sum += s.sum_us.get();
        bytes += s.bytes.get();
        ready += s.ready.get();
      }
      const std::vector<telemetry::Label> route{{"route", shared.route_names[r]}};
      for (std::size_t i = 2; i < by_class.size(); ++i)
        if (by_class[i] != 0)
          scrape.counter("bookmarket_http_requests_total", "Answers by route and status class.",
                         static_cast<double>(by_class[i]),
                         {{"route", shared.route_names[r]}, {"status", std::to_string(i) + "xx"}});
      std::vector<double> bounds;
      for (const auto us : latency_bounds_us) bounds.push_back(static_cast<double>(us) / 1e6);
      scrape.histogram("bookmarket_http_request_seconds",
                       "From the last byte of a request to its answer being ready to send.", bounds, latency,
                       static_cast<double>(sum) / 1e6, route);
      scrape.counter("bookmarket_http_response_bytes_total", "Bytes of answers.", static_cast<double>(bytes), route);
      scrape.counter("bookmarket_http_ready_total", "Answers served from a ready byte string.",
                     static_cast<double>(ready), route);
    }
    double accepted = 0, timed_out = 0;
    for (const auto& l : loops) {
      accepted += static_cast<double>(l->accepted.get());
      timed_out += static_cast<double>(l->timed_out.get());
    }
    scrape.counter("bookmarket_http_connections_accepted_total", "Connections accepted.", accepted);
    scrape.counter("bookmarket_http_timeouts_total", "Connections ended by a deadline.", timed_out);
    scrape.gauge("bookmarket_http_connections", "Connections open.", static_cast<double>(shared.connections.load()));
  }
};

Server::Server(ServerOptions options, Freshness& freshness, telemetry::Metrics& metrics)
    : state_(std::make_unique<State>(options, freshness)) {
  metrics.add([state = state_.get()](telemetry::Scrape& scrape) { state->collect(scrape); });
}
Server::~Server() {
  state_->shared.encoders.reset();  // its last jobs still answer to the loops
  for (const auto& file : state_->socket_files) {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
  }
}

Result<unsigned short> Server::listen_tcp(const std::string& host, unsigned short port) {
  boost::system::error_code problem;
  const auto address = asio::ip::make_address(host, problem);
  if (problem)
    return fail(ErrorKind::invalid, "cannot_listen", "'" + host + "' is not an IP address.", problem.message());
  const asio::ip::tcp::endpoint endpoint(address, port);
  auto done = state_->listen(endpoint, endpoint.protocol(), host + ":" + std::to_string(port));
  if (!done) return fail(std::move(done).error());
  const auto bound = state_->acceptors.back().first->local_endpoint(problem);
  // The port stands at the same place in an IPv4 and an IPv6 socket address.
  return ntohs(reinterpret_cast<const sockaddr_in*>(bound.data())->sin_port);
}

void Server::serve(std::shared_ptr<const Routes> routes) {
  state_->acceptors.back().second = &state_->add_site(std::move(routes));
}

Result<void> Server::listen_unix(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_socket(path, ignored)) std::filesystem::remove(path, ignored);
  if (path.native().size() >= sizeof(sockaddr_un{}.sun_path))
    return fail(ErrorKind::invalid, "cannot_listen",
                "The socket path " + path.string() + " is longer than a socket path may be.");
  const asio::local::stream_protocol::endpoint endpoint(path.string());
  const auto before = umask(0177);  // 0600 from the moment it exists
  auto done = state_->listen(endpoint, endpoint.protocol(), path.string());
  umask(before);
  if (done) state_->socket_files.push_back(path);
  return done;
}

bool Server::draining() const { return state_->shared.draining; }
asio::io_context& Server::io() { return state_->loops[0]->io; }

void Server::run() {
  for (auto& [acceptor, site] : state_->acceptors)
    spawn(*state_->loops[0], "accept_failed",
          [state = state_.get(), door = acceptor.get(), leads = site] { return State::accept(*state, *door, *leads); });
  for (auto& l : state_->loops)
    spawn(*l, "sweep_failed", [state = state_.get(), loop = l.get()] { return sweep(state->shared, *loop); });
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < state_->loops.size(); ++i)
    threads.emplace_back([l = state_->loops[i].get()] { run_loop(*l); });
  run_loop(*state_->loops[0]);
  for (auto& t : threads) t.join();
}

void Server::drain() {
  asio::post(state_->loops[0]->io, [this] {
    state_->shared.draining = true;
    for (auto& [acceptor, site] : state_->acceptors) {
      boost::system::error_code ignored;
      acceptor->close(ignored);
    }
  });
}

}  // namespace bookmarket::http
