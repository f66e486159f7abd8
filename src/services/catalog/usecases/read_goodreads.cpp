#include <algorithm>
#include <set>

#include "services/catalog/import/record_reader.hpp"
#include "services/catalog/usecases/goodreads.hpp"

namespace bookmarket::catalog {
namespace {

constexpr std::size_t most_books = 10'000, most_shown = 500;
constexpr std::int64_t most_copies = 10;  ///< of one book

GoodreadsLine line_of(const import::ReadRecord& read) {
  const auto& record = read.record;
  GoodreadsLine out{.book = {.line = static_cast<std::int64_t>(read.line),
                             .title = record.title,
                             .author = {},
                             .isbn13 = {},
                             .work_id = {},
                             .edition_id = {},
                             .copies = std::min(record.owned, most_copies)},
                    .key = import::catalogue_entry(record).work.id,
                    .to_read = record.shelf == "to-read"};
  if (!record.authors.empty()) out.book.author = record.authors.front();
  if (record.isbn) out.book.isbn13 = std::string(record.isbn->digits());
  return out;
}

Result<GoodreadsFile> read_file(std::string bytes, int this_year) {
  auto reader = import::RecordReader::open(import::bytes_in_memory(std::move(bytes)),
                                           {.format = import::Format::goodreads, .this_year = this_year});
  if (!reader) return fail(std::move(reader).error());
  GoodreadsFile out;
  for (std::size_t rows = 0;; ++rows) {
    auto item = (*reader)->next();
    if (!item) return fail(std::move(item).error());
    if (!*item) return out;
    if (rows == most_books)
      return fail(ErrorKind::conflict, "too_many_books", "At most 10,000 books are taken from one file.");
    if (const auto* reject = std::get_if<import::Reject>(&**item)) {
      if (++out.rejects.total <= static_cast<std::int64_t>(most_shown))
        out.rejects.items.push_back({static_cast<std::int64_t>(reject->line), reject->reason});
      continue;
    }
    const auto& read = std::get<import::ReadRecord>(**item);
    if (read.record.shelf == "to-read" || read.record.owned > 0)
      out.lines.push_back(line_of(read));
    else
      ++out.others;
  }
}

}  // namespace

Task<GoodreadsFile> read_goodreads(Catalog& catalog, std::string bytes) {
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(catalog.clock.now())};
  auto file = co_await catalog.files->run(
      [bytes = std::move(bytes), year = int{today.year()}]() mutable { return read_file(std::move(bytes), year); });
  // It is not the request that is wrong, but what lies there.
  if (!file && file.error().kind == ErrorKind::invalid) file.error().kind = ErrorKind::conflict;
  co_return file;
}

Task<std::vector<GoodreadsLine>> find_goodreads(Catalog& catalog, std::vector<GoodreadsLine> lines) {
  std::vector<std::string> keys;
  for (auto& l : lines) {
    keys.push_back(l.key.to_string());
    if (!l.book.isbn13) continue;
    auto page = co_await catalog.store.query(
        {.collection = "editions", .index = "by_isbn", .equals = {*l.book.isbn13}, .limit = 1});
    if (!page) co_return fail(std::move(page).error());
    for (const auto& e : store::read_all<StoredEdition>(page->documents, catalog.unreadable)) {
      l.book.edition_id = e.id;
      l.book.work_id = e.work_id;
    }
  }
  auto works = co_await catalog.store.get_many("works", std::move(keys));
  if (!works) co_return fail(std::move(works).error());
  std::set<std::string> there;
  for (const auto& w : *works) there.insert(w.id);
  for (auto& l : lines)
    if (!l.book.work_id && there.contains(l.key.to_string())) l.book.work_id = l.key;
  co_return lines;
}

}  // namespace bookmarket::catalog
