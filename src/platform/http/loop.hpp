// Inside the server: what one I/O loop owns. Only its own thread touches it, but for the counters.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <list>
#include <random>

#include "platform/http/outgoing.hpp"
#include "platform/http/ready.hpp"
#include "platform/http/server.hpp"

namespace bookmarket::http {

using Socket = boost::asio::basic_stream_socket<boost::asio::generic::stream_protocol, IoExecutor>;
using SteadyTime = std::chrono::steady_clock::time_point;
using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                boost::asio::wait_traits<std::chrono::steady_clock>, IoExecutor>;

/// Upper bounds in microseconds; the last bucket is everything above.
inline constexpr std::array<std::uint64_t, 11> latency_bounds_us{50,   100,    250,    500,     1000,     2500,
                                                                 5000, 10'000, 50'000, 250'000, 1'000'000};

/// Written by one loop, read by a scrape: relaxed atomics without read-modify-write.
class Tally {
 public:
  void add(std::uint64_t n = 1) { n_.store(n_.load(std::memory_order_relaxed) + n, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t get() const { return n_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> n_{0};
};
struct RouteStats {
  std::array<Tally, 6> by_class;  ///< 1xx … 5xx at 1 … 5
  std::array<Tally, latency_bounds_us.size() + 1> latency;
  Tally sum_us, bytes, ready;
};

/// One set of routes with where it listens. Route numbers are `first_route` + index; after the endpoints come
/// files, then everything unmatched.
struct Site {
  std::shared_ptr<const Routes> routes;
  std::uint32_t first_route = 0;
  std::size_t number = 0;  ///< of the site
  std::unordered_map<std::string_view, std::array<ReadyPtr, 3>> files = {};
  [[nodiscard]] std::uint32_t file_route() const {
    return first_route + static_cast<std::uint32_t>(routes->endpoints().size());
  }
  [[nodiscard]] std::uint32_t unmatched_route() const { return file_route() + 1; }
};

struct Connection {
  Socket& socket;
  const Site& site;
  SteadyTime deadline;
  bool idle = true;                              ///< between requests: nothing to send, may be closed by a drain
  SteadyTime arriving = SteadyTime::max();       ///< since when a request comes in, of which not all is there
  bool answering = false;                        ///< a handler runs: past the deadline the client is told so
  std::uint32_t route = site.unmatched_route();  ///< of that handler
  Outgoing out = {};                             ///< answers not yet sent
  std::string key = {};                          ///< of the ready answer asked for
  std::string accept = {};                       ///< the last Accept-Encoding, and what it means
  Coding coding = Coding::identity;

  /// Thousands may rest at once: what the last request needed goes back.
  void release() {
    out.release();
    for (auto* kept : {&key, &accept}) std::string().swap(*kept);
    coding = Coding::identity;
  }
};

struct Loop {
  explicit Loop(std::size_t ready_bytes)
      : owned(std::make_unique<boost::asio::io_context>(1)), io(*owned), ready(ready_bytes), sweep(std::in_place, io) {}
  /// Connections cut off by the end of a drain still touch what stands below: they go first.
  ~Loop() {
    sweep.reset();
    owned.reset();
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  std::unique_ptr<boost::asio::io_context> owned;
  boost::asio::io_context& io;
  ReadyCache ready;
  std::optional<Timer> sweep;
  std::list<Connection*> connections;
  std::vector<RouteStats> stats;
  Tally accepted, timed_out;
  std::string date;   ///< "Date: …\r\n", renewed by the sweep
  std::string time;   ///< for access lines, 0.1 s exact
  std::string lines;  ///< access lines not yet handed over
  std::mt19937_64 random{std::random_device{}()};
};

struct Shared {
  ServerOptions options;
  Freshness& freshness;
  std::unique_ptr<WorkerPool> encoders = std::make_unique<WorkerPool>("http encoders", 1, 256);
  std::atomic<bool> draining{false};
  std::atomic<std::size_t> connections{0};
  std::atomic<bool> awaited{false};          ///< every place is taken, and somebody waits for one
  std::atomic<std::uint64_t> body_bytes{0};  ///< of bodies under way for which a route takes more than all others
  std::vector<std::string> route_names = {};
};

/// Memory that a large body may take, given back when its request has ended.
class BodyShare {
 public:
  explicit BodyShare(Shared& shared) : shared_(shared) {}
  ~BodyShare() {
    if (taken_ != 0) shared_.body_bytes.fetch_sub(taken_, std::memory_order_relaxed);
  }
  BodyShare(const BodyShare&) = delete;
  BodyShare& operator=(const BodyShare&) = delete;

  /// False: there is not so much left. At most once.
  [[nodiscard]] bool take(std::uint64_t bytes) {
    if (shared_.body_bytes.fetch_add(bytes, std::memory_order_relaxed) + bytes > shared_.options.max_bodies_bytes) {
      shared_.body_bytes.fetch_sub(bytes, std::memory_order_relaxed);
      return false;
    }
    taken_ = bytes;
    return true;
  }

 private:
  Shared& shared_;
  std::uint64_t taken_ = 0;
};

/// One of the places for connections, taken for as long as it lives.
class Place {
 public:
  explicit Place(std::atomic<std::size_t>& taken) : taken_(&taken) { taken.fetch_add(1, std::memory_order_relaxed); }

 private:
  struct GiveBack {
    void operator()(std::atomic<std::size_t>* taken) const { taken->fetch_sub(1, std::memory_order_relaxed); }
  };
  std::unique_ptr<std::atomic<std::size_t>, GiveBack> taken_;
};

/// Tells the client of a handler that outlasted its time; what the handler still brings is dropped.
void give_up(Shared& shared, Loop& loop, Connection& connection);
/// Ends a request that still arrives, in favour of who waits at the door.
void give_way(Shared& shared, Loop& loop, Connection& connection);
/// Serves one connection until it ends.
boost::asio::awaitable<void, IoExecutor> serve_connection(Shared& shared, Loop& loop, const Site& site, Socket socket,
                                                          Place place);

}  // namespace bookmarket::http
