// A photo of a copy: which pictures of it there are, and where.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "services/catalog/domain/ids.hpp"

namespace bookmarket::catalog {

using PhotoId = Id<struct PhotoTag>;

inline constexpr std::size_t most_photos = 12;  ///< of one copy
inline constexpr std::int64_t most_photo_bytes = 20'000'000;

/// How the owner turned and cut it. The crop is in ten-thousandths of the upright picture's width and height.
struct PhotoEdit {
  int rotate = 0;  ///< degrees clockwise: 0, 90, 180 or 270
  int left = 0, top = 0, width = 10'000, height = 10'000;

  bool operator==(const PhotoEdit&) const = default;
};

/// One picture of it.
struct PhotoSize {
  std::string key;   ///< of the object, below images/
  std::string type;  ///< image/avif …
  int width = 0, height = 0;

  bool operator==(const PhotoSize&) const = default;
};

struct Photo {
  PhotoId id = {};
  std::string colour = {};  ///< #rrggbb, to show until it is there
  PhotoEdit edit = {};
  std::vector<PhotoSize> sizes = {};

  bool operator==(const Photo&) const = default;
};

/// Keys of objects. What has been uploaded lies where nobody but its owner can sign for; the upright master, without
/// any metadata, is kept to be cut anew; the pictures are everybody's, and their keys change with their content.
[[nodiscard]] inline std::string upload_key(SellerId seller, CopyId copy, PhotoId photo) {
  return "uploads/" + seller.to_string() + "/" + copy.to_string() + "/" + photo.to_string();
}
[[nodiscard]] inline std::string master_key(PhotoId photo) { return "masters/" + photo.to_string() + ".jpg"; }
[[nodiscard]] inline std::string image_prefix(PhotoId photo) { return "images/" + photo.to_string() + "/"; }

}  // namespace bookmarket::catalog
