#include "roles/wiring.hpp"

#include "platform/base/block_on.hpp"
#include "platform/cache/cache_memory.hpp"
#include "platform/store/store_sqlite.hpp"
#include "platform/telemetry/log.hpp"
#include "roles/accounts.hpp"
#include "roles/dev_mail.hpp"
#include "roles/photos.hpp"
#include "roles/version.hpp"
#include "services/auth/api.hpp"
#include "services/catalog/api.hpp"
#include "services/catalog/prohibited/rules_file.hpp"
#include "services/catalog/usecases/bulk.hpp"
#include "services/catalog/usecases/goodreads.hpp"
#include "services/catalog/usecases/moderation.hpp"
#include "services/catalog/usecases/selling.hpp"
#include "services/catalog/usecases/wishes.hpp"
#include "services/web/pages.hpp"

namespace bookmarket::roles {
namespace {

struct Health {
  std::string status;
};

}  // namespace
}  // namespace bookmarket::roles

template <>
struct bookmarket::shape::Describe<bookmarket::roles::Health> {
  static constexpr std::string_view name = "Health", doc = "";
  static constexpr auto fields = std::tuple{field("status", &roles::Health::status, {.example = "ok"})};
};

namespace bookmarket::roles {
namespace {

Task<Tagged<Health>> live(http::NoInput) { co_return Tagged<Health>{{"ok"}, {}}; }

struct Probe {
  std::function<bool()> draining;
  LocalIndex* index = nullptr;
  catalog::Catalog* catalog = nullptr;
};

Task<Tagged<Health>> ready(std::shared_ptr<const Probe> probe) {
  if (probe->draining()) co_return unavailable("draining", "draining");
  if (!probe->index->ready()) co_return unavailable("index_loading", "the index is being loaded");
  auto answered = co_await catalog::import_generation(*probe->catalog);  // the store, too
  if (!answered) co_return fail(std::move(answered).error());
  co_return Tagged<Health>{{"ok"}, {}};
}

void add_health_routes(http::Routes& routes, std::shared_ptr<const Probe> probe) {
  routes.get<http::NoInput, Health>({.path = "/health/live",
                                     .operation_id = "live",
                                     .summary = "Is the process up",
                                     .tag = "operations",
                                     .caching = http::Caching::none,
                                     .errors = {400}},
                                    live);
  routes.get<http::NoInput, Health>({.path = "/health/ready",
                                     .operation_id = "ready",
                                     .summary = "Can it serve",
                                     .tag = "operations",
                                     .caching = http::Caching::none,
                                     .errors = {400}},
                                    [probe](http::NoInput) { return ready(probe); });
}

Task<http::Content> text_content(std::string type, std::string body) {
  co_return http::Content{.type = std::move(type), .body = std::move(body)};
}

Result<void> add_moderation(catalog::Catalog& catalog, Accounts* accounts, const Settings& settings) {
  auto& m = catalog.moderation;
  if (!settings.catalog_rules.empty()) {
    auto rules = catalog::load_rules(settings.catalog_rules);
    if (!rules) return fail(ErrorKind::invalid, "bad_setting", "Setting catalog.rules: " + rules.error().detail);
    m.rules = std::move(*rules);
  }
  m.appeal_days = settings.catalog_appeal_days;
  m.reports_per_day = settings.catalog_reports_per_day;
  if (accounts != nullptr) m.people = &accounts->people();
  return {};
}

}  // namespace

std::vector<store::Collection> all_collections() {
  auto all = catalog::collections();
  for (auto& c : catalog::moderation_collections()) all.push_back(std::move(c));
  for (auto& c : auth::collections()) all.push_back(std::move(c));
  return all;
}

Result<std::unique_ptr<Market>> Market::open(const Settings& settings, std::function<void(std::string_view)> changed) {
  auto directory = DataDirectory::lock(settings.data_dir);
  if (!directory) return fail(std::move(directory).error());
  auto clock = std::make_unique<Clock>();
  auto store = store::create_sqlite_store({.path = directory->store_file().string(),
                                           .reading_threads = static_cast<unsigned>(settings.store_reading_threads),
                                           .max_waiting = static_cast<std::size_t>(settings.store_queue),
                                           .clock = *clock});
  if (!store) {
    store.error().detail =
        "Setting data_dir: the store in " + settings.data_dir + " cannot be opened: " + store.error().cause;
    return fail(std::move(store).error());
  }
  if (auto done = block_on((*store)->migrate(all_collections())); !done) return fail(std::move(done).error());
  auto search = catalog::search::create_embedded_search({.hunspell_dir = settings.search_dictionaries,
                                                         .threads = static_cast<unsigned>(settings.search_threads),
                                                         .max_waiting = static_cast<std::size_t>(settings.search_queue),
                                                         .failed = [](std::string_view what, const Error& e) {
                                                           telemetry::log(telemetry::Level::error, "search_failed",
                                                                          {{"what", what}, {"cause", e.cause}});
                                                         }});
  return std::unique_ptr<Market>(
      new Market(std::move(*directory), std::move(clock), std::move(*store), std::move(search), std::move(changed)));
}

Market::Market(DataDirectory directory, std::unique_ptr<Clock> clock, std::unique_ptr<store::Store> store,
               std::unique_ptr<catalog::search::EmbeddedSearch> search, std::function<void(std::string_view)> changed)
    : directory_(std::move(directory)),
      clock_(std::move(clock)),
      store_(std::move(store)),
      cache_(std::make_unique<cache::MemoryCache>(cache::MemoryOptions{.clock = *clock_})),
      search_(std::move(search)),
      catalog_{*store_,
               *search_,
               *clock_,
               [this] { return index_.ready(); },
               std::move(changed),
               [this](std::string_view type, const std::string& id, const Error& error) {
                 ++unreadable_;
                 telemetry::log(telemetry::Level::error, "document_unreadable",
                                {{"type", type}, {"id", id}, {"code", error.code}, {"cause", error.cause}});
               },
               cache_.get()},
      index_(catalog_, *search_, directory_.search_snapshot()) {}

Task<std::uint64_t> Market::work() {
  const Round round(rounds_);
  auto settled = co_await catalog::settle_pauses(catalog_);
  if (!settled) co_return fail(std::move(settled).error());
  auto swept = co_await catalog::sweep_photos(catalog_);
  if (!swept) co_return fail(std::move(swept).error());
  auto moderated = co_await moderation_work();
  if (!moderated) co_return fail(std::move(moderated).error());
  auto imported = co_await catalog::work_on_bulk_imports(catalog_);
  if (!imported) co_return fail(std::move(imported).error());
  co_return *settled + *swept + *moderated + *imported;
}

Task<std::uint64_t> Market::moderation_work() {
  auto followed = co_await catalog::follow_moderation(catalog_);
  if (!followed) co_return fail(std::move(followed).error());
  auto swept = co_await catalog::sweep_rules(catalog_);
  if (!swept) co_return fail(std::move(swept).error());
  constexpr std::int64_t often = 10'000;
  if (swept->worked && (swept->done || swept->checked % often == 0))
    telemetry::log(telemetry::Level::info, swept->done ? "rules_compared" : "rules_comparing",
                   {{"copies", swept->checked}, {"flagged", swept->flagged}});
  auto applied = co_await catalog::apply_decisions(catalog_);
  if (!applied) co_return fail(std::move(applied).error());
  co_return *followed + *applied + (swept->worked ? 1U : 0U);
}

Task<std::uint64_t> Market::wish_work() {
  const Round round(rounds_);
  std::uint64_t all = 0;
  for (auto* const step :
       {catalog::follow_wishes, catalog::match_wishes, catalog::count_waiting, catalog::apply_goodreads}) {
    auto done = co_await step(catalog_);
    if (!done) co_return fail(std::move(done).error());
    all += *done;
  }
  co_return all;
}

Result<Roles> parse_roles(std::string_view text) {
  Roles out;
  while (!text.empty()) {
    const auto name = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), name.size() + 1));
    if (name == "all")
      out = {true, true, true};
    else if (name == "auth")
      out.auth = true;
    else if (name == "catalog")
      out.catalog = true;
    else if (name == "web")
      out.web = true;
    else
      return fail(ErrorKind::invalid, "bad_setting",
                  "Setting roles: there is no role '" + std::string(name) + "'; there are all, auth, catalog, web.");
  }
  if (!out.auth && !out.catalog && !out.web)
    return fail(ErrorKind::invalid, "bad_setting", "Setting roles: name at least one role.");
  return out;
}

