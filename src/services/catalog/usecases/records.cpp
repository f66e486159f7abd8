#include "services/catalog/usecases/records.hpp"

#include <algorithm>

namespace bookmarket::catalog {
namespace {

void add_language(StoredWork& work, const std::string& language) {
  if (!language.empty() && std::ranges::find(work.languages, language) == work.languages.end())
    work.languages.push_back(language);
}

}  // namespace

void merge(StoredWork& into, const StoredWork& more) {
  if (into.genre == Genre::other) into.genre = more.genre;
  if (into.genre_note.empty()) into.genre_note = more.genre_note;
  for (const auto& l : more.languages) add_language(into, l);
  into.year_max = std::max({into.year, into.year_max, more.year_max});
  if (more.year && (!into.year || *more.year < *into.year)) into.year = more.year;
}

StoredWork stored_work(const import::CatalogueEntry& entry) {
  const auto& [work, edition] = entry;
  StoredWork out{.id = work.id,
                 .title = work.title,
                 .authors = work.authors,
                 .author_ids = {},
                 .volume = work.volume,
                 .genre_note = work.genre_note,
                 .genre = work.genre,
                 .languages = {},
                 .year = edition.year,
                 .year_max = edition.year,
                 .shard = shard_of(work.id.to_string())};
  for (const auto& a : work.authors) out.author_ids.push_back(a.id);
  add_language(out, edition.language);
  return out;
}

StoredEdition stored_edition(const Edition& edition) {
  StoredEdition out{.id = edition.id,
                    .work_id = edition.work_id,
                    .isbn13 = {},
                    .title = edition.title,
                    .authors = edition.authors,
                    .year = edition.year,
                    .language = edition.language,
                    .place = edition.place,
                    .publisher = edition.publisher,
                    .translator = edition.translator,
                    .source = edition.source,
                    .record_id = edition.record_id};
  if (edition.isbn) out.isbn13 = std::string(edition.isbn->digits());
  return out;
}

}  // namespace bookmarket::catalog
