#include "services/catalog/import/bulk/bulk_file.hpp"
#include "services/catalog/usecases/bulk_parts.hpp"

namespace bookmarket::catalog {
namespace {

constexpr std::size_t rows_at_once = 200;

import::BulkOptions options_of(const StoredBulkJob& job, int this_year) {
  import::BulkOptions out{.format = job.settings.format,
                          .currency = Currency::parse(job.settings.currency).value_or(Currency{}),
                          .this_year = this_year};
  if (job.settings.encoding)
    out.encoding =
        *job.settings.encoding == BulkEncoding::utf8 ? import::Encoding::utf8 : import::Encoding::windows_1251;
  return out;
}

Task<import::BulkFile> file_of(Catalog& catalog, StoredBulkJob job) {
  auto object = co_await catalog.objects->get(bulk_file_key(job), import::most_bulk_bytes);
  if (!object) co_return fail(std::move(object).error());
  if (!*object) co_return fail(ErrorKind::conflict, "file_missing", "Upload the file first.");
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(catalog.clock.now())};
  auto file =
      co_await catalog.files->run([bytes = std::move((*object)->bytes), options = options_of(job, int{today.year()})] {
        return import::read_bulk_file(bytes, options);
      });
  if (!file && file.error().code.starts_with("import_"))
    file.error().fields = {{"/file", file.error().code, file.error().detail}};
  co_return file;
}

StoredBulkRow stored_row(const StoredBulkJob& job, int number, import::ReadBulkRow row) {
  StoredBulkRow out{.seller_id = job.seller_id,
                    .job_id = job.id.to_string(),
                    .number = number,
                    .line = static_cast<std::int64_t>(row.line),
                    .cells = std::move(row.cells),
                    .text = std::move(row.text),
                    .row = std::move(row.row),
                    .problems = std::move(row.problems),
                    .warnings = std::move(row.warnings)};
  if (row.repeats_line != 0) out.repeats_line = static_cast<std::int64_t>(row.repeats_line);
  return out;
}

}  // namespace

Task<BulkImportView> read_bulk_import(Catalog& catalog, SellerId seller, BulkJobId id) {
  auto job = co_await own_bulk_job(catalog, seller, id);
  if (!job) co_return fail(std::move(job).error());
  if (job->state != BulkState::uploading) co_return bulk_import_view(catalog, *job);
  if (catalog.objects == nullptr) co_return unavailable("files_unusable", "this process has no objects");
  auto allowed = co_await allow(catalog, seller, "read_bulk_import", 60, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto file = co_await file_of(catalog, *job);
  if (!file) co_return fail(std::move(file).error());
  // Whoever reads it at the same time writes the same, or of another file: the one that changes the state counts its
  // rows, and those beyond are removed with the job.
  const auto count = static_cast<int>(file->rows.size());
  std::vector<std::pair<std::string, Object>> batch;
  for (int i = 0; i < count; ++i) {
    batch.emplace_back(bulk_row_id(id, i),
                       shape::to_object(stored_row(*job, i, std::move(file->rows[static_cast<std::size_t>(i)]))));
    if (batch.size() < rows_at_once && i + 1 < count) continue;
    auto kept = co_await catalog.store.put_many("bulk_rows", std::exchange(batch, {}));
    if (!kept) co_return fail(std::move(kept).error());
  }
  auto due = co_await schedule_bulk_work(catalog, id, bulk_backstop);
  if (!due) co_return fail(std::move(due).error());
  auto updated =
      co_await update_bulk_job(catalog, id,
                               [count, format = file->format, encoding = std::string(import::name(file->encoding)),
                                columns = std::move(file->columns)](StoredBulkJob& j) -> Result<void> {
                                 if (j.state != BulkState::uploading) return {};
                                 j.state = BulkState::judging;
                                 j.rows = count;
                                 j.format = format;
                                 j.encoding = encoding;
                                 j.columns = columns;
                                 return {};
                               });
  if (!updated) co_return fail(std::move(updated).error());
  due = co_await schedule_bulk_work(catalog, id);
  if (!due) co_return fail(std::move(due).error());
  co_return bulk_import_view(catalog, *updated);
}

}  // namespace bookmarket::catalog
