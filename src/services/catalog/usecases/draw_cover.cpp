#include "platform/store/typed.hpp"
#include "services/catalog/covers/covers.hpp"
#include "services/catalog/usecases/cards.hpp"

namespace bookmarket::catalog {

Task<Tagged<std::string>> draw_cover(Catalog& catalog, WorkId id, std::optional<unsigned> variant) {
  auto work = co_await store::find<StoredWork>(catalog.store, "works", id.to_string());
  if (!work) co_return fail(std::move(work).error());
  if (!*work) co_return fail(ErrorKind::not_found, "work_not_found", "There is no such work in the catalogue.");
  const auto names = joined_names((*work)->authors);
  const covers::CoverText text{(*work)->title, names, (*work)->genre};
  co_return Tagged<std::string>{covers::cover_svg(text, variant.value_or(covers::natural_variant(text))),
                                {"work:" + id.to_string()}};
}

}  // namespace bookmarket::catalog
