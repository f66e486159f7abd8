// URLs that carry their own permission: for adapters whose objects this program itself serves.
#pragma once

#include "platform/objects/objects.hpp"

namespace bookmarket::objects {

struct SignedUrlOptions {
  std::string path = "/objects/";  ///< under which the program serves keys; begins and ends with a slash
  std::string secret;              ///< of HMAC-SHA256, at least 32 bytes
  const Clock& clock;              ///< outlives this
};

/// `<path><key>?expires=<Unix seconds>&…&signature=<HMAC>`; an upload has more members than a download. Everything the
/// URL says is signed, in the order in which it is written; another order, another spelling or anything besides is
/// refused.
class SignedUrls {
 public:
  using Names = std::initializer_list<std::string_view>;
  /// `invalid` with code bad_signed_urls: the path or the secret is not as above.
  [[nodiscard]] static Result<SignedUrls> create(SignedUrlOptions options);

  [[nodiscard]] Result<SignedRequest> upload(const Upload& upload, std::chrono::seconds valid_for) const;
  [[nodiscard]] Result<SignedRequest> download(const std::string& key, std::chrono::seconds valid_for) const;

  /// What a PUT to `target` (path and query, as it came) may bring. `forbidden` with code signature_invalid,
  /// signature_expired, or content_type_differs; `too_large` with code object_too_large.
  [[nodiscard]] Result<Upload> accept_upload(std::string_view target, std::string_view content_type,
                                             std::uint64_t bytes) const;
  /// The key that a GET of `target` may have. `forbidden` as above.
  [[nodiscard]] Result<std::string> accept_download(std::string_view target) const;

 private:
  explicit SignedUrls(SignedUrlOptions options) : options_(std::move(options)) {}
  [[nodiscard]] std::string signature(std::string_view text) const;
  /// `terms`: the members that only an upload has.
  [[nodiscard]] SignedRequest sign(std::string method, const std::string& key, std::chrono::seconds valid_for,
                                   const std::string& terms) const;
  /// The key and the values of the members, which must be these, if it is signed and still valid.
  [[nodiscard]] Result<std::vector<std::string>> accept(std::string_view target, Names names) const;

  SignedUrlOptions options_;
};

}  // namespace bookmarket::objects
