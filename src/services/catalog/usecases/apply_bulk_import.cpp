#include "services/catalog/usecases/bulk_parts.hpp"

namespace bookmarket::catalog {
namespace {

Task<StoredEdition> edition_for(Catalog& catalog, SellerId seller, StoredBulkRow row) {
  if (row.edition_id) {
    auto known = co_await store::find<StoredEdition>(catalog.store, "editions", row.edition_id->to_string());
    if (!known) co_return fail(std::move(known).error());
    if (*known) co_return std::move(**known);
  }
  auto id = co_await keep_edition(catalog, seller, import::catalogue_entry(import::record_of(row.row)));
  if (!id) co_return fail(std::move(id).error());
  auto kept = co_await store::find<StoredEdition>(catalog.store, "editions", id->to_string());
  if (!kept) co_return fail(std::move(kept).error());
  if (!*kept)
    co_return fail(ErrorKind::internal, "dangling_edition", "Something broke on our side.",
                   "edition " + id->to_string() + " was kept and is not there");
  co_return std::move(**kept);
}

}  // namespace

Task<BulkImportView> apply_bulk_import(Catalog& catalog, SellerId seller, BulkJobId id) {
  auto job = co_await own_bulk_job(catalog, seller, id);
  if (!job) co_return fail(std::move(job).error());
  if (job->state == BulkState::applying || job->state == BulkState::done) co_return bulk_import_view(catalog, *job);
  auto allowed = co_await allow(catalog, seller, "apply_bulk_import", 60, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto room = co_await room_on_shelf(catalog, seller);
  if (!room) co_return fail(std::move(room).error());
  if (job->state == BulkState::ready && job->planned > *room)
    co_return fail(ErrorKind::conflict, "too_many_copies",
                   "An account may have at most " + std::to_string(catalog.most_open_copies) +
                       " copies on its shelf; take some down, or import a part of the file.");
  auto due = co_await schedule_bulk_work(catalog, id, bulk_backstop);
  if (!due) co_return fail(std::move(due).error());
  auto updated = co_await update_bulk_job(catalog, id, [](StoredBulkJob& j) -> Result<void> {
    if (j.state == BulkState::applying || j.state == BulkState::done) return {};
    if (j.state != BulkState::ready)
      return fail(ErrorKind::conflict, "import_not_ready", "Its rows are not all judged yet.");
    j.state = BulkState::applying;
    return {};
  });
  if (!updated) co_return fail(std::move(updated).error());
  due = co_await schedule_bulk_work(catalog, id);
  if (!due) co_return fail(std::move(due).error());
  co_return bulk_import_view(catalog, *updated);
}

Task<int> offer_bulk_row(Catalog& catalog, StoredBulkJob job, Seller seller, StoredBulkRow row) {
  auto edition = co_await edition_for(catalog, job.seller_id, row);
  if (!edition) co_return fail(std::move(edition).error());
  if (!not_prohibited(catalog, *edition)) co_return 0;  // since it was judged
  auto place = job.settings.place;
  if (!row.row.settlement.empty()) place = catalog.places->find(row.row.settlement).value_or(place);
  for (int k = 0; k < row.row.quantity; ++k) {
    Copy copy{.id = CopyId::v8_of("bulk:" + bulk_row_id(job.id, row.number) + ":" + std::to_string(k)),
              .edition_id = edition->id,
              .work_id = edition->work_id,
              .seller_id = job.seller_id,
              .grade = row.row.grade.value_or(Grade::good),
              .notes = row.row.notes,
              .price = row.row.price,
              .for_exchange = offers_exchange(job, row.row),
              .place = place,
              .status = seller.is_away() ? CopyStatus::paused : CopyStatus::available,
              .listed_at = catalog.clock.now()};
    if (!row.row.reference.empty()) copy.reference = row.row.reference;
    auto kept = co_await catalog.store.insert("copies", copy.id.to_string(),
                                              {shape::to_object(copy), {copy_event(copy_offered, copy)}});
    if (!kept && kept.error().kind != ErrorKind::conflict) co_return fail(std::move(kept).error());
  }
  co_return row.row.quantity;
}

}  // namespace bookmarket::catalog
