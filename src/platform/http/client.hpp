// A small blocking HTTP/1.1 client for the command line: one request over a Unix socket.
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/result.hpp"

namespace bookmarket::http {

struct ClientResponse {
  int status = 0;
  std::string body;
};

/// Errors: `unavailable` with code no_connection when nobody listens, connection_lost when the other side went away:
/// what was asked may have been done.
[[nodiscard]] Result<ClientResponse> request_unix(const std::filesystem::path& socket, std::string_view method,
                                                  std::string_view target, std::string body = {});

}  // namespace bookmarket::http
