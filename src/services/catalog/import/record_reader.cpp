#include "services/catalog/import/record_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "services/catalog/domain/fold.hpp"
#include "services/catalog/domain/rules.hpp"
#include "services/catalog/import/fields.hpp"

namespace bookmarket::catalog::import {
namespace {

using Column = RecordReader::Column;

struct Name {
  std::string_view header;  ///< folded
  Column column;
};
constexpr auto csv_names = std::to_array<Name>({{"id", Column::id},
                                                {"isbn13", Column::isbn13},
                                                {"isbn", Column::isbn13},
                                                {"isbn10", Column::isbn10},
                                                {"title", Column::title},
                                                {"authors", Column::author},
                                                {"author", Column::author},
                                                {"year", Column::year},
                                                {"language", Column::language},
                                                {"lang", Column::language},
                                                {"city", Column::place},
                                                {"place", Column::place},
                                                {"publisher", Column::publisher},
                                                {"genre", Column::genre},
                                                {"translator", Column::translator},
                                                {"source", Column::source}});
constexpr auto goodreads_names = std::to_array<Name>({{"book id", Column::id},
                                                      {"title", Column::title},
                                                      {"author", Column::author},
                                                      {"additional authors", Column::more_authors},
                                                      {"isbn", Column::isbn10},
                                                      {"isbn13", Column::isbn13},
                                                      {"publisher", Column::publisher},
                                                      {"year published", Column::year},
                                                      {"original publication year", Column::original_year},
                                                      {"exclusive shelf", Column::shelf},
                                                      {"owned copies", Column::owned}});

template <std::size_t N>
Column column_of(const std::array<Name, N>& names, std::string_view header) {
  const auto found = std::ranges::find(names, header, &Name::header);
  return found == names.end() ? Column::ignored : found->column;
}

/// Goodreads writes ="0439023483", so that spreadsheets keep the zeros.
std::string_view without_formula(std::string_view field) {
  if (field.starts_with('=')) field.remove_prefix(1);
  if (field.starts_with('"')) field.remove_prefix(1);
  if (field.ends_with('"')) field.remove_suffix(1);
  return field;
}

std::string_view isbn_slug(IsbnError error) {
  switch (error) {
    case IsbnError::not_an_isbn:
      return "not_an_isbn";
    case IsbnError::wrong_prefix:
      return "wrong_prefix";
    case IsbnError::wrong_check_digit:
      return "wrong_check_digit";
  }
  return {};
}

void set_isbn(ImportRecord& record, std::string_view field, std::string_view column) {
  const std::string text = clean(without_formula(field));
  if (text.empty() || record.isbn) return;
  if (const auto isbn = Isbn::parse(text)) {
    record.isbn = *isbn;
  } else {
    record.warnings.push_back({std::string(column), std::string(isbn_slug(isbn.error())), text});
  }
}

void set_year(ImportRecord& record, std::string_view field, int this_year) {
  const std::string text = clean(field);
  if (text.empty() || record.year) return;
  const auto year = year_in(text);
  if (!year) {
    record.warnings.push_back({"year", "not_a_year", text});
  } else if (!is_print_year(*year, this_year)) {
    record.warnings.push_back({"year", "out_of_range", text});
  } else {
    record.year = year;
  }
}

void set_owned(ImportRecord& record, std::string_view field) {
  const std::string text = clean(field);
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, record.owned);
  if (read.ec == std::errc{} && read.ptr == end && record.owned >= 0) return;
  record.owned = 0;
  record.warnings.push_back({"owned copies", "not_a_number", text});
}

/// A text that is too long is worth less than a record: it is left out.
void set_text(ImportRecord& record, std::string& into, std::string_view field, std::string_view column,
              std::size_t max) {
  std::string text = clean(field);
  if (length(text) > max) {
    record.warnings.push_back({std::string(column), "too_long", std::move(text)});
  } else {
    into = std::move(text);
  }
}

}  // namespace

