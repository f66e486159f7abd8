#include "services/catalog/usecases/bulk_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "services/catalog/usecases/cards.hpp"

namespace bookmarket::catalog {
namespace {

constexpr auto upload_for = std::chrono::hours(1);
constexpr const char* any_bytes = "application/octet-stream";

std::unexpected<Error> no_such_import() {
  return fail(ErrorKind::not_found, "import_not_found", "There is no such import of yours.");
}

}  // namespace

Task<StoredBulkJob> own_bulk_job(Catalog& catalog, SellerId seller, BulkJobId id) {
  auto job = co_await store::find<StoredBulkJob>(catalog.store, "bulk_jobs", id.to_string());
  if (!job) co_return fail(std::move(job).error());
  if (!*job || (*job)->seller_id != seller || (*job)->state == BulkState::discarded) co_return no_such_import();
  co_return std::move(**job);
}

Task<StoredBulkJob> update_bulk_job(Catalog& catalog, BulkJobId id, std::function<Result<void>(StoredBulkJob&)> fn) {
  auto updated = co_await catalog.store.update("bulk_jobs", id.to_string(),
                                               [fn = std::move(fn)](const store::Document& d) -> Result<store::Change> {
                                                 auto job = shape::from_object<StoredBulkJob>(d.body);
                                                 if (!job) return fail(job.error());
                                                 if (auto done = fn(*job); !done) return fail(done.error());
                                                 return store::Change{shape::to_object(*job)};
                                               });
  if (!updated && updated.error().kind == ErrorKind::not_found) co_return no_such_import();
  if (!updated) co_return fail(std::move(updated).error());
  co_return shape::from_object<StoredBulkJob>(updated->body);
}

Task<void> schedule_bulk_work(Catalog& catalog, BulkJobId id, std::chrono::seconds in) {
  co_return co_await catalog.store.schedule(
      {.kind = bulk_work, .id = id.to_string(), .due_at = catalog.clock.now() + in});
}

Task<void> discard_bulk_job(Catalog& catalog, BulkJobId id) {
  auto due = co_await schedule_bulk_work(catalog, id, bulk_backstop);
  if (!due) co_return fail(std::move(due).error());
  auto updated = co_await update_bulk_job(catalog, id, [](StoredBulkJob& job) -> Result<void> {
    if (job.state == BulkState::applying)
      return fail(ErrorKind::conflict, "import_applying", "Copies are being offered; wait for the end.");
    job.state = BulkState::discarded;
    return {};
  });
  if (!updated) co_return fail(std::move(updated).error());
  co_return co_await schedule_bulk_work(catalog, id);
}

std::string bulk_file_key(const StoredBulkJob& job) {
  return "uploads/" + job.seller_id.to_string() + "/stock/" + job.id.to_string();
}

Result<BulkImportView> bulk_import_view(const Catalog& catalog, const StoredBulkJob& job) {
  BulkImportView out{.id = job.id,
                     .state = job.state,
                     .created_at = job.created_at,
                     .expires_at = job.expires_at,
                     .place = job.settings.place,
                     .exchange = job.settings.exchange,
                     .currency = job.settings.currency,
                     .grade = job.settings.grade,
                     .format = job.format ? job.format : job.settings.format,
                     .encoding = unless_empty(job.encoding),
                     .rows = job.rows,
                     .judged = job.judged,
                     .applied = job.applied,
                     .counts = job.counts,
                     .planned = job.planned,
                     .copies = job.copies,
                     .room = {},
                     .upload = {}};
  if (job.state != BulkState::uploading || catalog.objects == nullptr) return out;
  auto request = catalog.objects->sign_upload(
      {.key = bulk_file_key(job), .attributes = {.content_type = any_bytes}, .max_bytes = import::most_bulk_bytes},
      upload_for);
  if (!request) return fail(std::move(request).error());
  out.upload = FileUploadView{request->method, request->url, request->content_type, request->expires};
  return out;
}

Task<std::int64_t> room_on_shelf(Catalog& catalog, SellerId seller) {
  std::int64_t room = catalog.most_open_copies;
  for (const auto status : {CopyStatus::available, CopyStatus::reserved, CopyStatus::paused}) {
    store::Query query{.collection = "copies",
                       .index = "by_seller_status",
                       .equals = {seller.to_string(), std::string(slug(status))},
                       .limit = 1000};
    do {
      auto page = co_await catalog.store.query(query);
      if (!page) co_return fail(std::move(page).error());
      room -= std::ssize(page->documents);
      query.cursor = std::move(page->next_cursor);
    } while (!query.cursor.empty() && room > 0);
  }
  co_return std::max<std::int64_t>(room, 0);
}

store::Query query_of_bulk_rows(const StoredBulkJob& job, unsigned limit) {
  return {.collection = "bulk_rows",
          .index = "by_seller",
          .equals = {job.seller_id.to_string(), job.id.to_string()},
          .limit = limit};
}

Task<std::vector<StoredBulkRow>> bulk_rows_from(Catalog& catalog, StoredBulkJob job, int number, unsigned limit) {
  auto query = query_of_bulk_rows(job, limit);
  query.from = std::int64_t{number};
  auto page = co_await catalog.store.query(std::move(query));
  if (!page) co_return fail(std::move(page).error());
  std::vector<StoredBulkRow> out;
  for (const auto& d : page->documents) {
    auto row = shape::from_object<StoredBulkRow>(d.body);
    if (!row) co_return fail(std::move(row).error());
    out.push_back(std::move(*row));
  }
  co_return out;
}

std::string bulk_row_id(BulkJobId id, int number) { return fmt::format("{}:{:05}", id.to_string(), number); }

bool offers_exchange(const StoredBulkJob& job, const import::BulkRow& row) {
  return row.exchange.value_or(job.settings.exchange);
}

}  // namespace bookmarket::catalog