Result<std::shared_ptr<const http::Routes>> public_routes(PublicRoutes given) {
  auto parts = std::make_shared<PublicRoutes>(std::move(given));
  auto routes = std::make_shared<http::Routes>();
  if (parts->accounts != nullptr) auth::add_routes(*routes, &parts->accounts->auth());
  const auto& s = parts->settings;
  if (parts->accounts != nullptr && s.mail_smtp_host.empty() && s.environment != Environment::production)
    add_dev_mail_routes(*routes, parts->market.directory().outbox());
  if (parts->roles.catalog) {
    auto places = catalog::Places::load(parts->settings.catalog_places);
    if (!places) return fail(ErrorKind::invalid, "bad_setting", "Setting catalog.places: " + places.error().detail);
    parts->market.catalog().places = std::move(*places);
    if (auto done = add_moderation(parts->market.catalog(), parts->accounts, s); !done)
      return fail(std::move(done).error());
    parts->market.catalog().most_open_copies = parts->settings.catalog_max_open_copies;
    catalog::add_routes(*routes, &parts->market.catalog());
  }
  if (parts->photos != nullptr) parts->photos->add_routes(*routes);
  add_health_routes(*routes,
                    std::make_shared<Probe>(Probe{parts->draining, &parts->market.index(), &parts->market.catalog()}));
  routes->get_content<http::NoInput>({.path = "/metrics",
                                      .operation_id = "metrics",
                                      .summary = "Metrics in the Prometheus text format",
                                      .tag = "operations",
                                      .caching = http::Caching::none},
                                     "text/plain", [parts](http::NoInput) {
                                       return text_content("text/plain; version=0.0.4; charset=utf-8",
                                                           parts->metrics.scrape());
                                     });
  if (parts->roles.web && !parts->settings.web_dir.empty()) {
    if (auto done = web::add_routes(*routes, {.directory = parts->settings.web_dir,
                                              .public_url = parts->settings.http_public_url,
                                              .demo = parts->settings.web_demo,
                                              .catalog = parts->catalog});
        !done)
      return fail(std::move(done).error());
  }
  routes->file("/openapi.json", "application/json", openapi_document(), http::Caching::daily);
  return std::shared_ptr<const http::Routes>(std::move(routes));
}

std::string openapi_document() {
  // Routes are declared as for a server and never called, so what stands behind them need not exist.
  http::Routes routes;
  auth::add_routes(routes, nullptr);
  catalog::add_routes(routes, nullptr);
  add_health_routes(routes, nullptr);
  return http::openapi(routes, version);
}

}  // namespace bookmarket::roles
