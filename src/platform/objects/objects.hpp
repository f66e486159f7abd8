// The objects port: bytes under a key, such as photos and backups. objects_contract_test.cpp is its definition.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.hpp"
#include "platform/base/task.hpp"

namespace bookmarket::objects {

/// For objects whose key never gets other bytes.
inline constexpr std::string_view cached_for_ever = "public, max-age=31536000, immutable";
/// For the others: a cache asks every time whether its copy is still right.
inline constexpr std::string_view revalidated = "no-cache";

/// What HTTP says beside the bytes. Both are printable ASCII of at most 127 bytes.
struct Attributes {
  std::string content_type;  ///< e.g. image/avif
  std::string cache_control{revalidated};

  bool operator==(const Attributes&) const = default;
};

struct Head {
  std::uint64_t size = 0;
  std::string etag;  ///< without quotes; other bytes have another one
  Attributes attributes;
  Timestamp modified{};

  bool operator==(const Head&) const = default;
};
struct Object {
  Head head;
  std::string bytes;
};

/// One version of an object, read in pieces even if it is replaced or removed meanwhile. One call at a time. It ends
/// before its Objects.
class Reader {
 public:
  virtual ~Reader() = default;
  [[nodiscard]] virtual const Head& head() const = 0;
  /// The next piece, at most `piece_bytes`; empty: that was all. Error: `unavailable`.
  virtual Task<std::string> next() = 0;
  static constexpr std::size_t piece_bytes = std::size_t{256} * 1024;
};

struct Listed {
  std::string key;
  std::uint64_t size = 0;
  Timestamp modified{};
};
struct Page {
  std::vector<Listed> objects;  ///< by the bytes of their keys
  std::string next_cursor;      ///< empty: no more
};

/// What one signed upload may bring.
struct Upload {
  std::string key;
  Attributes attributes;
  /// The size that the client announced. More is refused; less may be, too.
  std::uint64_t max_bytes = 0;
};

/// A request that a client may make until `expires` without being known otherwise, as often as it likes. So an upload
/// may be replaced after it was looked at: use a copy of what was looked at, under a key that nobody can sign for.
struct SignedRequest {
  std::string method;
  std::string url;           ///< a path of this site, or absolute
  std::string content_type;  ///< the header to send; empty for a download
  Timestamp expires{};
};

/// A key is a path such as photos/0190c5/800.avif: 1 to 512 bytes of segments of 1 to 200 bytes, which are letters,
/// digits and !$&'()*+,-.:;=@_ (a URL's path takes them as they are), and neither "." nor "..".
///
/// Errors of every call: `unavailable`, after which a write may have taken place; `invalid` with code invalid_object,
/// whose fields name what is wrong at /key, /prefix, /content_type, /cache_control. Absence is an empty answer.
class Objects {
 public:
  virtual ~Objects() = default;

  /// Its etag. Readers see what was there before or all of this. What was put stays, also after power is lost.
  virtual Task<std::string> put(std::string key, std::string bytes, Attributes attributes) = 0;
  /// False: there is one, and it was left as it is.
  virtual Task<bool> put_if_absent(std::string key, std::string bytes, Attributes attributes) = 0;
  virtual Task<std::optional<Head>> head(std::string key) = 0;
  /// `too_large` with code object_too_large: it has more than `max_bytes`.
  virtual Task<std::optional<Object>> get(std::string key, std::uint64_t max_bytes) = 0;
  /// Null if absent.
  virtual Task<std::unique_ptr<Reader>> open(std::string key) = 0;
  /// Success also if absent.
  virtual Task<void> remove(std::string key) = 0;
  /// Keys that begin with `prefix` (empty: all), after the page that gave `cursor` (empty: from the first). Who writes
  /// meanwhile does not make it skip or repeat others. `limit`: 1..1000.
  /// `invalid` with code bad_cursor at /query/cursor, bad_limit at /query/limit.
  virtual Task<Page> list(std::string prefix, std::string cursor, unsigned limit) = 0;

  /// Computed, not asked for: they do not block. `valid_for`: 1 s to 7 days, else `internal`.
  [[nodiscard]] virtual Result<SignedRequest> sign_upload(const Upload& upload, std::chrono::seconds valid_for) = 0;
  [[nodiscard]] virtual Result<SignedRequest> sign_download(const std::string& key, std::chrono::seconds valid_for) = 0;
};

/// For adapters: what the port promises of keys and attributes, as `invalid` with code invalid_object.
[[nodiscard]] Result<void> check_key(std::string_view key);
[[nodiscard]] Result<void> check_object(std::string_view key, const Attributes& attributes);
[[nodiscard]] Result<void> check_list(std::string_view prefix, std::string_view cursor, unsigned limit);
[[nodiscard]] Result<void> check_valid_for(std::chrono::seconds valid_for);

}  // namespace bookmarket::objects
