// The use cases of sellers who bring their stock as files, and take it away as files.
#pragma once

#include "services/catalog/usecases/selling.hpp"
#include "services/catalog/views_bulk.hpp"

namespace bookmarket::catalog {

/// An import that exists, by id; absent from those of `seller`: `not_found` with code import_not_found.
///
/// First begin_bulk_import() says where the bytes go; when they are there, read_bulk_import() reads them and has every
/// row judged; when all are (`ready`), one looks at them and applies or discards the import.
/// Wrong settings: `invalid`, pointers under /body. `key`: Idempotency-Key, as of offer_copy(). `conflict` with code
/// profile_missing; import_under_way while another of the seller's is neither done nor waiting for its file.
Task<BulkImportView> begin_bulk_import(Catalog& catalog, SellerId seller, NewBulkImport input, std::string key);
/// What cannot be read at all is `invalid` or `too_large` with the codes of read_bulk_file(), at /file; the file may be
/// uploaded again then. `conflict` with code file_missing. Twice changes nothing.
Task<BulkImportView> read_bulk_import(Catalog& catalog, SellerId seller, BulkJobId id);
Task<BulkImportView> show_bulk_import(Catalog& catalog, SellerId seller, BulkJobId id);
Task<BulkImportsView> list_bulk_imports(Catalog& catalog, SellerId seller);

struct BulkRowsQuery {
  std::optional<BulkVerdict> verdict;
  std::optional<std::string> cursor;
  std::optional<unsigned> limit;
};
Task<BulkRowsView> list_bulk_rows(Catalog& catalog, SellerId seller, BulkJobId id, BulkRowsQuery query);
/// Rejected rows as CSV: the columns of the file, then line, fields, reasons, and the text of broken rows.
Task<std::string> download_bulk_rejects(Catalog& catalog, SellerId seller, BulkJobId id);

/// Offers a copy for every row that is an offer, in the background; each once, however often that begins anew.
/// `conflict` with code import_not_ready, or too_many_copies when the shelf would hold more than an account may.
Task<BulkImportView> apply_bulk_import(Catalog& catalog, SellerId seller, BulkJobId id);
/// Forgets it; copies that it offered stay. `conflict` with code import_applying while it makes them.
Task<void> discard_bulk_import(Catalog& catalog, SellerId seller, BulkJobId id);
/// One round of imports: some rows of each are judged, applied or removed; those that expired are discarded. How much
/// there was to do.
Task<std::uint64_t> work_on_bulk_imports(Catalog& catalog);

enum class ExportFormat : std::uint8_t { csv, abebooks, uiee };
struct ExportQuery {
  ExportFormat format = ExportFormat::csv;
  std::optional<std::string> cursor;
};
struct ExportedCopies {
  std::string file;
  std::string next_cursor;  ///< empty: that was all
};
/// What is on one's shelf (not sold, not withdrawn), oldest first, some thousands at a time.
Task<ExportedCopies> export_copies(Catalog& catalog, SellerId seller, ExportQuery query);

}  // namespace bookmarket::catalog
