#include "platform/shape/json.hpp"
#include "services/catalog/usecases/bulk_parts.hpp"

namespace bookmarket::catalog {
namespace {

std::unexpected<Error> under_way() {
  return fail(ErrorKind::conflict, "import_under_way", "Apply or discard your other import first.");
}

Result<BulkSettings> settings_of(const Catalog& catalog, const NewBulkImport& input) {
  auto place = place_of(catalog, input.place);
  if (!place) return fail(std::move(place).error());
  return BulkSettings{.place = std::move(*place),
                      .exchange = input.exchange,
                      .currency = input.currency.value_or("UAH"),
                      .grade = input.grade,
                      .format = input.format,
                      .encoding = input.encoding};
}

/// One import of a seller's at a time: those that wait for their file give way.
Task<void> claim(Catalog& catalog, SellerId seller, BulkJobId id) {
  auto held = co_await store::find<StoredBulkClaim>(catalog.store, "bulk_claims", seller.to_string());
  if (!held) co_return fail(std::move(held).error());
  if (!*held) {
    auto taken = co_await catalog.store.insert("bulk_claims", seller.to_string(),
                                               {shape::to_object(StoredBulkClaim{seller, id})});
    if (!taken && taken.error().kind == ErrorKind::conflict) co_return under_way();
    if (!taken) co_return fail(std::move(taken).error());
    co_return Result<void>{};
  }
  const auto before = (*held)->job_id;
  if (before == id) co_return Result<void>{};
  auto other = co_await store::find<StoredBulkJob>(catalog.store, "bulk_jobs", before.to_string());
  if (!other) co_return fail(std::move(other).error());
  if (*other && (*other)->state == BulkState::uploading) {
    auto gone = co_await discard_bulk_job(catalog, before);
    if (!gone) co_return fail(std::move(gone).error());
  } else if (*other && (*other)->state != BulkState::done && (*other)->state != BulkState::discarded) {
    co_return under_way();
  }
  auto taken = co_await catalog.store.update("bulk_claims", seller.to_string(),
                                             [seller, before, id](const store::Document& d) -> Result<store::Change> {
                                               auto claim = shape::from_object<StoredBulkClaim>(d.body);
                                               if (!claim) return fail(claim.error());
                                               if (claim->job_id != before && claim->job_id != id) return under_way();
                                               return store::Change{shape::to_object(StoredBulkClaim{seller, id})};
                                             });
  if (!taken) co_return fail(std::move(taken).error());
  co_return Result<void>{};
}

Task<BulkImportView> begun_before(Catalog& catalog, StoredBulkJob wanted) {
  auto job = co_await store::find<StoredBulkJob>(catalog.store, "bulk_jobs", wanted.id.to_string());
  if (!job) co_return fail(std::move(job).error());
  if (!*job || (*job)->seller_id != wanted.seller_id || (*job)->request_digest != wanted.request_digest ||
      (*job)->state == BulkState::discarded)
    co_return fail(ErrorKind::contradicted, "idempotency_key_reused",
                   "Another import was begun by this key. Use a new one.");
  co_return bulk_import_view(catalog, **job);
}

}  // namespace

Task<BulkImportView> begin_bulk_import(Catalog& catalog, SellerId seller_id, NewBulkImport input, std::string key) {
  if (catalog.objects == nullptr) co_return unavailable("files_unusable", "this process has no objects");
  auto settings = settings_of(catalog, input);
  if (!settings) co_return fail(std::move(settings).error());
  auto allowed = co_await allow(catalog, seller_id, "begin_bulk_import", 60, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto seller = co_await seller_by_id(catalog, seller_id);
  if (!seller && seller.error().kind == ErrorKind::not_found) seller.error().kind = ErrorKind::conflict;
  if (!seller) co_return fail(std::move(seller).error());
  const auto now = catalog.clock.now();
  const StoredBulkJob job{.id = key.empty()
                                    ? BulkJobId::v7(now)
                                    : BulkJobId::v8_of("begin_bulk_import:" + seller_id.to_string() + ":" + key),
                          .seller_id = seller_id,
                          .state = BulkState::uploading,
                          .settings = std::move(*settings),
                          .request_digest = Uuid::v8_of(shape::to_json(input)).to_string(),
                          .created_at = now,
                          .expires_at = now + bulk_kept_for};
  auto before = co_await catalog.store.get("bulk_jobs", job.id.to_string());
  if (!before) co_return fail(std::move(before).error());
  if (*before) co_return co_await begun_before(catalog, job);
  auto claimed = co_await claim(catalog, seller_id, job.id);
  if (!claimed) co_return fail(std::move(claimed).error());
  // Before there is anything to expire: a crash leaves nothing that is not looked at.
  auto later =
      co_await catalog.store.schedule({.kind = bulk_expiry, .id = job.id.to_string(), .due_at = job.expires_at});
  if (!later) co_return fail(std::move(later).error());
  auto kept = co_await catalog.store.insert("bulk_jobs", job.id.to_string(), {shape::to_object(job)});
  if (!kept && kept.error().kind == ErrorKind::conflict) co_return co_await begun_before(catalog, job);
  if (!kept) co_return fail(std::move(kept).error());
  co_return bulk_import_view(catalog, job);
}

}  // namespace bookmarket::catalog
