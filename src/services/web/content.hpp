// The first content of a page, in the elements and classes of the client's components (web/src), so that nothing
// moves when the client takes over. It is also the whole page for readers and crawlers without JavaScript.
#pragma once

#include "services/catalog/contract.hpp"
#include "services/web/voice.hpp"

namespace bookmarket::web {

using Slots = std::vector<Template::Slot>;

/// The home page's frame has slots of its own; every other page has `content`.
[[nodiscard]] Slots home_content(const catalog::SearchView& newest, const Voice& voice);
[[nodiscard]] Html search_content(const catalog::SearchView& found, const catalog::SearchQuery& query,
                                  const Voice& voice);
/// `chosen`: only copies of that edition.
[[nodiscard]] Html work_content(const catalog::WorkView& work, const Voice& voice,
                                std::optional<catalog::EditionId> chosen = std::nullopt);
[[nodiscard]] Html copy_content(const catalog::CopyView& copy, bool demo, const Voice& voice);
[[nodiscard]] Html author_content(const catalog::AuthorView& author, const Voice& voice);
[[nodiscard]] Html shelf_content(const catalog::ShelfView& shelf, const Voice& voice);

}  // namespace bookmarket::web
