// One bibliographic record as an import file gives it, and what the catalogue makes of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/catalog/domain/edition.hpp"
#include "services/catalog/domain/isbn.hpp"
#include "services/catalog/domain/work.hpp"

namespace bookmarket::catalog::import {

/// A value that was not usable and was left out of a record that was kept.
struct Warning {
  std::string field;  ///< "isbn13", "year", …
  std::string code;   ///< a slug: "wrong_check_digit", "not_a_year", …
  std::string value;  ///< as it stood in the file

  bool operator==(const Warning&) const = default;
};

/// Empty strings and lists: not given.
struct ImportRecord {
  std::string source = {};
  std::string source_id = {};
  std::optional<Isbn> isbn = {};
  std::string title;
  std::vector<std::string> authors = {};
  std::optional<int> year = {};
  std::string language = {};
  std::string place = {};  ///< of publication
  std::string publisher = {};
  std::string genre_note = {};
  std::string translator = {};
  std::vector<Warning> warnings = {};
  /// Another record of the same file has this ISBN, with other fields: the ISBN does not tell them apart.
  bool isbn_is_shared = false;
  std::string shelf = {};  ///< of a Goodreads library, the one that excludes the others: "to-read", "read", …
  std::int64_t owned = 0;  ///< copies that its owner has of the book, as far as they said
};

/// All fields that tell editions apart, normalised.
[[nodiscard]] std::string fields_key(const ImportRecord& record);
/// What makes two records the same edition: source and id, else the ISBN, else all its normalised fields.
[[nodiscard]] std::string record_key(const ImportRecord& record);

struct CatalogueEntry {
  Work work;
  Edition edition;
};
/// Why the catalogue does not take it: the first field that breaks a rule and how, "authors_too_long"; empty: it does.
[[nodiscard]] std::string reason_against(const CatalogueEntry& entry, int this_year);
/// Deterministic: the same record gives the same ids and texts in every import.
[[nodiscard]] CatalogueEntry catalogue_entry(const ImportRecord& record);

}  // namespace bookmarket::catalog::import
