#include "platform/http/ready.hpp"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include "platform/http/problem.hpp"

namespace bookmarket::http {
namespace {

std::string_view cache_control(Caching caching, int status) {
  if (status != 200 || caching == Caching::none) return "no-store";
  if (caching == Caching::immutable) return "public, max-age=31536000, immutable";
  if (caching == Caching::daily) return "public, max-age=86400, stale-while-revalidate=604800";
  return "public, max-age=5, stale-while-revalidate=30";
}

// Scripts, styles, fonts and pictures come from us alone; nothing inline, no frames. WebAssembly of ours may be
// compiled (it reads barcodes); a page keeps the policy it was opened with, so all pages have it. It is no eval.
constexpr std::string_view page_policy =
    "Content-Security-Policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:; "
    "base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'; object-src 'none'\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Permissions-Policy: geolocation=(), microphone=(), camera=(self)\r\n";

}  // namespace

Ready make_ready(const Content& content, Coding coding, std::string body, Caching caching) {
  Ready r;
  r.status = content.status;
  const bool tagged = content.status == 200 && caching != Caching::none;
  std::string shared;
  if (tagged) {
    const auto hash = XXH3_128bits(content.body.data(), content.body.size());
    r.etag = fmt::format("\"{:016x}{:016x}{}{}\"", hash.high64, hash.low64, coding == Coding::identity ? "" : "-",
                         coding_name(coding));
    shared += "ETag: " + r.etag + "\r\n";
  }
  shared += fmt::format("Cache-Control: {}\r\nVary: Accept-Encoding\r\n", cache_control(caching, content.status));
  for (const auto& h : content.headers) shared += h.name + ": " + h.value + "\r\n";
  if (tagged) r.head_304 = "HTTP/1.1 304 Not Modified\r\n" + shared;
  r.head = fmt::format("HTTP/1.1 {} {}\r\n", content.status, reason_of(content.status));
  if (!content.type.empty()) r.head += fmt::format("Content-Type: {}\r\n", content.type);
  if (content.status != 204) r.head += fmt::format("Content-Length: {}\r\n", body.size());  // RFC 9110 §8.6
  if (coding != Coding::identity) r.head += fmt::format("Content-Encoding: {}\r\n", coding_name(coding));
  r.head += shared;
  r.head += "X-Content-Type-Options: nosniff\r\nReferrer-Policy: strict-origin-when-cross-origin\r\n";
  if (content.type.starts_with("text/html")) r.head += page_policy;
  // A picture opened by itself is a document too: it may not run anything.
  if (content.type.starts_with("image/svg"))
    r.head += "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n";
  r.body = std::move(body);
  for (const auto& tag : content.tags) r.tags.push_back(Freshness::slot_of(tag));
  return r;
}

std::size_t ReadyCache::Hash::operator()(std::string_view s) const noexcept { return XXH3_64bits(s.data(), s.size()); }

const ReadyPtr* ReadyCache::find(std::string_view key) const {
  const auto it = entries_.find(key);
  return it == entries_.end() ? nullptr : &it->second;
}

void ReadyCache::put(std::string key, ReadyPtr ready) {
  bytes_ += cost(key, *ready);
  if (const auto it = entries_.find(key); it != entries_.end()) {
    bytes_ -= cost(key, *it->second);
    it->second = std::move(ready);
  } else {
    order_.push_back(key);
    entries_.emplace(std::move(key), std::move(ready));
  }
  while (bytes_ > max_bytes_ && order_.size() > 1) {
    const auto it = entries_.find(order_.front());
    bytes_ -= cost(it->first, *it->second);
    entries_.erase(it);
    order_.pop_front();
  }
}

}  // namespace bookmarket::http