Result<std::unique_ptr<RecordReader>> RecordReader::open(std::unique_ptr<ByteSource> source, ReadOptions options) {
  const auto encoding = detect_encoding(*source);
  if (!encoding) return fail(encoding.error());
  if (auto start = source->seek(0); !start) return fail(start.error());

  std::unique_ptr<RecordReader> reader(new RecordReader);
  reader->source_ = std::move(source);
  reader->options_ = std::move(options);
  reader->encoding_ = *encoding;

  // The delimiter is read off the first line, taken with a delimiter that no file has.
  CsvReader first_line(*reader->source_, {.encoding = *encoding, .delimiter = '\x01'});
  const auto line = first_line.next();
  if (!line) return fail(line.error());
  if (!*line) return fail(ErrorKind::invalid, "import_empty", "The file is empty.");
  // Carriage returns with something between them, and no line feed: all lines end as those of an old Macintosh do.
  std::string_view names_line = (*line)->raw;
  const auto first_return = names_line.find('\r');
  const bool carriage_returns = first_return != std::string_view::npos && !names_line.contains('\n') &&
                                names_line.find_first_not_of('\r', first_return) != std::string_view::npos;
  if (carriage_returns) {
    names_line.remove_prefix(std::min(names_line.find_first_not_of('\r'), names_line.size()));
    names_line = names_line.substr(0, names_line.find('\r'));
  }
  const char delimiter = detect_delimiter(names_line);

  if (auto start = reader->source_->seek(0); !start) return fail(start.error());
  CsvReader::Options csv{.encoding = *encoding, .delimiter = delimiter, .line_end = carriage_returns ? '\r' : '\n'};
  CsvReader header_reader(*reader->source_, csv);
  const auto header = header_reader.next();
  if (!header) return fail(header.error());
  if (!*header || !(*header)->broken.empty())
    return fail(ErrorKind::invalid, "import_no_title_column", "The first line is not a header of column names.");

  constexpr std::size_t most_columns = 256;  // a broken line may be read as often as there are columns
  if ((*header)->fields.size() > most_columns)
    return fail(ErrorKind::invalid, "import_too_many_columns", "The header has more than 256 columns.");
  std::vector<std::string> names;
  for (std::string_view field : (*header)->fields) names.push_back(fold(clean(field)));
  const bool looks_goodreads = std::ranges::find(names, "book id") != names.end();
  if (reader->options_.format == Format::goodreads && !looks_goodreads)
    return fail(ErrorKind::invalid, "import_not_goodreads",
                "This is not an export of a Goodreads library: it has no column “Book Id”.");
  const bool goodreads =
      reader->options_.format == Format::goodreads || (reader->options_.format == Format::automatic && looks_goodreads);
  reader->format_ = goodreads ? Format::goodreads : Format::csv;
  for (const std::string& name : names) {
    const Column column = goodreads ? column_of(goodreads_names, name) : column_of(csv_names, name);
    if (column != Column::ignored && std::ranges::find(reader->columns_, column) != reader->columns_.end())
      return fail(ErrorKind::invalid, "import_duplicate_column",
                  fmt::format("Two columns mean the same as “{}”.", name));
    reader->columns_.push_back(column);
  }
  if (std::ranges::find(reader->columns_, Column::title) == reader->columns_.end())
    return fail(ErrorKind::invalid, "import_no_title_column", "The header has no column “title”.");

  csv.columns = names.size();
  const Position at = header_reader.position();
  if (auto there = reader->source_->seek(at.offset); !there) return fail(there.error());
  reader->csv_ = std::make_unique<CsvReader>(*reader->source_, csv, at);
  return reader;
}

ImportItem RecordReader::item(const CsvItem& row) const {
  if (!row.broken.empty()) return Reject{row.line, std::string(row.broken), std::string(row.raw)};
  ReadRecord read{row.line, {}, std::string(row.raw)};
  ImportRecord& record = read.record;
  std::string_view language, original_year;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::string_view field = row.fields[i];
    if (field.empty()) continue;
    switch (columns_[i]) {
      case Column::ignored:
        break;
      case Column::id:
        record.source_id = clean(field);
        break;
      case Column::isbn13:
        set_isbn(record, field, "isbn13");
        break;
      case Column::isbn10:
        set_isbn(record, field, "isbn");
        break;
      case Column::title:
        record.title = clean(field);
        break;
      case Column::author: {
        auto authors = split_authors(field);
        record.authors.insert(record.authors.begin(), std::make_move_iterator(authors.begin()),
                              std::make_move_iterator(authors.end()));
        break;
      }
      case Column::more_authors: {
        auto authors = split_authors(field, ',');
        record.authors.insert(record.authors.end(), std::make_move_iterator(authors.begin()),
                              std::make_move_iterator(authors.end()));
        break;
      }
      case Column::year:
        set_year(record, field, options_.this_year);
        break;
      case Column::original_year:
        original_year = field;
        break;
      case Column::language:
        language = field;
        break;
      case Column::place:
        set_text(record, record.place, field, "city", max_name);
        break;
      case Column::publisher:
        set_text(record, record.publisher, field, "publisher", max_name);
        break;
      case Column::genre:
        set_text(record, record.genre_note, field, "genre", max_title);
        break;
      case Column::translator:
        set_text(record, record.translator, field, "translator", max_title);
        break;
      case Column::source:
        record.source = clean(field);
        break;
      case Column::shelf:
        record.shelf = clean(field);
        break;
      case Column::owned:
        set_owned(record, field);
        break;
    }
  }
  if (record.title.empty()) return Reject{row.line, "no_title", std::string(row.raw)};
  if (length(record.title) > max_title) return Reject{row.line, "title_too_long", std::string(row.raw)};
  if (!record.year && !original_year.empty()) set_year(record, original_year, options_.this_year);
  if (record.isbn) std::erase_if(record.warnings, [](const Warning& w) { return w.field.starts_with("isbn"); });
  record.language = language_code(clean(language), record.title);
  if (record.source.empty()) record.source = format_ == Format::goodreads ? "goodreads" : options_.default_source;
  std::erase_if(record.authors, [&](std::string& author) {
    if (length(author) <= max_name) return false;
    record.warnings.push_back({"authors", "too_long", std::move(author)});
    return true;
  });
  if (record.authors.size() > max_authors) {
    record.warnings.push_back({"authors", "too_many", std::to_string(record.authors.size())});
    record.authors.resize(max_authors);
  }
  if (length(record.source_id) > max_name || length(record.source) > max_name)
    return Reject{row.line, "id_too_long", std::string(row.raw)};
  return read;
}

Result<std::optional<ImportItem>> RecordReader::next() {
  auto row = csv_->next();
  if (!row) return fail(std::move(row.error()));
  if (!*row) return std::nullopt;
  return item(**row);
}

}  // namespace bookmarket::catalog::import
