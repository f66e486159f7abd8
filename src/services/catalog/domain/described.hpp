// The catalogue's small types as descriptions: shared by stored documents and messages.
#pragma once

#include "platform/shape/shape.hpp"
#include "services/catalog/domain/author.hpp"
#include "services/catalog/domain/copy.hpp"
#include "services/catalog/domain/vocabulary.hpp"

namespace bookmarket::shape {

template <>
struct Slugs<catalog::Genre> {
  static constexpr auto& values = catalog::genre_slugs;
};
template <>
struct Slugs<catalog::Grade> {
  static constexpr auto& values = catalog::grade_slugs;
};
template <>
struct Slugs<catalog::CopyStatus> {
  static constexpr auto& values = catalog::copy_status_slugs;
};
template <>
struct Slugs<catalog::PlaceCategory> {
  static constexpr auto& values = catalog::place_category_slugs;
};
template <>
struct Slugs<catalog::DecisionAction> {
  static constexpr std::string_view name = "DecisionAction";
  static constexpr auto& values = catalog::decision_action_slugs;
};
template <>
struct Describe<catalog::Restriction> {
  using T = catalog::Restriction;
  static constexpr std::string_view name = "StoredRestriction", doc = "";
  static constexpr auto fields =
      std::tuple{field("case_id", &T::case_id, {}), field("action", &T::action, {}), field("since", &T::since, {}),
                 field("status_before", &T::status_before, {})};
};
template <>
struct Describe<catalog::Author> {
  static constexpr std::string_view name = "Author", doc = "Somebody who wrote a work.";
  static constexpr auto fields =
      std::tuple{field("id", &catalog::Author::id, {}),
                 field("name", &catalog::Author::name, {.doc = "Given name first.", .example = "Леся Українка"})};
};
template <>
struct Describe<catalog::PhotoEdit> {
  using T = catalog::PhotoEdit;
  static constexpr std::string_view name = "PhotoEdit", doc = "How a photo is turned and cut.";
  // In ten-thousandths of the upright picture.
  static constexpr auto fields =
      std::tuple{field("rotate", &T::rotate, {.doc = "Degrees clockwise: 0, 90, 180 or 270.", .min = 0, .max = 270}),
                 field("left", &T::left, {.doc = "In ten-thousandths of its width.", .min = 0, .max = 10'000}),
                 field("top", &T::top, {.doc = "In ten-thousandths of its height.", .min = 0, .max = 10'000}),
                 field("width", &T::width, {.example = "10000", .min = 1, .max = 10'000}),
                 field("height", &T::height, {.example = "10000", .min = 1, .max = 10'000})};
};
template <>
struct Describe<catalog::PhotoSize> {
  using T = catalog::PhotoSize;
  static constexpr std::string_view name = "StoredPhotoSize", doc = "";
  static constexpr auto fields = std::tuple{field("key", &T::key, {}), field("type", &T::type, {}),
                                            field("width", &T::width, {}), field("height", &T::height, {})};
};
template <>
struct Describe<catalog::Photo> {
  using T = catalog::Photo;
  static constexpr std::string_view name = "StoredPhoto", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}), field("colour", &T::colour, {}),
                                            field("edit", &T::edit, {}), field("sizes", &T::sizes, {})};
};
template <>
struct Describe<catalog::Place> {
  static constexpr std::string_view name = "Place", doc = "A settlement of Ukraine.";
  static constexpr auto fields =
      std::tuple{field("code", &catalog::Place::code,
                       {.doc = "Its code in the state codifier (KATOTTG).", .example = "UA46060250010015970"}),
                 field("name", &catalog::Place::name, {.example = "Львів"}),
                 field("region", &catalog::Place::region, {.example = "Львівська область"})};
};
}  // namespace bookmarket::shape
