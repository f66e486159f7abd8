// How stored documents become what lists show.
#pragma once

#include "services/catalog/usecases/catalog.hpp"

namespace bookmarket::catalog {

[[nodiscard]] std::optional<std::string> unless_empty(std::string text);

[[nodiscard]] EditionCard edition_card(const StoredEdition& edition);
[[nodiscard]] std::vector<PhotoView> photo_views(const std::vector<Photo>& photos);
[[nodiscard]] CopyCard copy_card(const Copy& copy, std::string seller_name);
/// Of the available ones among `copies`.
[[nodiscard]] OffersView offers_of(const std::vector<Copy>& copies);
[[nodiscard]] WorkCard work_card(const StoredWork& work, OffersView offers);
/// Gives each card its cover's address, so that neighbours differ in colour.
void choose_covers(std::vector<WorkCard>& cards);
[[nodiscard]] std::string cover_of(const StoredWork& work);
[[nodiscard]] std::string joined_names(const std::vector<Author>& authors);

/// Cards of these works with their offers read from the store, in the given order.
Task<std::vector<WorkCard>> cards_of(Catalog& catalog, std::vector<StoredWork> works);
/// Available copies as cards, with their sellers' names, cheapest first; those without a price come last.
Task<std::vector<CopyCard>> copy_cards(Catalog& catalog, std::vector<Copy> copies);

}  // namespace bookmarket::catalog
