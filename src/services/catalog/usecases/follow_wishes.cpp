#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "services/catalog/usecases/due.hpp"
#include "services/catalog/usecases/selling_parts.hpp"
#include "services/catalog/usecases/wishes.hpp"

namespace bookmarket::catalog {
namespace {

constexpr const char* consumer = "catalog.wishes";
constexpr unsigned events_at_once = 200;

Task<bool> is_wished(Catalog& catalog, std::string target) {
  auto first = co_await catalog.store.query(
      {.collection = "wishes", .index = "by_target", .equals = {std::move(target)}, .limit = 1});
  if (!first) co_return fail(std::move(first).error());
  co_return !first->documents.empty();
}

/// Every version of a copy is held against the wishes on its own: a walk begun before the copy changed has passed
/// wishes that only what it is now fits.
Task<void> plan_walks(Catalog& catalog, std::map<std::string, std::int64_t> versions) {
  std::vector<std::string> ids;
  for (const auto& [id, version] : versions) ids.push_back(id);
  auto copies = co_await store::find_many<Copy>(catalog.store, "copies", std::move(ids), catalog.unreadable);
  if (!copies) co_return fail(std::move(copies).error());
  for (const auto& copy : *copies) {
    if (copy.status != CopyStatus::available) continue;
    const auto id = copy.id.to_string();
    const std::array targets{target_of(copy.work_id), target_of(copy.edition_id)};
    for (const auto& target : targets) {
      auto wished = co_await is_wished(catalog, target);
      if (!wished) co_return fail(std::move(wished).error());
      if (!*wished) continue;
      Object body;
      body.set("copy_id", id);
      body.set("target", target);
      body.set("cursor", "");
      auto planned = co_await catalog.store.schedule({.kind = match_work,
                                                      .id = fmt::format("{}:{}:{}", id, versions.at(id), target),
                                                      .due_at = catalog.clock.now(),
                                                      .body = std::move(body)});
      if (!planned) co_return fail(std::move(planned).error());
    }
  }
  co_return Result<void>{};
}

}  // namespace

Task<std::uint64_t> follow_wishes(Catalog& catalog) {
  auto cursor = co_await catalog.store.load_cursor(consumer);
  if (!cursor) co_return fail(std::move(cursor).error());
  auto page = co_await catalog.store.events_after(*cursor, events_at_once);
  if (!page) co_return fail(std::move(page).error());
  if (page->events.empty()) co_return std::uint64_t{0};
  std::map<std::string, std::int64_t> versions;
  std::set<std::string> works;
  for (const auto& e : page->events) {
    if (e.type == copy_offered || e.type == copy_changed) {
      auto& version = versions[e.document_id];
      version = std::max(version, e.document_version);
    } else if (e.type == wish_added || e.type == wish_removed) {
      works.insert(text_in(e.body, "waiting_for"));
    }
  }
  auto planned = co_await plan_walks(catalog, std::move(versions));
  if (!planned) co_return fail(std::move(planned).error());
  for (const auto& id : works) {
    planned = co_await catalog.store.schedule({.kind = count_work, .id = id, .due_at = catalog.clock.now()});
    if (!planned) co_return fail(std::move(planned).error());
  }
  auto saved = co_await catalog.store.save_cursor(consumer, page->cursor);
  if (!saved) co_return fail(std::move(saved).error());
  co_return page->events.size();
}

}  // namespace bookmarket::catalog
