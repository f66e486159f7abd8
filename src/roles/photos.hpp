// Photos of one process: the objects and the images that the catalog uses, and where uploads go.
#pragma once

#include "platform/http/endpoint.hpp"
#include "platform/objects/objects_filesystem.hpp"
#include "roles/wiring.hpp"

namespace bookmarket::roles {

class Photos {
 public:
  /// Gives the catalog of `market` its objects and images. Errors name the setting. Blocks.
  static Result<std::unique_ptr<Photos>> open(Market& market, const Settings& settings);

  [[nodiscard]] objects::Objects& objects() { return *objects_; }
  /// Where signed uploads go and downloads come from: without any permission but their address.
  void add_routes(http::Routes& routes);

 private:
  Photos(std::unique_ptr<objects::Objects> objects, std::unique_ptr<images::Images> images, objects::SignedUrls urls)
      : objects_(std::move(objects)), images_(std::move(images)), urls_(std::move(urls)) {}

  std::unique_ptr<objects::Objects> objects_;
  std::unique_ptr<images::Images> images_;
  objects::SignedUrls urls_;
};

}  // namespace bookmarket::roles
