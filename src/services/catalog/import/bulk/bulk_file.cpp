#include "services/catalog/import/bulk/bulk_file.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "services/catalog/domain/fold.hpp"
#include "services/catalog/domain/offer.hpp"
#include "services/catalog/domain/rules.hpp"
#include "services/catalog/import/bulk/bulk_columns.hpp"
#include "services/catalog/import/bulk/bulk_rows.hpp"
#include "services/catalog/import/bulk/bulk_values.hpp"
#include "services/catalog/import/fields.hpp"

namespace bookmarket::catalog::import {
namespace {

constexpr std::size_t max_reference = 100;  ///< characters

/// As UTF-8, with line feeds alone at line ends, whatever they were.
std::string decoded(std::string_view bytes, Encoding encoding) {
  std::string text, out;
  Decoder(encoding).decode(bytes, text);
  std::string_view rest = text;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  out.reserve(rest.size());
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] != '\r')
      out += rest[i];
    else if (i + 1 == rest.size() || rest[i + 1] != '\n')
      out += '\n';
  }
  return out;
}

using Cells = std::map<BulkColumn, std::string>;

/// One row while its cells are read.
class Reading {
 public:
  Reading(BulkFormat format, const BulkOptions& options, const Cells& cells)
      : format_(format), options_(options), cells_(cells) {}

  void read(ReadBulkRow& out) {
    titles();
    isbn();
    texts();
    publication();
    people();
    terms();
    quantity();
    out.row = std::move(row_);
    out.problems = std::move(problems_);
    out.warnings = std::move(warnings_);
  }

 private:
  [[nodiscard]] std::string_view cell(BulkColumn column) const {
    const auto at = cells_.find(column);
    return at == cells_.end() ? std::string_view() : at->second;
  }
  void problem(BulkColumn column, std::string_view code, std::string_view value) {
    add(problems_, {std::string(field_name(column)), std::string(code), shown_text(value, 200)});
  }
  void warn(BulkColumn column, std::string_view code, std::string_view value) {
    add(warnings_, {std::string(field_name(column)), std::string(code), shown_text(value, 200)});
  }
  static void add(std::vector<Warning>& into, Warning one) {
    if (std::ranges::none_of(into, [&](const Warning& w) { return w.field == one.field && w.code == one.code; }))
      into.push_back(std::move(one));
  }
  /// Empty, and a problem, when it is longer than `max` characters.
  std::string needed(BulkColumn column, std::size_t max) {
    auto value = clean(cell(column));
    if (length(value) <= max) return value;
    problem(column, "too_long", value);
    return {};
  }

  void titles() {
    row_.title = needed(BulkColumn::title, max_title);
    if (row_.title.empty() && problems_.empty()) problem(BulkColumn::title, "required", "");
    row_.reference = needed(BulkColumn::reference, max_reference);
  }

  void isbn() {
    const auto take = [&](std::string text) {
      std::erase_if(text, [](char c) { return c == '[' || c == ']' || c == '=' || c == '"'; });
      text = clean(text);
      if (text.empty() || !row_.isbn13.empty()) return;
      if (const auto isbn = Isbn::parse(text))
        row_.isbn13 = isbn->digits();
      else
        warn(BulkColumn::isbn,
             isbn.error() == IsbnError::wrong_check_digit ? "wrong_check_digit"
             : isbn.error() == IsbnError::wrong_prefix    ? "wrong_prefix"
                                                          : "not_an_isbn",
             text);
    };
    take(std::string(cell(BulkColumn::isbn)));
    for (const auto& one : split_authors(cell(BulkColumn::more_isbns), ',')) take(one);
    if (!row_.isbn13.empty()) std::erase_if(warnings_, [](const Warning& w) { return w.field == "isbn"; });
  }

