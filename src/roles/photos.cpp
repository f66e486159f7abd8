#include "roles/photos.hpp"

#include "platform/crypto/crypto.hpp"
#include "roles/secret.hpp"

namespace bookmarket::roles {
namespace {

Task<void> keep_upload(objects::Objects& objects, objects::Upload upload, std::string bytes) {
  auto put = co_await objects.put(std::move(upload.key), std::move(bytes), std::move(upload.attributes));
  if (!put) co_return fail(std::move(put).error());
  co_return Result<void>{};
}

/// The members of a signed download's address, which are its only parameters.
struct Download {
  std::string key, expires, signature;
};

Task<http::Content> download(objects::Objects& objects, Result<std::string> key) {
  constexpr std::uint64_t most_bytes = 128ULL << 20U;
  if (!key) co_return fail(std::move(key).error());
  const auto name = key->substr(key->rfind('/') + 1);
  auto object = co_await objects.get(std::move(*key), most_bytes);
  if (!object) co_return fail(std::move(object).error());
  if (!*object) co_return fail(ErrorKind::not_found, "object_not_found", "This is not there any more.");
  co_return http::Content{.type = (*object)->head.attributes.content_type,
                          .body = std::move((*object)->bytes),
                          .headers = {{"Content-Disposition", "attachment; filename=\"" + name + "\""}}};
}

Task<void> refused(Error error) { co_return fail(std::move(error)); }

}  // namespace
}  // namespace bookmarket::roles

template <>
struct bookmarket::shape::Describe<bookmarket::roles::Download> {
  using T = roles::Download;
  static constexpr std::string_view name = "Download", doc = "";
  static constexpr auto fields =
      std::tuple{field("key", &T::key, {.max_length = 512}), field("expires", &T::expires, {.max_length = 20}),
                 field("signature", &T::signature, {.max_length = 64, .secret = true})};
};

namespace bookmarket::roles {

Result<std::unique_ptr<Photos>> Photos::open(Market& market, const Settings& settings) {
  auto secret = secret_of(settings, market.directory());
  if (!secret) return fail(std::move(secret).error());
  auto urls =
      objects::SignedUrls::create({.secret = crypto::hmac_sha256(*secret, "signed urls"), .clock = market.clock()});
  if (!urls) return fail(std::move(urls).error());
  auto objects = objects::create_filesystem_objects(
      {.directory = market.directory().objects(), .urls = *urls, .clock = market.clock()});
  if (!objects) return bad_setting("Setting data_dir: photos cannot be kept there: " + objects.error().cause);
  auto images = images::create_images({.threads = static_cast<unsigned>(settings.images_threads),
                                       .max_waiting = static_cast<std::size_t>(settings.images_queue)});
  if (!images) return fail(std::move(images).error());
  auto out = std::unique_ptr<Photos>(new Photos(std::move(*objects), std::move(*images), std::move(*urls)));
  market.catalog().objects = out->objects_.get();
  market.catalog().secret = crypto::hmac_sha256(*secret, "catalog names");
  market.catalog().images = out->images_.get();
  return out;
}

void Photos::add_routes(http::Routes& routes) {
  routes.upload(
      {.method = http::Method::put,
       .path = "/objects/{key*}",
       .operation_id = "upload_object",
       .summary = "Send the bytes of an upload to the address that was signed for it",
       .tag = "operations",
       .status = 204,
       .errors = {403, 413}},
      [this](std::string_view target, std::string_view type, std::uint64_t length) -> Result<std::uint64_t> {
        auto upload = urls_.accept_upload(target, type, length);
        if (!upload) return fail(std::move(upload).error());
        return upload->max_bytes;
      },
      [this](std::string target, std::string type, std::string bytes) {
        auto upload = urls_.accept_upload(target, type, bytes.size());
        if (!upload) return refused(std::move(upload).error());
        return keep_upload(*objects_, std::move(*upload), std::move(bytes));
      });
  routes.get_content<Download>({.path = "/objects/{key*}",
                                .operation_id = "download_object",
                                .summary = "Get the bytes of a download from the address that was signed for it",
                                .tag = "operations",
                                .caching = http::Caching::none,
                                .errors = {400, 403, 404}},
                               "application/octet-stream", [this](Download d) {
                                 return download(*objects_,
                                                 urls_.accept_download("/objects/" + d.key + "?expires=" + d.expires +
                                                                       "&signature=" + d.signature));
                               });
}

}  // namespace bookmarket::roles
