// The use cases of people who wait for books, and of who tells them. What is another's is not even there.
#pragma once

#include <map>

#include "services/catalog/usecases/catalog.hpp"
#include "services/catalog/views_wishes.hpp"

namespace bookmarket::catalog {

/// Makes the wish, or gives the one for the same thing other terms. Wrong fields: `invalid`, pointers under /body.
/// `conflict` with code too_many_wishes.
Task<WishView> save_wish(Catalog& catalog, ReaderId reader, WishBody body);
/// `not_found` with code wish_not_found.
Task<void> remove_wish(Catalog& catalog, ReaderId reader, WishId id);
Task<WishesView> list_wishes(Catalog& catalog, ReaderId reader, PageQuery page);
/// Keeps the wish unless its reader has it, on whatever terms; then false. `conflict` with code too_many_wishes.
Task<bool> add_wish(Catalog& catalog, Wish wish);

/// An edition is of another work by now: who wish for it wait for that one.
Task<void> move_wishes(Catalog& catalog, EditionId edition, WorkId from, WorkId to);

struct AlertsQuery {
  std::optional<bool> unread;
  std::optional<std::string> cursor;
  std::optional<unsigned> limit;
};
Task<AlertsView> list_alerts(Catalog& catalog, ReaderId reader, AlertsQuery query);
/// `not_found` with code alert_not_found.
Task<void> read_alert(Catalog& catalog, ReaderId reader, AlertId id);

/// One round of new events: for copies that somebody may wait for, match_wishes() is to be done, for works that
/// somebody wishes or no longer does, count_waiting(). How many events there were.
Task<std::uint64_t> follow_wishes(Catalog& catalog);
/// One round: a page of wishes for each of a few copies. Who is told is told once. How many pages there were.
Task<std::uint64_t> match_wishes(Catalog& catalog);
/// One round: who waits for a few works, counted anew. How many there were.
Task<std::uint64_t> count_waiting(Catalog& catalog);

/// `not_found` with code work_not_found.
Task<Tagged<WaitingView>> show_waiting(Catalog& catalog, WorkId id);
/// How many people wait for these works; none: 0.
Task<std::map<WorkId, std::int64_t>> people_waiting(Catalog& catalog, std::vector<WorkId> works);

/// Events of wishes: that somebody more, or less, waits for a work. They do not say "work_id": nothing of the work
/// itself changes, and the index need not follow.
[[nodiscard]] store::NewEvent waiting_event(const char* type, WorkId work);
inline constexpr const char* wish_added = "catalog.wish_added.v1";
inline constexpr const char* wish_removed = "catalog.wish_removed.v1";
inline constexpr const char* waiting_counted = "catalog.waiting_counted.v1";

}  // namespace bookmarket::catalog
