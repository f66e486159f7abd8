#include "services/catalog/import/bulk/bulk_rows.hpp"

#include <algorithm>
#include <map>

#include "services/catalog/domain/fold.hpp"
#include "services/catalog/import/csv_reader.hpp"
#include "services/catalog/import/fields.hpp"

namespace bookmarket::catalog::import {
namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// "TI|Кобзар"
bool has_code(std::string_view line) {
  return line.size() >= 3 && line[2] == '|' && is_capital(line[0]) &&
         (is_capital(line[1]) || (line[1] >= '0' && line[1] <= '9'));
}

std::string_view next_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::unexpected<Error> too_many_columns() {
  return fail(ErrorKind::invalid, "import_too_many_columns", "The file has more than 100 columns.");
}

/// One record of UIEE while it is read.
struct Record {
  std::uint64_t line = 0;
  std::size_t bytes = 0;
  std::map<std::string, std::string, std::less<>> values = {};
  std::string last = {}, text = {};

  [[nodiscard]] bool begun() const { return line != 0; }
  void add(std::string_view whole) {
    bytes += whole.size() + 1;
    if (bytes > most_bulk_row_bytes) return;
    text += std::string(whole) + '\n';
    const bool coded = has_code(whole);
    if (!coded && last.empty()) return;
    if (coded) last = whole.substr(0, 2);
    const auto value = coded ? whole.substr(3) : whole;
    const auto [at, fresh] = values.try_emplace(last, value);
    if (!fresh) at->second += (last == "AA" ? "; " : "\n") + std::string(value);
  }
};

/// What a row's cells are when its quotes are text.
std::vector<std::string> cells_without_quotes(std::string_view raw, char delimiter) {
  std::vector<std::string> out;
  for (std::size_t from = 0;;) {
    const auto end = raw.find(delimiter, from);
    out.emplace_back(raw.substr(from, end - from));
    if (end == std::string_view::npos) return out;
    from = end + 1;
  }
}

RawRow broken_row(const CsvItem& item) {
  return {.line = item.line, .broken = std::string(item.broken), .text = shown_text(item.raw)};
}

RawRow row_of(const CsvItem& item, std::size_t columns, char delimiter) {
  RawRow out{.line = item.line};
  if (item.broken.empty()) {
    for (const auto field : item.fields) out.cells.emplace_back(field);
  } else if (delimiter == '\t' && item.broken != invalid_utf8 && item.broken != record_too_large &&
             item.broken != nul_byte) {
    out.cells = cells_without_quotes(item.raw, delimiter);
    if (!is_utf8(item.raw) || item.raw.contains('\0')) return broken_row(item);
  } else {
    return broken_row(item);
  }
  // Programs that write tabs leave them out behind the last cell with something in it.
  if (delimiter == '\t' && out.cells.size() < columns && out.cells.size() > 1) out.cells.resize(columns);
  while (out.cells.size() > columns && out.cells.back().empty()) out.cells.pop_back();
  if (item.raw.size() > most_kept_bytes) out.text = shown_text(item.raw, most_shown_bytes);
  if (out.cells.size() == columns) return out;
  auto broken = broken_row(item);
  if (broken.broken.empty()) broken.broken = wrong_field_count;
  return broken;
}

}  // namespace

std::unexpected<Error> too_many_rows() {
  return fail(ErrorKind::too_large, "import_too_many_rows", "A file has at most 10,000 rows; send it in parts.");
}

std::string shown_text(std::string_view text, std::size_t most) {
  auto end = std::min(text.size(), most);
  while (end > 0 && end < text.size() && (text[end] & 0xC0) == 0x80) --end;  // no half of a character
  std::string out;
  for (const char c : text.substr(0, end))
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
  if (!is_utf8(out)) std::ranges::replace_if(out, [](char c) { return (c & 0x80) != 0; }, '?');
  return out;
}

bool looks_like_uiee(std::string_view text) {
  for (int i = 0; i < 20 && !text.empty(); ++i) {
    const auto line = next_line(text);
    if (has_code(line)) {
      const auto code = line.substr(0, 2);
      return code == "UR" || code == "TI" || code == "AA" || code == "BN" || code == "PR";
    }
    // A header of columns: what follows may have anything in it.
    if (line.find_first_of(",;\t") != std::string_view::npos) return false;
  }
  return false;
}

Result<RawTable> uiee_rows(std::string_view text) {
  RawTable out;
  std::vector<Record> records;
  Record record;
  const auto finish = [&] {
    if (record.begun()) records.push_back(std::move(record));
    record = {};
  };
  bool header = true;
  for (std::uint64_t number = 1; !text.empty(); ++number) {
    const auto line = next_line(text);
    header = header && !has_code(line);
    if (header) continue;
    if (line.empty()) {
      finish();
      continue;
    }
    if (line.starts_with("UR|") && record.values.contains("UR")) finish();
    if (!record.begun()) record.line = number;
    record.add(line);
    if (records.size() > most_bulk_rows) return too_many_rows();
  }
  finish();
  if (records.empty()) return fail(ErrorKind::invalid, "import_empty", "The file is empty.");
  if (records.size() > most_bulk_rows) return too_many_rows();
  for (const auto& r : records)
    for (const auto& [code, value] : r.values)
      if (std::ranges::find(out.columns, code) == out.columns.end()) out.columns.push_back(code);
  if (out.columns.size() > most_bulk_columns) return too_many_columns();
  for (const auto& r : records) {
    RawRow row{.line = r.line};
    row.broken = r.bytes > most_bulk_row_bytes ? record_too_large
                 : !is_utf8(r.text)            ? invalid_utf8
                 : r.text.contains('\0')       ? nul_byte
                 : r.values.empty()            ? std::string_view("not_a_record")
                                               : std::string_view();
    if (!row.broken.empty()) {
      row.text = shown_text(r.text);
    } else {
      if (r.text.size() > most_kept_bytes) row.text = shown_text(r.text, most_shown_bytes);
      for (const auto& code : out.columns) {
        const auto value = r.values.find(code);
        row.cells.push_back(value == r.values.end() ? std::string() : value->second);
      }
    }
    out.rows.push_back(std::move(row));
  }
  return out;
}

Result<RawTable> delimited_rows(std::string_view text) {
  RawTable out;
  auto rest = text;
  std::string_view first;
  while (!rest.empty() && first.empty()) first = next_line(rest);
  const char delimiter = detect_delimiter(first);
  const auto source = bytes_in_memory(std::string(text));
  CsvReader reader(*source, {.delimiter = delimiter, .max_record = most_bulk_row_bytes});
  const auto header = reader.next();
  if (!header) return fail(header.error());
  if (!*header) return fail(ErrorKind::invalid, "import_empty", "The file is empty.");
  if (!(*header)->broken.empty())
    return fail(ErrorKind::invalid, "import_no_title_column", "The first line is not a header of column names.");
  if ((*header)->fields.size() > most_bulk_columns) return too_many_columns();
  for (const auto name : (*header)->fields) out.columns.push_back(clean(name));
  while (out.columns.size() > 1 && out.columns.back().empty()) out.columns.pop_back();
  while (true) {
    const auto item = reader.next();
    if (!item) return fail(item.error());
    if (!*item) return out;
    if (out.rows.size() == most_bulk_rows) return too_many_rows();
    out.rows.push_back(row_of(**item, out.columns.size(), delimiter));
  }
}

}  // namespace bookmarket::catalog::import
