#include "services/catalog/import/record.hpp"

#include "services/catalog/domain/author_name.hpp"
#include "services/catalog/domain/fold.hpp"
#include "services/catalog/domain/genre_note.hpp"
#include "services/catalog/domain/rules.hpp"
#include "services/catalog/domain/title.hpp"
#include "services/catalog/domain/work_key.hpp"

namespace bookmarket::catalog::import {

std::string fields_key(const ImportRecord& record) {
  std::string key = "fields\n" + fold(record.title);
  for (const std::string& author : record.authors) key += '\n' + fold(author);
  for (const std::string* field : {&record.language, &record.place, &record.publisher, &record.translator})
    key += "\n|" + fold(*field);
  key += '\n' + (record.year ? std::to_string(*record.year) : std::string());
  return key;
}

std::string record_key(const ImportRecord& record) {
  if (!record.source.empty() && !record.source_id.empty()) return "id\n" + record.source + '\n' + record.source_id;
  if (record.isbn && !record.isbn_is_shared) return "isbn\n" + std::string(record.isbn->digits());
  return fields_key(record);
}

CatalogueEntry catalogue_entry(const ImportRecord& record) {
  Title title = title_parts(record.title);
  if (title.volume.empty()) {
    Volume volume = volume_in_note(record.genre_note);
    title.volume = std::move(volume.shown);
    title.volume_key = std::move(volume.key);
  }
  std::optional<AuthorName> first;
  CatalogueEntry entry;
  for (const std::string& printed : record.authors) {
    auto name = author_name(printed);
    if (!name) continue;
    const AuthorId id = author_id(*name);
    bool known = false;
    for (const Author& author : entry.work.authors) known = known || author.id == id;
    if (known) continue;
    entry.work.authors.push_back({id, name->display});
    if (!first) first = std::move(*name);
  }
  entry.work.id = work_id(work_key(title, first ? &*first : nullptr));
  entry.work.title = std::move(title.shown);
  entry.work.volume = std::move(title.volume);
  entry.work.genre = genre_of(record.genre_note, record.title, record.authors.empty() ? "" : record.authors[0]);
  entry.work.genre_note = record.genre_note;

  Edition& edition = entry.edition;
  edition.id = edition_id(record_key(record));
  edition.work_id = entry.work.id;
  edition.isbn = record.isbn;
  edition.title = record.title;
  edition.authors = record.authors;
  edition.year = record.year;
  edition.language = record.language;
  edition.place = record.place;
  edition.publisher = record.publisher;
  edition.translator = record.translator;
  edition.source = record.source;
  edition.record_id = record.source_id;
  return entry;
}

std::string reason_against(const CatalogueEntry& entry, int this_year) {
  auto wrong = check(entry.work);
  if (wrong.empty()) wrong = check(entry.edition, this_year);
  if (wrong.empty()) return {};
  const std::string_view field = std::string_view(wrong.front().pointer).substr(1);
  return std::string(field.substr(0, field.find('/'))) + '_' + wrong.front().code;
}

}  // namespace bookmarket::catalog::import
