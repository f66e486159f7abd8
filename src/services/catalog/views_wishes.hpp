// What people who wait for books send and are shown, and how many wait.
#pragma once

#include "services/catalog/data_wishes.hpp"
#include "services/catalog/views.hpp"

namespace bookmarket::catalog {

struct WishBody {
  std::optional<WorkId> work_id;
  std::optional<EditionId> edition_id;
  std::optional<Grade> worst_grade;
  std::optional<Money> price_max;
  bool exchange = false;
};
struct WishView {
  WishId id;
  Timestamp wished_at;
  std::optional<Grade> worst_grade;
  std::optional<Money> price_max;
  bool exchange = false;
  std::int64_t matching = 0;
  WorkId work_id;
  std::optional<WorkCard> work;
  std::optional<EditionCard> edition;
};
struct WishesView {
  std::vector<WishView> items;
  std::optional<std::string> next_cursor;
};

struct AlertView {
  AlertId id;
  WishId wish_id;
  Timestamp matched_at;
  bool read = false;
  ShelfItem copy;
};
struct AlertsView {
  std::vector<AlertView> items;
  std::optional<std::string> next_cursor;
};

struct WaitingView {
  std::int64_t people = 0;
  std::vector<EditionWaiting> editions;
};

}  // namespace bookmarket::catalog

namespace bookmarket::shape {

namespace wish_fields {
inline constexpr Info worst_grade{.doc = "Copies this good or better. Left out: any.", .example = "good"};
inline constexpr Info price_max{.doc = "Copies for sale up to this price. Left out: whatever they cost. In UAH."};
inline constexpr Info exchange{.doc = "Whether a copy that may be swapped for will do, too, whatever its price."};
}  // namespace wish_fields

template <>
struct Describe<catalog::WishBody> {
  using T = catalog::WishBody;
  static constexpr std::string_view name = "WishBody", doc = "What one waits for: a work, or one edition of it.";
  static constexpr auto fields =
      std::tuple{field("work_id", &T::work_id, {.doc = "Any edition of it will do. Left out: see edition_id."}),
                 field("edition_id", &T::edition_id, {.doc = "Only this one will do. Left out: see work_id."}),
                 field("worst_grade", &T::worst_grade, wish_fields::worst_grade),
                 field("price_max", &T::price_max, wish_fields::price_max),
                 field("exchange", &T::exchange, wish_fields::exchange)};
};
template <>
struct Describe<catalog::WishView> {
  using T = catalog::WishView;
  static constexpr std::string_view name = "Wish", doc = "What one waits for.";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {}),
                 field("wished_at", &T::wished_at, {}),
                 field("worst_grade", &T::worst_grade, wish_fields::worst_grade),
                 field("price_max", &T::price_max, wish_fields::price_max),
                 field("exchange", &T::exchange, wish_fields::exchange),
                 field("matching", &T::matching, {.doc = "Copies on offer now that fit.", .example = "2", .min = 0}),
                 field("work_id", &T::work_id, {}),
                 field("work", &T::work, {.doc = "Absent: the catalogue has it no more."}),
                 field("edition", &T::edition, {.doc = "Absent: any edition will do."})};
};
template <>
struct Describe<catalog::WishesView> {
  using T = catalog::WishesView;
  static constexpr std::string_view name = "Wishes", doc = "One's wish list, the newest wish first.";
  static constexpr auto fields = std::tuple{field("items", &T::items, {}),
                                            field("next_cursor", &T::next_cursor, {.doc = "Absent on the last page."})};
};
template <>
struct Describe<catalog::AlertView> {
  using T = catalog::AlertView;
  static constexpr std::string_view name = "Alert", doc = "A copy that fits a wish, told once.";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {}), field("wish_id", &T::wish_id, {}), field("matched_at", &T::matched_at, {}),
                 field("read", &T::read, {.doc = "Whether one has said that one read it."}),
                 field("copy", &T::copy, {.doc = "As it is by now."})};
};
template <>
struct Describe<catalog::AlertsView> {
  using T = catalog::AlertsView;
  static constexpr std::string_view name = "Alerts", doc = "Copies that fit one's wishes, the latest first.";
  static constexpr auto fields = std::tuple{field("items", &T::items, {}),
                                            field("next_cursor", &T::next_cursor, {.doc = "Absent on the last page."})};
};
template <>
struct Describe<catalog::WaitingView> {
  using T = catalog::WaitingView;
  static constexpr std::string_view name = "Waiting", doc = "How many people wait for a work; never who.";
  static constexpr auto fields = std::tuple{
      field("people", &T::people,
            {.doc = "Who wish for the work or an edition of it. 10,000 means that or more.", .example = "3", .min = 0}),
      field("editions", &T::editions, {.doc = "Editions that somebody wishes for in particular."})};
};

}  // namespace bookmarket::shape
