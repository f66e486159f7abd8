// Documents of wishes: what somebody waits for, what they were told, and how many wait.
#pragma once

#include "services/catalog/domain/described.hpp"
#include "services/catalog/domain/wish.hpp"

namespace bookmarket::catalog {

struct StoredWish : Wish {
  std::string target;  ///< target_of(): what the index sees
};

/// That a copy is what somebody waits for. Its id is alert_id().
struct StoredAlert {
  AlertId id;
  ReaderId reader_id;
  WishId wish_id;
  CopyId copy_id;
  Timestamp matched_at;
  std::optional<ReaderId> unread_by;  ///< the reader, until they have read it: then it leaves the index
};

struct EditionWaiting {
  EditionId edition_id;
  std::int64_t people = 0;

  bool operator==(const EditionWaiting&) const = default;
};
/// How many people wait for a work: counted anew from the wishes whenever one comes or goes. Its id is the work's.
struct StoredWaiting {
  std::int64_t people = 0;               ///< who wish the work or an edition of it, each once
  std::vector<EditionWaiting> editions;  ///< who wish for this very edition
  Timestamp counted_at;                  ///< when the count began: an older one never replaces a newer one
};

/// One export of a Goodreads library. Its id is the reader's: a new one takes the place of the one before.
enum class GoodreadsState : std::uint8_t { preview, applying, applied };
inline constexpr std::array<std::string_view, 3> goodreads_state_slugs{"preview", "applying", "applied"};

struct StoredGoodreadsImport {
  ReaderId reader_id;
  GoodreadsState state = GoodreadsState::preview;
  std::int64_t line = 0;  ///< of the file, up to which it is applied
  std::int64_t wished = 0, drafted = 0, known = 0, left_out = 0;
};

}  // namespace bookmarket::catalog

namespace bookmarket::shape {

template <>
struct Slugs<catalog::GoodreadsState> {
  static constexpr auto& values = catalog::goodreads_state_slugs;
};
template <>
struct Describe<catalog::WishTerms> {
  using T = catalog::WishTerms;
  static constexpr std::string_view name = "StoredWishTerms", doc = "";
  static constexpr auto fields = std::tuple{field("worst_grade", &T::worst_grade, {}),
                                            field("price_max", &T::price_max, {}), field("exchange", &T::exchange, {})};
};
template <>
struct Describe<catalog::StoredWish> {
  using T = catalog::StoredWish;
  static constexpr std::string_view name = "StoredWish", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("reader_id", &T::reader_id, {}),
                                            field("work_id", &T::work_id, {.pii = true}),
                                            field("edition_id", &T::edition_id, {.pii = true}),
                                            field("terms", &T::terms, {.pii = true}),
                                            field("wished_at", &T::wished_at, {}),
                                            field("target", &T::target, {.pii = true})};
};
template <>
struct Describe<catalog::StoredAlert> {
  using T = catalog::StoredAlert;
  static constexpr std::string_view name = "StoredAlert", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("reader_id", &T::reader_id, {}),
                                            field("wish_id", &T::wish_id, {}),
                                            field("copy_id", &T::copy_id, {}),
                                            field("matched_at", &T::matched_at, {}),
                                            field("unread_by", &T::unread_by, {})};
};
template <>
struct Describe<catalog::EditionWaiting> {
  using T = catalog::EditionWaiting;
  static constexpr std::string_view name = "EditionWaiting", doc = "How many people wait for one edition.";
  static constexpr auto fields =
      std::tuple{field("edition_id", &T::edition_id, {}), field("people", &T::people, {.example = "2", .min = 1})};
};
template <>
struct Describe<catalog::StoredWaiting> {
  using T = catalog::StoredWaiting;
  static constexpr std::string_view name = "StoredWaiting", doc = "";
  static constexpr auto fields = std::tuple{field("people", &T::people, {}), field("editions", &T::editions, {}),
                                            field("counted_at", &T::counted_at, {})};
};
template <>
struct Describe<catalog::StoredGoodreadsImport> {
  using T = catalog::StoredGoodreadsImport;
  static constexpr std::string_view name = "StoredGoodreadsImport", doc = "";
  static constexpr auto fields = std::tuple{field("reader_id", &T::reader_id, {}), field("state", &T::state, {}),
                                            field("line", &T::line, {}),           field("wished", &T::wished, {}),
                                            field("drafted", &T::drafted, {}),     field("known", &T::known, {}),
                                            field("left_out", &T::left_out, {})};
};

}  // namespace bookmarket::shape
