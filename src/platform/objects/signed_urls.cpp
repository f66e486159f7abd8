#include "platform/objects/signed_urls.hpp"

#include <charconv>
#include <ranges>

#include "platform/crypto/crypto.hpp"

namespace bookmarket::objects {
namespace {

using std::chrono::seconds;

constexpr std::string_view mark = "&signature=";

/// Attributes are any printable ASCII; in a query they stand as base64url, which needs no escapes.
std::string member(std::string_view name, std::string_view text) {
  return "&" + std::string(name) + "=" + crypto::to_base64url(text);
}

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::unexpected<Error> forbidden(std::string code, std::string detail) {
  return fail(ErrorKind::forbidden, std::move(code), std::move(detail));
}
std::unexpected<Error> bad_signature() {
  return forbidden("signature_invalid", "This address was not given out for this request.");
}

/// The values of `key?a=1&b=2` whose names are these, in this order, with the key first.
std::optional<std::vector<std::string>> values(std::string_view text, SignedUrls::Names names) {
  const auto question = text.find('?');
  if (question == std::string_view::npos) return std::nullopt;
  std::vector<std::string> out{std::string(text.substr(0, question))};
  const auto* name = names.begin();
  for (const auto part : text.substr(question + 1) | std::views::split('&')) {
    const std::string_view one(part.begin(), part.end());
    const auto equals = one.find('=');
    if (name == names.end() || equals == std::string_view::npos || one.substr(0, equals) != *name++)
      return std::nullopt;
    out.emplace_back(one.substr(equals + 1));
  }
  if (name != names.end()) return std::nullopt;
  return out;
}

}  // namespace

Result<SignedUrls> SignedUrls::create(SignedUrlOptions options) {
  if (options.secret.size() < 32 || !options.path.starts_with('/') || !options.path.ends_with('/'))
    return fail(ErrorKind::invalid, "bad_signed_urls",
                "Signed URLs need a secret of 32 bytes and a path that begins and ends with a slash.");
  return SignedUrls(std::move(options));
}

std::string SignedUrls::signature(std::string_view text) const {
  return crypto::to_base64url(crypto::hmac_sha256(options_.secret, text));
}

SignedRequest SignedUrls::sign(std::string method, const std::string& key, seconds valid_for,
                               const std::string& terms) const {
  const auto expires = std::chrono::floor<seconds>(options_.clock.now()) + valid_for;
  const auto text = key + "?expires=" + std::to_string(expires.time_since_epoch().count()) + terms;
  return {std::move(method), options_.path + text + std::string(mark) + signature(text), "", expires};
}

Result<SignedRequest> SignedUrls::upload(const Upload& upload, seconds valid_for) const {
  if (auto sound = check_object(upload.key, upload.attributes); !sound) return fail(std::move(sound.error()));
  if (auto sound = check_valid_for(valid_for); !sound) return fail(std::move(sound.error()));
  auto terms = "&max_bytes=" + std::to_string(upload.max_bytes) + member("type", upload.attributes.content_type) +
               member("cache", upload.attributes.cache_control);
  auto out = sign("PUT", upload.key, valid_for, terms);
  out.content_type = upload.attributes.content_type;
  return out;
}

Result<SignedRequest> SignedUrls::download(const std::string& key, seconds valid_for) const {
  if (auto sound = check_key(key); !sound) return fail(std::move(sound.error()));
  if (auto sound = check_valid_for(valid_for); !sound) return fail(std::move(sound.error()));
  return sign("GET", key, valid_for, "");
}

Result<std::vector<std::string>> SignedUrls::accept(std::string_view target, Names names) const {
  const auto at = target.rfind(mark);
  if (at == std::string_view::npos || !target.starts_with(options_.path) || at < options_.path.size())
    return bad_signature();
  const auto text = target.substr(options_.path.size(), at - options_.path.size());
  if (!crypto::equal(signature(text), target.substr(at + mark.size()))) return bad_signature();
  // From here on the text is ours.
  auto read = values(text, names);
  if (!read) return bad_signature();
  const auto expires = number<std::int64_t>(read->at(1));
  if (!expires) return bad_signature();
  if (options_.clock.now() >= std::chrono::sys_seconds(seconds(*expires)))
    return forbidden("signature_expired", "This address was valid for a time that has passed.");
  return std::move(*read);
}

Result<Upload> SignedUrls::accept_upload(std::string_view target, std::string_view content_type,
                                         std::uint64_t bytes) const {
  auto read = accept(target, {"expires", "max_bytes", "type", "cache"});
  if (!read) return fail(std::move(read.error()));
  const auto max_bytes = number<std::uint64_t>(read->at(2));
  const auto type = crypto::from_base64url(read->at(3)), cache = crypto::from_base64url(read->at(4));
  if (!max_bytes || !type || !cache) return bad_signature();
  if (content_type != *type)
    return forbidden("content_type_differs", "This address was given out for another type of content.");
  if (bytes > *max_bytes)
    return fail(ErrorKind::too_large, "object_too_large",
                "This address was given out for at most " + std::to_string(*max_bytes) + " bytes.");
  return Upload{std::move(read->at(0)), {*type, *cache}, *max_bytes};
}

Result<std::string> SignedUrls::accept_download(std::string_view target) const {
  auto read = accept(target, {"expires"});
  if (!read) return fail(std::move(read.error()));
  return std::move(read->at(0));
}

}  // namespace bookmarket::objects
