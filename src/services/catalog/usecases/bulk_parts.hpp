// What the use cases of bulk imports do alike.
#pragma once

#include "services/catalog/usecases/bulk.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {

inline constexpr const char* bulk_work = "catalog.bulk";
inline constexpr const char* bulk_expiry = "catalog.bulk_expiry";
inline constexpr auto bulk_kept_for = std::chrono::days(7);

/// The job, whoever asks; discarded ones are absent.
Task<StoredBulkJob> own_bulk_job(Catalog& catalog, SellerId seller, BulkJobId id);
/// `fn` changes the job where it is written; its Error leaves it as it was.
Task<StoredBulkJob> update_bulk_job(Catalog& catalog, BulkJobId id, std::function<Result<void>(StoredBulkJob&)> fn);
/// Has work_on_bulk_imports() look at it, at once or `in` a while. Before a change of state it is scheduled as a
/// backstop and after it at once: a crash in between leaves no state that nobody works on.
Task<void> schedule_bulk_work(Catalog& catalog, BulkJobId id, std::chrono::seconds in = std::chrono::seconds(0));
inline constexpr std::chrono::seconds bulk_backstop{30};
Task<void> discard_bulk_job(Catalog& catalog, BulkJobId id);

[[nodiscard]] std::string bulk_file_key(const StoredBulkJob& job);
/// With the address for its file while it waits for that.
[[nodiscard]] Result<BulkImportView> bulk_import_view(const Catalog& catalog, const StoredBulkJob& job);

/// How many copies an import may still add to the shelf of `seller`.
Task<std::int64_t> room_on_shelf(Catalog& catalog, SellerId seller);

/// Rows of the job from `number` on, in their order, at most `limit`.
Task<std::vector<StoredBulkRow>> bulk_rows_from(Catalog& catalog, StoredBulkJob job, int number, unsigned limit);
[[nodiscard]] store::Query query_of_bulk_rows(const StoredBulkJob& job, unsigned limit);
[[nodiscard]] std::string bulk_row_id(BulkJobId id, int number);
[[nodiscard]] bool offers_exchange(const StoredBulkJob& job, const import::BulkRow& row);

/// What becomes of a row: its verdict, and what it rests on.
Task<StoredBulkRow> judged_bulk_row(Catalog& catalog, StoredBulkJob job, StoredBulkRow row);
/// The copies of a row whose verdict is an offer; how many. The same row gives the same copies every time.
Task<int> offer_bulk_row(Catalog& catalog, StoredBulkJob job, Seller seller, StoredBulkRow row);

}  // namespace bookmarket::catalog
