// The HTTP/1.1 server: one I/O loop per core, ready answers, limits and deadlines on everything a client can stretch.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "platform/http/endpoint.hpp"
#include "platform/http/freshness.hpp"
#include "platform/telemetry/metrics.hpp"

namespace bookmarket::http {

struct ServerOptions {
  unsigned threads = 1;
  std::size_t max_connections = 10'000;   ///< over TCP, all loops; further ones wait until another has given way
  std::size_t max_header_bytes = 65'536;  ///< over it: 431, or 414 for the target
  std::size_t max_header_fields = 100;    ///< over it: 431
  std::size_t max_body_bytes = 65'536;    ///< over it: 413
  /// All bodies together of routes that take more than that; over it: 503
  std::uint64_t max_bodies_bytes = std::uint64_t{256} << 20U;
  std::chrono::seconds idle_timeout{75};      ///< keep-alive; above a load balancer's usual 60 s
  std::chrono::seconds request_timeout{10};   ///< from a request's first byte to its last
  std::chrono::seconds write_timeout{30};     ///< to make an answer (else 503), and again for the client to take it
  std::chrono::seconds drain_timeout{20};     ///< after SIGTERM, for requests under way
  std::chrono::milliseconds ready_for{5000};  ///< how long a ready answer may be served unasked
  std::size_t ready_bytes = 16U << 20U;       ///< memory for ready answers, per loop
  bool access_log = true;
  unsigned forwarded_hops = 0;  ///< proxies of ours before this server that add to X-Forwarded-For
};

class Server {
 public:
  Server(ServerOptions options, Freshness& freshness, telemetry::Metrics& metrics);
  ~Server();

  /// Gives the port in use, for port 0. Error `invalid`, code cannot_listen, with the system's reason in `cause`.
  [[nodiscard]] Result<unsigned short> listen_tcp(const std::string& host, unsigned short port);
  /// A Unix socket that only this user may open; replaces a socket file left by a crash.
  [[nodiscard]] Result<void> listen_unix(const std::filesystem::path& path);
  /// What the listener opened last answers with. Every listener needs its routes before run().
  void serve(std::shared_ptr<const Routes> routes);

  /// Serves until drain() has finished. Runs `threads` loops, the first on the calling thread.
  void run();
  /// Stops accepting, lets requests under way finish, then ends run(). Safe from any thread, once or more.
  void drain();
  [[nodiscard]] bool draining() const;
  /// Where background coroutines of the process run.
  [[nodiscard]] boost::asio::io_context& io();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bookmarket::http
