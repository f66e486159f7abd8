#include <algorithm>

#include "platform/store/typed.hpp"
#include "services/catalog/usecases/cards.hpp"

namespace bookmarket::catalog {

Task<Tagged<WorkView>> show_work(Catalog& catalog, WorkId id) {
  const auto key = id.to_string();
  auto work = co_await store::find<StoredWork>(catalog.store, "works", key);
  if (!work) co_return fail(std::move(work).error());
  if (!*work) co_return fail(ErrorKind::not_found, "work_not_found", "There is no such work in the catalogue.");
  auto editions = co_await store::find_by<StoredEdition>(catalog.store, "editions", "by_work", key, catalog.unreadable);
  if (!editions) co_return fail(std::move(editions).error());
  auto copies = co_await store::find_by<Copy>(catalog.store, "copies", "by_work", key, catalog.unreadable);
  if (!copies) co_return fail(std::move(copies).error());
  auto cards = co_await copy_cards(catalog, std::move(*copies));
  if (!cards) co_return fail(std::move(cards).error());

  auto& w = **work;
  Tagged<WorkView> out{{.id = w.id,
                        .title = w.title,
                        .authors = w.authors,
                        .volume = unless_empty(w.volume),
                        .genre_note = unless_empty(w.genre_note),
                        .genre = w.genre,
                        .languages = w.languages,
                        .year = w.year,
                        .cover = cover_of(w),
                        .editions = {},
                        .copies = {},
                        .copies_total = std::ssize(*cards)},
                       {"work:" + key}};
  // Newest printing first; those of unknown year last.
  std::ranges::sort(*editions, std::greater{},
                    [](const StoredEdition& e) { return std::pair(e.year.value_or(0), e.id); });
  for (const auto& e : *editions) out.value.editions.push_back(edition_card(e));
  constexpr std::size_t most_copies = 500;
  if (cards->size() > most_copies) cards->erase(cards->begin() + most_copies, cards->end());
  for (const auto& c : *cards) out.tags.push_back("seller:" + c.seller.id.to_string());
  out.value.copies = std::move(*cards);
  co_return out;
}

}  // namespace bookmarket::catalog
