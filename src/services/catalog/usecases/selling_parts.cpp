#include "services/catalog/usecases/selling_parts.hpp"

#include <algorithm>

#include "platform/cache/limit.hpp"
#include "services/catalog/usecases/shelf.hpp"
#include "services/catalog/usecases/wishes.hpp"

namespace bookmarket::catalog {

std::unexpected<Error> wrong_fields(std::vector<FieldError> fields) {
  return fail(Error{ErrorKind::invalid, "invalid_request", "Some of what was sent cannot be used; see errors.",
                    std::move(fields)});
}

std::unexpected<Error> no_such_copy() {
  return fail(ErrorKind::not_found, "copy_not_found", "There is no such copy on your shelf.");
}

Result<Place> place_of(const Catalog& catalog, const std::string& code) {
  if (catalog.places == nullptr) return unavailable("places_missing", "this process has no places");
  if (auto place = catalog.places->find(code)) return std::move(*place);
  return wrong_fields({{"/body/place", "place_unknown", "Use the code of a settlement, as suggest_places gives it."}});
}

namespace {

/// How many bytes at the front of `text` are one character that nobody should send: 0 where it is a good one.
std::size_t unwanted(std::string_view text) {
  const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned c = at(0);
  if ((c < 0x20 && c != '\n') || c == 0x7f) return 1;
  if (c == 0xc2 && at(1) < 0xa0) return 2;  // U+0080 … U+009F
  if (c == 0xe2 && at(1) == 0x80) {
    const unsigned last = at(2);  // U+200B, U+200E, U+200F, U+2028 … U+202E
    if (last == 0x8b || last == 0x8e || last == 0x8f || (last >= 0xa8 && last <= 0xae)) return 3;
  }
  if (c == 0xe2 && at(1) == 0x81 && at(2) >= 0xa0 && at(2) <= 0xaf) return 3;  // U+2060 … U+206F
  if (c == 0xef && at(1) == 0xbb && at(2) == 0xbf) return 3;                   // U+FEFF
  return 0;
}

}  // namespace

std::string tidy(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto skip = unwanted(text);
    if (skip == 0) out += text.front();
    text.remove_prefix(std::max<std::size_t>(skip, 1));
  }
  const auto first = out.find_first_not_of(" \n");
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(" \n") - first + 1);
}

std::string tidy_line(std::string_view text) {
  auto out = tidy(text);
  std::ranges::replace(out, '\n', ' ');
  return out;
}

Task<void> allow(Catalog& catalog, SellerId seller, std::string operation, std::int64_t most,
                 std::chrono::seconds within) {
  if (catalog.cache == nullptr) co_return Result<void>{};
  co_return co_await cache::allow(*catalog.cache, operation + ":" + seller.to_string(), most, within);
}

Task<Seller> seller_by_id(Catalog& catalog, SellerId id) {
  auto seller = co_await store::find<Seller>(catalog.store, "sellers", id.to_string());
  if (!seller) co_return fail(std::move(seller).error());
  if (!*seller)
    co_return fail(ErrorKind::not_found, "profile_missing", "Say first how readers may call you and where you are.");
  co_return std::move(**seller);
}

std::optional<RestrictionView> restriction_view(const Copy& copy) {
  if (!copy.restriction) return std::nullopt;
  return RestrictionView{copy.restriction->case_id, copy.restriction->action, copy.restriction->since};
}

Task<OwnCopyView> own_copy_view(Catalog& catalog, Copy copy) {
  auto edition = co_await store::find<StoredEdition>(catalog.store, "editions", copy.edition_id.to_string());
  if (!edition) co_return fail(std::move(edition).error());
  auto seller = co_await seller_by_id(catalog, copy.seller_id);
  if (!seller) co_return fail(std::move(seller).error());
  auto items = co_await shelf_items(catalog, {copy}, seller->name);
  if (!items) co_return fail(std::move(items).error());
  if (items->empty() || !*edition)
    co_return fail(ErrorKind::internal, "dangling_copy", "Something broke on our side.",
                   "copy " + copy.id.to_string() + " points to nothing");
  OwnCopyView out;
  static_cast<ShelfItem&>(out) = std::move(items->front());
  out.edition = edition_card(**edition);
  auto waiting = co_await people_waiting(catalog, {copy.work_id});
  if (!waiting) co_return fail(std::move(waiting).error());
  out.waiting = (*waiting)[copy.work_id];
  out.restriction = restriction_view(copy);
  out.reference = std::move(copy.reference);
  co_return out;
}

store::NewEvent changed_by_owner(const Copy& copy) {
  auto event = copy_event(copy_changed, copy);
  if (copy.restriction && copy.restriction->action == DecisionAction::ask_to_amend)
    event.body.set("amends", copy.restriction->case_id.to_string());
  return event;
}

Printed printed(const StoredEdition& e) {
  return {.isbn13 = e.isbn13.value_or(""),
          .title = e.title,
          .authors = e.authors,
          .publisher = e.publisher,
          .place = e.place,
          .language = e.language,
          .year = e.year};
}

Result<void> not_prohibited(const Catalog& catalog, const StoredEdition& edition) {
  return not_prohibited(catalog, printed(edition));
}

Result<void> not_prohibited(const Catalog& catalog, const Printed& edition) {
  const auto* rule = refusing(catalog.moderation.rules, edition, catalog.clock.now());
  if (rule == nullptr) return {};
  return fail(Error{ErrorKind::conflict,
                    "prohibited_item",
                    rule->text_uk + " / " + rule->text_en,
                    {{"/body/edition_id", rule->id, rule->ground}}});
}

Task<void> settle_later(Catalog& catalog, SellerId seller, Timestamp when) {
  co_return co_await catalog.store.schedule({.kind = settle_work, .id = seller.to_string(), .due_at = when});
}

store::NewEvent copy_event(const char* type, const Copy& copy) {
  Object body;
  body.set("copy_id", copy.id.to_string());
  body.set("work_id", copy.work_id.to_string());
  body.set("seller_id", copy.seller_id.to_string());
  return {type, std::move(body)};
}

store::NewEvent seller_event(SellerId id) {
  Object body;
  body.set("seller_id", id.to_string());
  return {"catalog.seller_changed.v1", std::move(body)};
}

}  // namespace bookmarket::catalog
