#include <sys/resource.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstdio>
#include <thread>

#include "commands/commands.hpp"
#include "platform/telemetry/log.hpp"
#include "roles/accounts.hpp"
#include "roles/photos.hpp"
#include "roles/wiring.hpp"

namespace bookmarket::commands {
namespace {

namespace asio = boost::asio;
using telemetry::Level;
using namespace std::chrono_literals;

/// Does work as it comes, for as long as the server runs. A failed round is tried again.
asio::awaitable<void, IoExecutor> work_off(http::Server& server, std::string failure,
                                           std::function<Task<std::uint64_t>()> round) {
  constexpr auto no_throw = asio::as_tuple(asio::use_awaitable_t<IoExecutor>{});
  asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, IoExecutor> pause(
      server.io());
  bool failing = false;
  while (!server.draining()) {
    const auto done = co_await caught_task(round);
    if (!done && !failing)
      telemetry::log(Level::error, failure, {{"code", done.error().code}, {"cause", done.error().cause}});
    failing = !done;
    if (done && *done > 0) continue;
    pause.expires_after(failing ? std::chrono::milliseconds(1000) : std::chrono::milliseconds(100));
    co_await pause.async_wait(no_throw);
  }
}

/// Beside the requests, until the server ends; `failure` is how the log calls a round that failed.
void spawn_work(http::Server& server, std::string failure, std::function<Task<std::uint64_t>()> round) {
  asio::co_spawn(
      server.io().get_executor(),
      keep_going([&server, failure, round = std::move(round)] { return work_off(server, failure, round); },
                 [failure](const Error& e) { telemetry::log(Level::error, failure, {{"cause", e.cause}}); }, 1s),
      telemetry::Logged{failure});
}

/// Every connection takes a file descriptor; the store, the files and the control socket need theirs. What the shell
/// or the service manager gives by default is a soft limit that we may raise.
std::size_t connections_within_reach(std::size_t wanted) {
  constexpr rlim_t ours = 128;
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = std::max(limit.rlim_cur, std::min(limit.rlim_max, wanted + ours));
  setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= wanted + ours) return wanted;
  const rlim_t left = std::max(limit.rlim_cur / 2, limit.rlim_cur - std::min(limit.rlim_cur, ours));
  telemetry::log(Level::warning, "connections_capped",
                 {{"setting", "http.max_connections"},
                  {"open_files", static_cast<std::int64_t>(limit.rlim_cur)},
                  {"connections", static_cast<std::int64_t>(left)}});
  return left;
}

http::ServerOptions server_options(const roles::Settings& s) {
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  return {.threads = s.http_threads == 0 ? cores : static_cast<unsigned>(s.http_threads),
          .max_connections = connections_within_reach(static_cast<std::size_t>(s.http_max_connections)),
          .max_header_bytes = static_cast<std::size_t>(s.http_max_header_bytes),
          .max_header_fields = static_cast<std::size_t>(s.http_max_header_fields),
          .max_body_bytes = static_cast<std::size_t>(s.http_max_body_bytes),
          .max_bodies_bytes = static_cast<std::uint64_t>(s.http_max_bodies_mib) << 20U,
          .idle_timeout = std::chrono::seconds(s.http_idle_seconds),
          .request_timeout = std::chrono::seconds(s.http_request_seconds),
          .write_timeout = std::chrono::seconds(s.http_write_seconds),
          .drain_timeout = std::chrono::seconds(s.http_drain_seconds),
          .ready_for = std::chrono::milliseconds(s.http_ready_milliseconds),
          .ready_bytes = static_cast<std::size_t>(s.http_ready_megabytes) << 20U,
          .access_log = s.http_access_log,
          .forwarded_hops = static_cast<unsigned>(s.http_forwarded_hops)};
}

void add_market_metrics(telemetry::Metrics& metrics, const roles::Market& market) {
  metrics.add([&market](telemetry::Scrape& scrape) {
    const auto s = market.search_statistics();
    scrape.gauge("bookmarket_search_entries", "Works in the index.", static_cast<double>(s.entries));
    scrape.gauge("bookmarket_search_bytes", "Memory of the index.", static_cast<double>(s.bytes));
    scrape.gauge("bookmarket_search_segments", "Segments of the index.", static_cast<double>(s.segments));
    scrape.gauge("bookmarket_search_dictionaries_loaded", "1 once word forms of unknown words are found.",
                 s.hunspell_loaded ? 1 : 0);
    scrape.counter("bookmarket_unreadable_documents_total", "Times a stored document was left out as unreadable.",
                   static_cast<double>(market.unreadable_documents()));
  });
}

int run(roles::Settings settings, const ServeOptions& options, roles::Roles roles) {
  http::Freshness freshness;
  telemetry::Metrics metrics;
  http::Server server(server_options(settings), freshness, metrics);  // its loops outlive the store's last answers
  auto market = roles::Market::open(settings, [&freshness](std::string_view tag) { freshness.bump(tag); });
  if (!market) {
    say_error(market.error());
    return failed;
  }
  catalog::LocalClient catalog((*market)->catalog());
  add_market_metrics(metrics, **market);
  // What an import brings in is in no answer made before it.
  roles::Jobs jobs(**market, [&freshness] { freshness.flush(); });
  const auto port = server.listen_tcp(settings.http_host, static_cast<unsigned short>(settings.http_port));
  if (!port) {
    say_error({port.error().kind, port.error().code, "Settings http.host, http.port: " + port.error().detail});
    return failed;
  }
  if (settings.http_public_url.empty()) settings.http_public_url = "http://localhost:" + std::to_string(*port);
  std::unique_ptr<roles::Photos> photos;
  if (roles.catalog || roles.auth) {
    auto opened = roles::Photos::open(**market, settings);
    if (!opened) {
      say_error(opened.error());
      return failed;
    }
    photos = std::move(*opened);
  }
  std::unique_ptr<roles::Accounts> accounts;
  if (roles.auth) {
    auto opened = roles::Accounts::open(**market, settings);
    if (!opened) {
      say_error(opened.error());
      return failed;
    }
    accounts = std::move(*opened);
    if (auto done = accounts->keep_privacy(**market, photos->objects()); !done) {
      say_error(done.error());
      return failed;
    }
  }
  auto routes = roles::public_routes({.roles = roles,
                                      .market = **market,
                                      .accounts = accounts.get(),
                                      .photos = photos.get(),
                                      .catalog = catalog,
                                      .metrics = metrics,
                                      .settings = settings,
                                      .draining = [&server] { return server.draining(); }});
  if (!routes) {
    say_error(routes.error());
    return failed;
  }
  server.serve(*routes);
  auto control = server.listen_unix(roles::control_socket(settings.data_dir));
  if (control) {
    server.serve(roles::control_routes(jobs, accounts.get()));
    if (!options.test_control.empty()) control = server.listen_unix(options.test_control);
    if (control && !options.test_control.empty()) server.serve(roles::test_control_routes(**market, accounts.get()));
  }
  if (!control) {
    say_error({control.error().kind, control.error().code,
               "Setting data_dir or option --test-control: " + control.error().detail});
    return failed;
  }

  std::thread index([&] {
    // A store that does not answer yet is asked again: nobody has to restart us for it.
    for (auto pause = std::chrono::milliseconds(200); !server.draining();
         pause = std::min(pause * 2, std::chrono::milliseconds(5000))) {
      const auto done =
          caught([&] { return (*market)->index().open([&server](std::uint64_t) { return !server.draining(); }); });
      if (done) {
        freshness.flush();
        return;
      }
      if (server.draining()) return;
      telemetry::log(Level::error, "index_failed", {{"code", done.error().code}, {"cause", done.error().cause}});
      for (auto slept = 0ms; slept < pause && !server.draining(); slept += 100ms) std::this_thread::sleep_for(100ms);
    }
  });
  asio::signal_set signals(server.io(), SIGINT, SIGTERM);
  signals.async_wait([&server, &signals](const boost::system::error_code& problem, int) {
    if (problem) return;
    telemetry::log(Level::info, "draining");
    signals.clear();  // a second one ends us at once
    server.drain();
  });
  spawn_work(server, "index_changes_failed", [&m = **market] { return m.index().follow(); });
  spawn_work(server, "shelf_work_failed", [&m = **market] { return m.work(); });
  spawn_work(server, "wish_work_failed", [&m = **market] { return m.wish_work(); });
  if (accounts) spawn_work(server, "account_work_failed", [&a = *accounts] { return a.work(); });
  telemetry::log(Level::info, "listening",
                 {{"address", settings.http_host}, {"port", static_cast<std::int64_t>(*port)}});
  const auto& host = settings.http_host;
  const auto shown = host == "127.0.0.1" ? "localhost" : host.contains(':') ? "[" + host + "]" : host;
  std::printf("BookMarket is open: http://%s:%d\n", shown.c_str(), *port);
  std::fflush(stdout);
  server.run();
  jobs.stop();
  index.join();
  (*market)->index().save();
  telemetry::log(Level::info, "stopped");
  return ok;
}

}  // namespace

int serve(const SettingsFlags& flags, const ServeOptions& options) {
  if (options.print_config == "markdown") {
    std::fputs(config::markdown<roles::Settings>().c_str(), stdout);
    return ok;
  }
  const auto loaded = load_settings(flags);
  if (!loaded) return failed;
  if (!options.print_config.empty()) {
    std::fputs(config::print(*loaded).c_str(), stdout);
    return ok;
  }
  const auto& settings = loaded->settings;
  const auto roles = roles::parse_roles(settings.roles);
  if (!roles) {
    say_error(roles.error());
    return failed;
  }
  if (!options.test_control.empty() && settings.environment == roles::Environment::production) {
    say_error({ErrorKind::forbidden, "test_control_refused",
               "--test-control is refused: setting environment is production."});
    return failed;
  }
  // Whoever read our output may go; the market stays open.
  std::signal(SIGPIPE, SIG_IGN);
  telemetry::start_log(static_cast<Level>(settings.log_level));
  const int status = run(settings, options, *roles);
  telemetry::stop_log();
  return status;
}

}  // namespace bookmarket::commands
