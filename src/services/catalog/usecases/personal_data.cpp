#include "services/catalog/usecases/personal_data.hpp"

#include "services/catalog/data_bulk.hpp"
#include "services/catalog/data_moderation.hpp"
#include "services/catalog/usecases/goodreads_parts.hpp"
#include "services/catalog/usecases/selling_parts.hpp"
#include "services/catalog/usecases/wishes.hpp"

template <>
struct bookmarket::personal::NamesPerson<bookmarket::catalog::SellerId> : std::true_type {};
template <>
struct bookmarket::personal::NamesPerson<bookmarket::catalog::ReaderId> : std::true_type {};
template <>
struct bookmarket::personal::NamesPerson<bookmarket::catalog::PersonId> : std::true_type {};

namespace bookmarket::catalog {
namespace {

template <class T>
personal::Belongings photos_of(const store::Document& document) {
  personal::Belongings out;
  const auto owner = shape::from_object<T>(document.body);
  if (!owner) return out;  // nothing says which they were
  for (const auto& photo : owner->photos) {
    out.shown.push_back(master_key(photo.id));
    for (auto key : {master_key(photo.id), image_prefix(photo.id)}) out.goes.push_back(std::move(key));
  }
  return out;
}

std::vector<store::NewEvent> off_the_shelf(const store::Document& document) {
  const auto copy = shape::from_object<Copy>(document.body);
  if (!copy) return {};
  return {copy_event(copy_changed, *copy)};
}

std::vector<store::NewEvent> waits_no_more(const store::Document& document) {
  const auto wish = shape::from_object<StoredWish>(document.body);
  if (!wish) return {};
  return {waiting_event(wish_removed, wish->work_id)};
}

std::vector<store::NewEvent> seller_gone(const store::Document& document) {
  const auto id = SellerId::parse(document.id);
  if (!id) return {};
  return {seller_event(*id)};
}

/// Whom a case is about is not told who decides.
Object case_without_moderators(const Object& stored) {
  auto out = personal::shown<StoredCase>(stored);
  out.erase("taken_by");
  auto* decision = out.find("decision");
  if (auto* said = decision == nullptr ? nullptr : decision->as<Object>()) {
    said->erase("by");
    said->erase("by_admin");
  }
  return out;
}

}  // namespace

std::vector<personal::Holding> personal_data() {
  using personal::nobodys, personal::pseudonymised, personal::removed;
  auto drafts = removed<StoredDraft>("drafts", "by_seller");
  drafts.belongings = photos_of<StoredDraft>;
  auto copies = removed<Copy>("copies", "by_seller");
  copies.belongings = photos_of<Copy>;
  copies.events = off_the_shelf;
  auto wishes = removed<StoredWish>("wishes", "by_reader");
  wishes.events = waits_no_more;
  auto sellers = removed<Seller>("sellers");
  sellers.events = seller_gone;
  auto cases = pseudonymised<StoredCase>("cases", "by_person");
  cases.shown = case_without_moderators;
  auto reports_of_them = pseudonymised<StoredReport>("reports", "by_person");
  reports_of_them.shown = {};  // are their reporters'
  // Imports of stock first: nobody goes on with one that is not there.
  return {removed<StoredBulkJob>("bulk_jobs", "by_seller"),
          removed<StoredBulkClaim>("bulk_claims"),
          removed<StoredBulkRow>("bulk_rows", "by_seller"),
          std::move(drafts),
          std::move(copies),
          std::move(wishes),
          removed<StoredAlert>("alerts", "by_reader"),
          removed<StoredGoodreadsImport>(goodreads_imports),
          removed<StoredReport>("reports", "by_reporter"),
          std::move(reports_of_them),
          std::move(cases),
          pseudonymised<StoredCaseEntry>("case_entries", "by_actor"),
          std::move(sellers),
          nobodys<StoredWaiting>("waiting"),
          nobodys<StoredWork>("works"),
          nobodys<StoredEdition>("editions"),
          nobodys<Author>("authors"),
          nobodys<Place>("places"),
          nobodys<StoredImport>("imports"),
          nobodys<ImportGeneration>("catalog_state")};
}

std::vector<std::string> personal_objects(const std::string& account) {
  return {"uploads/" + account + "/", "imports/" + account + "/"};
}

}  // namespace bookmarket::catalog
