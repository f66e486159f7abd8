#include "platform/base/failpoint.hpp"
#include "services/catalog/usecases/bulk_parts.hpp"

namespace bookmarket::catalog {
namespace {

constexpr unsigned rows_a_round = 100;

void count(BulkCounts& counts, BulkVerdict verdict) {
  switch (verdict) {
    case BulkVerdict::offer:
      ++counts.offers;
      return;
    case BulkVerdict::new_edition:
      ++counts.new_editions;
      return;
    case BulkVerdict::duplicate:
      ++counts.duplicates;
      return;
    case BulkVerdict::reject:
      ++counts.rejects;
      return;
    case BulkVerdict::unjudged:
      return;
  }
}

bool is_offer(BulkVerdict verdict) { return verdict == BulkVerdict::offer || verdict == BulkVerdict::new_edition; }

/// What is kept of it stands in the rows.
Task<void> remove_file(Catalog& catalog, StoredBulkJob job) {
  if (catalog.objects == nullptr) co_return Result<void>{};
  co_return co_await catalog.objects->remove(bulk_file_key(job));
}

/// True: there is more to do.
Task<bool> judge_some(Catalog& catalog, StoredBulkJob job) {
  auto rows = co_await bulk_rows_from(catalog, job, job.judged, rows_a_round);
  if (!rows) co_return fail(std::move(rows).error());
  std::erase_if(*rows, [&](const StoredBulkRow& r) { return r.number >= job.rows; });
  const int upto = rows->empty() ? job.rows : rows->back().number + 1;
  BulkCounts counts = job.counts;
  int planned = job.planned;
  std::vector<std::pair<std::string, Object>> batch;
  for (auto& row : *rows) {
    auto judged = co_await judged_bulk_row(catalog, job, std::move(row));
    if (!judged) co_return fail(std::move(judged).error());
    count(counts, judged->verdict);
    if (is_offer(judged->verdict)) planned += judged->row.quantity;
    batch.emplace_back(bulk_row_id(job.id, judged->number), shape::to_object(*judged));
  }
  if (!batch.empty()) {
    auto kept = co_await catalog.store.put_many("bulk_rows", std::move(batch));
    if (!kept) co_return fail(std::move(kept).error());
  }
  if (auto hit = failpoint("bulk.before_judged"); !hit) co_return fail(hit.error());
  if (upto == job.rows) {
    auto gone = co_await remove_file(catalog, job);
    if (!gone) co_return fail(std::move(gone).error());
  }
  auto updated = co_await update_bulk_job(catalog, job.id,
                                          [from = job.judged, upto, counts, planned](StoredBulkJob& j) -> Result<void> {
                                            if (j.state != BulkState::judging || j.judged != from)
                                              return {};  // somebody else was here
                                            j.judged = upto;
                                            j.counts = counts;
                                            j.planned = planned;
                                            if (upto == j.rows) j.state = BulkState::ready;
                                            return {};
                                          });
  if (!updated) co_return fail(std::move(updated).error());
  co_return updated->state == BulkState::judging || updated->state == BulkState::discarded;
}

Task<bool> apply_some(Catalog& catalog, StoredBulkJob job) {
  auto seller = co_await seller_by_id(catalog, job.seller_id);
  if (!seller) co_return fail(std::move(seller).error());
  auto rows = co_await bulk_rows_from(catalog, job, job.applied, rows_a_round);
  if (!rows) co_return fail(std::move(rows).error());
  std::erase_if(*rows, [&](const StoredBulkRow& r) { return r.number >= job.rows; });
  const int upto = rows->empty() ? job.rows : rows->back().number + 1;
  int copies = 0;
  for (auto& row : *rows) {
    if (!is_offer(row.verdict)) continue;
    auto made = co_await offer_bulk_row(catalog, job, *seller, std::move(row));
    if (!made) co_return fail(std::move(made).error());
    copies += *made;
  }
  auto followed = co_await follow_pause(catalog, *seller);
  if (!followed) co_return fail(std::move(followed).error());
  if (auto hit = failpoint("bulk.before_applied"); !hit) co_return fail(hit.error());
  auto updated =
      co_await update_bulk_job(catalog, job.id, [from = job.applied, upto, copies](StoredBulkJob& j) -> Result<void> {
        if (j.state != BulkState::applying || j.applied != from) return {};
        j.applied = upto;
        j.copies += copies;
        if (upto == j.rows) j.state = BulkState::done;
        return {};
      });
  if (!updated) co_return fail(std::move(updated).error());
  co_return updated->state == BulkState::applying;
}

/// The job goes last: while it is there, its rows are found.
Task<bool> remove_some(Catalog& catalog, StoredBulkJob job) {
  auto rows = co_await catalog.store.query(query_of_bulk_rows(job, rows_a_round));
  if (!rows) co_return fail(std::move(rows).error());
  for (const auto& row : rows->documents) {
    auto gone = co_await catalog.store.remove("bulk_rows", row.id, {});
    if (!gone && gone.error().kind != ErrorKind::not_found) co_return fail(std::move(gone).error());
  }
  if (!rows->documents.empty()) co_return true;
  auto file = co_await remove_file(catalog, job);
  if (!file) co_return fail(std::move(file).error());
  auto gone = co_await catalog.store.remove("bulk_jobs", job.id.to_string(), {});
  if (!gone && gone.error().kind != ErrorKind::not_found) co_return fail(std::move(gone).error());
  co_return false;
}

Task<bool> some_of(Catalog& catalog, StoredBulkJob job) {
  switch (job.state) {
    case BulkState::judging:
      co_return co_await judge_some(catalog, std::move(job));
    case BulkState::applying:
      co_return co_await apply_some(catalog, std::move(job));
    case BulkState::discarded:
      co_return co_await remove_some(catalog, std::move(job));
    default:
      co_return false;
  }
}

Task<void> work_on_one(Catalog& catalog, store::DueWork work) {
  auto job = co_await store::find<StoredBulkJob>(catalog.store, "bulk_jobs", work.id);
  if (!job) co_return fail(std::move(job).error());
  if (!*job) co_return Result<void>{};
  auto more = co_await some_of(catalog, std::move(**job));
  if (!more) co_return fail(std::move(more).error());
  if (!*more) co_return Result<void>{};
  work.attempts = 0;
  work.due_at = catalog.clock.now();  // behind those of others
  co_return co_await catalog.store.schedule(std::move(work));
}

Task<void> expire_one(Catalog& catalog, store::DueWork work) {
  const auto id = BulkJobId::parse(work.id);
  if (!id) co_return Result<void>{};
  auto gone = co_await discard_bulk_job(catalog, *id);
  if (!gone && gone.error().kind == ErrorKind::not_found) co_return Result<void>{};
  if (gone || gone.error().kind != ErrorKind::conflict) co_return gone;
  work.due_at = catalog.clock.now() + std::chrono::hours(1);  // its copies are being offered
  co_return co_await catalog.store.schedule(std::move(work));
}

}  // namespace

Task<std::uint64_t> work_on_bulk_imports(Catalog& catalog) {
  if (catalog.places == nullptr) co_return std::uint64_t{0};  // the catalogue is served elsewhere
  auto expired = co_await store::do_due(catalog.store, catalog.clock.now(), bulk_expiry,
                                        [&](store::DueWork work) { return expire_one(catalog, std::move(work)); });
  if (!expired) co_return fail(std::move(expired).error());
  auto worked = co_await store::do_due(
      catalog.store, catalog.clock.now(), bulk_work,
      [&](store::DueWork work) { return work_on_one(catalog, std::move(work)); }, 4);
  if (!worked) co_return fail(std::move(worked).error());
  co_return *expired + *worked;
}

}  // namespace bookmarket::catalog
