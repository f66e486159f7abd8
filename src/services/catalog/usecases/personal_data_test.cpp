#include "services/catalog/usecases/personal_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/catalog/data.hpp"

namespace bookmarket::catalog {
namespace {

TEST(PersonalData, OfEveryCollectionItIsSaidWhoseItIs) {
  EXPECT_THAT(personal::faults(collections(), personal_data()), testing::IsEmpty());
}

TEST(PersonalData, PhotosOfACopyGoWithTheirMasterAndAllTheirPictures) {
  const auto photo = PhotoId::v8_of("photo");
  Copy copy;
  copy.photos = {{.id = photo}};
  const auto data = personal_data();
  const auto belongings = std::ranges::find(data, "copies", &personal::Holding::collection)
                              ->belongings({.id = "1", .body = shape::to_object(copy)});
  EXPECT_THAT(belongings.shown, testing::ElementsAre(master_key(photo)));
  EXPECT_THAT(belongings.goes, testing::UnorderedElementsAre(master_key(photo), image_prefix(photo)));
}

}  // namespace
}  // namespace bookmarket::catalog
