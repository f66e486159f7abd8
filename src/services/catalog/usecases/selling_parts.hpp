// What several use cases of sellers do alike.
#pragma once

#include "platform/store/due.hpp"
#include "services/catalog/import/record.hpp"
#include "services/catalog/usecases/selling.hpp"

namespace bookmarket::catalog {

[[nodiscard]] std::unexpected<Error> wrong_fields(std::vector<FieldError> fields);
[[nodiscard]] std::unexpected<Error> no_such_copy();

/// Error `invalid` with code place_unknown at /body/place.
[[nodiscard]] Result<Place> place_of(const Catalog& catalog, const std::string& code);

/// Notes as they are kept: without control characters, without those that turn the direction of what others wrote or
/// cannot be seen, and without blanks around.
[[nodiscard]] std::string tidy(std::string_view text);
/// The same, in one line.
[[nodiscard]] std::string tidy_line(std::string_view text);

/// Error `rate_limited` after so many calls of `operation` by one seller.
Task<void> allow(Catalog& catalog, SellerId seller, std::string operation, std::int64_t most,
                 std::chrono::seconds within);

/// After a copy was written by what was known of its seller: a pause or a block that began or ended meanwhile takes it
/// along.
Task<void> follow_pause(Catalog& catalog, Seller known);

/// Adds the work and the edition of a record that keeps the rules; the edition that has its ISBN, or is the same, when
/// there is one.
Task<EditionId> keep_edition(Catalog& catalog, SellerId by, import::CatalogueEntry entry);

Task<Seller> seller_by_id(Catalog& catalog, SellerId id);
[[nodiscard]] std::optional<RestrictionView> restriction_view(const Copy& copy);
Task<OwnCopyView> own_copy_view(Catalog& catalog, Copy copy);

/// Error `conflict` with code prohibited_item, naming the rule and its text, where a rule in force refuses it.
[[nodiscard]] Result<void> not_prohibited(const Catalog& catalog, const StoredEdition& edition);
[[nodiscard]] Result<void> not_prohibited(const Catalog& catalog, const Printed& edition);
[[nodiscard]] Printed printed(const StoredEdition& edition);

/// What an account's block means for its shelf: nothing of it is to be seen until the account is opened again.
/// `account_version`: of the account at that moment; what is older than what is known already changes nothing.
Task<void> close_shelf(Catalog& catalog, SellerId seller, bool closed, std::int64_t account_version);
/// Shelves of people who come or go are settled by settle_pauses().
Task<void> settle_later(Catalog& catalog, SellerId seller, Timestamp when);
inline constexpr const char* settle_work = "catalog.pause";

/// What is kept of the photos of a draft that goes is swept away.
Task<void> sweep_photos_of(Catalog& catalog, SellerId seller, CopyId id, std::vector<Photo> photos);

/// Every event of a copy says whose and of which work it is, so that the index and what is kept follow.
[[nodiscard]] store::NewEvent copy_event(const char* type, const Copy& copy);
[[nodiscard]] store::NewEvent seller_event(SellerId id);
/// The event of a change that its owner made. Moderators look again at what they asked to be amended: `amends` names
/// the case.
[[nodiscard]] store::NewEvent changed_by_owner(const Copy& copy);
inline constexpr const char* copy_offered = "catalog.copy_offered.v1";
inline constexpr const char* copy_changed = "catalog.copy_changed.v1";

}  // namespace bookmarket::catalog
