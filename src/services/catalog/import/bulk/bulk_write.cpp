#include "services/catalog/import/bulk/bulk_write.hpp"

#include <array>

#include "services/catalog/import/bulk/bulk_values.hpp"

namespace bookmarket::catalog::import {
namespace {

std::string year_text(const BulkRow& row) { return row.year ? std::to_string(*row.year) : std::string(); }
std::string price_cell(const BulkRow& row) { return row.price ? price_text(*row.price) : std::string(); }
std::string currency_cell(const BulkRow& row) { return row.price ? std::string(row.price->currency.code()) : ""; }
std::string exchange_cell(const BulkRow& row) { return !row.exchange ? "" : *row.exchange ? "yes" : "no"; }
std::string hyphenated(const BulkRow& row) {
  const auto isbn = Isbn::parse(row.isbn13);
  return isbn ? isbn->hyphenated() : std::string();
}

std::string write_csv(std::span<const BulkRow> rows) {
  const auto header = std::to_array<std::string>({"reference", "title", "authors", "isbn", "publisher",
                                                  "publication_place", "year", "language", "translator", "grade",
                                                  "price", "currency", "quantity", "exchange", "settlement", "notes"});
  std::string out(byte_order_mark);
  out += csv_line(header);
  for (const auto& r : rows)
    out += csv_line(std::to_array<std::string>(
        {r.reference, r.title, authors_text(r.authors), hyphenated(r), r.publisher, r.publication_place, year_text(r),
         r.language, r.translator, r.grade ? std::string(slug(*r.grade)) : "", price_cell(r), currency_cell(r),
         std::to_string(r.quantity), exchange_cell(r), r.settlement, r.notes}));
  return out;
}

/// A cell that begins with a quote would be read as quoted; there are no tabs and line ends.
std::string tab_cell(std::string_view cell) {
  auto text = guarded(cell);
  for (auto& c : text)
    if (c == '\t' || c == '\n') c = ' ';
  if (!text.starts_with('"')) return text;
  std::string out = "\"";
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  return out + '"';
}

std::string tab_line(std::span<const std::string> cells) {
  std::string out;
  for (const auto& c : cells) out += tab_cell(c) + '\t';
  out.pop_back();
  return out + "\r\n";
}

std::string write_abebooks(std::span<const BulkRow> rows) {
  const auto header = std::to_array<std::string>({"listingid",
                                                  "title",
                                                  "author",
                                                  "illustrator",
                                                  "price",
                                                  "quantity",
                                                  "producttype",
                                                  "description",
                                                  "bindingtext",
                                                  "bookcondition",
                                                  "publishername",
                                                  "placepublished",
                                                  "yearpublished",
                                                  "isbn",
                                                  "sellercatalog1",
                                                  "sellercatalog2",
                                                  "sellercatalog3",
                                                  "abecategory",
                                                  "keywords",
                                                  "jacketcondition",
                                                  "editiontext",
                                                  "printingtext",
                                                  "signedtext",
                                                  "volume",
                                                  "size",
                                                  "imgurl",
                                                  "weight",
                                                  "weightunit",
                                                  "shippingtemplateid",
                                                  "language",
                                                  "currency",
                                                  "translator",
                                                  "exchange",
                                                  "settlement"});
  auto out = tab_line(header);
  for (const auto& r : rows) {
    std::array<std::string, header.size()> cells;
    cells[0] = r.reference;
    cells[1] = r.title;
    cells[2] = authors_text(r.authors);
    cells[4] = price_cell(r);
    cells[5] = std::to_string(r.quantity);
    cells[6] = "book";
    cells[7] = one_line(r.notes);
    cells[9] = r.grade ? abebooks_condition(*r.grade) : "";
    cells[10] = r.publisher;
    cells[11] = r.publication_place;
    cells[12] = year_text(r);
    cells[13] = r.isbn13;
    cells[29] = r.language;
    cells[30] = currency_cell(r);
    cells[31] = r.translator;
    cells[32] = exchange_cell(r);
    cells[33] = r.settlement;
    out += tab_line(cells);
  }
  return out;
}

/// A value of several lines is as many fields.
void uiee_field(std::string& out, std::string_view code, std::string_view value) {
  if (value.empty()) return;
  while (true) {
    const auto end = value.find('\n');
    out += std::string(code) + '|' + std::string(value.substr(0, end)) + "\r\n";
    if (end == std::string_view::npos) return;
    value.remove_prefix(end + 1);
  }
}

std::string write_uiee(std::span<const BulkRow> rows) {
  std::string out;
  for (const auto& r : rows) {
    uiee_field(out, "UR", r.reference);
    uiee_field(out, "TI", r.title);
    uiee_field(out, "AA", authors_text(r.authors));
    uiee_field(out, "AT", r.translator);
    uiee_field(out, "BN", r.isbn13);
    uiee_field(out, "PU", r.publisher);
    uiee_field(out, "PP", r.publication_place);
    uiee_field(out, "DP", year_text(r));
    uiee_field(out, "LG", r.language);
    uiee_field(out, "CN", r.grade ? abebooks_condition(*r.grade) : "");
    // There is no field for the currency: it stands beside the number when it is not what readers take it for.
    const bool usual = !r.price || r.price->currency == Currency{};
    uiee_field(out, "PR", price_cell(r) + (usual ? "" : " " + currency_cell(r)));
    uiee_field(out, "CO", std::to_string(r.quantity));
    uiee_field(out, "NT", r.notes);
    uiee_field(out, "LO", r.settlement);
    if (r.exchange) uiee_field(out, "AN", "exchange: " + exchange_cell(r));
    uiee_field(out, "XB", "1");
    out += "\r\n";
  }
  return out;
}

}  // namespace

std::string csv_line(std::span<const std::string> cells) {
  std::string out;
  bool first = true;
  for (const auto& cell : cells) {
    if (!first) out += ',';
    first = false;
    const auto text = guarded(cell);
    if (text.find_first_of(",;\"\t\r\n") == std::string::npos && !text.starts_with(' ') && !text.ends_with(' ')) {
      out += text;
      continue;
    }
    out += '"';
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    out += '"';
  }
  return out + "\r\n";
}

std::string write_bulk_file(BulkFormat format, std::span<const BulkRow> rows) {
  switch (format) {
    case BulkFormat::abebooks:
      return write_abebooks(rows);
    case BulkFormat::uiee:
      return write_uiee(rows);
    default:
      return write_csv(rows);
  }
}

}  // namespace bookmarket::catalog::import
