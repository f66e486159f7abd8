// The use cases of people who bring their Goodreads library: books to read become wishes, books they own become drafts.
// One at a time for each reader. First begin_goodreads_import() says where the file goes; when it is there,
// show_goodreads_import() tells what would become of it, and apply_goodreads_import() has it done.
#pragma once

#include "services/catalog/usecases/catalog.hpp"
#include "services/catalog/usecases/wishes.hpp"
#include "services/catalog/views_goodreads.hpp"

namespace bookmarket::catalog {

/// Takes the place of one that was not applied, or is applied wholly. `conflict` with code goodreads_import_under_way.
Task<FileUploadView> begin_goodreads_import(Catalog& catalog, ReaderId reader, NewGoodreadsFile file);
/// `not_found` with code goodreads_import_missing, also while nothing was uploaded; `conflict` when the file cannot be
/// used, with the code that import::RecordReader::open() gives, or too_many_books.
Task<GoodreadsImportView> show_goodreads_import(Catalog& catalog, ReaderId reader);
/// Within seconds, by apply_goodreads(). What is there already stays as its reader made it. `conflict` with code
/// file_changed: what was looked at is not there any more.
Task<GoodreadsImportView> apply_goodreads_import(Catalog& catalog, ReaderId reader, GoodreadsConfirmation confirmation);
/// One round: some lines of a file to be applied, or a file that was never applied and goes after a day. How many
/// files.
Task<std::uint64_t> apply_goodreads(Catalog& catalog);

/// A line that asks for something.
struct GoodreadsLine {
  GoodreadsBook book;
  WorkId key = {};  ///< the id that its title and author would have
  bool to_read = false;
};
struct GoodreadsFile {
  std::vector<GoodreadsLine> lines;
  GoodreadsRejects rejects;
  std::int64_t others = 0;
};
/// Errors as of show_goodreads_import().
Task<GoodreadsFile> read_goodreads(Catalog& catalog, std::string bytes);
/// Sets `work_id` and `edition_id` of what the catalogue has.
Task<std::vector<GoodreadsLine>> find_goodreads(Catalog& catalog, std::vector<GoodreadsLine> lines);

}  // namespace bookmarket::catalog
