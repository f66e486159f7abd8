#include "platform/store/typed.hpp"
#include "services/catalog/domain/isbn.hpp"
#include "services/catalog/usecases/cards.hpp"

namespace bookmarket::catalog {
Task<Tagged<EditionView>> show_edition(Catalog& catalog, std::string isbn) {
  const auto parsed = Isbn::parse(isbn);
  if (!parsed)
    co_return fail(Error{ErrorKind::invalid,
                         "invalid_request",
                         "This is not an ISBN.",
                         {{"/path/isbn", "not_an_isbn", std::string(why(parsed.error()))}}});
  std::optional<Error> broken;
  const auto unreadable = [&](std::string_view type, const std::string& id, const Error& error) {
    if (catalog.unreadable) catalog.unreadable(type, id, error);
    broken = error;
  };
  auto editions = co_await store::find_by<StoredEdition>(catalog.store, "editions", "by_isbn",
                                                         std::string(parsed->digits()), unreadable);
  if (!editions) co_return fail(std::move(editions).error());
  if (editions->empty() && broken) co_return fail(*broken);  // it is there
  if (editions->empty())
    co_return fail(ErrorKind::not_found, "edition_not_found", "No edition with this ISBN is in the catalogue.");
  // Publishers do reuse an ISBN: the first record stands for the page, the work's page shows them all.
  const auto& edition = editions->front();
  const auto work_id = edition.work_id.to_string();
  auto work = co_await store::find<StoredWork>(catalog.store, "works", work_id);
  if (!work) co_return fail(std::move(work).error());
  if (!*work)
    co_return fail(ErrorKind::not_found, "work_not_found", "The work of this edition is no longer in the catalogue.");
  auto copies =
      co_await store::find_by<Copy>(catalog.store, "copies", "by_edition", edition.id.to_string(), catalog.unreadable);
  if (!copies) co_return fail(std::move(copies).error());
  auto all = co_await store::find_by<Copy>(catalog.store, "copies", "by_work", work_id, catalog.unreadable);
  if (!all) co_return fail(std::move(all).error());
  auto cards = co_await copy_cards(catalog, std::move(*copies));
  if (!cards) co_return fail(std::move(cards).error());
  Tagged<EditionView> out;
  static_cast<EditionCard&>(out.value) = edition_card(edition);
  out.value.work = work_card(**work, offers_of(*all));
  out.value.copies = std::move(*cards);
  out.tags = {"work:" + work_id};
  for (const auto& c : out.value.copies) out.tags.push_back("seller:" + c.seller.id.to_string());
  co_return out;
}

}  // namespace bookmarket::catalog
