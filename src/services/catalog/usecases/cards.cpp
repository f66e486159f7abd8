#include "services/catalog/usecases/cards.hpp"

#include <algorithm>
#include <map>

#include "platform/store/typed.hpp"
#include "services/catalog/covers/covers.hpp"
#include "services/catalog/domain/isbn.hpp"

namespace bookmarket::catalog {

std::optional<std::string> unless_empty(std::string text) {
  if (text.empty()) return std::nullopt;
  return text;
}

EditionCard edition_card(const StoredEdition& e) {
  EditionCard card{.id = e.id,
                   .isbn13 = e.isbn13,
                   .isbn = {},
                   .title = e.title,
                   .authors = e.authors,
                   .year = e.year,
                   .language = unless_empty(e.language),
                   .place = unless_empty(e.place),
                   .publisher = unless_empty(e.publisher),
                   .translator = unless_empty(e.translator)};
  if (e.isbn13)
    if (const auto isbn = Isbn::parse(*e.isbn13)) card.isbn = isbn->hyphenated();
  return card;
}

std::vector<PhotoView> photo_views(const std::vector<Photo>& photos) {
  std::vector<PhotoView> out;
  for (const auto& p : photos) {
    auto& view = out.emplace_back(PhotoView{p.id, p.colour, {}});
    for (const auto& s : p.sizes) view.pictures.push_back({"/images/" + s.key, s.type, s.width, s.height});
  }
  return out;
}

CopyCard copy_card(const Copy& c, std::string seller_name) {
  return {.id = c.id,
          .work_id = c.work_id,
          .edition_id = c.edition_id,
          .grade = c.grade,
          .notes = unless_empty(c.notes),
          .price = c.price,
          .exchange = c.for_exchange,
          .status = c.status,
          .place = c.place,
          .photos = photo_views(c.photos),
          .seller = {c.seller_id, std::move(seller_name)},
          .listed_at = c.listed_at};
}

OffersView offers_of(const std::vector<Copy>& copies) {
  OffersView out;
  std::map<std::string, int> places;
  for (const auto& c : copies) {
    if (c.status != CopyStatus::available) continue;
    ++out.copies;
    if (c.price && (!out.price_min || c.price->amount < out.price_min->amount)) out.price_min = c.price;
    if (!out.best_grade || c.grade < *out.best_grade) out.best_grade = c.grade;
    out.exchange = out.exchange || c.for_exchange;
    ++places[c.place.name];
  }
  std::vector<std::pair<int, std::string>> ranked;
  for (auto& [name, n] : places) ranked.emplace_back(-n, name);
  std::ranges::sort(ranked);
  for (std::size_t i = 0; i < ranked.size() && i < 3; ++i) out.places.push_back(ranked[i].second);
  return out;
}

std::string joined_names(const std::vector<Author>& authors) {
  std::string out;
  for (const auto& a : authors) out += (out.empty() ? "" : "; ") + a.name;
  return out;
}

std::string cover_of(const StoredWork& w) { return "/covers/" + w.id.to_string() + ".svg"; }

WorkCard work_card(const StoredWork& w, OffersView offers) {
  return {.id = w.id,
          .title = w.title,
          .authors = w.authors,
          .volume = unless_empty(w.volume),
          .year = w.year,
          .year_max = w.year_max ? w.year_max : w.year,
          .language = w.languages.empty() ? std::nullopt : std::optional(w.languages.front()),
          .genre = w.genre,
          .cover = cover_of(w),
          .offers = std::move(offers)};
}

void choose_covers(std::vector<WorkCard>& cards) {
  std::vector<std::string> names;
  names.reserve(cards.size());
  std::vector<covers::CoverText> texts;
  for (const auto& c : cards) {
    names.push_back(joined_names(c.authors));
    texts.push_back({c.title, names.back(), c.genre});
  }
  const auto variants = covers::variants_in_list(texts);
  for (std::size_t i = 0; i < cards.size(); ++i)
    if (variants[i] != covers::natural_variant(texts[i])) cards[i].cover += "?v=" + std::to_string(variants[i]);
}

Task<std::vector<WorkCard>> cards_of(Catalog& catalog, std::vector<StoredWork> works) {
  std::vector<WorkCard> cards;
  for (const auto& w : works) {
    auto copies =
        co_await store::find_by<Copy>(catalog.store, "copies", "by_work", w.id.to_string(), catalog.unreadable);
    if (!copies) co_return fail(std::move(copies).error());
    cards.push_back(work_card(w, offers_of(*copies)));
  }
  choose_covers(cards);
  co_return cards;
}

Task<std::vector<CopyCard>> copy_cards(Catalog& catalog, std::vector<Copy> copies) {
  std::erase_if(copies, [](const Copy& c) { return c.status != CopyStatus::available; });
  std::ranges::sort(copies, [](const Copy& a, const Copy& b) {
    const auto rank = [](const Copy& c) {
      return std::tuple(!c.price.has_value(), c.price ? c.price->amount : 0, c.grade, c.id);
    };
    return rank(a) < rank(b);
  });
  std::vector<std::string> ids;
  for (const auto& c : copies) ids.push_back(c.seller_id.to_string());
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  auto sellers = co_await store::find_many<Seller>(catalog.store, "sellers", std::move(ids), catalog.unreadable);
  if (!sellers) co_return fail(std::move(sellers).error());
  std::map<SellerId, std::string> names;
  for (auto& s : *sellers) names[s.id] = s.name;
  std::vector<CopyCard> cards;
  for (const auto& c : copies) cards.push_back(copy_card(c, names[c.seller_id]));
  co_return cards;
}

}  // namespace bookmarket::catalog
