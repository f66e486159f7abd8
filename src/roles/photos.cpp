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

Task<void> refused(Error error) { co_return fail(std::move(error)); }

}  // namespace

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
}

}  // namespace bookmarket::roles
