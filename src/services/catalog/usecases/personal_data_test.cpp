#include "services/catalog/usecases/personal_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/catalog/data.hpp"
#include "services/catalog/data_moderation.hpp"

namespace bookmarket::catalog {
namespace {

TEST(PersonalData, OfEveryCollectionItIsSaidWhoseItIs) {
  auto all = collections();
  std::ranges::move(moderation_collections(), std::back_inserter(all));
  EXPECT_THAT(personal::faults(all, personal_data()), testing::IsEmpty());
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

TEST(PersonalData, OfACaseThatIsKeptNobodysWordsStay) {
  StoredCase about{.id = {}, .target = "copy:1", .person = {}, .opened_at = {}, .appeal_text = "Це не так."};
  about.decision = StoredDecision{.action = DecisionAction::hide_copy,
                                  .violation = Violation::fraud,
                                  .ground_text = "Закон, ст. 1",
                                  .text = "Ось чому.",
                                  .by = {}};
  const auto data = personal_data();
  const auto kept = shape::from_object<StoredCase>(
      std::ranges::find(data, "cases", &personal::Holding::collection)->without_pii(shape::to_object(about)));
  ASSERT_TRUE(kept);
  ASSERT_TRUE(kept->decision);
  EXPECT_EQ(kept->decision->violation, Violation::fraud) << "what is counted";
  EXPECT_EQ(kept->decision->text + kept->decision->ground_text.value_or("") + kept->appeal_text.value_or(""), "");
}

TEST(PersonalData, WhomACaseIsAboutIsNotShownWhoTookAndDecidedIt) {
  const auto moderator = PersonId::v8_of("moderator");
  StoredCase about{.id = {}, .target = "copy:1", .person = {}, .opened_at = {}, .taken_by = moderator};
  about.decision = StoredDecision{.text = "Ось чому.", .by = moderator, .by_admin = true};
  const auto data = personal_data();
  const auto shown = std::ranges::find(data, "cases", &personal::Holding::collection)->shown(shape::to_object(about));
  EXPECT_EQ(shown.find("taken_by"), nullptr);
  const auto* decision = shown.find("decision")->as<Object>();
  EXPECT_EQ(*decision->find("text"), Value("Ось чому."));
  EXPECT_EQ(decision->find("by"), nullptr);
  EXPECT_EQ(decision->find("by_admin"), nullptr);
}

}  // namespace
}  // namespace bookmarket::catalog
