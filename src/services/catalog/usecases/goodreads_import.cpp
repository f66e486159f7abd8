#include "services/catalog/usecases/due.hpp"
#include "services/catalog/usecases/goodreads.hpp"
#include "services/catalog/usecases/goodreads_parts.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

constexpr std::size_t most_shown = 500;
constexpr std::chrono::minutes upload_for{30};
constexpr std::chrono::hours kept_for{24};  ///< a file that is never applied

std::unexpected<Error> no_import() {
  return fail(ErrorKind::not_found, "goodreads_import_missing", "There is no file. Send one first.");
}
std::unexpected<Error> under_way() {
  return fail(ErrorKind::conflict, "goodreads_import_under_way", "Your library is being taken over. Wait for its end.");
}

void show(GoodreadsBooks& part, const GoodreadsBook& book) {
  if (++part.total <= static_cast<std::int64_t>(most_shown)) part.items.push_back(book);
}

Task<objects::Object> uploaded(Catalog& catalog, ReaderId reader) {
  if (catalog.objects == nullptr) co_return unavailable("files_unusable", "this process has no objects");
  auto object = co_await catalog.objects->get(goodreads_upload(reader), most_goodreads_bytes);
  if (!object) co_return fail(std::move(object).error());
  if (!*object) co_return no_import();
  co_return std::move(**object);
}

Task<GoodreadsPreview> preview_of(Catalog& catalog, ReaderId reader) {
  auto object = co_await uploaded(catalog, reader);
  if (!object) co_return fail(std::move(object).error());
  auto file = co_await read_goodreads(catalog, std::move(object->bytes));
  if (!file) co_return fail(std::move(file).error());
  auto lines = co_await find_goodreads(catalog, std::move(file->lines));
  if (!lines) co_return fail(std::move(lines).error());
  GoodreadsPreview out{.file = object->head.etag,
                       .wishes = {},
                       .drafts = {},
                       .unmatched = {},
                       .rejects = std::move(file->rejects),
                       .others = file->others};
  for (const auto& l : *lines) {
    const bool drafted = l.book.copies > 0 && l.book.edition_id, wished = l.to_read && l.book.work_id;
    if (wished) show(out.wishes, l.book);
    if (drafted) show(out.drafts, l.book);
    if ((l.to_read && !wished) || (l.book.copies > 0 && !drafted)) show(out.unmatched, l.book);
  }
  co_return out;
}

GoodreadsImportView view_of(const StoredGoodreadsImport& import) {
  return {.state = import.state,
          .preview = {},
          .result = GoodreadsResult{import.wished, import.drafted, import.known, import.left_out}};
}

Task<StoredGoodreadsImport> import_of(Catalog& catalog, ReaderId reader) {
  auto import = co_await store::find<StoredGoodreadsImport>(catalog.store, goodreads_imports, reader.to_string());
  if (!import) co_return fail(std::move(import).error());
  if (!*import) co_return no_import();
  co_return **import;
}

/// Who may still upload cannot change what is applied: it lies where nobody can sign for.
Task<void> take_file(Catalog& catalog, ReaderId reader, std::string etag) {
  auto object = co_await uploaded(catalog, reader);
  if (!object) co_return fail(std::move(object).error());
  if (object->head.etag != etag)
    co_return fail(ErrorKind::conflict, "file_changed", "Another file was sent meanwhile. Look at it first.");
  auto readable = co_await read_goodreads(catalog, object->bytes);
  if (!readable) co_return fail(std::move(readable).error());
  auto put =
      co_await catalog.objects->put(goodreads_file(reader), std::move(object->bytes), {.content_type = "text/csv"});
  if (!put) co_return fail(std::move(put).error());
  auto begun = co_await catalog.store.update(goodreads_imports, reader.to_string(),
                                             [](const store::Document& d) -> Result<store::Change> {
                                               auto stored = shape::from_object<StoredGoodreadsImport>(d.body);
                                               if (!stored) return fail(stored.error());
                                               if (stored->state != GoodreadsState::preview) return under_way();
                                               stored->state = GoodreadsState::applying;
                                               return store::Change{shape::to_object(*stored)};
                                             });
  if (!begun) co_return fail(std::move(begun).error());
  co_return Result<void>{};
}

}  // namespace

Task<FileUploadView> begin_goodreads_import(Catalog& catalog, ReaderId reader, NewGoodreadsFile file) {
  auto allowed = co_await allow(catalog, {reader.uuid}, "begin_goodreads_import", 30, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  if (catalog.objects == nullptr) co_return unavailable("files_unusable", "this process has no objects");
  const StoredGoodreadsImport fresh{.reader_id = reader};
  // First, so that whatever is sent goes again.
  auto later = co_await catalog.store.schedule(
      {.kind = sweep_goodreads_work, .id = reader.to_string(), .due_at = catalog.clock.now() + kept_for});
  if (!later) co_return fail(std::move(later).error());
  auto kept = co_await catalog.store.insert(goodreads_imports, reader.to_string(), {shape::to_object(fresh)});
  if (!kept && kept.error().kind == ErrorKind::conflict)
    kept = co_await catalog.store.update(goodreads_imports, reader.to_string(),
                                         [fresh](const store::Document& d) -> Result<store::Change> {
                                           auto stored = shape::from_object<StoredGoodreadsImport>(d.body);
                                           if (!stored) return fail(stored.error());
                                           if (stored->state == GoodreadsState::applying) return under_way();
                                           return store::Change{shape::to_object(fresh)};
                                         });
  if (!kept) co_return fail(std::move(kept).error());
  auto gone = co_await catalog.objects->remove(goodreads_upload(reader));
  if (!gone) co_return fail(std::move(gone).error());
  auto request = catalog.objects->sign_upload({.key = goodreads_upload(reader),
                                               .attributes = {.content_type = "text/csv"},
                                               .max_bytes = static_cast<std::uint64_t>(file.bytes)},
                                              upload_for);
  if (!request) co_return fail(std::move(request).error());
  co_return FileUploadView{request->method, request->url, request->content_type, request->expires};
}

Task<GoodreadsImportView> show_goodreads_import(Catalog& catalog, ReaderId reader) {
  auto allowed = co_await allow(catalog, {reader.uuid}, "show_goodreads_import", 300, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto import = co_await import_of(catalog, reader);
  if (!import) co_return fail(std::move(import).error());
  if (import->state != GoodreadsState::preview) co_return view_of(*import);
  auto preview = co_await preview_of(catalog, reader);
  if (!preview) co_return fail(std::move(preview).error());
  co_return GoodreadsImportView{.preview = std::move(*preview), .result = {}};
}

Task<GoodreadsImportView> apply_goodreads_import(Catalog& catalog, ReaderId reader,
                                                 GoodreadsConfirmation confirmation) {
  auto allowed = co_await allow(catalog, {reader.uuid}, "apply_goodreads_import", 60, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto import = co_await import_of(catalog, reader);
  if (!import) co_return fail(std::move(import).error());
  if (import->state == GoodreadsState::applied) co_return view_of(*import);  // the command came twice
  if (import->state == GoodreadsState::preview) {
    auto taken = co_await take_file(catalog, reader, std::move(confirmation.file));
    if (!taken) co_return fail(std::move(taken).error());
    import->state = GoodreadsState::applying;
  }
  auto due = co_await catalog.store.schedule(
      {.kind = goodreads_work, .id = reader.to_string(), .due_at = catalog.clock.now()});
  if (!due) co_return fail(std::move(due).error());
  co_return view_of(*import);
}

}  // namespace bookmarket::catalog
