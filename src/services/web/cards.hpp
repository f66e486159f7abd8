// Pieces that several pages show: covers, books on a shelf, what is printed about an edition.
#pragma once

#include "services/catalog/contract.hpp"
#include "services/web/voice.hpp"

namespace bookmarket::web {

struct CoverLook {
  std::string classes;
  std::string alt = {};  ///< empty where the title stands beside the cover
  bool first = false;    ///< above the fold
};
[[nodiscard]] Html cover(const std::string& address, const CoverLook& look);
/// «Обкладинка: назва, автор».
[[nodiscard]] std::string cover_alt(const std::string& title, const std::vector<catalog::Author>& authors,
                                    const Voice& voice);
/// «Тарас Шевченко, т. 1, 1991»: at most two authors; no year where `year` is empty.
[[nodiscard]] std::string byline(const catalog::WorkCard& work, const std::string& year);
/// An unknown year is said in words.
[[nodiscard]] std::string year_text(std::optional<int> year, const Voice& voice);
/// An unknown place is said in words.
[[nodiscard]] std::string place_text(const std::string& name, const Voice& voice);
/// The place with its region, where that tells more.
[[nodiscard]] std::string town_text(const catalog::Place& place, const Voice& voice);
[[nodiscard]] Html grade_badge(catalog::Grade grade, const Voice& voice);
[[nodiscard]] Html exchange_badge(bool only, const Voice& voice);
/// With the years of the earliest and the newest edition.
[[nodiscard]] Html book_card(const catalog::WorkCard& work, bool first, const Voice& voice);
/// With the year of the newest edition, where it decides the order.
[[nodiscard]] Html book_card_by_year(const catalog::WorkCard& work, bool first, const Voice& voice);
[[nodiscard]] Html copy_card(const catalog::ShelfItem& item, bool first, const Voice& voice);
[[nodiscard]] Html edition_facts(const catalog::EditionCard& edition, const Voice& voice);
[[nodiscard]] std::string language_name(const std::string& tag, const Voice& voice);

/// <ul> of cards; the covers of the first row are fetched first.
template <class Items, class Card>
[[nodiscard]] Html card_grid(const Items& items, std::string classes, Card card, const Voice& voice) {
  Html cards;
  for (std::size_t i = 0; i < items.size(); ++i) cards += element("li", {}, {card(items[i], i < 4, voice)});
  return element("ul", {{"class", std::move(classes)}}, {cards});
}

}  // namespace bookmarket::web
