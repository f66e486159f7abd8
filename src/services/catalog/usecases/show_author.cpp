#include "platform/store/typed.hpp"
#include "services/catalog/usecases/cards.hpp"

namespace bookmarket::catalog {

Task<Tagged<AuthorView>> show_author(Catalog& catalog, AuthorId id, PageQuery page) {
  const auto key = id.to_string();
  auto author = co_await store::find<Author>(catalog.store, "authors", key);
  if (!author) co_return fail(std::move(author).error());
  if (!*author) co_return fail(ErrorKind::not_found, "author_not_found", "There is no such author in the catalogue.");
  auto found = co_await catalog.store.query({.collection = "works",
                                             .index = "by_author",
                                             .equals = {key},
                                             .cursor = page.cursor.value_or(""),
                                             .limit = page.limit.value_or(24)});
  if (!found) co_return fail(std::move(found).error());
  auto works = store::read_all<StoredWork>(found->documents, catalog.unreadable);
  Tagged<AuthorView> out{
      {.id = id, .name = (*author)->name, .items = {}, .next_cursor = unless_empty(found->next_cursor)},
      {"author:" + key}};
  for (const auto& w : works) out.tags.push_back("work:" + w.id.to_string());
  auto cards = co_await cards_of(catalog, std::move(works));
  if (!cards) co_return fail(std::move(cards).error());
  out.value.items = std::move(*cards);
  co_return out;
}

}  // namespace bookmarket::catalog
