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
struct Describe<catalog::Author> {
  static constexpr std::string_view name = "Author", doc = "Somebody who wrote a work.";
  static constexpr auto fields =
      std::tuple{field("id", &catalog::Author::id, {}),
                 field("name", &catalog::Author::name, {.doc = "Given name first.", .example = "Леся Українка"})};
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
