#include "services/catalog/domain/rules.hpp"

#include <fmt/format.h>

#include "services/catalog/domain/fold.hpp"

namespace bookmarket::catalog {
namespace {

struct Check {
  std::vector<FieldError> errors = {};

  void wrong(std::string_view field, std::string code, std::string detail) {
    errors.push_back({fmt::format("/{}", field), std::move(code), std::move(detail)});
  }
  void text(std::string_view field, std::string_view value, std::size_t max, bool required) {
    if (!is_utf8(value)) return wrong(field, "not_utf8", "This text is not valid UTF-8.");
    if (required && value.find_first_not_of(" \t\r\n") == std::string_view::npos)
      return wrong(field, "required", "This must not be empty.");
    if (length(value) > max) wrong(field, "too_long", fmt::format("At most {} characters.", max));
  }
};

}  // namespace

std::vector<FieldError> check(const Work& work) {
  Check c;
  c.text("title", work.title, max_title, true);
  c.text("volume", work.volume, max_name, false);
  c.text("genre_note", work.genre_note, max_title, false);
  if (work.authors.size() > max_authors) c.wrong("authors", "too_many", fmt::format("At most {}.", max_authors));
  for (std::size_t i = 0; i < work.authors.size(); ++i)
    c.text(fmt::format("authors/{}/name", i), work.authors[i].name, max_name, true);
  return std::move(c.errors);
}

std::vector<FieldError> check(const Edition& edition, int this_year) {
  Check c;
  c.text("title", edition.title, max_title, true);
  if (edition.year && !is_print_year(*edition.year, this_year))
    c.wrong("year", "out_of_range", fmt::format("From {} to {}.", first_printed_year, this_year + 1));
  if (edition.authors.size() > max_authors) c.wrong("authors", "too_many", fmt::format("At most {}.", max_authors));
  for (std::size_t i = 0; i < edition.authors.size(); ++i)
    c.text(fmt::format("authors/{}", i), edition.authors[i], max_name, true);
  const std::string& language = edition.language;
  if (!language.empty() && (language.size() < 2 || language.size() > 3 ||
                            language.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos))
    c.wrong("language", "not_a_language", "A two- or three-letter code of ISO 639, such as uk.");
  c.text("place", edition.place, max_name, false);
  c.text("publisher", edition.publisher, max_name, false);
  c.text("translator", edition.translator, max_title, false);
  return std::move(c.errors);
}

}  // namespace bookmarket::catalog
