// What several use cases of moderation do alike.
#pragma once

#include "services/catalog/usecases/moderation.hpp"

namespace bookmarket::catalog {

[[nodiscard]] inline PersonId person_of(SellerId seller) { return {seller.uuid}; }
[[nodiscard]] inline SellerId seller_of(PersonId person) { return {person.uuid}; }
[[nodiscard]] inline auth::AccountId account_of(PersonId person) { return {person.uuid}; }
[[nodiscard]] std::optional<Target> target_of(std::string_view key);
/// Absent where a case is about a person.
[[nodiscard]] std::optional<CopyId> copy_of(const StoredCase& c);

/// A case together with the version it was read at.
struct KnownCase {
  StoredCase stored;
  std::int64_t version = 0;
};
/// `not_found` with code case_not_found.
Task<KnownCase> case_by_id(Catalog& catalog, CaseId id);
/// `fn` decides where it is written; `what`, `by` and `why` are told, see case_event().
Task<KnownCase> update_case(Catalog& catalog, CaseId id, std::function<Result<store::Change>(KnownCase)> fn);
/// Does nothing when it is there.
Task<void> open_case(Catalog& catalog, StoredCase fresh, std::optional<PersonId> by, std::string why);

/// Tells what happened at a case: from this the audits are made, so that nothing happens without them.
[[nodiscard]] store::NewEvent case_event(const StoredCase& c, std::string_view what, std::optional<PersonId> by,
                                         std::string why);
inline constexpr std::string_view case_events = "catalog.case_";

[[nodiscard]] CaseCard case_card(const KnownCase& known);
[[nodiscard]] inline CaseId amended_id(CaseId asked) { return CaseId::v8_of("amended:" + asked.to_string()); }
[[nodiscard]] inline CaseId appeal_id(CaseId about) { return CaseId::v8_of("appeal:" + about.to_string()); }

inline constexpr const char* decision_work = "catalog.decision";
inline constexpr const char* note_work = "catalog.note";

/// What somebody finds in their own audit.
struct Note {
  PersonId account;
  std::string action;
  std::optional<PersonId> to = {};
  std::optional<CaseId> decided = {};  ///< what a letter tells them of, too
};
/// Leaves it to write_note(). The same `id` is one note.
Task<void> note_later(Catalog& catalog, std::string id, Note note);
/// And the letter, where something was decided about them.
Task<void> write_note(Catalog& catalog, store::DueWork work);

[[nodiscard]] std::unexpected<Error> no_accounts();

/// Gives the pictures of a copy other addresses, that nobody knows who saw it before, and takes the old ones away.
/// `conflict` with code photos_changed: again.
Task<void> move_pictures(Catalog& catalog, CopyId id);

/// Opens a case for each rule of prohibited items that is in force and matches the copy, once for each. How many match.
Task<std::int64_t> flag_copy(Catalog& catalog, Copy copy, StoredEdition edition);

}  // namespace bookmarket::catalog
