// The fetch port: asks another server over HTTPS.
#pragma once

#include <string>
#include <vector>

#include "platform/base/task.hpp"

namespace bookmarket::fetch {

struct Header {
  std::string name, value;  ///< printable ASCII
};

struct Request {
  std::string method = "GET";
  std::string url;  ///< see is_safe_url()
  std::vector<Header> headers = {};
  std::string body = {};
};

struct Answer {
  int status = 0;
  std::string body;
};

/// https, or http to this machine: nothing that is said to others goes out in the clear. With a host, and without user,
/// fragment, spaces or controls.
[[nodiscard]] bool is_safe_url(std::string_view url);

class Fetch {
 public:
  virtual ~Fetch() = default;

  /// The other server's answer, whatever its status; a redirect is an answer. Errors: `unavailable` with code
  /// peer_unavailable where none came whole in time, or one too large: what was asked may have been done; `internal`
  /// for a URL that is not safe.
  virtual Task<Answer> send(Request request) = 0;
};

}  // namespace bookmarket::fetch
