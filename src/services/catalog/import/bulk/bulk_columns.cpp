#include "services/catalog/import/bulk/bulk_columns.hpp"

#include <algorithm>
#include <array>

#include "services/catalog/domain/fold.hpp"

namespace bookmarket::catalog::import {
namespace {

struct Name {
  std::string_view name;
  BulkColumn column;
};

using enum BulkColumn;

/// Ours, and what people call such columns in Ukrainian and Russian.
constexpr auto csv_names = std::to_array<Name>({
    {"reference", reference},
    {"sku", reference},
    {"артикул", reference},
    {"номер", reference},
    {"title", title},
    {"назва", title},
    {"название", title},
    {"authors", authors},
    {"author", authors},
    {"автор", authors},
    {"автори", authors},
    {"авторы", authors},
    {"isbn", isbn},
    {"isbn13", isbn},
    {"isbn10", more_isbns},
    {"publisher", publisher},
    {"видавництво", publisher},
    {"издательство", publisher},
    {"publication_place", publication_place},
    {"city", publication_place},
    {"місто видання", publication_place},
    {"год издания", year},
    {"рік видання", year},
    {"year", year},
    {"рік", year},
    {"год", year},
    {"language", language},
    {"lang", language},
    {"мова", language},
    {"язык", language},
    {"translator", translator},
    {"перекладач", translator},
    {"переводчик", translator},
    {"grade", grade},
    {"condition", grade},
    {"стан", grade},
    {"состояние", grade},
    {"price", price},
    {"ціна", price},
    {"цена", price},
    {"currency", currency},
    {"валюта", currency},
    {"quantity", quantity},
    {"кількість", quantity},
    {"количество", quantity},
    {"exchange", exchange},
    {"обмін", exchange},
    {"обмен", exchange},
    {"settlement", settlement},
    {"notes", notes},
    {"description", notes},
    {"примітки", notes},
    {"опис", notes},
    {"примечания", notes},
    {"описание", notes},
});
/// The required data structure of AbeBooks; the last four are ours.
constexpr auto abebooks_names = std::to_array<Name>({
    {"listingid", reference},
    {"title", title},
    {"author", authors},
    {"price", price},
    {"quantity", quantity},
    {"description", description},
    {"bookcondition", grade},
    {"publishername", publisher},
    {"placepublished", publication_place},
    {"yearpublished", year},
    {"isbn", isbn},
    {"language", language},
    {"currency", currency},
    {"translator", translator},
    {"exchange", exchange},
    {"settlement", settlement},
});
constexpr auto librarything_names = std::to_array<Name>({
    {"book id", reference},
    {"title", title},
    {"primary author", authors},
    {"secondary author", more_authors},
    {"secondary author roles", more_author_roles},
    {"publication", publication},
    {"date", year},
    {"comment", notes},
    {"languages", language},
    {"isbn", isbn},
    {"isbns", more_isbns},
    {"copies", quantity},
});
/// The BOOKS token set. LO and AN are the sender's own: we keep the settlement and the exchange there.
constexpr auto uiee_names = std::to_array<Name>({
    {"UR", reference},
    {"TI", title},
    {"AA", authors},
    {"AT", translator},
    {"BN", isbn},
    {"PU", publisher},
    {"PP", publication_place},
    {"DP", year},
    {"LG", language},
    {"CN", grade},
    {"PR", price},
    {"CO", quantity},
    {"NT", notes},
    {"LO", settlement},
    {"AN", exchange},
    {"XB", status},
});

template <std::size_t N>
BulkColumn find(const std::array<Name, N>& names, std::string_view name) {
  const auto folded = fold(name);
  const auto found = std::ranges::find_if(names, [&](const Name& n) { return fold(n.name) == folded; });
  return found == names.end() ? ignored : found->column;
}

}  // namespace

BulkFormat format_of(const std::vector<std::string>& columns) {
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(columns, [&](const std::string& c) { return fold(c) == name; });
  };
  if (has("listingid")) return BulkFormat::abebooks;
  if (has("primary author") || (has("book id") && has("publication"))) return BulkFormat::librarything;
  return BulkFormat::csv;
}

BulkColumn column_of(BulkFormat format, std::string_view name) {
  switch (format) {
    case BulkFormat::csv:
      return find(csv_names, name);
    case BulkFormat::abebooks:
      return find(abebooks_names, name);
    case BulkFormat::librarything:
      return find(librarything_names, name);
    case BulkFormat::uiee:
      return find(uiee_names, name);
  }
  return ignored;
}

std::string_view field_name(BulkColumn column) {
  switch (column) {
    case ignored:
    case status:
      return "status";
    case reference:
      return "reference";
    case title:
      return "title";
    case authors:
    case more_authors:
    case more_author_roles:
      return "authors";
    case isbn:
    case more_isbns:
      return "isbn";
    case publisher:
    case publication:
      return "publisher";
    case publication_place:
      return "publication_place";
    case year:
      return "year";
    case language:
      return "language";
    case translator:
      return "translator";
    case grade:
      return "grade";
    case price:
      return "price";
    case currency:
      return "currency";
    case quantity:
      return "quantity";
    case exchange:
      return "exchange";
    case settlement:
      return "settlement";
    case notes:
    case description:
      return "notes";
  }
  return {};
}

}  // namespace bookmarket::catalog::import