  void text(BulkColumn column, std::string& into, std::size_t max) {
    auto value = clean(cell(column));
    if (length(value) > max)
      warn(column, "too_long", value);
    else
      into = std::move(value);
  }
  void texts() {
    text(BulkColumn::publisher, row_.publisher, max_name);
    text(BulkColumn::publication_place, row_.publication_place, max_name);
    text(BulkColumn::translator, row_.translator, max_title);
    const auto language = clean(cell(BulkColumn::language));
    row_.language = language_in(language, row_.title);
    if (row_.language.empty() && !language.empty()) warn(BulkColumn::language, "not_a_language", language);
    const auto code = clean(cell(BulkColumn::settlement));
    // What others write there is a shelf of theirs.
    if (code.size() == 19 && code.starts_with("UA") && code.find_first_not_of("0123456789", 2) == std::string::npos)
      row_.settlement = code;
    row_.notes = clean_notes(cells_.contains(BulkColumn::description) ? from_one_line(cell(BulkColumn::description))
                                                                      : std::string(cell(BulkColumn::notes)));
    if (length(row_.notes) <= max_notes) return;
    warn(BulkColumn::notes, "too_long", row_.notes);
    std::size_t bytes = 0;
    for (std::size_t n = 0; n < max_notes; ++n) do
        ++bytes;
      while (bytes < row_.notes.size() && (row_.notes[bytes] & 0xC0) == 0x80);
    row_.notes = clean_notes(std::string_view(row_.notes).substr(0, bytes));
  }

  /// "Прометей (1946), 252 с."
  void publication() {
    const auto publication = cell(BulkColumn::publication);
    if (row_.publisher.empty()) {
      auto publisher = clean(publication.substr(0, publication.find_first_of("(,")));
      if (length(publisher) <= max_name) row_.publisher = std::move(publisher);
    }
    const auto given = clean(cell(BulkColumn::year));
    if (!given.empty()) {
      const auto year = year_in(given);
      if (!year)
        warn(BulkColumn::year, "not_a_year", given);
      else if (!is_print_year(*year, options_.this_year))
        warn(BulkColumn::year, "out_of_range", given);
      else
        row_.year = year;
    }
    const auto year = year_in(publication);
    if (!row_.year && year && is_print_year(*year, options_.this_year)) row_.year = year;
  }

  void people() {
    row_.authors = authors_in(cell(BulkColumn::authors));
    auto more = std::string(cell(BulkColumn::more_authors)), roles = std::string(cell(BulkColumn::more_author_roles));
    std::ranges::replace(more, '|', ';');
    std::ranges::replace(roles, '|', ';');
    std::vector<std::string> role{""};
    for (const char c : roles)
      if (c == ';')
        role.emplace_back();
      else
        role.back() += c;
    const auto names = split_authors(more);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto what = i < role.size() ? fold(role[i]) : std::string();
      if (what.empty() || what == "author" || what == "автор")
        row_.authors.push_back(names[i]);
      else if (what.starts_with("translator") && row_.translator.empty())
        row_.translator = names[i];
    }
    std::erase_if(row_.authors, [&](const std::string& author) {
      if (length(author) <= max_name) return false;
      warn(BulkColumn::authors, "too_long", author);
      return true;
    });
    if (row_.authors.size() > max_authors) {
      warn(BulkColumn::authors, "too_many", std::to_string(row_.authors.size()));
      row_.authors.resize(max_authors);
    }
  }

  void terms() {
    if (const auto words = clean(cell(BulkColumn::grade)); !words.empty()) {
      row_.grade = grade_in(words);
      if (!row_.grade) problem(BulkColumn::grade, "grade_unknown", words);
    }
    auto currency = options_.currency;
    if (const auto word = clean(cell(BulkColumn::currency)); !word.empty()) {
      const auto known = currency_in(word);
      if (!known) problem(BulkColumn::currency, "currency_unknown", word);
      if (known) currency = *known;
    }
    if (const auto text = clean(cell(BulkColumn::price)); !text.empty()) {
      const auto price = price_in(text, currency);
      if (!price)
        problem(BulkColumn::price, price.error(), text);
      else if (price->amount != 0)  // nothing asked: not for sale
        row_.price = *price;
    }
    if (const auto word = clean(cell(BulkColumn::exchange)); !word.empty()) {
      row_.exchange = yes_or_no(word.starts_with("exchange: ") ? word.substr(10) : word);
      if (!row_.exchange && format_ != BulkFormat::uiee) problem(BulkColumn::exchange, "not_yes_or_no", word);
    }
  }

  void quantity() {
    if (clean(cell(BulkColumn::status)) == "5") problem(BulkColumn::status, "not_for_sale", "5");
    const auto text = clean(cell(BulkColumn::quantity));
    if (text.empty()) return;
    const bool number = text.size() <= 3 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    const int n = number ? std::stoi(text) : 0;
    if (!number)
      problem(BulkColumn::quantity, "not_a_number", text);
    else if (n == 0)
      problem(BulkColumn::quantity, "not_for_sale", text);
    else if (n > most_quantity)
      problem(BulkColumn::quantity, "out_of_range", text);
    else
      row_.quantity = n;
  }

  BulkFormat format_;
  const BulkOptions& options_;
  const Cells& cells_;
  BulkRow row_;
  std::vector<Warning> problems_, warnings_;
};

