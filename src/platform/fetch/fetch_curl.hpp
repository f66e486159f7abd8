// The fetch port by libcurl, one connection a request.
#pragma once

#include <chrono>
#include <memory>

#include "platform/fetch/fetch.hpp"

namespace bookmarket::fetch {

struct CurlOptions {
  std::string ca_file = {};  ///< PEM; only what it signed is trusted. Empty: the system's authorities
  std::chrono::milliseconds connect_timeout{2'000};
  std::chrono::milliseconds timeout{5'000};  ///< of a whole request, connecting included
  std::size_t max_answer = 1'048'576;        ///< bytes of a body
  unsigned threads = 8;                      ///< requests under way at once
  std::size_t max_waiting = 16;              ///< requests, up to two timeouts; what comes on top is `unavailable`
};

/// Its end waits for requests under way, up to `timeout`; those still waiting get `unavailable`. Error `unavailable`:
/// libcurl cannot start.
[[nodiscard]] Result<std::unique_ptr<Fetch>> create_curl_fetch(CurlOptions options);

}  // namespace bookmarket::fetch
