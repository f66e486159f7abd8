#include "services/catalog/usecases/cards.hpp"
#include "services/catalog/usecases/selling_parts.hpp"
#include "services/catalog/usecases/wishes.hpp"

namespace bookmarket::catalog {
namespace {

constexpr unsigned most_drafts = 200;

std::unexpected<Error> no_such_draft() {
  return fail(ErrorKind::not_found, "draft_not_found", "There is no such draft of yours.");
}

DraftView view_of(StoredDraft draft, const std::optional<StoredEdition>& edition) {
  DraftView out;
  static_cast<DraftBody&>(out) = {draft.edition_id, draft.grade,    std::move(draft.notes),
                                  draft.price,      draft.exchange, std::move(draft.place)};
  out.id = draft.id;
  out.saved_at = draft.saved_at;
  if (edition) out.edition = edition_card(*edition);
  out.photos = photo_views(draft.photos);
  return out;
}

Task<DraftView> with_edition(Catalog& catalog, StoredDraft draft) {
  std::optional<StoredEdition> edition;
  if (draft.edition_id) {
    auto found = co_await store::find<StoredEdition>(catalog.store, "editions", draft.edition_id->to_string());
    if (!found) co_return fail(std::move(found).error());
    edition = std::move(*found);
  }
  auto view = view_of(std::move(draft), edition);
  if (edition) {
    auto waiting = co_await people_waiting(catalog, {edition->work_id});
    if (!waiting) co_return fail(std::move(waiting).error());
    view.waiting = (*waiting)[edition->work_id];
  }
  co_return view;
}

Task<StoredDraft> own_draft(Catalog& catalog, SellerId seller, CopyId id) {
  auto draft = co_await store::find<StoredDraft>(catalog.store, "drafts", id.to_string());
  if (!draft) co_return fail(std::move(draft).error());
  if (!*draft || (*draft)->seller_id != seller) co_return no_such_draft();
  co_return std::move(**draft);
}

/// Keeps the photos that are there. What was about to be offered and was not is a draft again.
Task<store::Document> replace(Catalog& catalog, StoredDraft draft) {
  const auto id = draft.id.to_string();
  co_return co_await catalog.store.update(
      "drafts", id, [draft = std::move(draft)](const store::Document& d) -> Result<store::Change> {
        auto stored = shape::from_object<StoredDraft>(d.body);
        if (!stored) return fail(stored.error());
        if (stored->seller_id != draft.seller_id) return no_such_draft();
        auto next = draft;
        next.photos = std::move(stored->photos);
        return store::Change{shape::to_object(next)};
      });
}

Task<void> may_begin(Catalog& catalog, SellerId seller, CopyId id) {
  // A page that still saves while, or after, the draft is offered: there is nothing to keep any more.
  auto offered = co_await catalog.store.get("copies", id.to_string());
  if (!offered) co_return fail(std::move(offered).error());
  if (*offered) co_return fail(ErrorKind::conflict, "draft_offered", "This draft is a copy on your shelf by now.");
  auto others = co_await catalog.store.query(
      {.collection = "drafts", .index = "by_seller", .equals = {seller.to_string()}, .limit = most_drafts});
  if (!others) co_return fail(std::move(others).error());
  if (others->documents.size() >= most_drafts)
    co_return fail(ErrorKind::conflict, "too_many_drafts", "Finish or delete some of your drafts first.");
  co_return Result<void>{};
}

}  // namespace

Task<DraftView> save_draft(Catalog& catalog, SellerId seller, CopyId id, DraftBody body) {
  StoredDraft draft{.id = id,
                    .seller_id = seller,
                    .saved_at = catalog.clock.now(),
                    .edition_id = body.edition_id,
                    .grade = body.grade,
                    .notes = std::move(body.notes),
                    .price = body.price,
                    .exchange = body.exchange,
                    .place = std::move(body.place),
                    .photos = {}};
  auto kept = co_await replace(catalog, draft);
  if (!kept && kept.error().kind == ErrorKind::not_found && kept.error().code != "draft_not_found") {
    auto may = co_await may_begin(catalog, seller, id);
    if (!may) co_return fail(std::move(may).error());
    kept = co_await catalog.store.insert("drafts", id.to_string(), {shape::to_object(draft)});
    // Of two first saves at once the second replaces what the first has kept.
    if (!kept && kept.error().kind == ErrorKind::conflict) kept = co_await replace(catalog, draft);
  }
  if (!kept) co_return fail(std::move(kept).error());
  auto saved = shape::from_object<StoredDraft>(kept->body);
  if (!saved) co_return fail(std::move(saved).error());
  co_return co_await with_edition(catalog, std::move(*saved));
}

Task<DraftView> show_draft(Catalog& catalog, SellerId seller, CopyId id) {
  auto draft = co_await own_draft(catalog, seller, id);
  if (!draft) co_return fail(std::move(draft).error());
  co_return co_await with_edition(catalog, std::move(*draft));
}

Task<DraftsView> list_drafts(Catalog& catalog, SellerId seller) {
  auto page = co_await catalog.store.query({.collection = "drafts",
                                            .index = "by_seller",
                                            .equals = {seller.to_string()},
                                            .descending = true,
                                            .limit = most_drafts});
  if (!page) co_return fail(std::move(page).error());
  DraftsView out;
  for (auto& d : store::read_all<StoredDraft>(page->documents, catalog.unreadable)) {
    auto view = co_await with_edition(catalog, std::move(d));
    if (!view) co_return fail(std::move(view).error());
    out.items.push_back(std::move(*view));
  }
  co_return out;
}

Task<void> remove_draft(Catalog& catalog, SellerId seller, CopyId id) {
  auto draft = co_await own_draft(catalog, seller, id);
  if (!draft) co_return fail(std::move(draft).error());
  auto swept = co_await sweep_photos_of(catalog, seller, id, std::move(draft->photos));
  if (!swept) co_return fail(std::move(swept).error());
  auto gone = co_await catalog.store.remove("drafts", id.to_string(), {});
  if (!gone && gone.error().kind == ErrorKind::not_found) co_return no_such_draft();
  co_return gone;
}

}  // namespace bookmarket::catalog
