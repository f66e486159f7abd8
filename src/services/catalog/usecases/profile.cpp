#include <algorithm>

#include "platform/base/failpoint.hpp"
#include "services/catalog/usecases/cards.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

ProfileView view_of(const Seller& s) {
  ProfileView out;
  static_cast<SellerView&>(out) = {s.id, s.name, s.place, unless_empty(s.about), s.since, s.demo};
  out.paused = s.paused_at.has_value();
  out.languages = s.languages;
  return out;
}

Task<ProfileView> update_seller(Catalog& catalog, SellerId id, std::function<void(Seller&)> fn) {
  auto updated = co_await catalog.store.update(
      "sellers", id.to_string(), [id, fn = std::move(fn)](const store::Document& d) -> Result<store::Change> {
        auto seller = shape::from_object<Seller>(d.body);
        if (!seller) return fail(seller.error());
        fn(*seller);
        return store::Change{shape::to_object(*seller), {seller_event(id)}};
      });
  if (!updated) co_return fail(std::move(updated).error());
  auto seller = shape::from_object<Seller>(updated->body);
  if (!seller) co_return fail(std::move(seller).error());
  co_return view_of(*seller);
}

/// A step of bringing every copy of a shelf to where it belongs while its owner is here or away. Whether more is left.
Task<bool> settle(Catalog& catalog, SellerId id) {
  constexpr unsigned step = 200;
  auto seller = co_await store::find<Seller>(catalog.store, "sellers", id.to_string());
  if (!seller) co_return fail(std::move(seller).error());
  if (!*seller) co_return false;
  const bool away = (*seller)->is_away();
  const auto action = away ? ShelfAction::pause : ShelfAction::resume;
  auto page = co_await catalog.store.query(
      {.collection = "copies",
       .index = "by_seller_status",
       .equals = {id.to_string(), std::string(slug(away ? CopyStatus::available : CopyStatus::paused))},
       .limit = step});
  if (!page) co_return fail(std::move(page).error());
  for (const auto& d : page->documents) {
    auto moved = co_await catalog.store.update(
        "copies", d.id, [action](const store::Document& document) -> Result<store::Change> {
          auto copy = shape::from_object<Copy>(document.body);
          if (!copy) return fail(copy.error());
          auto status = after(action, *copy);
          if (!status) return fail(status.error());
          copy->status = *status;
          return store::Change{shape::to_object(*copy), {copy_event(copy_changed, *copy)}};
        });
    if (!moved && moved.error().kind != ErrorKind::not_found) co_return fail(std::move(moved).error());
  }
  co_return page->documents.size() == step;
}

/// What is left is due again.
Task<void> settle_one(Catalog& catalog, store::DueWork work) {
  auto more = co_await settle(catalog, SellerId::parse(work.id).value_or(SellerId{}));
  if (!more) co_return fail(std::move(more).error());
  if (!*more) co_return Result<void>{};
  work.attempts = 0;
  co_return co_await catalog.store.schedule(std::move(work));
}

}  // namespace

Task<ProfileView> show_profile(Catalog& catalog, SellerId id) {
  auto seller = co_await seller_by_id(catalog, id);
  if (!seller) co_return fail(std::move(seller).error());
  co_return view_of(*seller);
}

Task<ProfileView> save_profile(Catalog& catalog, SellerId id, ProfileBody body) {
  std::vector<FieldError> fields;
  auto place = place_of(catalog, body.place);
  if (!place) fields = place.error().fields;
  body.name = tidy_line(body.name);
  if (body.name.empty()) fields.push_back({"/body/name", "too_short", "Say how others may call you."});
  for (std::size_t i = 0; i < body.languages.size(); ++i)
    if (!is_language(body.languages[i]))
      fields.push_back({"/body/languages/" + std::to_string(i), "bad_format", "Use a code of ISO 639-1, such as uk."});
  if (!fields.empty()) co_return wrong_fields(std::move(fields));
  const auto apply = [body, place = std::move(*place)](Seller& s) {
    s.name = body.name;
    s.place = place;
    s.about = tidy(body.about.value_or(""));
    s.languages = body.languages;
  };
  auto updated = co_await update_seller(catalog, id, apply);
  if (updated || updated.error().kind != ErrorKind::not_found) co_return updated;
  Seller fresh{.id = id, .since = catalog.clock.now()};
  apply(fresh);
  auto kept = co_await catalog.store.insert("sellers", id.to_string(), {shape::to_object(fresh), {seller_event(id)}});
  if (!kept && kept.error().kind == ErrorKind::conflict) co_return co_await update_seller(catalog, id, apply);
  if (!kept) co_return fail(std::move(kept).error());
  co_return view_of(fresh);
}

Task<ProfileView> pause_shelf(Catalog& catalog, SellerId id, bool paused) {
  const auto now = catalog.clock.now();
  // Set down first: wherever this stops, the shelf is looked at.
  auto due = co_await settle_later(catalog, id, now + std::chrono::minutes(1));
  if (!due) co_return fail(std::move(due).error());
  auto updated = co_await update_seller(catalog, id, [paused, now](Seller& s) {
    if (!paused)
      s.paused_at.reset();
    else if (!s.paused_at)
      s.paused_at = now;
  });
  if (!updated && updated.error().kind == ErrorKind::not_found)
    co_return fail(ErrorKind::not_found, "profile_missing", "You have no shelf yet.");
  if (!updated) co_return updated;
  if (auto hit = failpoint("pause_shelf.kept"); !hit) co_return fail(std::move(hit).error());
  due = co_await settle_later(catalog, id, now);
  if (!due) co_return fail(std::move(due).error());
  co_return updated;
}

Task<void> follow_pause(Catalog& catalog, Seller known) {
  auto seller = co_await store::find<Seller>(catalog.store, "sellers", known.id.to_string());
  if (!seller) co_return fail(std::move(seller).error());
  if (!*seller) co_return Result<void>{};
  if ((*seller)->paused_at == known.paused_at && (*seller)->blocked_at == known.blocked_at) co_return Result<void>{};
  co_return co_await settle_later(catalog, known.id, catalog.clock.now());
}

Task<std::uint64_t> settle_pauses(Catalog& catalog) {
  co_return co_await store::do_due(catalog.store, catalog.clock.now(), settle_work,
                                   [&](store::DueWork work) { return settle_one(catalog, std::move(work)); });
}

Task<void> close_shelf(Catalog& catalog, SellerId id, bool closed, std::int64_t account_version) {
  const auto now = catalog.clock.now();
  auto updated = co_await update_seller(catalog, id, [=](Seller& s) {
    if (account_version <= s.account_version) return;  // told later than what came after it
    s.account_version = account_version;
    if (!closed)
      s.blocked_at.reset();
    else if (!s.blocked_at)
      s.blocked_at = now;
  });
  if (!updated && updated.error().kind == ErrorKind::not_found) co_return Result<void>{};  // offers nothing
  if (!updated) co_return fail(std::move(updated).error());
  co_return co_await settle_later(catalog, id, now);
}

}  // namespace bookmarket::catalog
