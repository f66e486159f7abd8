#include "platform/fetch/fetch_curl.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <atomic>
#include <tuple>

namespace bookmarket::fetch {
namespace {

std::unexpected<Error> no_answer(std::string cause) { return unavailable("peer_unavailable", std::move(cause)); }

struct Body {
  std::string bytes;
  std::size_t most;
};
/// Fewer bytes taken than given end the transfer.
std::size_t take(char* data, std::size_t size, std::size_t count, void* to) {
  auto& body = *static_cast<Body*>(to);
  if (body.bytes.size() + size * count > body.most) return 0;
  body.bytes.append(data, size * count);
  return size * count;
}

/// For the log: where it went, without a query, which may hold secrets.
std::string_view without_query(std::string_view url) { return url.substr(0, url.find('?')); }

using Headers = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

class CurlFetch final : public Fetch {
 public:
  explicit CurlFetch(CurlOptions options)
      : options_(std::move(options)), pool_("fetch", options_.threads, options_.max_waiting) {}
  ~CurlFetch() override { stopping_ = true; }
  CurlFetch(const CurlFetch&) = delete;
  CurlFetch& operator=(const CurlFetch&) = delete;

  Task<Answer> send(Request request) override {
    co_return co_await pool_.run([this, r = std::move(request)]() -> Result<Answer> {
      if (stopping_) return no_answer("shutting down");
      if (!is_safe_url(r.url))
        return fail(ErrorKind::internal, "unsafe_url", "Something broke on our side.",
                    fmt::format("not asked, since it is not https: {}", without_query(r.url)));
      return perform(r);
    });
  }

 private:
  [[nodiscard]] Result<Answer> perform(const Request& request) const {
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
    Headers headers(nullptr, curl_slist_free_all);
    bool ready = curl != nullptr;
    const auto set = [&](CURLoption option, auto value) {
      ready = ready && curl_easy_setopt(curl.get(), option, value) == CURLE_OK;
    };
    const auto add = [&](const std::string& line) {
      auto* longer = curl_slist_append(headers.get(), line.c_str());
      ready = ready && longer != nullptr;
      std::ignore = headers.release();
      headers.reset(longer);
    };
    add("Expect:");  // nobody waits a second for 100 Continue
    for (const auto& h : request.headers) add(h.name + ": " + h.value);
    Body body{{}, options_.max_answer};
    const bool sends = request.method != "GET";

    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_PROXY, "");  // none from the environment
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!options_.ca_file.empty()) {
      set(CURLOPT_CAINFO, options_.ca_file.c_str());
      set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
    }
    set(CURLOPT_USERAGENT, "bookmarket");
    set(CURLOPT_HTTPHEADER, headers.get());
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect_timeout.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
    set(CURLOPT_WRITEFUNCTION, take);
    set(CURLOPT_WRITEDATA, &body);
    if (sends) {
      set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
      set(CURLOPT_POSTFIELDS, request.body.data());
    }
    if (!ready) return no_answer("libcurl lacks an option or memory");

    if (const auto code = curl_easy_perform(curl.get()); code != CURLE_OK)
      return no_answer(fmt::format("{} {}: {}", request.method, without_query(request.url), curl_easy_strerror(code)));
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    return Answer{static_cast<int>(status), std::move(body.bytes)};
  }

  CurlOptions options_;
  std::atomic<bool> stopping_{false};
  WorkerPool pool_;  // last: its jobs use the rest
};

}  // namespace

Result<std::unique_ptr<Fetch>> create_curl_fetch(CurlOptions options) {
  static const auto started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) return no_answer("libcurl cannot start");
  return std::make_unique<CurlFetch>(std::move(options));
}

}  // namespace bookmarket::fetch
