// Where the files of Goodreads libraries lie, and the work that is due for them.
#pragma once

#include "services/catalog/usecases/goodreads.hpp"

namespace bookmarket::catalog {

inline constexpr const char* goodreads_imports = "goodreads_imports";  ///< by reader
/// Both by reader: lines to be applied; a day after begin_goodreads_import().
inline constexpr const char *goodreads_work = "catalog.goodreads", *sweep_goodreads_work = "catalog.sweep_goodreads";

/// What was sent, and what is applied.
[[nodiscard]] inline std::string goodreads_upload(ReaderId reader) {
  return "uploads/" + reader.to_string() + "/goodreads.csv";
}
[[nodiscard]] inline std::string goodreads_file(ReaderId reader) {
  return "imports/" + reader.to_string() + "/goodreads.csv";
}

}  // namespace bookmarket::catalog
