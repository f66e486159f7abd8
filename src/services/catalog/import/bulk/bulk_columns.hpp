// What the columns of each format hold.
#pragma once

#include "services/catalog/import/bulk/bulk_row.hpp"

namespace bookmarket::catalog::import {

enum class BulkColumn : std::uint8_t {
  ignored,
  reference,
  title,
  authors,
  more_authors,       ///< LibraryThing: secondary ones
  more_author_roles,  ///< and what each of them did
  isbn,
  more_isbns,
  publisher,
  publication,  ///< LibraryThing: "Publisher (year), Edition, pages"
  publication_place,
  year,
  language,
  translator,
  grade,
  price,
  currency,
  quantity,
  exchange,
  settlement,
  notes,
  description,  ///< AbeBooks: notes in one line
  status        ///< UIEE: 5 is sold
};

/// Of a file with a header, by the names in it: csv unless they are those of another.
[[nodiscard]] BulkFormat format_of(const std::vector<std::string>& columns);
[[nodiscard]] BulkColumn column_of(BulkFormat format, std::string_view name);
/// How messages about a row call it, "price"; columns of one meaning have one name.
[[nodiscard]] std::string_view field_name(BulkColumn column);

}  // namespace bookmarket::catalog::import
