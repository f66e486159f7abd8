// Answers as ready byte strings: built once, then only sent.
#pragma once

#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/http/compress.hpp"
#include "platform/http/endpoint.hpp"
#include "platform/http/freshness.hpp"

namespace bookmarket::http {

struct Ready {
  int status = 200;
  std::string head;         ///< status line and headers, each ended by CRLF; Date and the blank line are added
  std::string head_304;     ///< the same for a client that has it already; empty: no ETag
  std::string etag;         ///< with quotes
  std::string body;         ///< encoded
  std::uint32_t route = 0;  ///< for metrics and the access log
  std::vector<TagSlot> tags = {};
  std::uint64_t moment = 0;  ///< Freshness::moment() before it was made
  std::chrono::steady_clock::time_point expires = {};
};
using ReadyPtr = std::shared_ptr<const Ready>;

/// `body` is already in `coding`; the ETag derives from the identity body in `content`.
[[nodiscard]] Ready make_ready(const Content& content, Coding coding, std::string body, Caching caching);

/// One per I/O loop, so no lock. Bounded by bytes; the oldest goes first.
class ReadyCache {
 public:
  explicit ReadyCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}
  [[nodiscard]] const ReadyPtr* find(std::string_view key) const;
  void put(std::string key, ReadyPtr ready);
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const noexcept;
  };
  static std::size_t cost(const std::string& key, const Ready& r) {
    return 2 * key.size() + r.head.size() + r.head_304.size() + r.body.size() + 512;  // the order has the key, too
  }

  std::unordered_map<std::string, ReadyPtr, Hash, std::equal_to<>> entries_;
  std::deque<std::string> order_;
  std::size_t max_bytes_, bytes_ = 0;
};

}  // namespace bookmarket::http