bool is_spreadsheet(BulkFormat format) { return format == BulkFormat::csv || format == BulkFormat::abebooks; }

ReadBulkRow row_of(RawRow raw, BulkFormat format, const std::vector<BulkColumn>& columns, const BulkOptions& options) {
  ReadBulkRow out{.line = raw.line};
  if (!raw.broken.empty()) {
    out.text = std::move(raw.text);
    out.problems.push_back({"", std::move(raw.broken), ""});
    return out;
  }
  Cells cells;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i] != BulkColumn::ignored)
      cells.emplace(columns[i], is_spreadsheet(format) ? unguarded(raw.cells[i]) : raw.cells[i]);
  Reading(format, options, cells).read(out);
  out.text = std::move(raw.text);
  if (!out.text.empty()) return out;
  for (auto& c : raw.cells) out.cells.push_back(shown_text(c));
  return out;
}

void mark_repeated(std::vector<ReadBulkRow>& rows) {
  std::unordered_map<std::string_view, std::uint64_t> first;
  for (auto& r : rows) {
    if (r.row.reference.empty() || !r.problems.empty()) continue;
    const auto [at, fresh] = first.try_emplace(r.row.reference, r.line);
    if (!fresh) r.repeats_line = at->second;
  }
}

Result<std::vector<BulkColumn>> meanings(BulkFormat format, const std::vector<std::string>& names) {
  std::vector<BulkColumn> out;
  for (const auto& name : names) {
    const auto column = column_of(format, name);
    if (column != BulkColumn::ignored && std::ranges::find(out, column) != out.end())
      return fail(ErrorKind::invalid, "import_duplicate_column", "Two columns mean the same as “" + name + "”.");
    out.push_back(column);
  }
  if (std::ranges::find(out, BulkColumn::title) == out.end())
    return fail(ErrorKind::invalid, "import_no_title_column", "The file has no column of titles.");
  return out;
}

}  // namespace

Result<BulkFile> read_bulk_file(std::string_view bytes, const BulkOptions& options) {
  if (bytes.empty()) return fail(ErrorKind::invalid, "import_empty", "The file is empty.");
  if (bytes.size() > most_bulk_bytes)
    return fail(ErrorKind::too_large, "import_too_large", "A file has at most 8 MiB; send it in parts.");
  BulkFile out;
  out.encoding = options.encoding ? *options.encoding : detect_encoding(bytes);
  const auto text = decoded(bytes, out.encoding);
  const bool uiee = options.format ? *options.format == BulkFormat::uiee : looks_like_uiee(text);
  auto table = uiee ? uiee_rows(text) : delimited_rows(text);
  if (!table) return fail(std::move(table).error());
  out.format = uiee ? BulkFormat::uiee : options.format.value_or(format_of(table->columns));
  if (!uiee && out.format != BulkFormat::csv && format_of(table->columns) != out.format)
    return fail(ErrorKind::invalid, "import_wrong_format", "The header of this file is of another format.");
  const auto columns = meanings(out.format, table->columns);
  if (!columns) return fail(columns.error());
  out.columns = std::move(table->columns);
  for (auto& raw : table->rows) out.rows.push_back(row_of(std::move(raw), out.format, *columns, options));
  mark_repeated(out.rows);
  return out;
}

}  // namespace bookmarket::catalog::import
