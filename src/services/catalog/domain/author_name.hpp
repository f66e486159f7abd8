// Names of authors as printed in catalogues: "Шевченко Тарас Григорович (1814–1861)", "Т. Г. Шевченко", "J.K.
// Rowling".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "services/catalog/domain/ids.hpp"

namespace bookmarket::catalog {

struct AuthorName {
  std::string display;   ///< given name first, without patronymic and years: "Тарас Шевченко"
  std::string key;       ///< equal for the same person: surname and given name (initials if that is all there is)
  std::string work_key;  ///< looser, for telling works apart: surname and first initial
};

/// nullopt: not a name but a statement («у переказі …», «тексти», a number) or nothing.
/// Two people of one surname and given name share a key: catalogues give a patronymic to some records of a
/// person only, and one page for two namesakes misleads less than two pages for one author.
[[nodiscard]] std::optional<AuthorName> author_name(std::string_view printed);

[[nodiscard]] AuthorId author_id(const AuthorName& name);

}  // namespace bookmarket::catalog
